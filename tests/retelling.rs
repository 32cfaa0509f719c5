//! What a rewrite kept, left out and put in.

use std::fs;
use std::path::Path;

use unspin::{Comparison, Detector, Retelling, Span, Verdict};

const ORIGINAL: &str = "The Tollan Bridge reopened on Saturday, 14 months after a cracked bearing left it stuck across \
    the River Tessel. \"People have spent a year driving eleven miles to reach a shop they can see from their kitchen \
    window,\" Ingrid Pallister, the mayor, told the crowd. The repair cost 6.4 million crowns, nearly twice the first \
    estimate. By noon the county had counted almost 2,300 cars. Marjorie Tench, who runs a hardware shop near the \
    eastern approach, lost a third of her customers and says the council was slow to help. In \
    March the council will decide whether to light the arches again at night, as it did before the war.";
const REWRITE: &str = "On Saturday traffic was once again able to use the Tollan Bridge, which a cracked bearing had \
    left stuck across the River Tessel for fourteen months. Mayor Pallister told the crowd that for a year residents had \
    been driving 11 miles just to reach a shop visible from the kitchen window. Geese flew over Karlsby. The repair had \
    significantly exceeded the first estimate and cost nearly twice as much in crowns. Some 2,400 cars had been counted \
    by the county before noon. A woman near the eastern approach, whose hardware shop lost a third of its customers, \
    said that the council had been slow in its help. In March the council is to decide whether the \
    arches will be lit at night again, as they were before the war.";

fn article(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles").join(name);
    fs::read_to_string(path).expect("the article is there")
}

fn compare(left: &str, right: &str) -> Comparison {
    Detector::new().compare(left, right)
}

fn words<'t>(spans: &[Span], text: &'t str) -> Vec<&'t str> {
    spans.iter().map(|span| span.of(text)).collect()
}

#[test]
fn facts_are_told_as_they_stand_whatever_their_form() {
    let retelling = compare(ORIGINAL, REWRITE).retelling(ORIGINAL, REWRITE).expect("told anew");
    let kept = ["Tollan Bridge", "Saturday", "14", "River Tessel", "eleven", "Pallister", "March"];
    assert_eq!(words(&retelling.kept, ORIGINAL), kept);
    assert_eq!(words(&retelling.left_only, ORIGINAL), ["Ingrid", "6.4", "2,300", "Tench"]);
    assert_eq!(words(&retelling.right_only, REWRITE), ["Karlsby", "2,400"]);
    let added: Vec<&str> = retelling.added().map(|span| span.of(REWRITE)).collect();
    assert_eq!(added, ["Geese flew over Karlsby."]);
    assert_eq!(retelling.dropped().count(), 0);
    let order: Vec<&[usize]> = retelling.left.iter().map(|(_, said_by)| said_by.as_slice()).collect();
    assert_eq!(order, [[0], [1], [3], [4], [5], [6]]);
    assert_eq!(retelling.moved().count(), 0);
}

#[test]
fn sentences_told_at_another_point_are_moved() {
    let (rest, last) = REWRITE.split_once(" In March ").expect("the last sentence");
    let moved = format!("In March {last} {rest}");
    let retelling = compare(ORIGINAL, &moved).retelling(ORIGINAL, &moved).expect("told anew");
    let words: Vec<&str> = retelling.moved().map(|span| span.of(ORIGINAL)).collect();
    assert_eq!(words.len(), 1, "{words:?}");
    assert!(words[0].starts_with("In March the council will decide"), "{words:?}");
    let back = compare(&moved, ORIGINAL).retelling(&moved, ORIGINAL).expect("told anew");
    let words: Vec<&str> = back.moved().map(|span| span.of(&moved)).collect();
    assert!(words.len() == 1 && words[0].starts_with("In March the council is to decide"), "{words:?}");
}

#[test]
fn only_what_is_told_anew_has_a_retelling() {
    let typo = ORIGINAL.replace("crowd", "corwd");
    let other = "A bakery in Karlsby has won the prize for the best rye bread of the county for the third year in a row.";
    for right in [ORIGINAL, &typo, other, ""] {
        assert_eq!(compare(ORIGINAL, right).retelling(ORIGINAL, right), None, "{right}");
    }
    let (left, right) = (article("ferry-exact.txt"), article("travel-column.txt"));
    let comparison = compare(&left, &right);
    assert_eq!(comparison.verdict(), Verdict::Partial);
    assert_eq!(comparison.retelling(&left, &right), None, "its passages were copied word for word");
}

/// The right side is the left one of the pair the other way round; every sentence is on one side of the account.
#[test]
fn both_directions_tell_the_same() {
    for (left, right) in [("bridge.txt", "bridge-rewritten.txt"), ("museum-rewritten.txt", "museum.txt")] {
        let (left, right) = (article(left), article(right));
        let tell = |left: &str, right: &str| compare(left, right).retelling(left, right).expect("told anew");
        let (one, other) = (tell(&left, &right), tell(&right, &left));
        assert_eq!((&one.left_only, &one.right_only), (&other.right_only, &other.left_only));
        assert_eq!(one.right, other.left.iter().map(|&(sentence, _)| sentence).collect::<Vec<_>>());
        assert!(one.kept.len() >= 20, "{:?}", words(&one.kept, &left));
        holds(&one, (&left, &right));
    }
}

fn holds(retelling: &Retelling, (left, right): (&str, &str)) {
    let ascends = |spans: &[Span]| spans.is_sorted_by(|one, next| one.end() <= next.start());
    let sentences: Vec<Span> = retelling.left.iter().map(|&(sentence, _)| sentence).collect();
    for (spans, text) in [
        (&retelling.kept, left),
        (&retelling.left_only, left),
        (&retelling.right_only, right),
        (&sentences, left),
        (&retelling.right, right),
    ] {
        assert!(ascends(spans), "{:?}", words(spans, text));
        assert!(words(spans, text).iter().all(|words| !words.is_empty() && words.trim() == *words));
    }
    let said = retelling.left.iter().filter(|(_, said_by)| !said_by.is_empty()).count();
    assert_eq!(said + retelling.dropped().count(), sentences.len());
    assert!(
        retelling.left.iter().flat_map(|(_, said_by)| said_by).all(|&place| place < retelling.right.len())
    );
}
