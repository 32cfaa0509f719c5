//! The page of a report on anything.

use proptest::collection::vec;
use proptest::prelude::*;
use scraper::{Html, Selector};
use unspin::Detector;
use unspin::html::{Document, Note, Page};

use crate::feed::{edited, edits, text};

proptest! {
    /// Whatever names, dates and texts say, the page has one script, no handler, no address but its own places, and is
    /// parsed without an error.
    #[test]
    fn any_report_is_a_page_on_which_nothing_acts(
        names in vec(text(5), 3),
        dates in vec(text(3), 3),
        story in text(60),
        edits in edits(),
        note in text(5),
    ) {
        let story = format!("{story} {}", "A fox swam the river at night while the ferryman slept. ".repeat(3));
        let edited = edited(story.clone().into_bytes(), &edits);
        let texts = [story.clone(), String::from_utf8_lossy(&edited).into_owned(), story];
        let detector = Detector::builder().min_words(3).build();
        let report = detector.scan(&texts).expect("the texts are not that long");
        let documents: Vec<Document> = (0..texts.len())
            .map(|at| Document { id: &names[at], text: &texts[at], date: Some(&dates[at]) })
            .collect();
        let mut page = Vec::new();
        let notes = [Note { name: &names[0], text: note }];
        Page::new(&detector, &report, &documents)
            .skipped(&notes)
            .doubtful(&notes)
            .write(&mut page)
            .expect("memory takes all");
        let page = String::from_utf8(page).expect("UTF-8");
        prop_assert!(!page.contains(['\0', '\u{1b}', '\u{202e}', '\u{2028}']), "hidden characters are written out");
        let parsed = Html::parse_document(&page);
        prop_assert_eq!(&parsed.errors, &Vec::<std::borrow::Cow<str>>::new());
        let all = Selector::parse("*").expect("a selector");
        let mut scripts = 0;
        for element in parsed.select(&all) {
            scripts += usize::from(element.value().name() == "script");
            for (name, value) in element.value().attrs() {
                prop_assert!(!name.starts_with("on") && name != "src", "{name}");
                prop_assert!(name != "href" || value.starts_with('#'), "{value}");
            }
        }
        prop_assert_eq!(scripts, 1);
    }
}
