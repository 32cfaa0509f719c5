//! Two texts, one of which tells the other anew → what it kept, left out and put in.
//!
//! Made on demand from the texts; a comparison keeps nothing for it. Time `O(w log w)` for `w` words, space linear.

use std::collections::BTreeMap;

use ahash::AHashSet;

use crate::{
    comparison::{Comparison, Passage},
    figure,
    profile::number,
    row::{Placed, in_order},
    span::Span,
    swap::Change,
    token::{Gap, Kind, Token, tokenize},
    verdict::Verdict,
};

/// What a text kept, left out and put in that tells another anew, or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retelling {
    /// The names and figures that stand in both texts, each once, where the left text has them first.
    ///
    /// Neighbours are one ("12 April", "Ingrid Pallister"), and are left out when all of their words stood in earlier
    /// ones; of a name that was cut short the part that stayed is here. Case does not count, and "three" is 3.
    pub kept: Vec<Span>,
    /// Names and figures that the left text has and the right one lacks.
    pub left_only: Vec<Span>,
    /// Names and figures that the right text has and the left one lacks.
    pub right_only: Vec<Span>,
    /// The sentences of the left text, each with those of the right text that say it, by their place in `right`.
    pub left: Vec<(Span, Vec<usize>)>,
    /// The sentences of the right text.
    pub right: Vec<Span>,
}

/// Of the paired words of a sentence, those that stand in another for that one to say it.
const SAYS: f64 = 0.25;
/// And so many words at least.
const SAYS_WORDS: usize = 2;
/// A part of which more words stand unchanged was copied, not told anew.
const COPIED: f64 = 0.5;

impl Comparison {
    /// What was kept, left out and put in, where the verdict is `rewritten`, or `partial` and most words of the part
    /// changed; none else. Of a partial copy only the passages are looked at. A comparison holds no text: the two texts
    /// are those that were compared.
    ///
    /// ```
    /// use unspin::{Detector, Verdict};
    ///
    /// let left = std::fs::read_to_string("examples/articles/museum.txt")?;
    /// let right = std::fs::read_to_string("examples/articles/museum-rewritten.txt")?;
    /// let comparison = Detector::new().compare(&left, &right);
    /// assert_eq!(comparison.verdict(), Verdict::Rewritten);
    /// let retelling = comparison.retelling(&left, &right).expect("it is told anew");
    /// assert_eq!(retelling.kept[1].of(&left), "Keel House Museum");
    /// assert_eq!(retelling.left_only[0].of(&left), "eleven");
    /// assert_eq!(retelling.right_only, []);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Panics
    /// When a text is longer than `u32::MAX` bytes.
    #[must_use]
    pub fn retelling(&self, left: &str, right: &str) -> Option<Retelling> {
        match self.verdict() {
            Verdict::Rewritten => {}
            Verdict::Partial if self.evidence().same <= COPIED => {}
            _ => return None,
        }
        let inside = |side: fn(&Passage) -> Span| -> Vec<Span> {
            let is_part = self.verdict() == Verdict::Partial;
            self.passages().iter().filter(|_| is_part).map(side).collect()
        };
        let left = Told::read(left, &inside(|passage| passage.left));
        let right = Told::read(right, &inside(|passage| passage.right));
        let names: AHashSet<u64> = left.names().chain(right.names()).collect();
        let [of_left, of_right] = [left.facts(&right, &names), right.facts(&left, &names)];
        let sentences = (left.sentences(), right.sentences());
        let says = says(self, (&left, &right), (&sentences.0, &sentences.1));
        Some(Retelling {
            kept: of_left.shared,
            left_only: of_left.own,
            right_only: of_right.own,
            left: sentences.0.into_iter().zip(says).collect(),
            right: sentences.1,
        })
    }
}

impl Retelling {
    /// The sentences of the left text that none of the right one says.
    pub fn dropped(&self) -> impl Iterator<Item = Span> {
        self.left.iter().filter(|(_, said_by)| said_by.is_empty()).map(|&(sentence, _)| sentence)
    }

    /// The sentences of the left text that the right one says, but at another point of the story: all but the row of them,
    /// the longest by its bytes, that the right text says in the same order.
    pub fn moved(&self) -> impl Iterator<Item = Span> {
        let said = || {
            self.left.iter().enumerate().filter_map(|(at, (sentence, said_by))| {
                // Two that one sentence says are in order.
                Some((*sentence, said_by.first()? * self.left.len() + at))
            })
        };
        let placed = |(sentence, place): (Span, usize)| Placed { place, weight: sentence.range().len() };
        let kept = in_order(&said().map(placed).collect::<Vec<_>>());
        said().zip(kept).filter(|(_, is_kept)| !is_kept).map(|((sentence, _), _)| sentence)
    }

    /// The sentences of the right text that say none of the left one.
    pub fn added(&self) -> impl Iterator<Item = Span> {
        let saying: AHashSet<usize> = self.left.iter().flat_map(|(_, said_by)| said_by).copied().collect();
        let sentences = self.right.iter().enumerate();
        sentences.filter(move |(at, _)| !saying.contains(at)).map(|(_, &sentence)| sentence)
    }
}

/// A text and the words of it that are looked at.
struct Told<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// The hashes of all its words and figures.
    has: AHashSet<u64>,
}

/// The facts of a text, each once, in its order.
struct Facts {
    /// Those that the other text has too.
    shared: Vec<Span>,
    own: Vec<Span>,
}

impl<'a> Told<'a> {
    /// The words of a text inside some spans, of all where there are none.
    fn read(text: &'a str, inside: &[Span]) -> Self {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        for token in &mut tokens {
            if let Some(figure) = figure::of(token.span.of(text), token.hash) {
                (token.kind, token.hash) = (Kind::Number, figure);
            }
        }
        let has = tokens.iter().map(|token| token.hash).collect();
        let is_inside = |token: &Token| inside.iter().any(|span| span.range().contains(&token.span.start()));
        tokens.retain(|token| inside.is_empty() || is_inside(token));
        Self { text, tokens, has }
    }

    /// The words inside a span.
    fn words(&self, span: Span) -> &[Token] {
        let before = |place: usize| self.tokens.partition_point(|token| token.span.start() < place);
        &self.tokens[before(span.start())..before(span.end())]
    }

    fn names(&self) -> impl Iterator<Item = u64> {
        self.tokens.iter().filter(|token| token.kind == Kind::Name).map(|token| token.hash)
    }

    /// Whether a word is a figure, in digits or letters, or a name: also where a sentence begins with it.
    fn is_fact(&self, token: &Token, names: &AHashSet<u64>) -> bool {
        let is_capital = || token.span.of(self.text).starts_with(char::is_uppercase);
        token.kind == Kind::Number || names.contains(&token.hash) && is_capital()
    }

    fn facts(&self, other: &Self, names: &AHashSet<u64>) -> Facts {
        let is_shared = |token: &Token| other.has.contains(&token.hash);
        let goes_on = |one: &Token, next: &Token| {
            let between = &self.text[one.span.end()..next.span.start()];
            next.gap == Gap::Inner
                && (between.trim().is_empty() || between == "-")
                && self.is_fact(one, names)
                && self.is_fact(next, names)
                && is_shared(one) == is_shared(next)
        };
        let mut facts = Facts { shared: Vec::new(), own: Vec::new() };
        let mut seen = AHashSet::new();
        for run in self.tokens.chunk_by(goes_on).filter(|run| self.is_fact(&run[0], names)) {
            let is_new = |token: &Token| seen.insert(token.hash);
            // All words of a run are noted.
            if run.iter().map(is_new).fold(false, |one, other| one | other) {
                let list = if is_shared(&run[0]) { &mut facts.shared } else { &mut facts.own };
                list.push(run[0].span.to(run[run.len() - 1].span));
            }
        }
        facts
    }

    /// The sentences, each with the marks that end it.
    fn sentences(&self) -> Vec<Span> {
        let same = |_: &Token, next: &Token| next.gap == Gap::Inner;
        let sentence = |tokens: &[Token]| {
            let words = tokens[0].span.to(tokens[tokens.len() - 1].span);
            let rest = &self.text[words.end()..];
            let is_mark = |mark: char| !mark.is_alphanumeric() && !mark.is_whitespace();
            let marks = rest.len() - rest.trim_start_matches(is_mark).len();
            Span::new(number(words.start()), number(words.end() + marks))
        };
        self.tokens.chunk_by(same).map(sentence).collect()
    }
}

/// The right sentences that say each of the left ones.
fn says(
    comparison: &Comparison,
    (left, right): (&Told, &Told),
    sentences: (&[Span], &[Span]),
) -> Vec<Vec<usize>> {
    let mut words: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut all = vec![0_u32; sentences.0.len()];
    let sentence = |sentences: &[Span], word: &Token| {
        sentences.partition_point(|sentence| sentence.start() <= word.span.start()).checked_sub(1)
    };
    let pieces = comparison.passages().iter().flat_map(|passage| &passage.pieces);
    for piece in pieces.filter(|piece| matches!(piece.change, Change::Same | Change::Swapped)) {
        // Phrases of other lengths can stand in each other's place: the words of the shorter one count.
        for (one, other) in left.words(piece.left).iter().zip(right.words(piece.right)) {
            if let (Some(at), Some(place)) = (sentence(sentences.0, one), sentence(sentences.1, other)) {
                *words.entry((at, place)).or_default() += 1;
                all[at] += 1;
            }
        }
    }
    let mut says = vec![Vec::new(); sentences.0.len()];
    for ((at, place), words) in words {
        if words >= SAYS_WORDS && words as f64 >= SAYS * f64::from(all[at]) {
            says[at].push(place);
        }
    }
    says
}
