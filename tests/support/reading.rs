//! Reading as the examples do, with all texts held; each text is read once more and must be the same.

use std::ops::Deref;
use std::path::PathBuf;

use unspin::{DocId, Texts};

use super::input::{self, Fields, InputError, Read, Sink, Watch};

/// What was read, and the texts as they were handed over.
#[derive(Debug)]
pub(crate) struct Reading {
    pub read: Read,
    pub texts: Vec<String>,
}

impl Deref for Reading {
    type Target = Read;

    fn deref(&self) -> &Read {
        &self.read
    }
}

#[derive(Default)]
struct Holder(Vec<String>);

impl Sink for Holder {
    type Error = InputError;
    type Reader = ();
    type Gist = String;

    fn start(&mut self) -> Result<(), InputError> {
        self.0.clear();
        Ok(())
    }

    fn gist((): &mut (), text: &str) -> String {
        text.to_owned()
    }

    fn take(&mut self, text: String) -> Result<(), InputError> {
        self.0.push(text);
        Ok(())
    }
}

pub(crate) fn read(paths: &[PathBuf], fields: &Fields, watch: Watch<'_>) -> Result<Reading, InputError> {
    let mut holder = Holder::default();
    let read = input::read(paths, fields, watch, &mut holder)?;
    assert_eq!(read.seen, read.documents.len() + read.skipped.len(), "seen = documents + skipped");
    assert_eq!(read.documents.len(), holder.0.len(), "each document was handed over");
    for (at, text) in holder.0.iter().enumerate() {
        let again = read.documents.text(DocId::new(at).expect("few documents"));
        assert_eq!(again.expect("nothing was changed"), text.as_str(), "{}", read.documents.id(at));
    }
    Ok(Reading { read, texts: holder.0 })
}
