//! Two texts → explanation: how the pair went through every stage, and what would have changed the outcome.
//!
//! Made on demand, by [`Comparison::explanation`] for two texts and by
//! [`Collection::explain`](crate::Collection::explain) for two documents of a collection; comparisons pay nothing for it.
//! Costs two comparisons and the sketches of both texts.

use std::collections::BTreeSet;

use unicode_script::{Script, UnicodeScript};

use crate::{
    collection::Collection,
    comparison::{Comparison, Judge, Reading},
    detector::{Scope, Settings},
    feature::{Channel, features},
    fold::{Folded, is_ignorable},
    id::DocId,
    index::{Index, Meeting},
    posting::{Needed, shared},
    profile::Profile,
    scan::compares_in_full,
    sketchbook::{Sketch, Sketchbook, banding_of},
    survey::are_alike,
    verdict::{Ballot, REPORTED, Reason, Rule, TurningPoint, Verdict, ballots, rules, turning_points},
};

/// How a pair went through.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The outcome.
    pub comparison: Comparison,
    /// What was normalised in the left and in the right text.
    pub normalised: [Normalised; 2],
    /// How much the channels with bands see in common.
    pub channels: Vec<Sight>,
    /// What the rare words see in common.
    pub stems: Stems,
    /// What the alignment went through: sentences linked, chains of links, passages.
    pub alignment: Alignment,
    /// The experts that the score comes from, with all that they looked at; none where no score was needed.
    pub ballots: Vec<Ballot>,
    /// The score from which on a pair is reported.
    pub threshold: f64,
    /// What alone would have turned the outcome, the least change first.
    pub turning_points: Vec<TurningPoint>,
    /// The thresholds that the kind of copy comes from, in the order in which they are asked.
    pub rules: Vec<Rule>,
    /// What became of the pair in a collection; none for two texts alone.
    pub in_collection: Option<Proposal>,
}

/// What was normalised in a text before its words were compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Normalised {
    /// Words of the text.
    pub words: usize,
    /// Characters that a reader cannot see, left out.
    pub invisible: usize,
    /// Words with letters of several of the scripts Latin, Greek and Cyrillic, made one.
    pub mixed_scripts: usize,
    /// Words otherwise written anew, but for capitals: full-width letters, ligatures, marks piled up.
    pub folded: usize,
}

/// What one channel with bands sees of a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    /// The channel.
    pub channel: Channel,
    /// Distinct features of the left text.
    pub left: usize,
    /// Distinct features of the right text.
    pub right: usize,
    /// Those in both.
    pub shared: usize,
    /// Bands of the signatures that are equal: one makes the pair a candidate.
    pub bands: usize,
    /// The probability that texts of this resemblance share a band, over all ways of drawing signatures.
    pub chance: f64,
}

impl Sight {
    /// |A ∩ B| / |A ∪ B| of the features, in 0..=1.
    #[must_use]
    pub fn resemblance(&self) -> f64 {
        self.shared as f64 / (self.left + self.right - self.shared).max(1) as f64
    }
}

/// What the channel of rare words sees of a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stems {
    /// Distinct stems of words of content in the left text.
    pub left: usize,
    /// Distinct stems in the right text.
    pub right: usize,
    /// What the sets have in common: the geometric mean of the share of the smaller one and of the cosine of both.
    pub shared: f64,
    /// What a candidate has in common at least.
    pub needed: f64,
}

/// Counts of the alignment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Pairs of sentences that share words enough.
    pub links: usize,
    /// Chains of such pairs that go the same way through both texts.
    pub chains: usize,
    /// Stretches found in common, after neighbours were joined.
    pub passages: usize,
}

/// How a pair fared among the candidates of a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// All pairs of so small a collection are compared.
    pub in_full: bool,
    /// One stands for the other in the indexes: they have the same words.
    pub same_words: bool,
    /// Where the two meet in the index of each channel, band by band; nowhere in one whose signatures agree in less than
    /// an eighth of their slots.
    pub meetings: Vec<(Channel, Meeting)>,
    /// Either is among the documents that share most rare stems with the other.
    pub by_stems: bool,
}

impl Proposal {
    /// Whether the pair was compared for being a candidate.
    #[must_use]
    pub fn is_candidate(&self) -> bool {
        let formed = self.meetings.iter().any(|(_, meeting)| meeting.is_formed);
        self.in_full || self.same_words || formed || self.by_stems
    }
}

impl<D: AsRef<str> + Sync> Collection<D> {
    /// How two documents went through: as [`Comparison::explanation`] tells it, and how they fared
    /// among the candidates.
    ///
    /// # Panics
    /// When an id is not of this collection.
    #[must_use]
    pub fn explain(&self, left: DocId, right: DocId) -> Explanation {
        let text = |id: DocId| self.documents[id.index()].text.as_ref();
        let profiles = (Profile::new(text(left)), Profile::new(text(right)));
        let readings = (
            Reading { text: text(left), profile: &profiles.0 },
            Reading { text: text(right), profile: &profiles.1 },
        );
        let comparison = Judge::default().compare(readings.0, readings.1, self.settings.min_words);
        Explanation {
            in_collection: Some(self.proposal(left, right)),
            ..Explanation::new(readings.0, readings.1, comparison)
        }
    }

    fn proposal(&self, left: DocId, right: DocId) -> Proposal {
        // The first document of some words stands in the indexes for all.
        let indexed = |id: DocId| self.documents[id.index()].same_as.unwrap_or(id);
        let (left, right) = (indexed(left), indexed(right));
        let sketch =
            |id: DocId| Sketchbook::default().sketch(self.documents[id.index()].text.as_ref(), self.settings);
        let sketches = (sketch(left), sketch(right));
        let has = |of: &Sketch, id: DocId| self.postings.candidates_of(&of.stems).contains(&id);
        let mut meetings = Vec::new();
        let mut meet = |channel, index: &Index, signatures: [&[u32]; 2]| {
            let has_both = signatures.iter().all(|signature| !signature.is_empty());
            if left != right && has_both && are_alike(signatures[0], signatures[1]) {
                let found = index.meetings((left, signatures[0]), (right, signatures[1]));
                meetings.extend(found.into_iter().map(|meeting| (channel, meeting)));
            }
        };
        meet(Channel::Shingles, &self.shingles, [&sketches.0.shingles, &sketches.1.shingles]);
        meet(Channel::Skeleton, &self.skeletons, [&sketches.0.skeleton, &sketches.1.skeleton]);
        Proposal {
            in_full: compares_in_full(self.settings, self.documents.len()),
            same_words: left == right,
            meetings,
            by_stems: left != right && (has(&sketches.0, right) || has(&sketches.1, left)),
        }
    }
}

impl Comparison {
    /// How the pair went through every stage. A comparison holds no text: the two texts are those that were compared.
    ///
    /// Costs a comparison and the sketches of both texts.
    ///
    /// ```
    /// use unspin::Detector;
    ///
    /// let (left, right) = ("the quick fox", "the lazy dog");
    /// let explanation = Detector::new().compare(left, right).explanation(left, right);
    /// assert_eq!(explanation.normalised[0].words, 3);
    /// assert!(explanation.channels[0].chance < 0.01);
    /// ```
    ///
    /// # Panics
    /// When a text is longer than `u32::MAX` bytes.
    #[must_use]
    pub fn explanation(&self, left: &str, right: &str) -> Explanation {
        let profiles = (Profile::new(left), Profile::new(right));
        let left = Reading { text: left, profile: &profiles.0 };
        let right = Reading { text: right, profile: &profiles.1 };
        Explanation::new(left, right, self.clone())
    }
}

impl Explanation {
    fn new(left: Reading, right: Reading, comparison: Comparison) -> Self {
        let weighed = match comparison.verdict() {
            Verdict::Exact | Verdict::None(Reason::Empty | Reason::TooShort) => None,
            _ => Some(Judge::default().weighed(left, right)),
        };
        // All that a collection might keep of the texts, however short.
        let everything = Settings { scope: Scope::All, min_words: 1 };
        let sketches = [left, right].map(|of| Sketchbook::default().sketch(of.text, everything));
        let [of_left, of_right] = &sketches;
        let ballots = weighed.as_ref().map(|weighed| ballots(&weighed.0)).unwrap_or_default();
        Self {
            threshold: REPORTED,
            turning_points: turning_points(&ballots),
            normalised: [left, right].map(normalised),
            channels: [Channel::Shingles, Channel::Skeleton]
                .map(|channel| sight(channel, (left, right), &sketches))
                .to_vec(),
            stems: Stems {
                left: of_left.stems.len(),
                right: of_right.stems.len(),
                shared: f64::from(shared(&of_left.stems, &of_right.stems)),
                needed: f64::from(
                    [of_left, of_right].map(|of| Needed::of(&of.stems).stems).into_iter().fold(1.0, f32::min),
                ),
            },
            alignment: weighed.as_ref().map_or_else(Alignment::default, |&(_, [links, chains, passages])| {
                Alignment { links, chains, passages }
            }),
            ballots,
            rules: weighed.as_ref().map(|weighed| rules(&weighed.0.evidence)).unwrap_or_default(),
            comparison,
            in_collection: None,
        }
    }
}

fn normalised(of: Reading) -> Normalised {
    let mut folded = Folded::default();
    let mut counts = Normalised { words: of.profile.tokens().len(), ..Normalised::default() };
    counts.invisible = of.text.chars().filter(|&letter| is_ignorable(letter)).count();
    for token in of.profile.tokens() {
        let word = token.span.of(of.text);
        let visible: String = word.chars().filter(|&letter| !is_ignorable(letter)).collect();
        folded.fold(word);
        let scripts = [Script::Latin, Script::Greek, Script::Cyrillic];
        let has = |script: &Script| visible.chars().any(|letter| letter.script() == *script);
        if scripts.iter().filter(|script| has(script)).count() > 1 {
            counts.mixed_scripts += 1;
        } else if folded.text() != visible.to_lowercase().replace('’', "'") {
            counts.folded += 1;
        }
    }
    counts
}

fn sight(channel: Channel, (left, right): (Reading, Reading), sketches: &[Sketch; 2]) -> Sight {
    let set = |of: Reading| {
        let mut list = Vec::new();
        features(channel, of.profile.tokens(), &mut list);
        list.into_iter().collect::<BTreeSet<u64>>()
    };
    let (of_left, of_right) = (set(left), set(right));
    let banding = banding_of(channel);
    let keys = |of: &Sketch| -> Vec<u64> {
        let signature = match channel {
            Channel::Shingles => &of.shingles,
            Channel::Skeleton => &of.skeleton,
        };
        if signature.is_empty() { Vec::new() } else { banding.keys(signature).collect() }
    };
    let bands =
        keys(&sketches[0]).iter().zip(keys(&sketches[1])).filter(|(left, right)| *left == right).count();
    let shared = of_left.intersection(&of_right).count();
    let sight = Sight { channel, left: of_left.len(), right: of_right.len(), shared, bands, chance: 0.0 };
    Sight { chance: banding.recall_at(sight.resemblance()), ..sight }
}
