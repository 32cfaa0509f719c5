//! lab
#![allow(missing_docs)]
use crate::{evidence::*, profile::*, reuse::*};
pub struct Pass {
    pub left: [usize; 2],
    pub right: [usize; 2],
    pub gain: f32,
}
pub fn passages(l: &Profile, r: &Profile, min_gain: f32) -> Vec<Pass> {
    let b = |p: &Profile, r: &std::ops::Range<usize>| {
        [p.tokens[r.start].span.start(), p.tokens[r.end - 1].span.end()]
    };
    Matcher::default()
        .reuse(l, r)
        .stretches
        .iter()
        .filter(|p| p.gain >= min_gain)
        .map(|p| Pass { left: b(l, &p.left), right: b(r, &p.right), gain: p.gain })
        .collect()
}
pub const NAMES: &[&str] = &[
    "covered_min",
    "covered_max",
    "found_min",
    "found_max",
    "same",
    "subst",
    "in_runs",
    "run",
    "agree",
    "confl",
    "confl_rate",
    "figures",
    "facts",
    "gain",
    "p_gain",
    "p_words",
    "p_dense",
    "p_lit",
    "shared",
    "weight",
    "cells",
    "noise",
    "stretches",
    "p_dmax",
    "found_gm",
];
pub fn features(m: &mut Matcher2, l: &Profile, r: &Profile) -> Vec<f64> {
    let u = m.0.reuse(l, r);
    let f = findings((l, r), &u);
    let e = f.evidence;
    let mm = |a: f64, b: f64| (a.min(b), a.max(b));
    let (c0, c1) = mm(e.covered_left, e.covered_right);
    let (f0, f1) = mm(e.found_left, e.found_right);
    vec![
        c0,
        c1,
        f0,
        f1,
        e.same,
        e.substituted,
        e.in_runs,
        e.longest_run as f64,
        e.agreeing as f64,
        e.conflicting as f64,
        e.conflicting as f64 / (e.agreeing + e.conflicting + 1) as f64,
        e.conflicting_figures as f64,
        e.facts,
        f.gain,
        f.strongest.gain,
        f.strongest.words,
        f.strongest.dense.0,
        f.strongest.literal,
        f.shared,
        f.weight,
        f.outside.0,
        f.outside.1,
        u.stretches.len() as f64,
        f.strongest.dense.1,
        (f0 * f1).sqrt(),
    ]
}
#[derive(Default, Debug)]
pub struct Matcher2(Matcher);
