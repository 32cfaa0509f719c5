//! What is scanned for the tests of the page, and how its parsed form is read.

use std::path::Path;
use std::{fs, iter};

use regex::Regex;
use scraper::{CaseSensitivity, ElementRef, Html, Selector};
use unspin::html::{Document, Note, Page};
use unspin::{Detector, DocId, Match, Original, Report, Side, Verdict};

/// Characters that act on others or cannot be seen, beside the line feed and the tab. The two joiners and the two
/// presentation selectors are needed by scripts and emoji.
pub(crate) const HIDDEN: &str =
    r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}--[\n\t\u{200c}\u{200d}\u{fe0e}\u{fe0f}]]";

pub(crate) const STORY: &str = "The fox waited at the river until the ferryman had gone home. Then it swam across under the \
    willows, shook the water from its coat and trotted up the lane to the mill, where the miller had left the gate \
    open again and forty hens were asleep.";

/// Strings that break out of markup, scripts, styles, attributes and lines.
pub(crate) const HOSTILE: [&str; 16] = [
    "<script>document.title='owned'</script>",
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "\" onmouseover=\"document.title='owned'\" x=\"",
    "' onfocus='document.title=1' autofocus x='",
    "</style><style>@import 'https://hostile.invalid/x.css';</style>",
    "</title></bdi></td></tr></table></details></div></section>",
    "<!-- <![CDATA[ <!DOCTYPE html> <svg onload=alert(1)>",
    "<a href=\"javascript:alert(1)\">read</a><base href=https://hostile.invalid/>",
    "<iframe src=https://hostile.invalid/></iframe><form action=https://hostile.invalid/>",
    "&lt;b&gt; &amp;lt; &#60;script&#62; &notin &#x202e;",
    "\u{202e}gpj.exe\u{2066}\u{200b}\u{feff}\u{ad}",
    "\u{0}\u{1}\u{8}\u{b}\u{c}\u{1b}[2J\u{7f}\u{85}\u{9b}",
    "\r\rlone\rreturns\r\n\r\nand ends\r",
    "\u{fffd}\u{fffe}\u{ffff}\u{10ffff}\u{2028}\u{2029}\u{e0041}",
    "=HYPERLINK(\"https://hostile.invalid\") @SUM(1) -1+1 \\xff\\",
];

/// Documents with what a scan of them found.
pub(crate) struct Scanned {
    pub(crate) names: Vec<String>,
    pub(crate) texts: Vec<String>,
    /// The dates of the first documents.
    pub(crate) dates: Vec<String>,
    pub(crate) report: Report,
}

impl Scanned {
    pub(crate) fn of(documents: Vec<(String, String)>) -> Self {
        let (names, texts): (Vec<_>, Vec<_>) = documents.into_iter().unzip();
        let report = Detector::new().scan(&texts).expect("the texts are not that long");
        assert!(!report.matches().is_empty(), "there is something to show");
        Self { names, texts, dates: Vec::new(), report }
    }

    pub(crate) fn page(&self, only: &[Verdict]) -> String {
        let dates = self.dates.iter().map(|date| Some(date.as_str())).chain(iter::repeat(None));
        let named = self.names.iter().zip(&self.texts).zip(dates);
        let documents: Vec<Document> = named.map(|((id, text), date)| Document { id, text, date }).collect();
        let originals: Vec<Option<Original>> =
            self.report.matches().iter().map(|found| self.original(found)).collect();
        let notes = HOSTILE.map(|name| Note { name, text: format!("skipped since {name}") });
        let mut page = Vec::new();
        Page::new(&Detector::new(), &self.report, &documents)
            .skipped(&notes)
            .doubtful(&notes)
            .only(only)
            .originals(&originals)
            .write(&mut page)
            .expect("memory takes all that is written");
        String::from_utf8(page).expect("a page is UTF-8")
    }

    /// The original of a pair by the texts, and by the dates where both documents have one.
    fn original(&self, found: &Match) -> Option<Original> {
        let comparison = self.report.comparison(found).expect("it is in memory");
        let date = |document: DocId| self.dates.get(document.index());
        match (date(found.left()), date(found.right())) {
            (Some(left), Some(right)) if left < right => comparison.original_given(Side::Left),
            (Some(left), Some(right)) if right < left => comparison.original_given(Side::Right),
            _ => comparison.original(),
        }
    }
}

/// Each hostile string as a name and, in every place of a story, as text; with a spun copy of each.
pub(crate) fn hostile() -> Scanned {
    let mut documents = Vec::new();
    for (at, string) in HOSTILE.into_iter().enumerate() {
        let own = format!("Story {at} of {}. ", ["Anna", "Boris", "Carla", "Dmitri"][at % 4]);
        let text = format!("{string}{own}{}{string}", STORY.replace(' ', &format!(" {} ", &string[..0])));
        let text = text.replacen("river", &format!("{string} \"river {string}"), 1);
        let spun = text.replacen("waited", &format!("lingered{string}"), 1).replace("shook", "rattled");
        documents.push((string.to_owned(), text));
        documents.push((format!("{at}{string}"), spun));
    }
    let long = "x".repeat(1_000_000);
    documents.push((long.clone(), format!("{STORY} {long}")));
    documents.push((String::new(), format!("{long} {STORY}")));
    let dates = HOSTILE.map(str::to_owned).to_vec();
    Scanned { dates, ..Scanned::of(documents) }
}

pub(crate) fn articles() -> Scanned {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let mut documents = Vec::new();
    for entry in fs::read_dir(folder).expect("the articles are there") {
        let path = entry.expect("an entry").path();
        if let Ok(text) = fs::read_to_string(&path) {
            documents.push((path.file_name().expect("a name").to_string_lossy().into_owned(), text));
        }
    }
    documents.sort();
    Scanned::of(documents)
}

pub(crate) fn select<'a>(
    of: impl Into<Option<ElementRef<'a>>>,
    page: &'a Html,
    selector: &str,
) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector");
    match of.into() {
        Some(element) => element.select(&selector).collect(),
        None => page.select(&selector).collect(),
    }
}

pub(crate) fn text(element: ElementRef) -> String {
    element.text().collect()
}

/// The text of a column without the numbers of passages and sentences.
pub(crate) fn column_text(column: ElementRef) -> String {
    let is_number = |node: ElementRef| {
        node.value().name() == "sup" || node.value().has_class("badge", CaseSensitivity::CaseSensitive)
    };
    let shown = column.descendants().filter_map(|node| {
        let text = node.value().as_text()?;
        let parent = ElementRef::wrap(node.parent()?)?;
        (!is_number(parent)).then(|| text.to_string())
    });
    shown.collect()
}

/// What a text must read as on the page: nothing lost, what is hidden written out; joiners behind Latin letters too.
pub(crate) fn shown(text: &str) -> String {
    let hidden = Regex::new(HIDDEN).expect("a pattern");
    let joined = Regex::new(r"(?<letter>[\x00-\x7f])(?<joiner>[\u{200c}\u{200d}\u{fe0e}\u{fe0f}])")
        .expect("a pattern");
    let text = text.replace("\r\n", "\n");
    let text = joined.replace_all(&text, |found: &regex::Captures| {
        format!("{}{}", &found["letter"], found["joiner"].escape_unicode())
    });
    hidden.replace_all(&text, |found: &regex::Captures| found[0].escape_unicode().to_string()).into_owned()
}
