//! Features, sketches and recipes through the public interface: laws, the error of the estimate, frozen values.

use proptest::{collection::vec, prelude::*};
use unspin::{
    Span,
    band::Banding,
    feature::{Channel, features},
    hash,
    recipe::Recipe,
    sketch::{Sketched, Sketcher, resemblance},
    token::{Gap, Kind, Token},
};

/// Tokens of words tagged by kind: `f:the` is a word of grammar, `n:` a number, `N:` a name, `g:` a glyph.
fn tokens(text: &str) -> Vec<Token> {
    let token = |word: &str| {
        let (kind, word) = match word.split_once(':') {
            Some(("f", word)) => (Kind::Function, word),
            Some(("n", word)) => (Kind::Number, word),
            Some(("N", word)) => (Kind::Name, word),
            Some(("g", word)) => (Kind::Glyph, word),
            _ => (Kind::Content, word),
        };
        Token { hash: hash::word(word.as_bytes()), span: Span::new(0, 1), kind, gap: Gap::Inner }
    };
    text.split_whitespace().map(token).collect()
}

fn features_of(channel: Channel, text: &str) -> Vec<u64> {
    let mut out = Vec::new();
    features(channel, &tokens(text), &mut out);
    out
}

fn signature(sketcher: Sketcher, features: &[u64]) -> Vec<u32> {
    let mut slots = vec![0; sketcher.slots()];
    assert_eq!(sketcher.sketch_into(features, &mut slots), Sketched::Filled);
    slots
}

/// `n` spread numbers that begin at place `start` of the stream of `seed`; not the stream that a sketcher of this seed
/// draws its factors from.
fn stream(seed: u64, start: u64, n: u64) -> Vec<u64> {
    (start..start + n).map(|i| hash::join(hash::mix(!seed), i)).collect()
}

#[test]
fn each_channel_gives_as_many_features_as_it_says() {
    let cases = [
        ("nothing", "", 0, 0),
        ("one word", "fox", 1, 0),
        ("four words make one shingle", "a b c d", 1, 0),
        ("five words make one shingle", "a b c d e", 1, 0),
        ("six words make two", "a b c d e f", 2, 0),
        ("six kept words are one skeleton gram", "f:a f:b f:c n:1 N:E f:f", 2, 1),
        ("a run of content is one symbol", "f:a x y z f:b x f:c x", 4, 1),
        ("content alone has no skeleton", "a b c d e f g h i j", 6, 0),
        ("glyphs are kept", "g:a g:b g:c g:d g:e g:f g:g", 3, 2),
    ];
    for (name, text, shingles, skeleton) in cases {
        assert_eq!(features_of(Channel::Shingles, text).len(), shingles, "{name}");
        assert_eq!(features_of(Channel::Skeleton, text).len(), skeleton, "{name}");
    }
}

#[test]
fn swapping_content_words_leaves_the_skeleton_alone() {
    let original = "f:the quick brown fox f:of N:Dover jumped f:over f:the n:7 lazy dogs f:in f:a field";
    let spun =
        "f:the speedy fox f:of N:Dover hopped leaped f:over f:the n:7 idle sluggish hounds f:in f:a meadow";
    assert_eq!(features_of(Channel::Skeleton, original), features_of(Channel::Skeleton, spun));
    assert_ne!(features_of(Channel::Shingles, original), features_of(Channel::Shingles, spun));
    let other_name = original.replace("Dover", "Calais");
    assert_ne!(features_of(Channel::Skeleton, original), features_of(Channel::Skeleton, &other_name));
}

#[test]
fn features_are_appended_and_do_not_depend_on_what_stands_before() {
    for channel in [Channel::Shingles, Channel::Skeleton] {
        let text = "f:the fox f:and f:the hen f:in f:the barn f:at n:9 f:a river";
        let alone = features_of(channel, text);
        let mut behind = vec![1, 2, 3];
        features(channel, &tokens(text), &mut behind);
        assert_eq!(behind[..3], [1, 2, 3]);
        assert_eq!(behind[3..], alone);
    }
}

#[test]
fn the_order_of_words_counts() {
    let orders = ["a b c d e", "b a c d e", "e d c b a", "a b c e d", "a a b b c", "b b a a c"];
    let mut hashes: Vec<u64> = orders.iter().flat_map(|text| features_of(Channel::Shingles, text)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    assert_eq!(hashes.len(), orders.len());
}

/// The features of a naive reading of the definition: symbols first, then each window on its own.
fn naive_features(channel: Channel, tokens: &[Token]) -> Vec<Vec<Option<u64>>> {
    let mut symbols: Vec<Option<u64>> = tokens.iter().map(|token| Some(token.hash)).collect();
    if channel == Channel::Skeleton {
        let symbol = |token: &Token| (token.kind != Kind::Content).then_some(token.hash);
        symbols = tokens.iter().map(symbol).collect();
        symbols.dedup_by(|next, before| next.is_none() && before.is_none());
    }
    symbols.windows(channel.gram()).map(<[_]>::to_vec).collect()
}

proptest! {
    #[test]
    fn features_are_equal_just_where_the_windows_are(words in vec(0_u64..6, 0..60), kinds in vec(0..5, 60)) {
        let kinds = kinds.into_iter().map(|kind| match kind {
            0 => Kind::Function,
            1 => Kind::Number,
            2 => Kind::Name,
            _ => Kind::Content,
        });
        let token = |(word, kind): (&u64, Kind)| {
            Token { hash: hash::mix(*word + 1), span: Span::new(0, 1), kind, gap: Gap::Inner }
        };
        let tokens: Vec<Token> = words.iter().zip(kinds).map(token).collect();
        for channel in [Channel::Shingles, Channel::Skeleton] {
            let naive = naive_features(channel, &tokens);
            let mut out = Vec::new();
            features(channel, &tokens, &mut out);
            if !naive.is_empty() {
                prop_assert_eq!(out.len(), naive.len());
                for (i, window) in naive.iter().enumerate() {
                    for (j, other) in naive.iter().enumerate() {
                        prop_assert_eq!(window == other, out[i] == out[j], "windows {} and {}", i, j);
                    }
                }
            }
        }
    }

    #[test]
    fn a_signature_is_that_of_the_set(
        mut features in vec(any::<u64>(), 1..400), again in vec(any::<prop::sample::Index>(), 0..50), seed: u64,
    ) {
        let sketcher = Sketcher::new(128, seed);
        let once = signature(sketcher, &features);
        let repeated: Vec<u64> = again.iter().map(|index| *index.get(&features)).collect();
        features.reverse();
        features.extend(repeated);
        prop_assert_eq!(&signature(sketcher, &features), &once);
        prop_assert!((resemblance(&once, &once) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn resemblance_is_symmetric_and_a_fraction(left in vec(0_u64..40, 1..40), right in vec(0_u64..40, 1..40)) {
        let sketcher = Sketcher::new(64, 3);
        let spread = |set: &[u64]| set.iter().map(|&i| hash::mix(i)).collect::<Vec<u64>>();
        let (left, right) = (signature(sketcher, &spread(&left)), signature(sketcher, &spread(&right)));
        let forth = resemblance(&left, &right);
        prop_assert!((0.0..=1.0).contains(&forth));
        prop_assert_eq!(forth.to_bits(), resemblance(&right, &left).to_bits());
    }
}

#[test]
fn an_empty_set_resembles_nothing_and_has_no_keys() {
    let sketcher = Sketcher::default();
    let mut empty = vec![0; sketcher.slots()];
    assert_eq!(sketcher.sketch_into(&[], &mut empty), Sketched::Empty);
    let full = signature(sketcher, &[1]);
    for (left, right) in [(&empty, &empty), (&empty, &full), (&full, &empty)] {
        assert!(resemblance(left, right).abs() < f64::EPSILON);
    }
    let banding = Banding::new(32, 4).expect("neither is 0");
    assert_eq!(banding.keys(&empty).count(), 0);
    assert_eq!(banding.keys(&full).count(), 32);
}

fn fraction(part: u64, whole: u64) -> f64 {
    let exact = |n: u64| f64::from(u32::try_from(n).expect("small"));
    exact(part) / exact(whole)
}

/// Trials of one row of the table below.
const TRIALS: u32 = 400;

/// The mean error of the resemblance (bias), and the root mean square error, over seeded pairs of `left` and `right`
/// features of which `shared` are common.
fn errors(slots: u64, (left, right, shared): (u64, u64, u64)) -> (f64, f64) {
    let truth = fraction(shared, left + right - shared);
    let (mut sum, mut squares) = (0.0, 0.0);
    for trial in 0..u64::from(TRIALS) {
        let sketcher = Sketcher::new(usize::try_from(slots).expect("small"), trial);
        let one = signature(sketcher, &stream(trial, 0, left));
        let other = signature(sketcher, &stream(trial, left - shared, right));
        let error = resemblance(&one, &other) - truth;
        sum += error;
        squares += error * error;
    }
    (sum / f64::from(TRIALS), (squares / f64::from(TRIALS)).sqrt())
}

#[test]
fn the_error_stays_within_its_bound_at_all_lengths() {
    // Sets of unlike sizes stand on both sides of every number of rounds: a slot must ask both the same questions.
    let pairs = [
        (1, 1, 1),
        (1, 2, 1),
        (3, 5, 2),
        (20, 20, 13),
        (20, 40, 20),
        (50, 50, 33),
        (70, 77, 70),
        (90, 100, 63),
        (100, 400, 100),
        (120, 135, 85),
        (128, 300, 120),
        (200, 200, 133),
        (400, 400, 267),
        (420, 1000, 400),
        (1000, 1000, 889),
        (1500, 900, 10),
    ];
    for slots in [64, 128, 256] {
        for pair in pairs {
            let (left, right, shared) = pair;
            let truth = fraction(shared, left + right - shared);
            let deviation = (truth * (1.0 - truth) * fraction(1, slots)).sqrt();
            let (bias, error) = errors(slots, pair);
            // The mean of the trials lies within 4.5 standard errors of the truth: once in 150,000 rows by chance.
            let bound = 4.5 * deviation / f64::from(TRIALS).sqrt();
            assert!(bias.abs() <= bound, "{slots} slots, {pair:?}: bias {bias:.5}, bound {bound:.5}");
            // Slots are at worst independent; the mean square of 400 trials is then off by 4.5 * √(2/400) at most.
            let bound = deviation * (1.0 + 4.5 * (2.0 / f64::from(TRIALS)).sqrt()).sqrt();
            assert!(error <= bound, "{slots} slots, {pair:?}: error {error:.5}, bound {bound:.5}");
        }
    }
}

#[test]
fn frozen_values_of_features_signature_and_keys() {
    let text = "f:the quick brown fox f:of N:Dover jumped f:over f:the n:7 lazy dogs f:in f:a field";
    let shingles = features_of(Channel::Shingles, text);
    let skeleton = features_of(Channel::Skeleton, text);
    assert_eq!(shingles[..2], [2_100_665_377_151_070_390, 11_667_501_922_218_208_936], "shingles");
    assert_eq!(skeleton[..2], [15_295_780_425_976_553_550, 9_244_504_453_814_878_843], "skeleton");
    let signature = signature(Sketcher::new(16, 42), &shingles);
    assert_eq!(
        signature,
        [
            2_372_164_711,
            2_452_048_666,
            4_260_356_987,
            2_576_544_690,
            1_479_289_634,
            245_064_442,
            2_373_810_938,
            4_175_523_151,
            782_281_719,
            377_209_304,
            3_662_191_083,
            612_053_857,
            1_721_995_562,
            1_603_171_761,
            2_286_572_127,
            200_240_792
        ],
        "signature"
    );
    let keys: Vec<u64> = Banding::new(3, 5).expect("neither is 0").keys(&signature).collect();
    assert_eq!(
        keys,
        [18_371_626_439_127_872_000, 4_678_138_207_747_668_238, 13_934_055_652_662_864_510],
        "keys"
    );
}

#[test]
fn the_default_recipe_has_its_frozen_name() {
    let recipe = Recipe::default();
    assert_eq!(
        recipe.canonical(),
        "format 1\nunicode 17.0.0\nfolding 2\nhashes rapid16-xxh3-64 cyclic11-splitmix64 odd-multiply-32\n\
         channels shingles/5 skeleton/6\nsketch fast-similarity-sketch\nslots 128\nseed 0\n"
    );
    assert_eq!(recipe.id().to_string(), "1def18907e60ad376284a2bde5d44802");
}

#[test]
fn whatever_changes_a_signature_changes_the_recipe() {
    let both = [Channel::Shingles, Channel::Skeleton];
    let recipes = [
        Recipe::default(),
        Recipe::new(Sketcher::new(256, 0), &both),
        Recipe::new(Sketcher::new(128, 1), &both),
        Recipe::new(Sketcher::new(128, 0), &both[..1]),
        Recipe::new(Sketcher::new(128, 0), &both[1..]),
        Recipe::new(Sketcher::new(128, 0), &[]),
    ];
    let mut ids: Vec<String> = recipes.iter().map(|recipe| recipe.id().to_string()).collect();
    assert!(ids.iter().all(|id| id.len() == 32));
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), recipes.len());
}
