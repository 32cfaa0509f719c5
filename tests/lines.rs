//! JSON lines → documents: each line that is not blank is a document or named with its reason.

#[path = "../examples/shared/input.rs"]
mod input;
#[path = "support/reading.rs"]
mod reading;

use std::cmp::Ordering;
use std::fs;
use std::io::Write;
use std::path::Path;

use input::{Fields, InputError};
use reading::Reading;

const GOOD: &str = r#"{"id":"fox","text":"A fox."}"#;

/// The documents as `(id, text)` and the skipped as `line: reason`.
type Outcome = (Vec<(String, String)>, Vec<String>);

fn read_as(name: &str, bytes: &[u8], fields: &Fields) -> Result<Outcome, InputError> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("the file can be written");
    Ok(bare(reading::read(std::slice::from_ref(&path), fields, None)?, &path))
}

fn bare(read: Reading, path: &Path) -> Outcome {
    let place = format!("{}:", path.display());
    let names: Vec<String> = read.documents.ids().map(|id| id.replace(&place, "line ")).collect();
    let documents = names.into_iter().zip(read.texts);
    let skipped = read.read.skipped.into_iter();
    let skipped = skipped.map(|skipped| format!("{}: {}", skipped.path.replace(&place, ""), skipped.reason));
    (documents.collect(), skipped.collect())
}

fn read(text: impl AsRef<[u8]>) -> Outcome {
    read_as("lines.jsonl", text.as_ref(), &Fields::default()).expect("the file can be read")
}

#[test]
fn a_line_gives_its_text_and_id() {
    let cases = [
        (GOOD, "fox", "A fox."),
        (r#" { "text" : "A fox." , "id" : "fox" } "#, "fox", "A fox."),
        (r#"{"id":17,"text":""}"#, "17", ""),
        (r#"{"id":-17,"text":""}"#, "-17", ""),
        (r#"{"id":18446744073709551615,"text":""}"#, "18446744073709551615", ""),
        (r#"{"text":"no id"}"#, "line 1", "no id"),
        (r#"{"id":"","text":"empty id"}"#, "", "empty id"),
        (r#"{"id":"e","text":"\u00e4 \ud83e\udd8a \"\n\\"}"#, "e", "ä 🦊 \"\n\\"),
        (r#"{"te\u0078t":"escaped key","id":"k"}"#, "k", "escaped key"),
        (r#"{"text":"first","id":"t","text":"last"}"#, "t", "last"),
        (r#"{"meta":{"text":[1,{"id":2}]},"n":1.5e9,"x":null,"text":"t","id":"m"}"#, "m", "t"),
        ("\u{feff}{\"text\":\"mark\",\"id\":\"b\"}", "b", "mark"),
    ];
    for (line, id, text) in cases {
        assert_eq!(read(line), (vec![(id.to_owned(), text.to_owned())], vec![]), "{line}");
    }
}

#[test]
fn a_bad_line_is_named_and_the_rest_is_read() {
    let deep = "[".repeat(100_000);
    let deep_value = format!("{{\"text\":{deep}");
    let cases: &[(&[u8], &str)] = &[
        (b"A fox.", "not valid JSON at byte 1"),
        (br#"{"id":"x","text":"cut"#, "not valid JSON at byte 21"),
        (br#"{"id":"x","text":"twice"}{}"#, "not valid JSON at byte 26"),
        (b"{\"text\":\"\xff\"}", "not valid JSON at byte 10"),
        (br#"{"text":"\ud800"}"#, "not valid JSON at byte 16"),
        (b"{\"text\":\"a\tb\"}", "not valid JSON at byte 11"),
        (deep.as_bytes(), "not a JSON object"),
        (deep_value.as_bytes(), "not valid JSON at byte"),
        (br#"["text"]"#, "not a JSON object"),
        (br#""text""#, "not a JSON object"),
        (b"null", "not a JSON object"),
        (br#"{"id":"x"}"#, "no text field"),
        (br#"{"id":"x","Text":""}"#, "no text field"),
        (br#"{"id":"x","text":null}"#, "the text field is not a string"),
        (br#"{"id":"x","text":["A fox."]}"#, "the text field is not a string"),
        (br#"{"id":"x","text":{"a":"A fox."}}"#, "the text field is not a string"),
        (br#"{"id":"x","text":7}"#, "the text field is not a string"),
        (br#"{"id":1.5,"text":""}"#, "the id field is neither"),
        (br#"{"id":18446744073709551616,"text":""}"#, "the id field is neither"),
        (br#"{"id":null,"text":""}"#, "the id field is neither"),
        (br#"{"id":true,"text":""}"#, "the id field is neither"),
        (br#"{"id":"fox","text":"again"}"#, "id \"fox\" came before"),
        (b"\xef\xbb\xbf{\"text\":\"\"}", "not valid JSON at byte 1"),
    ];
    for (line, reason) in cases {
        let file = [GOOD.as_bytes(), b"\n", line, b"\n{\"id\":\"hen\",\"text\":\"A hen.\"}\n"].concat();
        let (documents, skipped) = read(file);
        let ids: Vec<_> = documents.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!((ids, skipped.len()), (vec!["fox", "hen"], 1), "{reason}: {skipped:?}");
        assert!(skipped[0].starts_with(&format!("2: {reason}")), "{reason}: {skipped:?}");
    }
}

#[test]
fn no_object_goes_on_from_line_to_line() {
    let cases = [
        "{\"text\":\n\"A fox.\"}",
        "{\"text\":\"A fox.\",\"a\":\n{}}",
        "{\"a\":[{}\n{}],\"text\":\"A fox.\"}",
        "{\"id\":\"a\",\"text\":\"\"}{\"a\":\n{},\"text\":\"\"}",
    ];
    for case in cases {
        let (documents, skipped) = read(case);
        assert_eq!((documents.len(), skipped.len()), (0, 2), "{case}: {documents:?} {skipped:?}");
    }
}

#[test]
fn line_ends_of_all_systems_and_blank_lines_count_alike() {
    let hen = r#"{"text":"A hen."}"#;
    let expected = |line| {
        (vec![("fox".to_owned(), "A fox.".to_owned()), (format!("line {line}"), "A hen.".to_owned())], vec![])
    };
    let cases = [
        (format!("{GOOD}\n{hen}\n"), 2),
        (format!("{GOOD}\n{hen}"), 2),
        (format!("{GOOD}\r\n{hen}\r\n"), 2),
        (format!("\n \t\r\n{GOOD}\n\n\n{hen}\n\n"), 6),
    ];
    for (file, line) in cases {
        assert_eq!(read(&file), expected(line), "{file:?}");
    }
    assert_eq!(read(""), (vec![], vec![]));
    assert_eq!(read("\n\r\n  \n"), (vec![], vec![]));
}

#[test]
fn the_fields_are_those_asked_for() {
    let fields = Fields { text: "body".to_owned(), id: "key".to_owned(), date: None };
    let line = br#"{"id":"x","text":"y","key":"fox","body":"A fox."}"#;
    let outcome = read_as("lines.jsonl", line, &fields).expect("the file can be read");
    assert_eq!(outcome, (vec![("fox".to_owned(), "A fox.".to_owned())], vec![]));
}

#[test]
fn a_date_is_read_where_it_is_asked_for_and_refused_by_line_where_it_is_none() {
    let fields = Fields { date: Some("day".to_owned()), ..Fields::default() };
    let lines = r#"{"id":"a","text":"A fox.","day":"2026-04-12"}
{"id":"b","text":"A fox.","day":" 2026-04-12T09:30:00+02:00 "}
{"id":"c","text":"A fox.","day":null}
{"id":"d","text":"A fox."}
{"id":"e","text":"A fox.","day":"12 April"}
{"id":"f","text":"A fox.","day":20260412}
{"id":"g","text":"A fox.","day":"2026-04-13"}"#;
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("lines.jsonl");
    fs::write(&path, lines).expect("the file can be written");
    let read = reading::read(std::slice::from_ref(&path), &fields, None).expect("the file can be read");
    let given: Vec<_> = read.dates.iter().map(|(id, date)| (id.as_str(), date.given())).collect();
    assert_eq!(given, [("a", "2026-04-12"), ("b", "2026-04-12T09:30:00+02:00"), ("g", "2026-04-13")]);
    let order = |one: usize, other: usize| read.dates[one].1.order(&read.dates[other].1);
    assert_eq!(
        (order(0, 2), order(2, 1), order(0, 1)),
        (Some(Ordering::Less), Some(Ordering::Greater), None)
    );
    let (_, skipped) = bare(read, &path);
    let fault = "the date field is no date: write 2026-04-12 or 2026-04-12T09:30:00Z";
    assert_eq!(skipped, [format!("5: {fault}"), format!("6: {fault}")]);
    let (documents, skipped) = read_as("lines.jsonl", lines.as_bytes(), &Fields::default()).expect("read");
    assert_eq!((documents.len(), skipped.len()), (7, 0), "nobody asked for dates");
}

/// Some megabytes of lines, so that there are several blocks.
fn many() -> String {
    let lines: Vec<_> = (1..=20_000).map(|i| format!("{{\"text\":\"{}\"}}\n", text_of(i))).collect();
    lines.concat()
}

fn text_of(i: usize) -> String {
    format!("{} {i}", "The fox crossed the river. ".repeat(40))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).expect("memory takes it");
    packer.finish().expect("memory takes it")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).expect("memory takes it")
}

#[test]
fn packed_lines_are_the_same_documents() {
    let file = many();
    let plain = read(&file);
    assert_eq!((plain.0.len(), plain.1.len()), (20_000, 0));
    let (first, second) = file.split_at(file.len() / 3);
    let members = [gzip(first.as_bytes()), gzip(second.as_bytes())].concat();
    let frames = [zstd(first.as_bytes()), zstd(second.as_bytes())].concat();
    let cases = [
        ("a.jsonl.gz", gzip(file.as_bytes())),
        ("members.JSONL.GZ", members),
        ("a.jsonl.zst", zstd(file.as_bytes())),
        ("frames.jsonl.zst", frames),
    ];
    for (name, bytes) in cases {
        let packed = read_as(name, &bytes, &Fields::default()).expect("the file can be read");
        assert!(packed == plain, "{name} differs: {} documents, {:?}", packed.0.len(), packed.1);
    }
}

#[test]
fn of_a_packed_file_that_is_cut_off_the_whole_lines_are_kept() {
    let file = many();
    for (name, bytes) in [("a.jsonl.gz", gzip(file.as_bytes())), ("a.jsonl.zst", zstd(file.as_bytes()))] {
        let (documents, skipped) =
            read_as(name, &bytes[..bytes.len() / 2], &Fields::default()).expect("half of it can be read");
        assert!(documents.len() > 1000 && documents.len() < 19_000, "{name}: {}", documents.len());
        let expected = format!("{}: cannot be read from here on: ", documents.len() + 1);
        assert!(skipped.len() == 1 && skipped[0].starts_with(&expected), "{name}: {skipped:?}");
        let (last, text) = documents.last().expect("there are some");
        assert_eq!((last, text), (&format!("line {}", documents.len()), &text_of(documents.len())));
    }
}

#[test]
fn a_line_over_the_limit_is_passed_over() {
    const LIMIT: usize = 64 << 20;
    let line = |len: usize, id: &str| {
        let frame = format!(r#"{{"id":"{id}","text":""}}"#);
        format!(
            "{}{}{}\n",
            &frame[..frame.len() - 2],
            "a".repeat(len - frame.len()),
            &frame[frame.len() - 2..]
        )
    };
    for over in [LIMIT + 1, LIMIT + (30 << 20)] {
        let file = [GOOD, "\n", &line(over, "over"), &line(LIMIT - 1, "at"), GOOD].concat();
        let (documents, skipped) = read(file);
        let found: Vec<_> = documents.iter().map(|(id, text)| (id.as_str(), text.len())).collect();
        assert_eq!(found, [("fox", 6), ("at", LIMIT - 1 - r#"{"id":"at","text":""}"#.len())]);
        assert_eq!(skipped, ["2: line longer than 64 MiB", "4: id \"fox\" came before"]);
    }
}
