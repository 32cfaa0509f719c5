//! What attackers and boilerplate do: crowds of documents that are alike, counted in comparisons and not in seconds.
//!
//! `CROWD=100000 cargo test --release --test crowds -- --ignored --nocapture` does the same at any size.

mod support;

use support::Random;
use unspin::{Counts, Detector, Report};

/// Comparisons a document at most.
const MOST: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Crowd {
    /// One text.
    Identical,
    /// One text with a word or two changed in each.
    Nearly,
    /// Nine tenths of each are the same sentences.
    Boilerplate,
    /// One form, filled in with other names and figures.
    Forms,
}

impl Crowd {
    const ALL: [Self; 4] = [Self::Identical, Self::Nearly, Self::Boilerplate, Self::Forms];

    fn documents(self, count: usize) -> Vec<String> {
        let mut random = Random::new(11);
        let shared: Vec<String> = (0..27).map(|_| support::sentence(&mut random)).collect();
        let shared = shared.join(" ");
        (0..count).map(|at| self.document(&mut random, at, &shared)).collect()
    }

    fn document(self, random: &mut Random, at: usize, text: &str) -> String {
        match self {
            Self::Identical => text.to_owned(),
            Self::Nearly => {
                let mut words: Vec<&str> = text.split(' ').collect();
                let (one, other) = (format!("number{at}"), format!("figure{at}"));
                let places = [random.below(words.len()), random.below(words.len())];
                (words[places[0]], words[places[1]]) = (&one, &other);
                words.join(" ")
            }
            Self::Boilerplate => {
                let own: Vec<String> =
                    (0..3).map(|_| format!("{} That was case {at}.", support::sentence(random))).collect();
                format!("{text} {}", own.join(" "))
            }
            Self::Forms => {
                let names: Vec<&str> = text.split(' ').collect();
                let mut field = || format!("{}{}", names[random.below(names.len())], random.below(1000));
                let lines = (0..24).map(|line| {
                    format!("The holder number {line} of this paper, {}, was seen by {} on the day {} of the term.", field(), field(), field())
                });
                lines.collect::<Vec<_>>().join(" ")
            }
        }
    }

    fn scan(self, count: usize) -> Report {
        Detector::new().scan(&self.documents(count)).expect("short texts")
    }
}

fn check(crowd: Crowd, documents: usize, report: &Report) -> Counts {
    let counts = report.counts();
    let place = format!("{crowd:?}, {documents}: {counts:?}");
    assert!(counts.compared <= MOST * documents, "{place}");
    assert!(
        report.matches().len() < documents || matches!(crowd, Crowd::Forms),
        "{} matches, {place}",
        report.matches().len()
    );
    counts
}

#[test]
fn what_a_crowd_costs_grows_with_it_and_no_faster() {
    for crowd in Crowd::ALL {
        let once = check(crowd, 500, &crowd.scan(500));
        let twice = check(crowd, 1_000, &crowd.scan(1_000));
        assert!(10 * twice.compared <= 23 * once.compared.max(500), "{crowd:?}: {once:?} {twice:?}");
    }
}

#[test]
fn what_shares_rare_words_with_more_than_can_be_taken_is_counted() {
    const CROWD: usize = 40;
    const OTHERS: usize = 300;
    /// Candidates by rare words of one document.
    const TAKEN: usize = 30;
    // Five letters, since a stem has no more.
    let word = |number: usize| -> String {
        (0..5).map(|place| char::from(b"abcdefghij"[number / 10_usize.pow(place) % 10])).collect()
    };
    let own = |at: usize| (0..20).map(move |number| word(100 + 20 * at + number));
    // In another order in each, so that nothing but the words is shared.
    let shared = |at: usize| (1..41).map(move |number| word(number * (at + 1) % 41));
    let document = |at: usize| -> String {
        let words = own(at).chain(shared(at).filter(|_| at < CROWD));
        words.collect::<Vec<_>>().join(" ")
    };
    let scan = |crowd: usize| {
        let documents: Vec<String> = (CROWD - crowd..CROWD + OTHERS).map(document).collect();
        Detector::new().scan(&documents).expect("short texts").counts()
    };
    assert_eq!(scan(TAKEN).caps.pairs_too_many, 0);
    let left_out = CROWD * (CROWD - 1 - TAKEN);
    assert_eq!(scan(CROWD).caps.pairs_too_many, left_out as u64);
}

/// Seconds of processor time that this process took, on Linux; 0 elsewhere.
fn processor_seconds() -> f64 {
    /// What times are counted in, for all programs.
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let times = stat.split(' ').skip(13).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    times.sum::<f64>() / TICKS
}

/// Prints what crowds of `CROWD` and of twice as many documents cost; of one kind where `KIND` names it.
#[test]
#[ignore = "takes as long as the crowd is large"]
#[expect(clippy::print_stdout, reason = "the figures are what it is for")]
fn crowds_of_any_size() {
    let size = std::env::var("CROWD").ok().and_then(|size| size.parse().ok()).unwrap_or(2_000);
    let kind = std::env::var("KIND").unwrap_or_default();
    for crowd in Crowd::ALL.into_iter().filter(|crowd| format!("{crowd:?}").starts_with(&kind)) {
        for documents in [size, 2 * size] {
            let texts = crowd.documents(documents);
            let before = processor_seconds();
            let report = Detector::new().scan(&texts).expect("short texts");
            let counts = report.counts();
            println!(
                "{crowd:?} {documents}: {:.1} s of CPU time, {} matches, {} clusters, {counts:?}",
                processor_seconds() - before,
                report.matches().len(),
                report.clusters().len()
            );
        }
    }
}
