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
pub fn names() -> Vec<&'static str> {
    crate::verdict::Feature::ALL
        .iter()
        .map(|f| f.1)
        .chain(["covered_min", "covered_max", "same", "paired", "subst", "in_runs", "run", "gain", "score"])
        .collect()
}
pub fn features(m: &mut Matcher2, l: &Profile, r: &Profile) -> Vec<f64> {
    let u = m.0.reuse(l, r);
    let f = findings((l, r), &u);
    let e = f.evidence;
    let mm = |a: f64, b: f64| (a.min(b), a.max(b));
    let (c0, c1) = mm(e.covered_left, e.covered_right);
    let fs = crate::verdict::Features::of(&f);
    let mut v: Vec<f64> = crate::verdict::Feature::ALL.iter().map(|x| fs.get(x.0)).collect();
    v.extend([
        c0,
        c1,
        e.same,
        e.paired,
        e.substituted,
        e.in_runs,
        e.longest_run as f64,
        f.gain,
        crate::verdict::score(&f),
    ]);
    v
}
#[derive(Default, Debug)]
pub struct Matcher2(Matcher);
