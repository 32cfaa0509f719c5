//! What was told again and then put into another order is the same story still; two papers on one event stay two.

use std::{error::Error, fs, path::Path};

use unspin::Detector;

fn article(name: &str) -> Result<String, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    Ok(fs::read_to_string(folder.join(name))?)
}

/// A text by two sentences at a time, of which neighbours change places, and all go round by so many places.
fn turned(text: &str, places: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let sentences: Vec<String> = words
        .split_inclusive(|word| word.ends_with(['.', '!', '?', '“', '”']))
        .map(|sentence| sentence.join(" "))
        .collect();
    let mut blocks: Vec<String> = sentences.chunks(2).map(|block| block.join(" ")).collect();
    blocks.chunks_exact_mut(2).for_each(|pair| pair.swap(0, 1));
    let middle = places % blocks.len();
    blocks.rotate_left(middle);
    blocks.join(" ")
}

#[test]
fn a_rewrite_in_another_order_is_found() -> Result<(), Box<dyn Error>> {
    let detector = Detector::new();
    for (original, rewrite) in [
        ("bridge.txt", "bridge-rewritten.txt"),
        ("museum.txt", "museum-rewritten.txt"),
        ("fruehling.txt", "fruehling-umgeschrieben.txt"),
    ] {
        let (original, rewrite) = (article(original)?, article(rewrite)?);
        for places in [1, 3, 5] {
            let comparison = detector.compare(&original, &turned(&rewrite, places));
            assert!(comparison.verdict().is_copy(), "{places}: {comparison:?}");
            let evidence = comparison.evidence();
            let found = [evidence.found_left, evidence.found_right];
            assert!(found.iter().all(|share| (0.0..=1.0).contains(share)), "{places}: {found:?}");
        }
    }
    Ok(())
}

/// However much longer the rest is, and stronger.
#[test]
fn a_moved_paragraph_is_shown_where_it_went() -> Result<(), Box<dyn Error>> {
    let (original, rewrite) = (article("museum.txt")?, article("museum-rewritten.txt")?);
    let mut paragraphs: Vec<&str> = rewrite.trim().split("\n\n").collect();
    paragraphs.rotate_right(2);
    let moved = paragraphs.join("\n\n");
    let comparison = Detector::new().compare(&moved, &original);
    let shown: usize = comparison.passages().iter().map(|passage| passage.left.range().len()).sum();
    assert!(shown as f64 >= 0.9 * moved.len() as f64, "{shown} of {} bytes", moved.len());
    let retelling = comparison.retelling(&moved, &original).ok_or("it is told anew")?;
    let elsewhere: Vec<&str> = retelling.moved().map(|sentence| sentence.of(&moved)).collect();
    assert!(elsewhere.len() >= 3, "{elsewhere:?}");
    assert!(elsewhere.iter().all(|sentence| paragraphs[..2].iter().any(|both| both.contains(sentence))));
    Ok(())
}

#[test]
fn another_paper_in_another_order_is_not() -> Result<(), Box<dyn Error>> {
    let detector = Detector::new();
    for (one, other) in [("bridge.txt", "bridge-other-paper.txt"), ("museum.txt", "museum-other-paper.txt")] {
        let (one, other) = (article(one)?, article(other)?);
        for places in [1, 3, 5] {
            let comparison = detector.compare(&one, &turned(&other, places));
            assert!(!comparison.verdict().is_copy(), "{places}: {comparison:?}");
            assert!(comparison.score() < 0.1, "{places}: {comparison:?}");
        }
    }
    Ok(())
}
