//! Which text is proposed as the original, and why.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use unspin::{Detector, Side, Sign, Verdict};

const STORY: &str = "The Tollan Bridge reopened on Saturday, 14 months after a cracked bearing left it stuck across the \
    River Tessel. \"People have spent a year driving eleven miles to reach a shop they can see from their kitchen \
    window,\" Ingrid Pallister, the mayor, told the crowd. The repair cost 6.4 million crowns, nearly twice the first \
    estimate. By noon the county had counted almost 2,300 cars. Marjorie Tench, who runs a hardware shop near the \
    eastern approach, lost a third of her customers and says the council was slow to help. \"I am glad,\" she said.";

/// The story with words swapped for longer ones, a different one each time.
const SPUN: &str = "The Tollan Bridge resumed on Saturday, 14 months following a fractured bearing abandoned it immobile \
    across the River Tessel. \"Individuals have expended a year travelling eleven miles to access a boutique they can \
    observe from their scullery window,\" Ingrid Pallister, the mayor, informed the multitude. The restoration cost 6.4 \
    million crowns, practically double the initial calculation. By midday the county had tallied approximately 2,300 \
    automobiles. Marjorie Tench, who operates a hardware establishment near the eastern approach, forfeited a third of \
    her clientele and maintains the council was sluggish to assist. \"I am delighted,\" she stated.";

/// The story said again without quotations, names of people and most figures.
const REWRITTEN: &str = "On Saturday traffic was once again able to use the Tollan Bridge, which a cracked bearing had \
    left stuck across the River Tessel. The mayor told the crowd that for a year residents had been driving eleven miles \
    just to reach a shop visible from the kitchen window. Additionally, the repair had significantly exceeded the first \
    estimate and cost nearly twice as much in crowns. Numerous cars had been counted by the county before noon. A woman \
    near the eastern approach, whose hardware shop lost a third of its customers, expressed that she was glad, although \
    the council had been slow in its help.";

#[test]
fn the_clues_of_each_kind_of_copy_point_at_the_original() {
    let contained = &STORY[..STORY.find(" Marjorie").expect("in the story")];
    let cases: [(&str, Verdict, &[Sign]); 3] = [
        (SPUN, Verdict::Spun, &[Sign::Plainer]),
        (REWRITTEN, Verdict::Rewritten, &[Sign::Figures, Sign::Names, Sign::Quotations]),
        (contained, Verdict::Near, &[Sign::Contains]),
    ];
    for (copy, verdict, signs) in cases {
        for (left, right, side) in [(STORY, copy, Side::Left), (copy, STORY, Side::Right)] {
            let comparison = Detector::new().compare(left, right);
            assert_eq!(comparison.verdict(), verdict, "{copy}");
            let original = comparison.original().unwrap_or_else(|| panic!("{:?}", comparison.clues()));
            assert_eq!(original.side, side);
            for sign in signs {
                assert!(original.signs.contains(sign), "{sign:?} is not in {:?}", original.signs);
            }
        }
    }
}

#[test]
fn letters_in_disguise_tell_what_the_plain_ones_tell() {
    let disguised = |by: fn(char) -> String| STORY.chars().map(by).collect::<String>();
    let hidden = disguised(|c| if c.is_alphabetic() { format!("{c}\u{200b}") } else { c.to_string() });
    let wide = disguised(|c| {
        let wide = char::from_u32(c as u32 + 0xfee0).filter(|_| c.is_ascii_alphabetic());
        wide.unwrap_or(c).to_string()
    });
    let plain = Detector::new().compare(STORY, SPUN);
    for story in [hidden, wide] {
        let comparison = Detector::new().compare(&story, SPUN);
        assert_eq!(comparison.swaps(), plain.swaps(), "{story}");
        assert_eq!(comparison.clues(), plain.clues(), "{story}");
    }
}

#[test]
fn nothing_is_proposed_where_nothing_tells() {
    let typo = STORY.replace("driving", "drivng").replace("kitchen", "kichten");
    let swapped = STORY.replace("crowd", "folks");
    for other in [STORY, typo.as_str(), swapped.as_str(), "An unrelated text about a heron and a mill."] {
        let comparison = Detector::new().compare(STORY, other);
        assert_eq!(comparison.original(), None, "{other}: {:?}", comparison.clues());
    }
}

/// The words stand elsewhere in both texts, their misspellings nowhere. That these are shorter says nothing.
#[test]
fn misspelt_words_are_strangers_in_both_texts() {
    let story = format!(
        "{STORY} The bridge, says the mayor, is a bridge for the people, and the council paid for it."
    );
    let swaps =
        [(" council was", " cuoncil was"), (" people, and", " peple, and"), (" a bridge", " a brige")];
    let typos = swaps.iter().fold(story.clone(), |text, (right, wrong)| text.replace(right, wrong));
    let typos = typos.replace(" mayor, told", " mayr, told");
    for (left, right, side) in [(&story, &typos, Side::Left), (&typos, &story, Side::Right)] {
        let comparison = Detector::new().compare(left, right);
        assert_eq!(comparison.verdict(), Verdict::Near);
        let original = comparison.original().unwrap_or_else(|| panic!("{:?}", comparison.clues()));
        assert_eq!((original.side, original.signs.contains(&Sign::Recurring)), (side, true), "{original:?}");
        let of_lengths = comparison.clues().iter().filter(|clue| clue.sign == Sign::Plainer);
        assert_eq!(of_lengths.count(), 0, "words one letter apart say nothing by their lengths");
    }
}

/// A rewrite may write 3 for three and give back the capitals that a text lost: neither is a fact that the other lacks.
#[test]
fn figures_in_words_and_lost_capitals_are_no_facts_lost() {
    let clues = |left: &str, right: &str, sign: Sign| {
        let comparison = Detector::new().compare(left, right);
        assert_eq!(comparison.verdict(), Verdict::Rewritten);
        comparison.clues().iter().filter(|clue| clue.sign == sign).count()
    };
    let figures = REWRITTEN.replace("eleven miles", "11 miles").replace("a year", "12 months");
    let words = STORY.replace("14 months", "some months").replace("6.4 million", "millions of");
    let words = words.replace("2,300", "thousands of").replace("a year", "twelve months");
    assert_eq!(clues(&words, &figures, Sign::Figures), 0);
    assert_eq!(clues(&words, &figures.replace("crowns", "5 crowns"), Sign::Figures), 1);
    assert_eq!(clues(STORY, REWRITTEN, Sign::Names), 1);
    assert_eq!(clues(STORY, &REWRITTEN.to_lowercase(), Sign::Names), 0);
}

#[test]
fn a_date_outweighs_a_clue_and_yields_to_many() {
    let compare = |right: &str| Detector::new().compare(STORY, right);
    let exact = compare(STORY);
    let side = |original: Option<unspin::Original>| original.map(|original| original.side);
    assert_eq!(side(exact.original_given(Side::Left)), Some(Side::Left));
    assert_eq!(side(exact.original_given(Side::Right)), Some(Side::Right));
    let spun = compare(SPUN);
    let against: i32 = spun.clues().iter().map(|clue| i32::from(clue.weight)).sum();
    assert!(against >= 4, "{:?}", spun.clues());
    assert_ne!(side(spun.original_given(Side::Right)), Some(Side::Right));
    let first = spun.original_given(Side::Left).expect("texts and date agree");
    assert_eq!((first.side, first.signs[0]), (Side::Left, Sign::Earlier));
    assert_eq!(compare("Another text about a heron.").original_given(Side::Left), None);
}

/// The documents and labelled pairs beside the project, where they are: none of them are part of it.
fn labelled() -> Option<(BTreeMap<String, String>, Vec<Value>)> {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("shared/eval/dev"));
    let folder = folder.into_iter().find(|folder| folder.is_dir())?;
    let lines = |name: &str| -> Vec<Value> {
        let text = fs::read_to_string(folder.join(name)).expect("the file can be read");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    let text = |value: &Value, name: &str| value[name].as_str().expect("a string").to_owned();
    let documents = lines("docs.jsonl").iter().map(|line| (text(line, "id"), text(line, "text"))).collect();
    Some((documents, lines("truth.jsonl")))
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures are quoted in BENCHMARKS.md")]
fn proposals_for_labelled_spins_and_rewrites_are_right() {
    let Some((documents, pairs)) = labelled() else {
        println!("there are no labelled pairs beside the project: nothing was measured");
        return;
    };
    let detector = Detector::new();
    let (mut right, mut wrong, mut found) = (0, 0, 0);
    let mut of_rewrites = [0, 0];
    for pair in pairs.iter().filter(|pair| pair["kind"] == "spun" || pair["kind"] == "rewritten") {
        let text = |side: &str| documents[pair[side].as_str().expect("an id")].as_str();
        let comparison = detector.compare(text("a"), text("b"));
        found += usize::from(comparison.verdict().is_copy());
        let Some(original) = comparison.original() else { continue };
        let is_wrong = original.side == Side::Right;
        *if is_wrong { &mut wrong } else { &mut right } += 1;
        if pair["kind"] == "rewritten" {
            of_rewrites[usize::from(is_wrong)] += 1;
        }
    }
    println!("{right} right, {wrong} wrong of {found} found; rewrites alone {of_rewrites:?}");
    assert!(found > 700, "{found}");
    assert!(right * 100 >= (right + wrong) * 96, "{right} right, {wrong} wrong");
    assert!((right + wrong) * 100 >= found * 75, "{right} right, {wrong} wrong of {found}");
}
