//! Allocations on the hot paths, counted: none per word, and for a document as many whether it is long or short.

mod support;

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use support::Random;
use unspin::{
    Detector, Scope,
    feature::{Channel, features},
    profile::Profile,
    sketch::Sketcher,
    token::tokenize,
};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How often memory was asked for, or asked to grow.
fn allocations(of: impl FnOnce()) -> usize {
    let region = Region::new(ALLOCATOR);
    of();
    let change = region.change();
    change.allocations + change.reallocations
}

/// Text by path of the tokenizer, each longer than one batch of words.
fn texts(random: &mut Random) -> [(&'static str, String); 4] {
    let russian = "Старый маяк на мысе не зажигали с тех пор, как пароходы стали ходить другой дорогой. ";
    let chinese = "清晨的市场里挤满了人，卖鱼的老板一边称重，一边和熟客聊天。";
    let english = support::text(random, 60);
    let typographic = english.replace(". ", "’s. “Don’t ");
    [
        ("ascii", english + " "),
        ("typographic", typographic + " "),
        ("russian", russian.repeat(40)),
        ("chinese", chinese.repeat(40)),
    ]
}

const STAGES: [&str; 3] = ["tokens", "features and sketch", "profile"];

/// One test, for the allocator counts what all threads do.
#[test]
fn no_stage_allocates_by_the_word() {
    let mut random = Random::new(7);
    let (mut tokens, mut hashes) = (Vec::new(), Vec::new());
    let mut profile = Profile::default();
    let sketcher = Sketcher::default();
    let mut row = vec![0; sketcher.slots()];
    for (name, short) in texts(&mut random) {
        let long = short.repeat(20);
        // All memory that is reused grows first.
        tokenize(&long, &mut tokens);
        profile.read(&long);
        for channel in [Channel::Shingles, Channel::Skeleton] {
            features(channel, &tokens, &mut hashes);
        }
        let mut count = |text: &str| {
            tokens.clear();
            hashes.clear();
            let tokenizing = allocations(|| tokenize(text, &mut tokens));
            let sketching = allocations(|| {
                features(Channel::Shingles, &tokens, &mut hashes);
                hashes.clear();
                features(Channel::Skeleton, &tokens, &mut hashes);
                let _ = sketcher.sketch_into(&hashes, &mut row);
            });
            [tokenizing, sketching, allocations(|| profile.read(text))]
        };
        let (of_short, of_long) = (count(&short), count(&long));
        assert_eq!(of_short, of_long, "{name}: {STAGES:?} of a text twenty times as long");
        assert!(of_long.iter().all(|&count| count <= 16) && of_long[1] == 0, "{name}: {of_long:?}");
    }
    documents_of_a_collection(&mut random);
}

/// Vectors that grow double, so twenty times the words are five more steps for each vector that is not reused.
fn documents_of_a_collection(random: &mut Random) {
    const DOCUMENTS: usize = 256;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be started");
    for scope in [Scope::Near, Scope::All] {
        let mut count = |sentences: usize| {
            let texts: Vec<String> = (0..DOCUMENTS).map(|_| support::text(random, sentences)).collect();
            let mut collection = Detector::builder().scope(scope).build().collection::<&str>();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            pool.install(|| allocations(|| collection.extend(texts).expect("short texts")))
        };
        let (of_short, of_long) = (count(5), count(100));
        let by_document = |count: usize| count / DOCUMENTS;
        assert!(by_document(of_short) <= 8, "{scope:?}: {of_short} allocations");
        assert!(by_document(of_long) <= by_document(of_short) + 1, "{scope:?}: {of_short}, then {of_long}");
    }
}
