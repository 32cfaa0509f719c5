//! The page of a report, parsed again: it holds what the report says, in the words of the texts, and nothing acts in it.

mod browser;
mod fixture;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use fixture::{HIDDEN, Scanned, articles, column_text, hostile, select, shown, text};
use regex::Regex;
use scraper::Html;
use sha2::{Digest, Sha256};
use unspin::html::{Document, Page};
use unspin::{Detector, Verdict};

/// What a page is made of; anything else came from the input.
const ELEMENTS: &str = "html head meta title style body header h1 h2 h3 h4 p b small ul li span a nav details summary svg \
    line text rect path circle article section form label input select option button output div table thead tbody tr \
    th td del ins mark sup bdi dl dt dd code script";

#[test]
fn the_policy_names_the_script_and_the_style_by_their_hashes_and_nothing_else() {
    let page = articles().page(&[]);
    let parsed = Html::parse_document(&page);
    let policy = select(None, &parsed, "meta[http-equiv=Content-Security-Policy]")[0]
        .attr("content")
        .expect("a policy");
    let hash = |name: &str| {
        let elements = select(None, &parsed, name);
        assert_eq!(elements.len(), 1, "one {name}");
        format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text(elements[0]))))
    };
    let expected = format!(
        "default-src 'none'; script-src {}; style-src {}; base-uri 'none'; form-action 'none'",
        hash("script"),
        hash("style")
    );
    assert_eq!(policy, expected, "the hash stands in src/html.rs");
    let place = |name: &str| page.find(name).expect("it is there");
    assert!(place("Content-Security-Policy") < place("<style") && place("<style") < place("<script"));
}

#[test]
fn only_script_and_style_pass_unescaped() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = vec![root.join("html.rs")];
    sources.extend(
        fs::read_dir(root.join("html")).expect("the folder").map(|entry| entry.expect("an entry").path()),
    );
    let sources: String = sources.iter().map(|path| fs::read_to_string(path).expect("a source")).collect();
    let uses = Regex::new(r"PreEscaped\(([^)]*)\)").expect("a pattern");
    let unescaped: Vec<&str> =
        uses.captures_iter(&sources).map(|found| found.get(1).map_or("", |of| of.as_str())).collect();
    assert_eq!(unescaped, ["SCRIPT", "STYLE"]);
    let sinks = Regex::new("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|DOMParser")
        .expect("a pattern");
    assert_eq!(sinks.find(&sources).map(|found| found.as_str()), None, "the script sets text, never markup");
}

#[test]
fn hostile_names_and_texts_stay_text() {
    let scanned = hostile();
    let page = scanned.page(&[]);
    let hidden = Regex::new(HIDDEN).expect("a pattern");
    if let Some(found) = hidden.find(&page) {
        let around: String =
            page[..found.start()].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
        panic!("{:?} behind {around:?}", found.as_str());
    }
    let parsed = Html::parse_document(&page);
    assert_eq!(parsed.errors, Vec::<std::borrow::Cow<str>>::new());
    let known: BTreeSet<&str> = ELEMENTS.split_whitespace().collect();
    for element in select(None, &parsed, "*") {
        assert!(known.contains(element.value().name()), "{}", element.html());
        for (name, value) in element.value().attrs() {
            assert!(
                !name.starts_with("on") && !["src", "style", "action", "autofocus"].contains(&name),
                "{name}={value}"
            );
            assert!(name != "href" || value.starts_with('#'), "href={value}");
        }
    }
    assert_eq!(text(select(None, &parsed, "title")[0]), "Similar texts");
    let spintax: String = select(None, &parsed, ".spintax").into_iter().map(text).collect();
    assert!(
        spintax.contains("onmouseover=\"document.title='owned'\""),
        "a template is hostile too: {spintax}"
    );
    assert_texts_are_whole(&scanned, &parsed);
}

fn assert_texts_are_whole(scanned: &Scanned, parsed: &Html) {
    for (at, original) in scanned.texts.iter().enumerate() {
        for stored in select(None, parsed, &format!("#t{} .text", at + 1)) {
            assert!(
                text(stored) == shown(original),
                "text {at} {:?}",
                &scanned.names[at][..scanned.names[at].len().min(80)]
            );
        }
    }
    let (mut drawn, mut encoded) = (0, 0);
    for row in select(None, parsed, "#pairs tbody tr") {
        let number = text(select(row, parsed, "a")[0]);
        let ids = ["data-left", "data-right"]
            .map(|name| row.attr(name).expect("a document").parse::<usize>().expect("a number"));
        let columns = select(None, parsed, &format!("#p{number} .columns .text"));
        if columns.len() == 2 {
            drawn += 1;
            for (column, id) in columns.into_iter().zip(ids) {
                assert_eq!(column_text(column), shown(&scanned.texts[id - 1]), "pair {number}");
            }
        }
        for stored in select(None, parsed, &format!("#p{number} [data-code]")) {
            encoded += 1;
            for (name, id) in ["data-code", "data-other"].into_iter().zip(ids) {
                let len = shown(&scanned.texts[id - 1]).encode_utf16().count();
                assert_eq!(decoded_len(stored.attr(name).expect("a code")), len, "pair {number}");
            }
        }
    }
    assert!(drawn > 0, "{drawn} pairs drawn, {encoded} encoded");
}

/// Units of text that the code of a column stands for.
fn decoded_len(code: &str) -> usize {
    let parts = Regex::new(r"([a-z]+)(\d*)(?:\.\d+)?").expect("a pattern");
    let is_run = |kind: &str| kind.ends_with(['t', 's', 'v', 'o']);
    let parts = parts.captures_iter(code).filter(|part| is_run(&part[1]));
    parts.map(|part| part[2].parse::<usize>().expect("a length")).sum()
}

#[test]
fn the_page_of_the_articles_shows_what_the_report_says() {
    let scanned = articles();
    let parsed = Html::parse_document(&scanned.page(&[]));
    let rows = select(None, &parsed, "#pairs tbody tr");
    let matches = scanned.report.matches();
    assert_eq!(rows.len(), matches.len());
    for row in rows {
        let cells: Vec<String> = select(row, &parsed, "td").into_iter().map(text).collect();
        let found = matches
            .iter()
            .find(|found| {
                [found.left(), found.right()].map(|id| &scanned.names[id.index()]) == [&cells[1], &cells[2]]
            })
            .expect("a row is a match");
        let comparison = scanned.report.comparison(found).expect("it is in memory");
        assert_eq!(
            (&cells[3], &cells[4]),
            (&comparison.verdict().name().to_owned(), &format!("{:.2}", comparison.score()))
        );
        let view = select(None, &parsed, &format!("#p{}", cells[0]))[0];
        let columns = select(view, &parsed, ".columns .text");
        assert_eq!(columns.len(), 2);
        for column in &columns {
            assert_eq!(select(*column, &parsed, ".passage").len(), comparison.passages().len(), "{cells:?}");
        }
        let swaps = select(view, &parsed, ".swaps li");
        assert_eq!(swaps.len(), comparison.swaps().len());
        if let Some(swap) = comparison.swaps().first() {
            assert!(
                text(swaps[0]).starts_with(&shown(&format!("{} → {}", swap.left, swap.right))),
                "{}",
                text(swaps[0])
            );
            assert!(!select(view, &parsed, "mark[data-swap][tabindex]").is_empty(), "{cells:?}");
        }
    }
    assert_texts_are_whole(&scanned, &parsed);
    assert_eq!(select(None, &parsed, ".card").len(), scanned.report.clusters().len());
    let own = select(None, &parsed, "header, h2, .card, .key, .pair summary, .pair p, #meaning");
    let page: String = own.into_iter().map(|element| text(element).to_lowercase()).collect();
    for word in ["plagiar", "stolen", "theft", "cheat", "guilty"] {
        assert!(!page.contains(word), "{word} accuses");
    }
}

#[test]
fn every_link_leads_somewhere_and_passages_face_each_other() {
    for scanned in [articles(), hostile()] {
        let parsed = Html::parse_document(&scanned.page(&[]));
        let ids: Vec<&str> =
            select(None, &parsed, "[id]").iter().filter_map(|element| element.attr("id")).collect();
        let distinct: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "an id stands twice");
        for link in select(None, &parsed, "a[href]") {
            let target = &link.attr("href").expect("selected by it")[1..];
            assert!(distinct.contains(target), "#{target} is nowhere");
        }
    }
}

#[test]
fn a_moved_passage_and_a_quotation_are_marked() {
    let opening = "The council of Oakfield voted on Monday to close the swimming pool for two years while the roof is rebuilt. \
        Swimmers were told that the pool at Harlow, nine miles away, would open an hour earlier from the first of June. \
        Season tickets stay valid there, and a bus will leave the market square every Saturday morning.";
    let quoting = "The mayor said “nobody wanted this, but the roof will not wait” and thanked the engineers who had found \
        the rot. They had been called in after a lifeguard noticed flakes of paint on the water in the early hours of \
        Easter Sunday.";
    let scanned = Scanned::of(vec![
        ("plain.txt".to_owned(), [opening, quoting].join("\n\n")),
        ("moved.txt".to_owned(), [quoting, opening].join("\n\n")),
    ]);
    let parsed = Html::parse_document(&scanned.page(&[]));
    for column in select(None, &parsed, ".columns .text") {
        let moved: String = select(column, &parsed, ".moved").into_iter().map(text).collect();
        assert!(moved.contains("nobody wanted this") && !moved.contains("Harlow"), "{}", column.html());
        let quoted = select(column, &parsed, ".quotation");
        assert_eq!(
            quoted.into_iter().map(text).collect::<String>(),
            "nobody wanted this, but the roof will not wait"
        );
    }
}

#[test]
fn of_a_rewrite_it_is_told_how_many_sentences_stand_elsewhere() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let read = |name| fs::read_to_string(folder.join(name)).expect("the article is there");
    let (original, rewrite) = (read("museum.txt"), read("museum-rewritten.txt"));
    let mut paragraphs: Vec<&str> = rewrite.trim().split("\n\n").collect();
    paragraphs.rotate_right(5);
    let turned = paragraphs.join("\n\n");
    let label = |rewrite: String| {
        let scanned =
            Scanned::of(vec![("one.txt".to_owned(), original.clone()), ("other.txt".to_owned(), rewrite)]);
        let page = Html::parse_document(&scanned.page(&[]));
        let labels: Vec<String> = select(None, &page, "dl.kept dt").into_iter().map(text).collect();
        labels.last().expect("of a rewrite it is told").clone()
    };
    assert_eq!(label(rewrite.clone()), "Sentences, left → right");
    let moved = Regex::new(r"^Sentences, left → right \(\d+ elsewhere\)$").expect("a pattern");
    let label = label(turned);
    assert!(moved.is_match(&label), "{label}");
}

#[test]
fn a_card_shows_the_template_of_spun_texts_with_how_many_took_each_choice() {
    let scanned = articles();
    let parsed = Html::parse_document(&scanned.page(&[]));
    let templates = scanned
        .report
        .clusters()
        .iter()
        .filter_map(|cluster| cluster.template(|document| scanned.texts[document.index()].as_str()));
    let templates: Vec<_> = templates.collect();
    assert_eq!(templates.len(), 1, "the spins of the bridge");
    let card = select(None, &parsed, ".card:has(.spintax)")[0];
    let bare = |text: &str| text.split_whitespace().collect::<String>().replace('…', "");
    let shown: String = select(card, &parsed, ".spintax").into_iter().map(text).collect();
    let expected = format!("{:#}", templates[0]).replace("{×", "{nothing×").replace("|×", "|nothing×");
    assert_eq!(bare(&shown), bare(&expected));
    assert!(
        select(card, &parsed, "details .slot").len() > select(card, &parsed, "p.spintax + details").len()
    );
    let open: usize =
        select(card, &parsed, ".card > .spintax").into_iter().map(|open| text(open).chars().count()).sum();
    assert!((100..500).contains(&open), "{open} characters are open");
    assert!(text(card).contains(&format!("{} slots", templates[0].slots().count())), "{}", text(card));
}

#[test]
fn a_card_gives_the_dates_and_the_signs_of_the_original_and_the_page_defines_them() {
    let story = |words: &str| (format!("{words}.txt"), fixture::STORY.to_owned());
    let mut scanned = Scanned::of(["one", "two", "three"].map(story).to_vec());
    let chips = |scanned: &Scanned| {
        let parsed = Html::parse_document(&scanned.page(&[]));
        let card = select(None, &parsed, ".card")[0];
        let chips = select(card, &parsed, ".chips li").into_iter();
        let chips: Vec<String> =
            chips.map(|chip| format!("{}: {}", text(chip), chip.attr("title").unwrap_or_default())).collect();
        let meaning = text(select(None, &parsed, "#meaning")[0]);
        (chips, text(card), meaning, text(select(None, &parsed, "#p1 p")[0]))
    };
    assert_eq!(chips(&scanned).0, Vec::<String>::new(), "equal texts tell nothing");
    scanned.dates = ["2026-04-12", "2026-04-11", "2026-04-13"].map(str::to_owned).to_vec();
    let (chips, card, meaning, pair) = chips(&scanned);
    assert_eq!(chips, ["earlier: its date is the earlier one"]);
    assert!(card.contains("Proposed original: two.txt (2026-04-11)"), "{card}");
    assert!(card.contains("2026-04-12") && card.contains("2026-04-13"), "{card}");
    assert!(meaning.contains("earlierits date is the earlier one"), "{meaning}");
    assert!(
        pair.ends_with(
            "since its date is the earlier one. Left text dated 2026-04-12. Right text dated 2026-04-11."
        ),
        "{pair}"
    );
}

#[test]
fn only_the_verdicts_asked_for_are_listed() {
    let parsed = Html::parse_document(&articles().page(&[Verdict::Spun]));
    let rows = select(None, &parsed, "#pairs tbody tr");
    assert!(!rows.is_empty());
    for row in rows {
        assert_eq!(row.attr("data-verdict"), Some("spun"));
    }
}

#[test]
fn beyond_its_limits_a_page_takes_the_strongest_and_says_so() {
    let huge = "x".repeat(Page::BYTES / 2);
    let mut documents = ["huge-1", "huge-2"].map(|name| (name.to_owned(), huge.clone())).to_vec();
    // Twelve groups of 32 equal texts, which have no word in common: 5,952 pairs.
    for group in 0..12_usize {
        let words: Vec<String> =
            (0..30).map(|at| format!("w{}", (group * 30 + at + 1) * 7919 % 100_003)).collect();
        documents.extend((0..32).map(|copy| (format!("{group}-{copy}"), words.join(" "))));
    }
    let scanned = Scanned::of(documents);
    assert!(scanned.report.matches().len() > Page::PAIRS);
    let page = scanned.page(&[]);
    assert!(page.len() < Page::BYTES, "{} bytes", page.len());
    let parsed = Html::parse_document(&page);
    assert_eq!(select(None, &parsed, "#pairs tbody tr").len(), Page::PAIRS);
    let left_out = scanned.report.matches().len() - Page::PAIRS;
    assert!(page.contains(&format!("leaves out the other {left_out}")));
    assert_eq!(page.matches("Not in this report").count(), 2, "the two texts that do not fit");
    assert!(select(None, &parsed, ".columns").len() > 100, "those that fit are shown");
}

#[test]
fn a_report_without_findings_is_a_page_too() {
    for texts in [&[][..], &["A fox crossed the river at dawn.", "The council closed the pool.", ""][..]] {
        let documents: Vec<Document> =
            texts.iter().map(|text| Document { id: "name", text, date: None }).collect();
        let report = Detector::new().scan(texts).expect("short texts");
        let mut page = Vec::new();
        Page::new(&Detector::new(), &report, &documents).write(&mut page).expect("memory takes all");
        let parsed = Html::parse_document(std::str::from_utf8(&page).expect("a page is UTF-8"));
        assert!(text(parsed.root_element()).contains("0 pairs of similar texts"));
        for link in select(None, &parsed, "a[href]") {
            assert_eq!(select(None, &parsed, link.attr("href").expect("selected by it")).len(), 1);
        }
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let (once, again) = (articles(), articles());
    assert_eq!(once.page(&[]), once.page(&[]));
    assert_eq!(once.page(&[]), again.page(&[]));
}

#[test]
fn the_finding_in_the_readme_is_what_the_page_says() {
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("it is there");
    let quoted = readme.lines().filter_map(|line| line.trim_start().strip_prefix("> "));
    let quoted = quoted.collect::<Vec<_>>().join(" ");
    assert!(quoted.starts_with("Passages in common hold ") && quoted.ends_with('.'), "{quoted}");
    let parsed = Html::parse_document(&articles().page(&[]));
    let is_meant = |cells: &[String]| cells[1..3] == ["bridge-spun-medium.txt", "bridge.txt"];
    let rows = select(None, &parsed, "#pairs tbody tr").into_iter();
    let cells = rows.map(|row| select(row, &parsed, "td").into_iter().map(text).collect::<Vec<String>>());
    let number = cells
        .filter(|cells| is_meant(cells))
        .map(|cells| cells[0].clone())
        .next()
        .expect("the pair is listed");
    let said = text(select(None, &parsed, &format!("#p{number} p"))[0]).replace('\u{a0}', " ");
    assert_eq!(said, quoted);
}
