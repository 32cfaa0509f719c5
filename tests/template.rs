//! Templates recovered from copies that were drawn from known ones.
//!
//! A slot counts as right when it stands for the very same words in every member as one of the source does (what all its
//! choices begin and end with taken off, nested choices flat); a choice when its slot has it for the very same members
//! and words. Slots of which all members took one choice do not show and do not count.

#[path = "support/spintax.rs"]
mod spintax;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

use proptest::prelude::*;
use spintax::{Expansion, Spintax, tokens};
use support::Random;
use unspin::{Detector, Part, Report, Template};

/// What the members have in a slot: for each its words, as a range of its words.
type Place = Vec<Range<usize>>;

/// A choice: its words, and the members that took it with where.
type Taken = (Vec<u64>, Vec<(usize, usize)>);

fn sources() -> Vec<(String, Spintax)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spintax");
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let is_text = |path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "txt");
    let read = |path: std::path::PathBuf| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, Spintax::parse(&fs::read_to_string(&path).expect("the sources are UTF-8")))
    };
    let mut sources: Vec<_> = paths.filter(is_text).map(read).collect();
    sources.sort_by(|one, other| one.0.cmp(&other.0));
    assert!(sources.len() >= 7, "only {} sources", sources.len());
    sources
}

/// The words of a text, folded, as hashes.
fn words(text: &str) -> Vec<u64> {
    tokens(text).iter().map(|token| token.hash).collect()
}

/// The template behind the first cluster.
fn template(report: &Report, texts: &[&str]) -> Option<Template> {
    report.clusters().first()?.template(|id| texts[id.index()])
}

fn scan(texts: &[&str]) -> Report {
    Detector::new().scan(texts).expect("the texts are short")
}

/// The slots of a template by the words of its members. Fails where a member is not generated word for word.
fn places(template: &Template, members: &[Vec<u64>]) -> Vec<Place> {
    let mut at = vec![0; members.len()];
    let mut places = Vec::new();
    let take = |at: &mut usize, member: usize, text: &str| {
        let taken = words(text);
        let start = *at;
        *at += taken.len();
        assert_eq!(members[member].get(start..*at), Some(&taken[..]), "{text:?} of member {member}");
        start..*at
    };
    for part in template.parts() {
        match part {
            Part::Fixed(text) => at.iter_mut().enumerate().for_each(|(member, at)| {
                take(at, member, text);
            }),
            Part::Slot(slot) => {
                assert!(slot.choices.len() > 1, "{slot:?}");
                let mut place = Place::new();
                for (member, (id, at)) in template.members().iter().zip(&mut at).enumerate() {
                    let mut taken = slot.choices.iter().filter(|choice| choice.members.contains(id));
                    let choice = taken.next().expect("each member takes a choice");
                    assert_eq!(taken.next(), None, "each member takes one choice");
                    place.push(take(at, member, &choice.text));
                }
                places.push(place);
            }
        }
    }
    assert_eq!(at, members.iter().map(Vec::len).collect::<Vec<_>>(), "the whole text is generated");
    places
}

fn shift(place: &mut Place, shift: fn(&mut Range<usize>)) {
    for words in place {
        shift(words);
    }
}

/// The slots of the source as they show in the copies.
fn visible(copies: &[&Expansion], members: &[Vec<u64>]) -> Vec<Place> {
    let same = |place: &Place, word: fn(&Range<usize>) -> usize| {
        let distinct = || place.iter().zip(members).map(|(words, member)| member[word(words)]);
        place.iter().all(|words| !words.is_empty()) && distinct().collect::<BTreeSet<u64>>().len() == 1
    };
    let shown = |slot: usize| {
        let mut place: Place = copies.iter().map(|copy| copy.slots[slot].clone()).collect();
        while same(&place, |words| words.start) {
            shift(&mut place, |words| words.start += 1);
        }
        while same(&place, |words| words.end - 1) {
            shift(&mut place, |words| words.end -= 1);
        }
        place
    };
    (0..copies[0].slots.len())
        .map(shown)
        .filter(|place| place.iter().any(|words| !words.is_empty()))
        .collect()
}

/// The choices of some slots.
fn choices(places: &[Place], members: &[Vec<u64>]) -> BTreeSet<Taken> {
    let of_place = |place: &Place| {
        let mut taken: BTreeMap<Vec<u64>, Vec<(usize, usize)>> = BTreeMap::new();
        for (member, words) in place.iter().enumerate() {
            taken.entry(members[member][words.clone()].to_vec()).or_default().push((member, words.start));
        }
        taken
    };
    places.iter().flat_map(of_place).collect()
}

/// How much came back.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    draws: usize,
    /// Draws behind which a template was seen, and its members.
    templates: usize,
    members: usize,
    right_slots: usize,
    true_slots: usize,
    found_slots: usize,
    right_choices: usize,
    true_choices: usize,
}

impl Tally {
    fn add(&mut self, source: &Spintax, copies: usize, seed: u64) {
        self.draws += 1;
        let mut random = Random::new(seed);
        let drawn: Vec<Expansion> = (0..copies).map(|_| source.expand(&mut random)).collect();
        let texts: Vec<&str> = drawn.iter().map(|copy| copy.text.as_str()).collect();
        let Some(template) = template(&scan(&texts), &texts) else { return };
        let copies: Vec<&Expansion> = template.members().iter().map(|id| &drawn[id.index()]).collect();
        let members: Vec<Vec<u64>> = copies.iter().map(|copy| words(&copy.text)).collect();
        let (found, truth) = (places(&template, &members), visible(&copies, &members));
        let (of_found, of_truth) = (choices(&found, &members), choices(&truth, &members));
        self.templates += 1;
        self.members += members.len();
        self.right_slots += truth.iter().filter(|place| found.contains(place)).count();
        self.true_slots += truth.len();
        self.found_slots += found.len();
        self.right_choices += of_truth.intersection(&of_found).count();
        self.true_choices += of_truth.len();
    }

    fn percent_of_slots(&self) -> f64 {
        100.0 * self.right_slots as f64 / self.true_slots.max(1) as f64
    }

    fn percent_of_choices(&self) -> f64 {
        100.0 * self.right_choices as f64 / self.true_choices.max(1) as f64
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { draws, templates, members, true_slots, found_slots, true_choices, .. } = self;
        let (slots, choices) = (self.percent_of_slots(), self.percent_of_choices());
        write!(
            out,
            "{templates:3} of {draws} draws, {members:4} members; {slots:5.1} % of {true_slots:4} slots right, \
             {found_slots:4} recovered; {choices:5.1} % of {true_choices:5} choices"
        )
    }
}

/// Seeds that each source is expanded with.
const DRAWS: u64 = 10;

#[test]
#[expect(clippy::print_stdout, reason = "the figures are quoted in BENCHMARKS.md")]
fn templates_come_back_from_their_copies() {
    for copies in [20, 10, 5, 3] {
        let mut all = Tally::default();
        for (name, source) in sources() {
            let mut tally = Tally::default();
            (0..DRAWS).for_each(|seed| tally.add(&source, copies, seed));
            (0..DRAWS).for_each(|seed| all.add(&source, copies, seed));
            println!("{copies:2} copies of {name:8} {tally}");
        }
        println!("{copies:2} copies of all      {all}");
        let least = [(20, 95.0), (10, 90.0), (5, 80.0), (3, 75.0)];
        let (_, least) = least.into_iter().find(|&(of, _)| of == copies).expect("listed");
        assert!(
            all.percent_of_slots() >= least && all.percent_of_choices() >= least,
            "{copies} copies: {all}"
        );
        // Neither are slots made up.
        assert!(all.found_slots <= all.true_slots + all.true_slots / 10, "{copies} copies: {all}");
        // Some copies of a heavily spun letter are rewrites to the verdict, and take no part.
        assert!(copies < 20 || 20 * all.templates >= 19 * all.draws, "{all}");
    }
}

/// Copies of a text that is long enough to be spun, with these in its slots.
fn ferry(fills: &[[&str; 5]]) -> Vec<String> {
    let write = |[leaves, heavy, because, old, purser]: &[&str; 5]| {
        format!(
            "The ferry to Lindholm island {leaves} at seven. The harbour master expects {heavy}traffic this weekend, \
             {because} the bridge is closed, and the {old} road {{by the mill}} floods. Buy tickets from the {purser}."
        )
    };
    fills.iter().map(write).collect()
}

#[test]
fn a_template_reads_as_spintax() {
    let cases: [(&[[&str; 5]], &str, &str); 3] = [
        (
            &[
                ["leaves", "heavy ", "because", "old", "purser"],
                ["departs", "dense ", "since", "ancient", "purser"],
                ["sails", "", "because", "worn", "mate"],
            ],
            "The ferry to Lindholm island {departs|leaves|sails} at seven. The harbour master expects \
             {dense |heavy |}traffic this weekend, {because|since} the bridge is closed, and the {old|ancient|worn} \
             road \\{by the mill\\} floods. Buy tickets from the {purser|mate}.",
            "expects {dense ×1 |heavy ×1 |×1}traffic this weekend, {because ×2|since ×1} the",
        ),
        (
            &[
                ["leaves", "heavy ", "because", "old", "purser"],
                ["casts off", "dense ", "due to the fact that", "old", "mate"],
                ["leaves", "dense ", "due to the fact that", "worn-out", "mate"],
                ["casts off", "heavy ", "because", "ancient", "mate"],
            ],
            "{leaves|casts off} at seven",
            "{because ×2|due to the fact that ×2} the",
        ),
        (
            &[
                ["runs", "heavy ", "as", "1|2", "purser"],
                ["goes", "dense ", "since", "1|2", "mate"],
                ["sails", "thick ", "for", "1|2", "boatswain"],
            ],
            "the 1\\|2 road \\{by the mill\\} floods",
            "{runs ×1|goes ×1|sails ×1} at seven",
        ),
    ];
    for (fills, plain, counted) in cases {
        let documents = ferry(fills);
        let texts: Vec<&str> = documents.iter().map(String::as_str).collect();
        let report = scan(&texts);
        let template = template(&report, &texts).unwrap_or_else(|| panic!("{:#?}", report.matches()));
        assert!(same_choices(&template.to_string(), plain), "{template}\nlacks {plain}");
        assert!(same_choices(&format!("{template:#}"), counted), "{template:#}\nlacks {counted}");
    }
}

/// Whether the text holds the part, whichever of several equally frequent choices stands first.
fn same_choices(text: &str, part: &str) -> bool {
    let sorted = |text: &str| {
        let slot = regex::Regex::new(r"\{((?:[^{}\\]|\\.)*)\}").expect("a pattern");
        let sort = |found: &regex::Captures<'_>| {
            let mut choices: Vec<&str> = found[1].split('|').collect();
            choices.sort_unstable();
            format!("<{}>", choices.join("|"))
        };
        slot.replace_all(&text.replace("\\{", "(").replace("\\}", ")"), sort).into_owned()
    };
    sorted(text).contains(&sorted(part))
}

#[test]
fn two_spun_documents_and_copies_without_swaps_have_no_template() {
    let fills = ["leaves", "heavy ", "because", "old", "purser"];
    let two = ferry(&[fills, ["departs", "dense ", "since", "ancient", "mate"]]);
    let same = ferry(&[fills, fills, fills]);
    for documents in [two, same] {
        let texts: Vec<&str> = documents.iter().map(String::as_str).collect();
        let report = scan(&texts);
        assert_eq!(report.clusters().len(), 1);
        assert_eq!(template(&report, &texts), None);
    }
}

#[test]
fn a_copy_that_was_cut_does_not_take_part() {
    let (_, source) = sources().into_iter().find(|(name, _)| name == "news").expect("listed");
    let mut random = Random::new(7);
    let mut documents: Vec<String> = (0..8).map(|_| source.expand(&mut random).text).collect();
    documents.push(documents[0].split_inclusive(". ").take(4).collect());
    let texts: Vec<&str> = documents.iter().map(String::as_str).collect();
    let report = scan(&texts);
    let template = template(&report, &texts).expect("the copies are spun");
    assert!(
        report.clusters()[0].members().iter().any(|id| id.index() == 8),
        "the cut copy is in the cluster"
    );
    assert!(template.members().iter().all(|id| id.index() < 8));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the copies are, each is generated, and the order in which they come changes no choice.
    #[test]
    fn every_member_is_generated(seed: u64, copies in 3_usize..9, percent in 10_usize..60) {
        let mut random = Random::new(seed);
        let text = support::text(&mut random, 10);
        let mut documents: Vec<String> = (0..copies).map(|_| support::spin(&mut random, &text, percent)).collect();
        documents.push(text);
        let texts: Vec<&str> = documents.iter().map(String::as_str).collect();
        let report = scan(&texts);
        for cluster in report.clusters() {
            if let Some(template) = cluster.template(|id| texts[id.index()]) {
                let members: Vec<Vec<u64>> =
                    template.members().iter().map(|id| words(texts[id.index()])).collect();
                places(&template, &members);
            }
        }
    }
}
