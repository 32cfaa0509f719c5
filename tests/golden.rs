//! One small scan, frozen: a change here is a change of verdicts and goes with an entry in the CHANGELOG.

use std::fmt::Write as _;

use unspin::{Comparison, Detector, Swap};

const BEES: &str = "The beekeeper moved her hives to the slope above the quarry in early spring. Heather grows there until \
    the first frost, and the rocks hold the warmth of the day. She lost two colonies to wasps in August, but the \
    others filled every frame that she gave them. The honey is dark and tastes faintly of smoke.";

const BEES_SPUN: &str = "The beekeeper shifted her hives to the hillside above the quarry in early spring. Heather thrives \
    there until the first frost, and the stones keep the warmth of the day. She lost two colonies to wasps in August, \
    but the rest filled every frame that she gave them. The honey is black and tastes slightly of smoke.";

const BEES_NEAR: &str = "The beekeeper moved her hives to the slope above the quarry in early spring. Heather grows there \
    until the first frost, and the rocks hold the warmth of the day. She lost two colonies to wasps in August, but \
    the others filled every frame that she gave them. The honey is dark and tastes faintly of pine.";

const KEYS: &str = "Anyone who finds a bunch of seven keys on a green ribbon near the bandstand may leave it at the ticket \
    office of the cinema, where a small reward and a slice of cake are waiting.";

const KEYS_DRESSED: &str = "ANYONE who finds a bunch of seven keys, on a green ribbon, near the bandstand, may leave it at \
    the ticket office of the cinema: where a small reward, and a slice of cake, are waiting!";

const EEL: &str = "An eel can cross wet grass at night, breathing through its skin, and find the next pond by smell. The \
    young arrive at the river mouth as clear as glass and darken as they climb towards the lakes.";

const EXPECTED: &str = "\
0-2 spun 1.00
  0..303 = 0..311: 57 words, 49 same
  moved > shifted: 1
  slope > hillside: 1
  grows > thrives: 1
  rocks > stones: 1
  hold > keep: 1
  others > rest: 1
  dark > black: 1
  faintly > slightly: 1
0-5 near 1.00
  0..303 = 0..302: 57 words, 56 same
  smoke > pine: 1
1-4 exact 1.00
  0..177 = 0..182: 36 words, 36 same
2-5 spun 1.00
  0..311 = 0..302: 57 words, 48 same
  shifted > moved: 1
  hillside > slope: 1
  thrives > grows: 1
  stones > rocks: 1
  keep > hold: 1
  rest > others: 1
  black > dark: 1
  slightly > faintly: 1
  smoke > pine: 1
cluster [0, 2, 5] around 0
cluster [1, 4] around 1
";

fn shown(left: usize, right: usize, comparison: &Comparison) -> String {
    let mut line = format!("{left}-{right} {} {:.2}", comparison.verdict().name(), comparison.score());
    for passage in comparison.passages() {
        let (at, to) = (passage.left.range(), passage.right.range());
        write!(line, "\n  {at:?} = {to:?}: {} words, {} same", passage.words, passage.same)
            .expect("a string takes all");
    }
    for Swap { left, right, count } in comparison.swaps() {
        write!(line, "\n  {left} > {right}: {count}").expect("a string takes all");
    }
    line + "\n"
}

#[test]
fn a_scan_of_six_texts_reads_as_ever() {
    let report =
        Detector::new().scan(&[BEES, KEYS, BEES_SPUN, EEL, KEYS_DRESSED, BEES_NEAR]).expect("short texts");
    let mut text = String::new();
    for found in report.matches() {
        let comparison = report.comparison(found).expect("it is in memory");
        text += &shown(found.left().index(), found.right().index(), &comparison);
    }
    for cluster in report.clusters() {
        let members: Vec<_> = cluster.members().iter().map(|id| id.index()).collect();
        writeln!(text, "cluster {members:?} around {}", cluster.representative().index())
            .expect("a string takes all");
    }
    assert_eq!(text, EXPECTED, "\n{text}");
}
