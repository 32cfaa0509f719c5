//! Folders of labelled pairs → documents and labels.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use unspin::token::{Kind, tokenize};

/// Documents with the labels of their pairs.
#[derive(Default)]
pub(crate) struct Labels {
    pub(crate) texts: Vec<String>,
    /// Documents of one group stem from one original.
    pub(crate) groups: Vec<u64>,
    /// Labelled pairs, the lower document first: kind and source.
    pub(crate) pairs: HashMap<(usize, usize), (String, String)>,
    /// Pairs that count neither way.
    pub(crate) ignored: HashSet<(usize, usize)>,
    /// Pairs of long documents: both texts, whether a passage was reused, and the kind of reuse.
    pub(crate) long: Vec<(String, String, bool, String)>,
}

#[derive(Deserialize)]
struct Document {
    id: String,
    text: String,
}

#[derive(Deserialize)]
struct Truth {
    a: String,
    b: String,
    kind: String,
    set: String,
}

#[derive(Deserialize)]
struct Long {
    susp: String,
    src: String,
    cls: String,
}

/// Reads the labelled pairs of some folders, of which each may have long documents or not.
pub(crate) fn read<P: AsRef<Path>>(folders: &[P]) -> Result<Labels, String> {
    let mut labels = Labels::default();
    folders.iter().try_for_each(|folder| labels.add(folder.as_ref()))?;
    Ok(labels)
}

impl Labels {
    fn add(&mut self, folder: &Path) -> Result<(), String> {
        let documents: Vec<Document> = lines(&folder.join("docs.jsonl"))?;
        let before = self.texts.len();
        let places: HashMap<&str, usize> =
            (before..).zip(&documents).map(|(at, document)| (document.id.as_str(), at)).collect();
        let place = |id: &str| places.get(id).copied().ok_or_else(|| format!("unknown document {id}"));
        let pair = |one: &str, other: &str| {
            let (one, other) = (place(one)?, place(other)?);
            Ok::<_, String>((one.min(other), one.max(other)))
        };
        for truth in lines::<Truth>(&folder.join("truth.jsonl"))? {
            self.pairs.insert(pair(&truth.a, &truth.b)?, (truth.kind, truth.set));
        }
        let first = self.groups.iter().max().map_or(0, |last| last + 1);
        let mut numbers: HashMap<String, u64> = HashMap::new();
        self.groups.resize(before + documents.len(), first);
        for [id, group] in table(&folder.join("groups.tsv"))? {
            let next = first + numbers.len() as u64;
            self.groups[place(&id)?] = *numbers.entry(group).or_insert(next);
        }
        for [one, other] in table(&folder.join("ignore.tsv"))? {
            self.ignored.insert(pair(&one, &other)?);
        }
        self.texts.extend(documents.into_iter().map(|document| document.text));
        let pan = folder.join("pan");
        if pan.is_dir() { self.add_long(&pan) } else { Ok(()) }
    }

    fn add_long(&mut self, folder: &Path) -> Result<(), String> {
        for long in lines::<Long>(&folder.join("truth.jsonl"))? {
            let left = text(&folder.join("susp").join(&long.susp))?;
            let right = text(&folder.join("src").join(&long.src))?;
            self.long.push((left, right, long.cls != "no-plagiarism", long.cls));
        }
        Ok(())
    }
}

impl Labels {
    /// The pairs of documents that have the most rare words in common, some for each document: those that a scan would
    /// have to tell from copies.
    pub(crate) fn alike(&self) -> HashSet<(usize, usize)> {
        /// Documents that a rare word may stand in, and pairs of a document.
        const RARE: usize = 60;
        const PAIRS: usize = 20;
        let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, text) in self.texts.iter().enumerate() {
            let words = words(text).into_iter().filter(|word| word.1 != Kind::Function).map(|word| word.0);
            for word in words.collect::<HashSet<u64>>() {
                holders.entry(word).or_default().push(at);
            }
        }
        let mut shared: HashMap<(usize, usize), f64> = HashMap::new();
        for holders in holders.values().filter(|holders| holders.len() <= RARE) {
            for (at, &one) in holders.iter().enumerate() {
                for &other in &holders[at + 1..] {
                    *shared.entry((one, other)).or_default() += 1.0 / holders.len() as f64;
                }
            }
        }
        let mut of: Vec<Vec<(f64, usize)>> = vec![Vec::new(); self.texts.len()];
        for (&(one, other), &weight) in &shared {
            of[one].push((weight, other));
            of[other].push((weight, one));
        }
        let mut alike = HashSet::new();
        for (one, others) in of.iter_mut().enumerate() {
            others.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
            alike.extend(others.iter().take(PAIRS).map(|&(_, other)| (one.min(other), one.max(other))));
        }
        alike
    }
}

/// Whether two texts share a run of words so long that it is reuse, labelled or not.
pub(crate) fn share_a_long_run(one: &str, other: &str) -> bool {
    const LONG: usize = 25;
    let runs = |text: &str| -> HashSet<Vec<u64>> {
        let words: Vec<u64> = words(text).into_iter().map(|word| word.0).collect();
        words.windows(LONG).map(<[u64]>::to_vec).collect()
    };
    !runs(one).is_disjoint(&runs(other))
}

fn words(text: &str) -> Vec<(u64, Kind)> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    tokens.iter().map(|token| (token.hash, token.kind)).collect()
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, String> {
    let parse = |(at, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", path.display(), at + 1))
    };
    text(path)?.lines().enumerate().map(parse).collect()
}

fn table(path: &Path) -> Result<Vec<[String; 2]>, String> {
    let row = |(at, line): (usize, &str)| {
        let mut cells = line.split_whitespace().map(str::to_owned);
        match (cells.next(), cells.next()) {
            (Some(one), Some(other)) => Ok([one, other]),
            _ => Err(format!("{}:{}: two columns are expected", path.display(), at + 1)),
        }
    };
    text(path)?.lines().enumerate().map(row).collect()
}
