//! lab
#![allow(missing_docs)]
use crate::{align::*, chain::*, link::*, passage::*, profile::*, token::*};
pub struct Pass { pub left: [usize; 2], pub right: [usize; 2], pub gain: f32 }
pub fn passages(l: &Profile, r: &Profile, min_gain: f32) -> Vec<Pass> {
    let mut links = Links::default(); links.find(l, r);
    let mut al = Aligner::default(); let mut found = Found::default(); found.clear((l, r));
    let e = |k: &str, d: f32| std::env::var(k).ok().map_or(d, |x| x.parse().unwrap());
    let (near, weak) = (e("NEAR", 3.0) as usize, e("WEAK", 1.0));
    let mut ps: Vec<(Reuse, f32)> = chains(&links.links).iter().filter(|c| c.gain >= weak).map(|c| (passage(&mut al, (l, r), (&links.links, c), &mut found), c.gain)).filter(|p| !p.0.left.is_empty() && !p.0.right.is_empty()).collect();
    let d = |a: &std::ops::Range<usize>, b: &std::ops::Range<usize>| a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end));
    let dens = |x: &Reuse, f: &Found| { let n = x.left.clone().filter(|&i| f.left[i]).count() + x.right.clone().filter(|&i| f.right[i]).count(); n as f32 / (x.left.len() + x.right.len()) as f32 };
    let mut ds: Vec<f32> = ps.iter().map(|p| dens(&p.0, &found)).collect(); let md = e("MD", 0.75);
    loop { let mut hit = None; 'o: for i in 0..ps.len() { for j in i + 1..ps.len() { let (dl, dr) = (d(&ps[i].0.left, &ps[j].0.left), d(&ps[i].0.right, &ps[j].0.right)); if dl.min(dr) <= near * 10 && ps[i].1.max(ps[j].1) >= min_gain && ps[i].1.min(ps[j].1) < md { hit = Some((i, j)); break 'o; } } }
        let Some((i, j)) = hit else { break }; let q = ps.remove(j); let qd = ds.remove(j); let u = |a: &std::ops::Range<usize>, b: &std::ops::Range<usize>| a.start.min(b.start)..a.end.max(b.end); ps[i].0.left = u(&ps[i].0.left, &q.0.left); ps[i].0.right = u(&ps[i].0.right, &q.0.right); ps[i].1 += q.1; ds[i] = ds[i].max(qd); }
    let b = |p: &Profile, r: &std::ops::Range<usize>| [p.tokens[r.start].span.start(), p.tokens[r.end - 1].span.end()];
    ps.into_iter().filter(|p| p.1 >= min_gain).map(|(p, g)| Pass { left: b(l, &p.left), right: b(r, &p.right), gain: g }).collect()
}
pub const NAMES: &[&str] = &["shared_min","shared_max","cov_min","cov_max","in_min","in_max","same","w3","seg","seg_abs","agree","conf","conf_rate","fact_agree","gain","gain1","blocks","size","order_var","swap_rate","numconf","links","templ","quoted","p_gain","p_dmin","p_dmax","p_same","p_w3","p_seg","p_conf","p_fact","p_len","p_swap","p_noise","p_contrast","p_docs","p_cover","p_dens2","p_rate","p_exp","p_cells","run"];
pub fn features(l: &Profile, r: &Profile, min_gain: f32) -> Vec<f32> {
    let mut links = Links::default(); links.find(l, r);
    let mut al = Aligner::default(); let mut found = Found::default(); found.clear((l, r));
    let ps: Vec<Reuse> = chains(&links.links).iter().filter(|c| c.gain >= min_gain).map(|c| passage(&mut al, (l, r), (&links.links, c), &mut found)).collect();
    let mm = |a: f32, b: f32| (a.min(b), a.max(b)); let sat = |x: f32, k: f32| x / (x + k);
    let (wl, wr) = (l.weight.max(1.0), r.weight.max(1.0)); let (nl, nr) = (l.tokens.len().max(1) as f32, r.tokens.len().max(1) as f32);
    let (s0, s1) = mm(links.shared / wl, links.shared / wr);
    let cov = |p: &Profile, f: &[bool], side: usize| -> f32 { ps.iter().map(|x| { let g = if side == 0 { x.left.clone() } else { x.right.clone() }; g.filter(|&i| f[i]).map(|i| weight_of(p.tokens[i].kind)).sum::<f32>() }).sum() };
    let (c0, c1) = mm(cov(l, &found.left, 0) / wl, cov(r, &found.right, 1) / wr);
    let tin = |side: usize| ps.iter().map(|x| if side == 0 { x.left.len() } else { x.right.len() }).sum::<usize>() as f32; let (i0, i1) = mm(tin(0) / nl, tin(1) / nr);
    let (mut same, mut var, mut swp, mut conf, mut agree, mut w3, mut numconf) = (0f32, 0f32, 0f32, 0f32, 0f32, 0f32, 0f32); let mut seg = 0f32; let mut longest = 0u32;
    for p in &ps { let (mut cur, mut pi, mut pj, mut run) = (0f32, u32::MAX, u32::MAX, 0); for x in &p.pairings {
        let k = l.tokens[x.left as usize].kind; let fun = k == Kind::Function;
        if pi != u32::MAX { let gaps = (x.left - pi - 1) as f32 + (x.right.wrapping_sub(pj + 1)) as f32; cur = (cur - 0.5 * gaps.clamp(0.0, 100.0)).max(0.0); }
        run = if x.tie == Tie::Same && (run == 0 || (x.left == pi + 1 && x.right == pj + 1)) { run + 1 } else { u32::from(x.tie == Tie::Same) }; longest = longest.max(run); if run >= 3 { w3 += 1.0; }
        pi = x.left; pj = x.right;
        cur = (cur + match x.tie { Tie::Same => if fun { 0.5 } else { 1.0 }, Tie::Variant => 0.5, Tie::Swapped => -0.7, Tie::Conflict => -1.5 }).max(0.0); seg = seg.max(cur);
        match x.tie { Tie::Same => { same += 1.0; if matches!(k, Kind::Number | Kind::Name) { agree += 1.0 } } Tie::Variant => { var += 1.0; if k == Kind::Name { agree += 1.0 } } Tie::Swapped => swp += 1.0, Tie::Conflict => { conf += 1.0; if k == Kind::Number { numconf += 1.0 } } } } }
    let tm = tin(0).min(tin(1)).max(1.0);
    let (mut fi, mut ff) = (0f32, 0f32); for p in &ps { for i in p.left.clone() { if matches!(l.tokens[i].kind, Kind::Number | Kind::Name) { fi += 1.0; if found.left[i] { ff += 1.0 } } } for i in p.right.clone() { if matches!(r.tokens[i].kind, Kind::Number | Kind::Name) { fi += 1.0; if found.right[i] { ff += 1.0 } } } }
    let fa = (ff + 1.0) / (fi + 1.5); let g: f32 = ps.iter().map(|p| p.gain).sum(); let g1 = ps.iter().map(|p| p.gain).fold(0.0, f32::max);
    let sm = (same / tm).min(1.0);
    let mut loc = local(l, r, &ps, &found); { let bp = ps.first(); let (mut noise, mut ntot) = (0f32, 0f32); if let Some(p) = bp { for k in &links.links { let inl = |pr: &Profile, s: u32, g: &std::ops::Range<usize>| { let t = &pr.sentences[s as usize].tokens; t.start < g.end && g.start < t.end }; if !inl(l, k.left, &p.left) && !inl(r, k.right, &p.right) { noise = noise.max(k.shared * k.share); ntot += k.shared * k.share; } } } let g = bp.map_or(0.0, |p| p.gain); let cv = bp.map_or(0.0, |p| p.left.len() as f32 / nl); let cw = bp.map_or(0.0, |p| p.right.len() as f32 / nr); loc.extend([sat(noise, 2.0), (g - noise) / (g + noise + 1.0), sat(wl.min(wr), 300.0), cv.max(cw), (g / (g + ntot + 1.0))]); let (mut out, mut inn) = (0f32, 0f32); for c in links.cells() { let inl = |pr: &Profile, s: u32, g: &std::ops::Range<usize>| { let t = &pr.sentences[s as usize].tokens; t.start < g.end && g.start < t.end }; let (a, b) = ((c.0 >> 32) as u32, c.0 as u32); if bp.is_none_or(|p| !inl(l, a, &p.left) && !inl(r, b, &p.right)) { out += c.1 } else { inn += c.1 } } let _ = inn; let cells = ((l.sentences.len() as f32 * (1.0 - cv)) * (r.sentences.len() as f32 * (1.0 - cw))).max(4.0); let rate = out / cells; loc.extend([rate, bp.map_or(0.0, |p| p.blocks as f32) * rate, cells]); }
    let mut v = vec![s0, s1, c0, c1, i0, i1, sm, w3 / (nl.min(nr) - 2.0).max(1.0), sat(seg, 15.0), seg, sat(agree, 4.0), sat(conf, 4.0), conf / (agree + conf + 1.0), fa, sat(g, 10.0), sat(g1, 10.0), sat(ps.iter().map(|p| p.blocks).sum::<usize>() as f32, 8.0), sat(wl.min(wr), 60.0), var / tm, swp / (same + var + swp + 1.0), sat(numconf, 2.0), sat(links.links.len() as f32, 20.0), sm * conf / (agree + conf + 1.0), i0 / i1.max(0.01)];
    v.extend(loc); v.push(sat(longest as f32, 20.0)); v
}

fn local(l: &Profile, r: &Profile, ps: &[Reuse], found: &Found) -> Vec<f32> {
    let sat = |x: f32, k: f32| x / (x + k);
    let mut best = vec![0.0; 10]; 
    for p in ps.iter().take(1) {
        let (mut same, mut swp, mut conf, mut agree, mut w3) = (0f32, 0f32, 0f32, 0f32, 0f32); let mut seg = 0f32;
        let (mut cur, mut pi, mut pj, mut run) = (0f32, u32::MAX, u32::MAX, 0); for x in &p.pairings {
        let k = l.tokens[x.left as usize].kind; let fun = k == Kind::Function;
        if pi != u32::MAX { let gaps = (x.left - pi - 1) as f32 + (x.right.wrapping_sub(pj + 1)) as f32; cur = (cur - 0.5 * gaps.clamp(0.0, 100.0)).max(0.0); }
        run = if x.tie == Tie::Same && (run == 0 || (x.left == pi + 1 && x.right == pj + 1)) { run + 1 } else { u32::from(x.tie == Tie::Same) }; if run >= 3 { w3 += 1.0; }
        pi = x.left; pj = x.right;
        cur = (cur + match x.tie { Tie::Same => if fun { 0.5 } else { 1.0 }, Tie::Variant => 0.5, Tie::Swapped => -0.7, Tie::Conflict => -1.5 }).max(0.0); seg = seg.max(cur);
        match x.tie { Tie::Same => { same += 1.0; if matches!(k, Kind::Number | Kind::Name) { agree += 1.0 } } Tie::Variant => { if k == Kind::Name { agree += 1.0 } } Tie::Swapped => swp += 1.0, Tie::Conflict => { conf += 1.0; } } }
        let d = |p: &Profile, g: &std::ops::Range<usize>, f: &[bool]| { let t: f32 = g.clone().map(|i| weight_of(p.tokens[i].kind)).sum(); g.clone().filter(|&i| f[i]).map(|i| weight_of(p.tokens[i].kind)).sum::<f32>() / t.max(1.0) };
        let (a, b) = (d(l, &p.left, &found.left), d(r, &p.right, &found.right)); let n = p.left.len().min(p.right.len()).max(1) as f32;
        best = vec![sat(p.gain, 6.0), a.min(b), a.max(b), (same / n).min(1.0), w3 / n, sat(seg, 15.0), conf / (agree + conf + 1.0), agree / (agree + 4.0), sat(n, 60.0), swp / (same + swp + 1.0)];
    }
    best
}
