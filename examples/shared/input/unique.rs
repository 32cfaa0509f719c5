//! The sources of all paths → one list of documents with unique ids. Time and space are linear in the documents.

use std::collections::{HashMap, HashSet};

use super::file::Encoding;
use super::{Document, Found, Guess, Read, Reason, Skipped, Source};

/// Joins what the paths gave, in their order.
pub(super) fn join(sources: Vec<Source>) -> Read {
    let naming = if clash(&sources) { Naming::WithPath } else { Naming::Own };
    let mut read = Read::default();
    let mut taken = HashSet::new();
    for source in sources {
        read.seen += source.seen;
        read.skipped.extend(source.skipped);
        for found in source.found {
            let id = naming.id(&source.prefix, &found);
            if !taken.insert(id.clone()) {
                let path = found.place(&source.prefix);
                read.skipped.push(Skipped { path, reason: Reason::IdTaken(id) });
                continue;
            }
            if let Encoding::Guessed(encoding) = found.encoding {
                read.guessed.push(Guess { id: id.clone(), encoding });
            }
            read.dates.extend(found.date.map(|date| (id.clone(), date)));
            read.documents.push(Document { id, text: found.text });
        }
    }
    debug_assert_eq!(
        read.seen,
        read.documents.len() + read.skipped.len(),
        "all that was seen is accounted for"
    );
    read
}

#[derive(Clone, Copy)]
enum Naming {
    Own,
    WithPath,
}

impl Naming {
    fn id(self, prefix: &str, found: &Found) -> String {
        match (&found.id, self) {
            (Some(id), Self::Own) => id.clone(),
            (Some(id), Self::WithPath) => format!("{prefix}{id}"),
            (None, _) => found.place(prefix),
        }
    }
}

impl Found {
    fn place(&self, prefix: &str) -> String {
        match (self.line, &self.id) {
            (Some(line), _) => format!("{prefix}{line}"),
            (None, Some(id)) => format!("{prefix}{id}"),
            (None, None) => prefix.to_owned(),
        }
    }
}

/// Whether documents of two sources have the same id.
fn clash(sources: &[Source]) -> bool {
    if sources.len() < 2 {
        return false;
    }
    let mut owners = HashMap::new();
    sources.iter().enumerate().any(|(i, source)| {
        let mut ids = source.found.iter().filter_map(|found| found.id.as_deref());
        ids.any(|id| *owners.entry(id).or_insert(i) != i)
    })
}
