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
    band::Banding,
    comparison::{Comparison, Judge, Reading, same_words},
    detector::{Scope, Settings},
    error::{Error, ErrorKind},
    feature::{Channel, features, shingle},
    hash,
    id::DocId,
    index::Index,
    posting::Postings,
    profile::{Profile, weight_of},
    report::Report,
    scan,
    sketch::Sketcher,
    spread,
    token::{Token, hash_words, tokenize_stemmed},
};

/// Resemblance of runs of five words at which nearly every copy must become a candidate: one word in seven changed.
const SHINGLE_TARGET: f64 = 0.5;
/// Resemblance of the skeletons of a text and its spin with half of the words of content swapped (measured: median .40
/// at medium, .25 at heavy strength, where the rare stems take over).
const SKELETON_TARGET: f64 = 0.5;
/// Share of the pairs at the target that must become candidates.
const RECALL: f64 = 0.99;
/// Documents sketched before they go into the index: bounds the memory of a bulk insertion.
const BATCH: usize = 4_096;

/// Documents with the indexes over them.
#[derive(Debug)]
pub struct Collection<D> {
    pub(crate) settings: Settings,
    pub(crate) documents: Vec<Document<D>>,
    /// The first document of each fingerprint.
    pub(crate) exact: AHashMap<u64, DocId>,
    pub(crate) shingles: Index,
    pub(crate) skeletons: Index,
    pub(crate) postings: Postings,
}

/// A document in a collection.
#[derive(Debug)]
pub(crate) struct Document<D> {
    pub(crate) text: D,
    pub(crate) words: usize,
    /// The first document of the same words, which stands for this one in the indexes.
    pub(crate) same_as: Option<DocId>,
}

/// What is kept of a text for finding candidates.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sketch {
    words: usize,
    fingerprint: u64,
    pub(crate) shingles: Vec<u32>,
    pub(crate) skeleton: Vec<u32>,
    pub(crate) stems: Vec<u32>,
}

/// Reads sketches; one a thread.
#[derive(Debug, Default)]
pub(crate) struct Sketchbook {
    tokens: Vec<Token>,
    stems: Vec<u32>,
    /// Hashes of words, and features in their place.
    hashes: Vec<u64>,
    room: Vec<u32>,
    sketcher: Sketcher,
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
        let mut copies: Vec<_> = compared.filter(|found| self.is_wanted(&found.1)).collect();
        copies.sort_by(|one, other| other.1.score().total_cmp(&one.1.score()).then(one.0.cmp(&other.0)));
        Ok(copies)
    }

    /// All copies among the documents.
    #[must_use]
    pub fn report(&mut self) -> Report {
        scan::report(self)
    }

    /// Whether a comparison is a finding that was asked for.
    pub(crate) fn is_wanted(&self, comparison: &Comparison) -> bool {
        use crate::verdict::Verdict::{Exact, Near};
        match self.settings.scope {
            Scope::Near => matches!(comparison.verdict(), Exact | Near),
            Scope::All => comparison.verdict().is_copy(),
        }
    }

    fn add(&mut self, texts: Vec<D>, sketches: &[Sketch]) {
        let first = self.documents.len();
        let ids = (first..first + sketches.len()).filter_map(DocId::new);
        for (text, (id, sketch)) in texts.into_iter().zip(ids.clone().zip(sketches)) {
            let same_as = self.same_as(id, text.as_ref(), sketch);
            self.documents.push(Document { text, words: sketch.words, same_as });
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
    fn same_as(&mut self, id: DocId, text: &str, sketch: &Sketch) -> Option<DocId> {
        if sketch.words == 0 {
            return None;
        }
        let first = *self.exact.entry(sketch.fingerprint).or_insert(id);
        if first == id {
            return None;
        }
        let other = Profile::new(self.documents[first.index()].text.as_ref());
        same_words(&other, &Profile::new(text)).then_some(first)
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

impl Sketchbook {
    pub(crate) fn sketch(&mut self, text: &str, settings: Settings) -> Sketch {
        self.hashes.clear();
        match settings.scope {
            Scope::Near => hash_words(text, &mut self.hashes),
            Scope::All => {
                self.tokens.clear();
                self.stems.clear();
                tokenize_stemmed(text, &mut self.tokens, &mut self.stems);
                self.hashes.extend(self.tokens.iter().map(|token| token.hash));
            }
        }
        let words = self.hashes.len();
        let mut sketch = Sketch { words, fingerprint: fingerprint(&self.hashes), ..Sketch::default() };
        if words >= settings.min_words.max(1) {
            let shingles = shingle(&mut self.hashes);
            self.hashes.truncate(shingles);
            sketch.shingles = self.signature();
            if settings.scope == Scope::All {
                self.hashes.clear();
                features(Channel::Skeleton, &self.tokens, &mut self.hashes);
                sketch.skeleton = self.signature();
                sketch.stems = self.stems();
            }
        }
        sketch
    }

    /// The distinct stems of the words that carry content, ascending.
    fn stems(&mut self) -> Vec<u32> {
        // Whether a word carries content no processor can foretell: each stem is stored, and the end moves on or not.
        let mut end = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            self.stems[end] = self.stems[at];
            end += usize::from(weight_of(token.kind) > 0.0);
        }
        self.stems.truncate(end);
        spread::sort(&mut self.stems, &mut self.room, |&stem| stem, |&stem| stem);
        self.stems.dedup();
        self.stems.clone()
    }

    /// The signature of the features; empty for none.
    fn signature(&self) -> Vec<u32> {
        let mut signature = vec![0; self.sketcher.slots()];
        match self.sketcher.sketch_into(&self.hashes, &mut signature) {
            crate::sketch::Sketched::Filled => signature,
            crate::sketch::Sketched::Empty => Vec::new(),
        }
    }
}

/// Tells texts of other words apart but for chance, in their order: a sum of products, which wait for nothing.
fn fingerprint(words: &[u64]) -> u64 {
    let numbered = (1_u64..).zip(words);
    let sum = numbered
        .fold(0_u64, |sum, (at, &word)| sum.wrapping_add(word.wrapping_mul(hash::GOLDEN ^ (at << 1))));
    hash::join(sum, words.len() as u64)
}

/// How the signatures of a channel are cut.
pub(crate) fn banding_of(channel: Channel) -> Banding {
    banding(match channel {
        Channel::Shingles => SHINGLE_TARGET,
        Channel::Skeleton => SKELETON_TARGET,
    })
}

fn banding(target: f64) -> Banding {
    let slots = Sketcher::default().slots();
    Banding::for_recall(target, RECALL, slots).expect("the default slots reach the recall at the targets")
}

fn check<D: AsRef<str>>(texts: &[D], before: usize) -> Result<(), Error> {
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
