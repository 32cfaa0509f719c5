//! Any two texts, laid against each other.

use proptest::collection::vec;
use proptest::prelude::*;
use unspin::{Comparison, Detector, Span};

use crate::feed::{pair, text};

/// Whether all that a comparison shows lies in its texts.
fn fits(comparison: &Comparison, left: &str, right: &str) -> bool {
    let cuts = |span: Span, text: &str| text.get(span.range()).is_some();
    comparison.passages().iter().all(|passage| {
        let pieces = &passage.pieces;
        cuts(passage.left, left)
            && cuts(passage.right, right)
            && pieces.iter().all(|piece| cuts(piece.left, left) && cuts(piece.right, right))
    })
}

fn check(left: &str, right: &str) -> Result<(), TestCaseError> {
    let detector = Detector::builder().min_words(1).build();
    let (one, other) = (detector.compare(left, right), detector.compare(right, left));
    prop_assert_eq!(one.verdict(), other.verdict());
    prop_assert_eq!(one.score().to_bits(), other.score().to_bits());
    prop_assert_eq!(one.evidence().covered_left.to_bits(), other.evidence().covered_right.to_bits());
    prop_assert!((0.0..=1.0).contains(&one.score()));
    prop_assert!(fits(&one, left, right) && fits(&other, right, left));
    let explanation = one.explanation(left, right);
    prop_assert_eq!(explanation.comparison.verdict(), one.verdict());
    if let Some(retelling) = one.retelling(left, right) {
        let spans = retelling
            .kept
            .iter()
            .chain(&retelling.left_only)
            .chain(retelling.left.iter().map(|(left, _)| left));
        prop_assert!(spans.into_iter().all(|span| left.get(span.range()).is_some()));
        prop_assert!(
            retelling.right_only.iter().chain(&retelling.right).all(|span| right.get(span.range()).is_some())
        );
    }
    Ok(())
}

proptest! {
    #[test]
    fn two_texts_of_any_kind_compare_alike_both_ways((left, right) in pair(), apart in text(120)) {
        check(&left, &right)?;
        check(&left, &apart)?;
    }

    /// A text whose sentences were put in another order, some twice.
    #[test]
    fn sentences_in_any_order_compare(sentences in vec("[A-Z][a-z]{2,8}( [a-z]{1,9}){3,9}\\. ", 1..12), order in vec(0..12_usize, 1..14)) {
        let right: String = order.iter().map(|at| sentences[at % sentences.len()].as_str()).collect();
        check(&sentences.concat(), &right)?;
    }

    /// Any texts can be scanned, and each document is in one place of the account.
    #[test]
    fn any_texts_can_be_scanned(texts in vec(text(60), 0..6), again in 0..6_usize) {
        let mut texts = texts;
        if let Some(text) = texts.get(again).cloned() {
            texts.push(text.to_uppercase());
        }
        let detector = Detector::builder().min_words(3).build();
        let report = detector.scan(&texts).expect("the texts are not that long");
        prop_assert_eq!(report.counts().documents, texts.len());
        for found in report.matches() {
            let (left, right) = (&texts[found.left().index()], &texts[found.right().index()]);
            prop_assert!(fits(&report.comparison(found).expect("it is in memory"), left, right));
        }
        for cluster in report.clusters() {
            if let Some(template) = cluster.template(|id| &texts[id.index()]) {
                prop_assert!(template.slots().all(|slot| slot.choices.len() > 1));
            }
        }
    }
}
