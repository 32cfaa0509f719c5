//! The page in a headless Chromium, where there is one: it runs nothing of the input, asks for nothing, complains of
//! nothing, and draws a pair just as the library does.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use scraper::Html;
use tempfile::TempDir;

use super::fixture::{Scanned, articles, column_text, hostile, select, shown, text};

/// Names under which the browser is installed.
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
];

/// A page after it was loaded.
struct Loaded {
    page: Html,
    /// Messages on the console.
    console: Vec<String>,
    /// Everything that the browser did on the network.
    network: String,
}

fn browser() -> Option<&'static str> {
    let answers = |name: &&str| {
        let version =
            Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        version.is_ok_and(|status| status.success())
    };
    let found = NAMES.into_iter().find(answers);
    if found.is_none() {
        say("no Chromium here: the page was not loaded in a browser");
    }
    found
}

#[expect(clippy::print_stderr, reason = "a test that did not run says so")]
fn say(message: &str) {
    eprintln!("{message}");
}

fn load(browser: &str, page: &str, fragment: &str) -> Loaded {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("page.html"), page).expect("the page can be written");
    let option = |name: &str, path: &Path| format!("--{name}={}", path.display());
    let output = Command::new(browser)
        .args(FLAGS)
        .arg(option("user-data-dir", &path("profile")))
        .arg(option("log-net-log", &path("network.json")))
        .args(["--virtual-time-budget=10000", "--dump-dom"])
        .arg(format!("file://{}{fragment}", path("page.html").display()))
        .output()
        .expect("the browser can be started");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{messages}");
    Loaded {
        page: Html::parse_document(&String::from_utf8_lossy(&output.stdout)),
        console: messages.lines().filter(|line| line.contains("CONSOLE")).map(str::to_owned).collect(),
        network: fs::read_to_string(path("network.json")).expect("the browser keeps a log"),
    }
}

impl Loaded {
    fn title(&self) -> String {
        text(select(None, &self.page, "title")[0])
    }
}

#[test]
fn hostile_names_and_texts_run_nothing_and_ask_for_nothing() {
    let Some(browser) = browser() else { return };
    let bait = "<title>bait</title><img src='https://hostile.invalid/x.png' onerror=\"document.title='owned'\">\
        <script>console.error('caught')</script>";
    let caught = load(browser, bait, "");
    assert_eq!(caught.title(), "owned", "the trap works");
    assert!(caught.network.contains("hostile.invalid") && caught.console.len() == 1, "the trap works");
    let scanned = hostile();
    let page = scanned.page(&[]);
    let parsed = Html::parse_document(&page);
    let stored = select(None, &parsed, ".pair > div:has([data-code])");
    let last = stored.last().expect("some pairs are drawn by script").attr("id").expect("a pair has one");
    let loaded = load(browser, &page, &format!("#{last}"));
    assert_eq!((loaded.title().as_str(), loaded.console.as_slice()), ("Similar texts", &[][..]));
    assert!(!loaded.network.contains("hostile.invalid"));
    assert_eq!(select(None, &loaded.page, "script").len(), 1);
    let row = select(None, &parsed, "#pairs tbody tr").into_iter().find(|row| {
        select(*row, &parsed, "a").first().is_some_and(|link| link.attr("href") == Some(&format!("#{last}")))
    });
    let columns = select(None, &loaded.page, &format!("#{last} .columns .text"));
    assert_eq!(columns.len(), 2, "the pair is drawn");
    for (column, side) in columns.into_iter().zip(["data-left", "data-right"]) {
        let place = row.and_then(|row| row.attr(side)).and_then(|place| place.parse::<usize>().ok());
        let original = &scanned.texts[place.expect("a row names its documents") - 1];
        assert!(column_text(column) == shown(original), "{side} of {last} reads otherwise");
    }
}

#[test]
fn the_script_draws_a_pair_as_the_library_does() {
    let Some(browser) = browser() else { return };
    let drawn = articles();
    // The pairs of 32 equal texts come first and leave no room for others to be written out.
    let equal = "The river was as long as the tale of the fox who swam it and came back. ".repeat(40);
    let mut documents: Vec<(String, String)> =
        drawn.names.iter().cloned().zip(drawn.texts.iter().cloned()).collect();
    documents.extend((0..32).map(|copy| (format!("equal-{copy}"), equal.clone())));
    let stored = Scanned::of(documents).page(&[]);
    let [drawn, stored] = [Html::parse_document(&drawn.page(&[])), Html::parse_document(&stored)]
        .map(|page| (rows(&page), page));
    let mut compared = 0;
    for verdict in ["near", "spun", "rewritten", "partial"] {
        let Some((names, from)) = drawn.0.iter().find(|(names, _)| names[2] == verdict) else { continue };
        let (_, to) = stored.0.iter().find(|(other, _)| other == names).expect("the pair is in both");
        assert_eq!(
            select(None, &stored.1, &format!("#{to} [data-code]")).len(),
            1,
            "{names:?} is not written out"
        );
        let loaded = load(browser, &stored.1.html(), &format!("#{to}"));
        assert_eq!(loaded.console, Vec::<String>::new());
        assert_eq!(columns(&loaded.page, to), columns(&drawn.1, from), "{names:?}");
        compared += 1;
    }
    assert!(compared > 2, "only {compared} kinds of pairs were compared");
}

/// The pairs of a page: left, right, verdict; and the id of the view.
fn rows(page: &Html) -> Vec<([String; 3], String)> {
    let row = |row| {
        let cells: Vec<String> = select(row, page, "td").into_iter().map(text).collect();
        ([1, 2, 3].map(|at: usize| cells[at].clone()), format!("p{}", cells[0]))
    };
    select(None, page, "#pairs tbody tr").into_iter().map(row).collect()
}

/// The markup of both columns of a view, without the number of the pair, and the list of swaps.
fn columns(page: &Html, view: &str) -> Vec<String> {
    let columns = select(None, page, &format!("#{view} .columns .text"));
    assert_eq!(columns.len(), 2, "{view} is drawn");
    let markup = columns.into_iter().map(|column| {
        column.inner_html().replace(&format!("{view}left"), "left").replace(&format!("{view}right"), "right")
    });
    markup.chain(select(None, page, &format!("#{view} .swaps li")).into_iter().map(text)).collect()
}
