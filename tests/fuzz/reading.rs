//! Files: encodings, JSON lines, packed ones, tables of dates.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::dates::Dates;
use crate::feed::{edited, edits, text};
use crate::held;
use crate::input::Fields;

/// Byte order marks, and none.
const MARKS: [&[u8]; 4] = [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];

/// Reads bytes as a file of a name; returns how many documents there were, if it could be opened.
fn documents(name: &str, bytes: &[u8]) -> Option<usize> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("the file can be written");
    let read = held::read(&[path], &Fields::default(), None).ok()?;
    let ids: BTreeSet<&str> = read.documents.ids().collect();
    assert_eq!(ids.len(), read.documents.len(), "ids are unique");
    Some(read.documents.len())
}

/// JSON lines with texts and ids of all sorts.
fn lines() -> impl Strategy<Value = Vec<u8>> {
    let line = (text(12), text(3), select(&["text", "id", "date", "te\\u0078t", "other"][..])).prop_map(
        |(text, id, field)| {
            serde_json::json!({ "text": text, "id": id, field: [1.5, null, {"text": []}] }).to_string()
        },
    );
    vec(line, 0..6).prop_map(|lines| lines.join("\n").into_bytes())
}

fn packed(lines: &[u8], name: &str) -> Vec<u8> {
    match name {
        "lines.jsonl.gz" => {
            let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
            packer.write_all(lines).expect("memory takes all");
            packer.finish().expect("memory takes all")
        }
        "lines.jsonl.zst" => zstd::encode_all(lines, 1).expect("memory takes all"),
        _ => lines.to_vec(),
    }
}

proptest! {
    /// Any bytes are a text of some encoding or refused, in a folder and alone.
    #[test]
    fn any_bytes_are_a_text_or_refused(
        mark in select(&MARKS[..]),
        bytes: Vec<u8>,
        text in text(20),
        edits in edits(),
    ) {
        let edited = edited(text.into_bytes(), &edits);
        for bytes in [&bytes, &edited] {
            prop_assert!(documents("any.txt", &[mark, bytes].concat()).is_some_and(|count| count <= 1));
        }
    }

    /// Lines that were damaged, before and after they were packed: each is a document or named.
    #[test]
    fn damaged_lines_are_counted(
        lines in lines(),
        name in select(&["lines.jsonl", "lines.jsonl.gz", "lines.jsonl.zst"][..]),
        inside in edits(),
        outside in edits(),
    ) {
        let whole = packed(&lines, name);
        let count = lines.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).count();
        prop_assert!(documents(name, &whole).is_some_and(|documents| documents <= count));
        documents(name, &packed(&edited(lines, &inside), name));
        documents(name, &edited(whole, &outside));
    }

    /// A table of dates is read or refused by name, with the line where a date is none.
    #[test]
    fn any_table_is_dates_or_refused(rows in vec((text(2), text(2)), 0..5), edits in edits(), bytes: Vec<u8>) {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(["id", "date"]).expect("memory takes all");
        for (at, (id, date)) in rows.iter().enumerate() {
            let date = if at % 2 == 0 { "2026-04-12T09:30:00Z" } else { date };
            table.write_record([id.as_str(), date]).expect("memory takes all");
        }
        let table = table.into_inner().expect("memory takes all");
        let short = edited(b"id,date\nfox,2026-04-12\n".to_vec(), &edits);
        let seen = [table.clone(), edited(table, &edits), short, bytes];
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let path = folder.path().join("dates.csv");
        for bytes in seen {
            fs::write(&path, bytes).expect("the file can be written");
            if let Err(refused) = Dates::read(Path::new(&path)) {
                prop_assert!(refused.to_string().contains("dates.csv"), "{refused}");
            }
        }
    }
}
