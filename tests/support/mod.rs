//! Seeded texts for tests: documents from a vocabulary of our own, and copies of them of each kind.

#![allow(dead_code, reason = "each test uses its own part")]

/// Groups of words of content; those of a line can stand for each other, which is what the spinner uses.
const CONTENT: &str = "harbour port quay
fisherman trawlerman angler
village hamlet settlement
council board committee
teacher tutor instructor
forest woodland grove
repair mend restore
discover detect uncover
announce declare proclaim
ancient archaic venerable
narrow slender cramped
expensive costly pricey
journey voyage passage
storm tempest gale
lantern lamp beacon
orchard plantation garden
merchant trader dealer
cottage cabin lodge
river stream brook
mountain summit peak
harvest crop yield
library archive repository
engine motor turbine
bridge viaduct crossing
wander roam stroll
gather collect assemble
measure gauge assess
blacksmith ironworker farrier
festival celebration carnival
weather climate conditions
pasture meadow grassland
chapel shrine sanctuary
painter artist draughtsman
vessel ship boat
railway tramway line
kitchen scullery galley
carpenter joiner woodworker
courage bravery valour
silence stillness hush
promise pledge vow
quarrel dispute argument
rumour gossip hearsay
secret hidden concealed
gentle mild tender
hollow empty vacant
bright radiant luminous
sudden abrupt unexpected
loyal faithful devoted
stubborn obstinate headstrong
weary tired exhausted
polish burnish shine
deliver convey transport
borrow hire rent
examine inspect survey
refuse decline reject
flourish thrive prosper
vanish disappear fade
whisper murmur mutter
travel commute ride
answer reply respond
granary barn storehouse
miller grinder baker
shepherd herdsman drover
wool fleece yarn
pottery ceramics earthenware
candle taper wick
blanket quilt coverlet
mirror looking-glass reflector
compass sextant chart
anchor mooring hawser
pigeon dove swift
badger otter marten
hedge thicket shrub
gravel pebble shingle
drought aridity dryness
glacier icefield snowfield
canyon ravine gorge
volcano crater caldera
telescope spyglass binoculars
orchestra ensemble band
violin fiddle cello
theatre playhouse stage
novel story tale
ledger register logbook
treaty pact accord
ballot vote poll
mayor provost burgomaster
clerk scribe secretary
judge magistrate arbiter
surgeon physician doctor
remedy cure medicine
fever illness ailment
saddle harness bridle
wagon cart carriage
canal waterway channel
tunnel underpass gallery
quarry pit mine
copper bronze brass
marble granite limestone
spice pepper saffron
vinegar cider brine
cheese curd butter
barley wheat oats
turnip carrot beetroot
apricot plum cherry";

/// Words of grammar.
const FUNCTION: &str =
    "the a of in on to and with from by at for that which when while near under before after over";

/// A generator of numbers (SplitMix64: Steele, Lea and Flood, 2014); the same seed gives the same texts everywhere.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("64 bits");
        usize::try_from(self.next() % end).expect("below a usize")
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    pub(crate) fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            values.swap(last, self.below(last + 1));
        }
    }
}

fn groups() -> Vec<Vec<&'static str>> {
    CONTENT.lines().map(|line| line.split(' ').collect()).collect()
}

/// A sentence of eight to sixteen words: of grammar and of content by turns.
pub(crate) fn sentence(random: &mut Random) -> String {
    let (groups, function) = (groups(), FUNCTION.split(' ').collect::<Vec<_>>());
    let words: Vec<&str> = (0..8 + random.below(9))
        .map(|at| {
            if at % 2 == 0 {
                *random.pick(&function)
            } else {
                let group = random.pick(&groups);
                *random.pick(group)
            }
        })
        .collect();
    let text = words.join(" ");
    text[..1].to_uppercase() + &text[1..] + "."
}

/// A text of so many sentences.
pub(crate) fn text(random: &mut Random, sentences: usize) -> String {
    let sentences: Vec<String> = (0..sentences).map(|_| sentence(random)).collect();
    sentences.join(" ")
}

/// The text with a share of its words of content, in percent, put in other words of their group.
pub(crate) fn spin(random: &mut Random, text: &str, percent: usize) -> String {
    let groups = groups();
    let spin = |word: &str| {
        let bare = word.trim_end_matches('.');
        match groups.iter().find(|group| group.contains(&bare)) {
            Some(group) if random.below(100) < percent => {
                let others: Vec<&str> = group.iter().copied().filter(|&other| other != bare).collect();
                let other: &str = random.pick::<&str>(&others);
                word.replace(bare, other)
            }
            _ => word.to_owned(),
        }
    };
    text.split(' ').map(spin).collect::<Vec<_>>().join(" ")
}

/// The text in other letters of the same words: capitals, wider space, no full stops.
pub(crate) fn dress(text: &str) -> String {
    text.to_uppercase().replace(". ", " -\n  ")
}

/// The text with one word in so many replaced by a misspelt one.
pub(crate) fn misspell(random: &mut Random, text: &str, one_in: usize) -> String {
    let misspell = |(at, word): (usize, &str)| {
        if at % one_in == one_in / 2 && word.len() > 4 {
            let cut = 1 + random.below(word.len() - 3);
            format!("{}{}", &word[..cut], &word[cut + 1..])
        } else {
            word.to_owned()
        }
    };
    text.split(' ').enumerate().map(misspell).collect::<Vec<_>>().join(" ")
}

/// The first half of the sentences, then others, then the rest.
pub(crate) fn part_into(random: &mut Random, text: &str, around: usize) -> String {
    let parts: Vec<&str> = text.split_inclusive(". ").collect();
    let lifted = parts[..parts.len() / 2].concat();
    format!("{} {}{}", self::text(random, around), lifted, self::text(random, around))
}

/// What a copy was made by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Exact,
    Near,
    Spun,
    Partial,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Exact, Self::Near, Self::Spun, Self::Partial];
}

/// A copy of the text.
pub(crate) fn copy(random: &mut Random, text: &str, kind: Kind) -> String {
    match kind {
        Kind::Exact => dress(text),
        Kind::Near => misspell(random, text, 25),
        Kind::Spun => spin(random, text, 30),
        Kind::Partial => part_into(random, text, 10),
    }
}

/// Documents of which some are planted copies of others, with the pairs `(original, copy)` and their kinds.
pub(crate) fn planted(
    seed: u64,
    originals: usize,
    copied: usize,
) -> (Vec<String>, Vec<(usize, usize, Kind)>) {
    let mut random = Random::new(seed);
    let mut documents: Vec<String> = (0..originals).map(|_| text(&mut random, 12)).collect();
    let mut plants = Vec::new();
    for original in 0..copied {
        let kind = Kind::ALL[original % Kind::ALL.len()];
        plants.push((original, documents.len(), kind));
        let copy = copy(&mut random, &documents[original], kind);
        documents.push(copy);
    }
    (documents, plants)
}
