//! The two examples as a user runs them: their reports, their exit status, and what they leave alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use regex::Regex;
use serde_json::Value;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles");

/// A text of another topic than the articles, in more words than a short text has.
const RIVER: &str = "The fox waited at the river until the ferryman had gone home. Then it swam across under the \
    willows, shook the water from its coat and trotted up the lane to the mill, where the miller had left the \
    gate open again and forty hens were asleep.";

/// The fields of a match.
const FIELDS: [&str; 14] = [
    "type",
    "left",
    "right",
    "verdict",
    "score",
    "original",
    "original_signs",
    "why",
    "resemblance",
    "covered_left",
    "covered_right",
    "substituted",
    "passages",
    "swaps",
];

/// An example, built by cargo beside this test.
fn example(name: &str) -> Command {
    let test = std::env::current_exe().expect("a test knows its path");
    let built = test.ancestors().nth(2).expect("tests lie in target/PROFILE/deps");
    let path = built.join("examples").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    assert!(path.is_file(), "{} is missing: cargo build --examples", path.display());
    let mut command = Command::new(path);
    command.stdin(Stdio::null()).env_remove("NO_COLOR");
    command
}

fn run(command: &mut Command) -> Output {
    command.output().expect("the example can be started")
}

/// The report of an example that must complete and have nothing to complain of.
fn report(command: &mut Command) -> String {
    let output = run(command);
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), complaints.as_ref()), (Some(0), ""), "{command:?}");
    String::from_utf8(output.stdout).expect("reports are UTF-8")
}

/// The objects of a report in JSON lines.
fn objects(report: &str) -> Vec<Value> {
    let lines = report.lines().map(|line| serde_json::from_str(line).expect(line));
    let objects: Vec<Value> = lines.collect();
    assert!(!objects.is_empty(), "the report is empty");
    objects
}

fn jsonl(command: &mut Command) -> Vec<Value> {
    objects(&report(command.args(["--format", "jsonl"])))
}

fn of_type<'a>(objects: &'a [Value], kind: &str) -> Vec<&'a Value> {
    objects.iter().filter(|object| object["type"] == kind).collect()
}

fn keys(object: &Value) -> Vec<&str> {
    object.as_object().expect("an object").keys().map(String::as_str).collect()
}

fn article(name: &str) -> String {
    fs::read_to_string(Path::new(ARTICLES).join(name)).expect("the article is there")
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("the file can be written");
    }
    folder
}

/// Fails when a text holds a character that acts on a terminal, beside the line feed.
fn assert_tame(text: &str) {
    let hidden =
        Regex::new(r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]").expect("classes exist");
    for line in text.split('\n') {
        assert!(!hidden.is_match(line), "{line:?}");
    }
}

/// The stretch of the text that a span of a report stands for.
fn stretch<'a>(text: &'a str, span: &Value) -> &'a str {
    let border = |i: usize| usize::try_from(span[i].as_u64().expect("a byte")).expect("it fits");
    text.get(border(0)..border(1)).expect("spans lie on character borders")
}

#[test]
fn a_match_has_its_shape_and_its_spans_cut_the_texts() {
    let objects = jsonl(example("scan").arg(ARTICLES));
    let matches = of_type(&objects, "match");
    assert!(matches.len() > 10, "only {} matches", matches.len());
    let mut expected = FIELDS;
    expected.sort_unstable();
    for found in matches {
        let is_told = found.get("retelling").is_some();
        assert_eq!(is_told, found["verdict"] == "rewritten", "{found}");
        assert_eq!(keys(found).into_iter().filter(|key| *key != "retelling").collect::<Vec<_>>(), expected);
        for share in ["score", "resemblance", "covered_left", "covered_right", "substituted"] {
            let share = found[share].as_f64().expect("a number");
            assert!(
                (0.0..=1.0).contains(&share) && (share * 1e4).fract().min(1.0 - (share * 1e4).fract()) < 1e-6
            );
        }
        assert!([Value::Null, "left".into(), "right".into()].contains(&found["original"]), "{found}");
        assert!(!found["why"].as_str().expect("a sentence").to_lowercase().contains("plagiar"));
        for passage in found["passages"].as_array().expect("a list") {
            assert_eq!(keys(passage), ["left", "right", "same", "swapped", "words"]);
            for side in ["left", "right"] {
                let text = article(found[side].as_str().expect("an id"));
                assert!(!stretch(&text, &passage[side]).is_empty());
            }
        }
        for swap in found["swaps"].as_array().expect("a list") {
            assert_eq!(keys(swap), ["count", "left", "right"]);
        }
    }
}

/// What a rewrite kept, as `compare` gives it: the golden values were checked against the two articles by eye.
#[test]
fn a_rewrite_is_told_fact_by_fact_and_sentence_by_sentence() {
    let paths = pair("museum-rewritten.txt", "museum.txt");
    let found = &jsonl(example("compare").args(&paths))[0];
    let told = &found["retelling"];
    assert_eq!(keys(told), ["added", "kept", "left_only", "moved", "right_only", "sentences"]);
    let golden: Value = serde_json::from_str(include_str!("golden/retelling.json")).expect("JSON");
    for list in ["kept", "left_only", "right_only"] {
        assert_eq!(told[list], golden[list], "{list}");
    }
    let (left, right) = (article("museum-rewritten.txt"), article("museum.txt"));
    for sentence in told["sentences"].as_array().expect("a list") {
        assert!(!stretch(&left, &sentence["left"]).is_empty());
        for said_by in sentence["right"].as_array().expect("a list") {
            assert!(!stretch(&right, said_by).is_empty());
        }
    }
    let text = report(example("compare").args(&paths));
    assert!(text.contains("\nkept       1794, Thursday, Sandreth, Keel House Museum"), "{text}");
    assert!(text.contains(" on the left said on the right, "), "{text}");
    let scanned = report(example("scan").arg(ARTICLES));
    assert!(scanned.contains("  kept       1794, Thursday, Sandreth, Keel House Museum"), "{scanned}");
}

#[test]
fn all_that_was_seen_is_accounted_for() {
    let bridge = article("bridge.txt");
    let files: [(&str, &[u8]); 6] = [
        ("bridge.txt", bridge.as_bytes()),
        ("copy.md", bridge.as_bytes()),
        ("photo.jpg", b"\xff\xd8\xff"),
        ("binary.txt", b"\0\0\0\0"),
        ("note.txt", b"Seven words about a fox and rivers."),
        ("empty.txt", b""),
    ];
    let folder = folder(&files);
    let objects = jsonl(example("scan").arg(folder.path()));
    let types: Vec<&str> = objects.iter().filter_map(|object| object["type"].as_str()).collect();
    assert_eq!(types, ["match", "cluster", "skipped", "skipped", "short", "empty", "summary"]);
    assert_eq!((&objects[0]["left"], &objects[0]["right"]), (&"bridge.txt".into(), &"copy.md".into()));
    assert_eq!(objects[1]["members"], serde_json::json!(["bridge.txt", "copy.md"]));
    assert_eq!((&objects[4]["id"], &objects[4]["words"]), (&"note.txt".into(), &7.into()));
    assert_eq!(objects[5]["id"], "empty.txt");
    let summary = &objects[6];
    let counts =
        ["seen", "scanned", "skipped", "short", "empty", "clusters"].map(|name| summary[name].as_u64());
    assert_eq!(counts, [6, 4, 2, 1, 1, 1].map(Some));
    assert_eq!(
        summary["matches"],
        serde_json::json!({"exact": 1, "near": 0, "spun": 0, "rewritten": 0, "partial": 0})
    );
    let text = report(example("scan").arg(folder.path()));
    for name in ["photo.jpg", "binary.txt", "note.txt", "empty.txt", "6 = 4 scanned + 2 skipped"] {
        assert!(text.contains(name), "{name} is not in\n{text}");
    }
}

/// The original of the pair of these two, and why.
fn original_of(objects: &[Value], pair: (&str, &str)) -> (Value, Value) {
    let found =
        objects.iter().find(|found| (&found["left"], &found["right"]) == (&pair.0.into(), &pair.1.into()));
    let found = found.unwrap_or_else(|| panic!("{pair:?} is no match"));
    (found["original"].clone(), found["original_signs"].clone())
}

#[test]
fn a_date_field_tells_the_original_and_yields_to_a_table() {
    let text = article("ferry.txt");
    let line = |id: &str, day: &str| serde_json::json!({"id": id, "text": text, "day": day}).to_string();
    let lines = [line("new", "2026-04-13"), line("old", "2026-04-12")].join("\n");
    let folder = folder(&[("lines.jsonl", lines.as_bytes()), ("dates.csv", b"id,date\nold,2026-05-01\n")]);
    let scan = || {
        let mut scan = example("scan");
        scan.arg(folder.path().join("lines.jsonl")).args(["--date-field", "day"]);
        scan
    };
    let earlier = serde_json::json!(["earlier"]);
    let objects = jsonl(&mut scan());
    assert_eq!(original_of(&objects, ("new", "old")), ("right".into(), earlier.clone()));
    assert_eq!(of_type(&objects, "summary")[0]["dated"], 2);
    let objects = jsonl(scan().arg("--dates").arg(folder.path().join("dates.csv")));
    assert_eq!(original_of(&objects, ("new", "old")), ("left".into(), earlier));
}

#[test]
fn dates_tell_the_original_where_the_texts_do_not() {
    let day = "id,date\nferry.txt,2026-04-12\nferry-exact.txt,2026-04-13\n";
    let late = "date , id\n2026-04-12T09:30:00Z,ferry.txt\n2026-04-12T08:30:00+02:00,\"ferry-exact.txt\"\n";
    let same_day = "id,date\nferry.txt,2026-04-12T09:30:00Z\nferry-exact.txt,2026-04-12\n";
    let cases = [
        (day, Value::from("right"), serde_json::json!(["earlier"])),
        (late, Value::from("left"), serde_json::json!(["earlier"])),
        (same_day, Value::Null, serde_json::json!([])),
        ("id,date\nferry.txt,2026-04-12\n", Value::Null, serde_json::json!([])),
    ];
    for (table, side, signs) in cases {
        let folder = folder(&[("dates.csv", table.as_bytes())]);
        let objects =
            jsonl(example("scan").arg(ARTICLES).arg("--dates").arg(folder.path().join("dates.csv")));
        let mut html = example("scan");
        html.arg(ARTICLES).arg("--dates").arg(folder.path().join("dates.csv")).args(["--format", "html"]);
        let (page, is_told) = (report(&mut html), side != Value::Null);
        assert_eq!(page.contains("since its date is the earlier one"), is_told, "{table}");
        assert!(page.contains("(<bdi>2026-04-12"), "the page shows dates: {table}");
        assert_eq!(original_of(&objects, ("ferry-exact.txt", "ferry.txt")), (side, signs), "{table}");
        let dated = objects.last().expect("a summary")["dated"].as_u64();
        assert_eq!(dated, Some(table.lines().count() as u64 - 1));
    }
}

#[test]
fn a_table_of_dates_that_cannot_be_read_is_named_with_its_line() {
    let cases = [
        ("id,day\nferry.txt,2026-04-12\n", "there is no column \"date\""),
        ("id,date\nferry.txt,2026-04-12\nmuseum.txt,12 April\n", "dates.csv:3: \"12 April\" is no date"),
        ("id,date\nferry.txt,2026-02-30\n", "dates.csv:2: \"2026-02-30\" is no date"),
        ("id,date\na,2026-04-12\na,2026-04-12\n", "dates.csv:3: a has a date already"),
        ("id,date\na,2026-04-12,b\n", "dates.csv"),
        ("", "there is no column \"id\""),
    ];
    for (table, complaint) in cases {
        let folder = folder(&[("dates.csv", table.as_bytes())]);
        let path = folder.path().join("dates.csv");
        let output = run(example("scan").arg(ARTICLES).arg("--dates").arg(&path));
        let complaints = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{table}");
        assert!(complaints.contains(complaint), "{complaints} lacks {complaint}");
    }
}

#[test]
fn a_pair_is_explained_alone_and_within_a_scan() {
    let files = ["orchard.md", "orchard-homoglyphs.txt"].map(|name| Path::new(ARTICLES).join(name));
    let alone = &jsonl(example("compare").args(&files).arg("--explain"))[0];
    assert_eq!((&alone["type"], &alone["verdict"]), (&"explanation".into(), &"exact".into()));
    let normalised = |side: usize, what: &str| alone["normalised"][side][what].as_u64().expect("a number");
    assert_eq!((normalised(0, "invisible"), normalised(0, "mixed_scripts")), (0, 0));
    assert!(normalised(1, "invisible") > 0 && normalised(1, "mixed_scripts") > 0, "{alone}");
    let pair = ["bridge.txt", "bridge-other-paper.txt"];
    let within = &jsonl(example("scan").arg(ARTICLES).arg("--explain").args(pair))[0];
    assert_eq!((&within["left"], &within["verdict"]), (&"bridge.txt".into(), &"none".into()));
    assert_eq!(within["candidate"]["in_full"], true);
    assert!(within["clusters"].as_str().expect("a sentence").starts_with("the pair is not listed"));
    let text =
        report(example("scan").arg(ARTICLES).arg("--explain").args(["bridge.txt", "bridge-spun-heavy.txt"]));
    for part in [
        "What was normalised",
        "would turn",
        "rare words propose the pair",
        "the pair is listed; both are in",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert_tame(&text);
    let output = run(example("scan").arg(ARTICLES).arg("--explain").args(["bridge.txt", "no-such.txt"]));
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no document \"no-such.txt\""));
}

#[test]
fn a_cluster_of_spun_documents_comes_with_its_template() {
    let objects = jsonl(example("scan").arg(ARTICLES));
    let templates = of_type(&objects, "template");
    assert_eq!(templates.len(), 1, "the bridge alone was spun more than once");
    let template = templates[0];
    assert_eq!(keys(template), ["id", "members", "parts", "spintax", "type"]);
    let members = template["members"].as_array().expect("a list");
    assert!(
        members.contains(&"bridge-spun-heavy.txt".into())
            && !members.contains(&"bridge-rewritten.txt".into())
    );
    let slots: Vec<&Value> =
        template["parts"].as_array().expect("a list").iter().filter(|part| part.is_array()).collect();
    for slot in &slots {
        let counts = slot.as_array().expect("a list").iter().map(|choice| choice["count"].as_u64());
        assert_eq!(counts.sum::<Option<u64>>(), Some(members.len() as u64), "{slot}");
    }
    assert!(slots.len() > 100, "{} slots", slots.len());
    let spintax = template["spintax"].as_str().expect("spintax");
    assert!(spintax.contains(" 14 months after a {") && spintax.contains("} the River Tessel."), "{spintax}");
    let text = report(example("scan").arg(ARTICLES));
    assert!(text.contains(&format!("behind 4 of them, {} slots", slots.len())), "{text}");
}

#[test]
fn the_summary_counts_what_the_report_lists() {
    let objects = jsonl(example("scan").arg(ARTICLES));
    let summary = objects.last().expect("a report has an end");
    assert_eq!(summary["type"], "summary");
    for (name, kind) in
        [("clusters", "cluster"), ("skipped", "skipped"), ("short", "short"), ("empty", "empty")]
    {
        assert_eq!(summary[name], of_type(&objects, kind).len(), "{name}");
    }
    for (verdict, count) in summary["matches"].as_object().expect("an object") {
        let listed = of_type(&objects, "match").into_iter().filter(|found| found["verdict"] == **verdict);
        assert_eq!(*count, listed.count(), "{verdict}");
    }
    for cluster in of_type(&objects, "cluster") {
        let members = cluster["members"].as_array().expect("a list");
        assert!(members.len() > 1 && members.contains(&cluster["representative"]), "{cluster}");
    }
}

#[test]
fn every_run_by_any_number_of_threads_gives_the_same_bytes() {
    for format in ["jsonl", "text", "html"] {
        let scan =
            |threads| report(example("scan").args([ARTICLES, "--format", format, "--threads", threads]));
        let once = scan("1");
        assert!(once.len() > 1_000);
        assert_eq!(once, scan("1"), "{format} again");
        assert_eq!(once, scan("2"), "{format} by two threads");
    }
}

#[test]
fn what_cannot_be_done_is_named_and_ends_with_status_two() {
    let folder = folder(&[("river.txt", RIVER.as_bytes())]);
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (river, gone, no_place) = (path("river.txt"), path("gone.txt"), path("gone/report"));
    let cases: [(&str, &[&str], &str); 9] = [
        ("scan", &[&gone], &gone),
        ("scan", &[&river, "--output", &no_place], &no_place),
        ("scan", &[&river, "--output", &river], &river),
        ("scan", &[], "PATH"),
        ("scan", &[&river, "--only", "stolen"], "stolen"),
        ("scan", &[&river, "--memory", "much"], "much"),
        ("scan", &[&river, "--memory", "512X"], "512X"),
        ("compare", &[&river, &gone], &gone),
        ("compare", &[&path(""), &river], &path("")),
    ];
    for (name, arguments, named) in cases {
        let output = run(example(name).args(arguments));
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{name} {arguments:?}: {complaint}");
        assert!(complaint.contains(named) && output.stdout.is_empty(), "{name} {arguments:?}: {complaint}");
        assert!(!complaint.contains("panicked"), "{complaint}");
    }
    assert_eq!(fs::read_to_string(river).expect("it is there"), RIVER);
}

#[cfg(unix)]
#[test]
fn hostile_names_and_texts_do_not_reach_the_terminal() {
    let hostile = RIVER.replacen("river", "\u{1b}]0;title\u{7}river\u{202e}", 1).replacen(
        "home",
        "ho\u{200b}me\u{9b}2J",
        1,
    );
    let spun = hostile.replacen("waited", "lin\u{1b}[2Jgered", 1).replacen("asleep", "sleep\u{2066}ing", 1);
    let names = ["\u{1b}[31mred.txt", "\u{202e}txt.exe.txt", "line\nfeed.txt", "\u{1b}[2J.jpg"];
    let texts = [hostile.as_bytes(), spun.as_bytes(), hostile.as_bytes(), b"picture"];
    let files: Vec<(&str, &[u8])> = names.into_iter().zip(texts).collect();
    let folder = folder(&files);
    let text = report(example("scan").arg(folder.path()));
    assert!(
        text.contains("3 documents scanned, 3 pairs of copies") && text.contains("\\u{1b}[31mred.txt"),
        "{text}"
    );
    assert_tame(&text);
    let paths = names.map(|name| folder.path().join(name));
    for (left, right) in [(0, 1), (1, 2), (0, 2)] {
        let text = report(example("compare").args([&paths[left], &paths[right]]));
        assert!(text.contains(".txt") && text.contains("\\u{"), "{text}");
        assert_tame(&text);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_shown_and_acts_on_no_page() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for name in [&b"\xff\xfe<svg onload=x>.txt"[..], b"\x80\"><script>.md", b"skipped\xc3<b>.jpg"] {
        fs::write(folder.path().join(OsStr::from_bytes(name)), RIVER).expect("the file can be written");
    }
    let page = report(example("scan").arg(folder.path()).args(["--format", "html"]));
    for shown in [
        "\\xff\\xfe&lt;svg onload=x&gt;.txt",
        "\\x80&quot;&gt;&lt;script&gt;.md",
        "skipped\\xc3&lt;b&gt;.jpg",
    ] {
        assert!(page.contains(shown), "{shown} is not on the page");
    }
    assert_eq!((page.matches("<script").count(), page.matches("<svg").count()), (1, 1));
}

#[test]
fn only_the_kinds_asked_for_are_reported() {
    for kinds in ["near", "exact,near", "spun"] {
        let objects = jsonl(example("scan").args([ARTICLES, "--only", kinds]));
        let matches = of_type(&objects, "match");
        let is_asked = |found: &&Value| kinds.split(',').any(|kind| found["verdict"] == kind);
        assert!(!matches.is_empty() && matches.iter().all(is_asked), "{kinds}");
        let summary = objects.last().expect("a report has an end");
        assert_eq!(summary["settings"]["scope"], if kinds == "spun" { "all" } else { "near" });
        for cluster in of_type(&objects, "cluster") {
            let head = &cluster["representative"];
            let is_reported = matches.iter().any(|found| found["left"] == *head || found["right"] == *head);
            assert!(is_reported, "{kinds}: {cluster}");
        }
    }
}

#[test]
fn below_the_least_words_only_exact_copies_count() {
    let near = RIVER.replacen("forty", "fifty", 1);
    let files = [("fox.txt", RIVER), ("same.txt", RIVER), ("near.txt", near.as_str())];
    let folder = folder(&files.map(|(name, text)| (name, text.as_bytes())));
    let verdicts = |words: &str| {
        let objects = jsonl(example("scan").arg(folder.path()).args(["--min-words", words]));
        let matches = of_type(&objects, "match");
        matches.iter().map(|found| found["verdict"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(verdicts("1000"), ["exact"]);
    assert_eq!(verdicts("20").len(), 3);
}

#[test]
fn a_report_in_a_file_is_the_report_on_the_output() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for format in ["jsonl", "text", "html"] {
        let path = folder.path().join(format);
        let scan = || {
            let mut scan = example("scan");
            scan.args([ARTICLES, "--format", format]);
            scan
        };
        assert_eq!(report(scan().arg("--output").arg(&path)), "");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), report(&mut scan()));
    }
}

#[test]
fn a_reader_that_goes_away_is_met_with_silence() {
    for (name, arguments) in
        [("scan", vec![ARTICLES.to_owned()]), ("compare", pair("bridge.txt", "bridge-spun-heavy.txt"))]
    {
        let mut command = example(name);
        let mut child = command
            .args(&arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the example can be started");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{name}");
    }
}

#[test]
fn a_pair_is_compared_in_the_order_given() {
    let (one, other) = ("bridge.txt", "bridge-spun-medium.txt");
    let both = [pair(one, other), pair(other, one)].map(|paths| {
        let objects = jsonl(example("compare").args(&paths));
        assert_eq!(objects.len(), 1);
        assert_eq!(
            (&objects[0]["left"], &objects[0]["right"]),
            (&paths[0].as_str().into(), &paths[1].as_str().into())
        );
        objects[0].clone()
    });
    assert_eq!((&both[0]["type"], &both[0]["verdict"]), (&"match".into(), &"spun".into()));
    assert_eq!(both[0]["covered_left"], both[1]["covered_right"]);
    assert_eq!(both[0]["swaps"][0]["left"], both[1]["swaps"][0]["right"]);
}

#[test]
fn a_pair_without_a_finding_is_compared_too() {
    let paths = pair("museum.txt", "museum-other-paper.txt");
    let none = &jsonl(example("compare").args(&paths))[0];
    assert_eq!((&none["verdict"], &none["original"]), (&"none".into(), &Value::Null));
    assert_eq!((&none["passages"], &none["swaps"]), (&serde_json::json!([]), &serde_json::json!([])));
    assert!(none["why"].as_str().is_some_and(|why| why.starts_with("no copy: ")), "{none}");
    assert!(report(example("compare").args(&paths)).starts_with("none "));
}

#[test]
fn reports_for_people_fit_the_width_and_mark_changes_without_colour() {
    let scan = report(example("scan").arg(ARTICLES));
    let spun = report(example("compare").args(pair("bridge.txt", "bridge-spun-medium.txt")));
    let rewritten = report(example("compare").args(pair("museum.txt", "museum-rewritten.txt")));
    for mark in ["[repair → fix]", "[-because-]", "{+brand+}"] {
        assert!(spun.contains(mark), "{mark} is not in\n{spun}");
    }
    assert!(rewritten.contains("\nleft ") && !rewritten.contains("{+"), "{rewritten}");
    assert!(scan.contains("original   ") && scan.contains("carries → bears"), "{scan}");
    let is_path = |line: &&str| line.contains(ARTICLES);
    for line in [&scan, &spun, &rewritten].iter().flat_map(|text| text.lines()).filter(|line| !is_path(line))
    {
        assert!(line.width() <= 80 && line.trim_end() == line, "{line:?}");
    }
}

fn pair(left: &str, right: &str) -> Vec<String> {
    let path = |name: &str| PathBuf::from(ARTICLES).join(name).display().to_string();
    vec![path(left), path(right)]
}

#[test]
fn what_is_one_is_told_in_the_singular() {
    let files = folder(&[("a.txt", RIVER.as_bytes()), ("b.txt", RIVER.replace("trotted", "ran").as_bytes())]);
    let text = report(example("compare").args(["a.txt", "b.txt"].map(|name| files.path().join(name))));
    assert!(text.contains("── One swap ──"), "{text}");
}

#[test]
fn a_template_is_told_without_line_ends() {
    let article = |name: &str| fs::read_to_string(Path::new(ARTICLES).join(name)).expect("an article");
    let broken = article("bridge-spun-medium.txt").replacen("bears", "now\nbears", 1);
    let files = folder(&[
        ("bridge.txt", article("bridge.txt").as_bytes()),
        ("heavy.txt", article("bridge-spun-heavy.txt").as_bytes()),
        ("medium.txt", broken.as_bytes()),
    ]);
    let text = report(example("scan").arg(files.path()));
    assert!(text.contains("behind 3 of them") && text.contains("now bears ×1"), "{text}");
}
