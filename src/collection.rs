//! Documents that are kept to find the copies among them, or of another text.
//!
//! A document is read once into a sketch: its fingerprint, a signature by channel and its stems. Sketches go into the
//! indexes; texts are kept by the caller's choice of `D` and read again only to be laid against another. Sketching and
//! comparing run on the caller's rayon pool, and the results do not depend on it.
//!
//! Memory beside the texts: 8 bytes a band and channel (280 + 280), 8 a distinct stem (about 1.6 kB for an article) and
//! 40 more a document.

use ahash::AHashMap;
use rayon::prelude::*;

use crate::{
    comparison::{Comparison, Judge, Reading},
    detector::Settings,
    error::{Error, ErrorKind},
    feature::Channel,
    id::DocId,
    index::Index,
    posting::Postings,
    profile::Profile,
    report::Report,
    scan::is_wanted,
    sketchbook::{Sketch, Sketchbook, banding_of},
    survey::Survey,
};

/// Documents sketched before they go into the index: bounds the memory of a bulk insertion.
const BATCH: usize = 4_096;

/// Documents with the indexes over them.
#[derive(Debug)]
pub struct Collection<D> {
    pub(crate) settings: Settings,
    pub(crate) documents: Vec<Document<D>>,
    /// The first document of each fingerprint.
    pub(crate) exact: AHashMap<u128, DocId>,
    pub(crate) shingles: Index,
    pub(crate) skeletons: Index,
    pub(crate) postings: Postings,
}

/// A document in a collection.
#[derive(Debug)]
pub(crate) struct Document<D> {
    pub(crate) text: D,
    /// The first document of the same words, which stands for this one in the indexes.
    pub(crate) same_as: Option<DocId>,
}

impl<D: AsRef<str> + Sync> Collection<D> {
    pub(crate) fn new(settings: Settings) -> Self {
        Self {
            settings,
            documents: Vec::new(),
            exact: AHashMap::new(),
            shingles: Index::new(banding_of(Channel::Shingles)),
            skeletons: Index::new(banding_of(Channel::Skeleton)),
            postings: Postings::default(),
        }
    }

    /// Documents inserted so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether nothing was inserted yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Adds a document and returns its id.
    ///
    /// # Errors
    /// When the text is longer than `u32::MAX` bytes or the collection is full; nothing is added then.
    pub fn insert(&mut self, text: D) -> Result<DocId, Error> {
        let id = self.documents.len();
        self.extend([text])?;
        DocId::new(id).ok_or_else(|| full(id + 1))
    }

    /// Adds documents, on all threads; much cheaper than one by one.
    ///
    /// # Errors
    /// When a text is longer than `u32::MAX` bytes or the collection would be over-full; nothing is added then.
    pub fn extend(&mut self, texts: impl IntoIterator<Item = D>) -> Result<(), Error> {
        let texts: Vec<D> = texts.into_iter().collect();
        let first = self.documents.len();
        check(&texts, first)?;
        self.documents.reserve(texts.len());
        let mut texts = texts.into_iter();
        loop {
            let batch: Vec<D> = texts.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return Ok(());
            }
            let settings = self.settings;
            let sketches: Vec<Sketch> = batch
                .par_iter()
                .map_init(Sketchbook::default, |book, text| book.sketch(text.as_ref(), settings))
                .collect();
            self.add(batch, &sketches);
        }
    }

    /// The documents that a text is a copy of or that are copies of it, most alike first, then by id.
    ///
    /// # Errors
    /// When the text is longer than `u32::MAX` bytes.
    pub fn copies_of(&self, text: &str) -> Result<Vec<(DocId, Comparison)>, Error> {
        check(&[text], 0)?;
        let sketch = Sketchbook::default().sketch(text, self.settings);
        let profile = Profile::new(text);
        let query = Reading { text, profile: &profile };
        let candidates = self.candidates_of(&sketch);
        let compare = |(judge, profile): &mut (Judge, Profile), id: DocId| {
            let text = self.documents[id.index()].text.as_ref();
            profile.read(text);
            (id, judge.compare(query, Reading { text, profile }, self.settings.min_words))
        };
        let compared = candidates.into_par_iter().map_init(Default::default, compare);
        let mut copies: Vec<_> =
            compared.filter(|found| is_wanted(found.1.verdict(), self.settings.scope)).collect();
        copies.sort_by(|one, other| other.1.score().total_cmp(&one.1.score()).then(one.0.cmp(&other.0)));
        Ok(copies)
    }

    /// All copies among the documents, found as [`Detector::scan`](crate::Detector::scan) finds them: at the cost of a
    /// scan, however many were added since the last.
    ///
    /// # Panics
    /// When `D` gives another text than before.
    #[must_use]
    pub fn report(&self) -> Report {
        let mut survey = Survey::new(self.settings);
        let report = survey.extend(&self.documents).and_then(|()| survey.report(self.documents.as_slice()));
        report.expect("texts that were added can be read")
    }

    fn add(&mut self, texts: Vec<D>, sketches: &[Sketch]) {
        let first = self.documents.len();
        let ids = (first..first + sketches.len()).filter_map(DocId::new);
        for (text, (id, sketch)) in texts.into_iter().zip(ids.clone().zip(sketches)) {
            let same_as = self.same_as(id, sketch);
            self.documents.push(Document { text, same_as });
        }
        let documents = &self.documents;
        let indexed = |id: &DocId| documents[id.index()].same_as.is_none();
        let indexed = || ids.clone().zip(sketches).filter(move |(id, _)| indexed(id));
        let is_kept = |(_, row): &(DocId, &[u32])| !row.is_empty();
        let shingles = || indexed().map(|(id, sketch)| (id, sketch.shingles.as_slice())).filter(is_kept);
        let skeletons = || indexed().map(|(id, sketch)| (id, sketch.skeleton.as_slice())).filter(is_kept);
        let stems = || indexed().map(|(id, sketch)| (id, sketch.stems.as_slice())).filter(is_kept);
        let bands = (&mut self.shingles, &mut self.skeletons);
        let extend_bands = || rayon::join(|| bands.0.extend(shingles()), || bands.1.extend(skeletons()));
        rayon::join(extend_bands, || self.postings.extend(stems()));
    }

    /// The earlier document of the same words; notes the document as the first of its fingerprint otherwise.
    fn same_as(&mut self, id: DocId, sketch: &Sketch) -> Option<DocId> {
        if sketch.words == 0 {
            return None;
        }
        let first = *self.exact.entry(sketch.fingerprint).or_insert(id);
        (first != id).then_some(first)
    }

    fn candidates_of(&self, sketch: &Sketch) -> Vec<DocId> {
        let mut found: Vec<DocId> = Vec::new();
        if let Some(&first) = self.exact.get(&sketch.fingerprint).filter(|_| sketch.words > 0) {
            let same = |&id: &usize| self.documents[id].same_as == Some(first) || id == first.index();
            found.extend((0..self.documents.len()).filter(same).filter_map(DocId::new));
        }
        for (index, signature) in [(&self.shingles, &sketch.shingles), (&self.skeletons, &sketch.skeleton)] {
            if !signature.is_empty() {
                found.extend(index.candidates_of(signature).0);
            }
        }
        found.extend(self.postings.candidates_of(&sketch.stems));
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl<D: AsRef<str>> AsRef<str> for Document<D> {
    fn as_ref(&self) -> &str {
        self.text.as_ref()
    }
}

/// Refuses texts that are too long, or too many behind those `before`.
pub(crate) fn check<D: AsRef<str>>(texts: &[D], before: usize) -> Result<(), Error> {
    const MAX: usize = u32::MAX as usize;
    if before + texts.len() > MAX {
        return Err(full(before + texts.len()));
    }
    match texts.iter().position(|text| text.as_ref().len() > MAX) {
        Some(document) => {
            let given = texts[document].as_ref().len();
            Err(Error::new(ErrorKind::TextTooLong { document, given, max: MAX }))
        }
        None => Ok(()),
    }
}

const fn full(given: usize) -> Error {
    Error::new(ErrorKind::TooManyDocuments { given, max: u32::MAX as usize })
}
