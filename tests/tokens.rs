//! What the tokenizer makes of texts, through the public API.

use proptest::prelude::*;
use unspin::hash;
use unspin::token::{Gap, Kind, Token, tokenize};

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    tokens
}

fn words(text: &str) -> Vec<&str> {
    tokens(text).iter().map(|token| token.span.of(text)).collect()
}

fn hashes(text: &str) -> Vec<u64> {
    tokens(text).iter().map(|token| token.hash).collect()
}

/// Each token as `word`, a letter of its kind, and `.` or `¶` before it where a sentence or a paragraph begins.
fn shown(text: &str) -> String {
    let show = |token: &Token| {
        let gap = match token.gap {
            Gap::Inner => "",
            Gap::Sentence => ".",
            Gap::Paragraph => "¶",
        };
        let kind = match token.kind {
            Kind::Function => 'f',
            Kind::Content => 'c',
            Kind::Name => 'n',
            Kind::Number => '#',
            Kind::Glyph => 'g',
        };
        format!("{gap}{}/{kind}", token.span.of(text))
    };
    tokens(text).iter().map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn words_are_found() {
    let table: [(&str, &str, &[&str]); 18] = [
        ("nothing", "", &[]),
        ("only punctuation", " ... —!? \u{200b}\n__ 🎉", &[]),
        ("contractions", "Don't say it’s rock'n'roll", &["Don't", "say", "it", "rock'n'roll"]),
        (
            "possessive",
            "Pompeo's boss, Pompeo’s men, the boys' PAUL'S",
            &["Pompeo", "boss", "Pompeo", "men", "the", "boys", "PAUL"],
        ),
        ("numbers", "3.14 1,000 10:30 $7 12th 5%", &["3.14", "1,000", "10:30", "7", "12th", "5"]),
        ("points between letters", "night.Mr u.s. a:b e.g.", &["night", "Mr", "u", "s", "a", "b", "e", "g"]),
        ("german", "Die Straße über Köln", &["Die", "Straße", "über", "Köln"]),
        ("spanish", "¿Qué pasó, señor?", &["Qué", "pasó", "señor"]),
        ("russian", "«Всё хорошо», — сказал он.", &["Всё", "хорошо", "сказал", "он"]),
        ("chinese", "我爱北京，2024年", &["我", "爱", "北", "京", "2024", "年"]),
        ("japanese", "コーヒーを", &["コ", "ー", "ヒ", "ー", "を"]),
        ("thai", "น้ำดี", &["น้ำ", "ดี"]),
        ("korean", "서울에 갔다", &["서울에", "갔다"]),
        ("hidden space", "wo\u{200b}rd\u{feff} x", &["wo\u{200b}rd", "x"]),
        ("line ends", "one\r\ntwo\tthree\u{a0}four", &["one", "two", "three", "four"]),
        ("dashes", "well-known—and", &["well", "known", "and"]),
        ("emoji", "hi👋🏽there 👩‍👩‍👧", &["hi", "there"]),
        ("fraction", "1½ cups", &["1", "½", "cups"]),
    ];
    for (name, text, expected) in table {
        assert_eq!(words(text), expected, "{name}");
    }
}

#[test]
fn spellings_that_look_alike_hash_alike() {
    let table = [
        ("case", "FERRY", "ferry"),
        ("homoglyphs", "pаypаl Сlоud Ηello", "paypal cloud hello"),
        ("latin in russian", "прaвитeльcтво", "правительство"),
        ("latin in greek", "καλημέρa", "καλημέρα"),
        ("hidden", "se\u{ad}cr\u{200d}et", "secret"),
        ("piled marks", "h\u{337}e\u{336}l\u{335}l\u{334}o\u{338}", "hello"),
        ("full width", "Ｈｅｌｌｏ１２", "hello12"),
        ("ligature", "ofﬁce", "office"),
        ("composed", "cafe\u{301}", "café"),
        ("mathematical", "𝐟𝐞𝐫𝐫𝐲", "ferry"),
        ("half-width kana", "ﾊﾞｽ", "バス"),
        ("apostrophes", "don´t don’t donʼt", "don't don't don't"),
        ("final sigma", "ΟΔΟΣ", "οδος"),
        ("dotted capital", "İZMİR", "izmir"),
        ("small letters without a dot", "YILDIZI KIRMIZI", "yıldızı kırmızı"),
        ("dots that are left off", "Всё ЕЩЁ зелёное", "все еще зеленое"),
        ("capitals of sharp s", "STRASSE GRÖSSE MAẞ", "straße größe maß"),
        ("more look-alikes than letters", "сеllо рrоmеnаdе ореn", "cello promenade open"),
    ];
    for (name, left, right) in table {
        assert_eq!(hashes(left), hashes(right), "{name}");
    }
    for (name, left, right) in [("pure cyrillic", "соре", "cope"), ("mixed by right", "SMSщик", "SMSщuk")]
    {
        assert_ne!(hashes(left), hashes(right), "{name}");
    }
}

#[test]
fn gaps_and_kinds_are_told() {
    let table = [
        (
            "abbreviation",
            "So Mr. Adams met Dr. Bell near water, found five boats, took seven apples home",
            "¶So/f Mr/n Adams/n met/c Dr/n Bell/n near/f water/c found/c five/c boats/c took/c seven/c apples/c home/c",
        ),
        (
            "glued sentences",
            "It was a cold night.Then ravens came",
            "¶It/f was/f a/f cold/c night/c .Then/f ravens/c came/c",
        ),
        (
            "initials",
            "some U.S. officials quietly saw old J. Smith run far away without shoes",
            "¶some/f U/n S/n officials/c quietly/c saw/c old/c J/n Smith/n run/c far/c away/c without/f shoes/c",
        ),
        (
            "quoted sentence",
            "she said softly, \"Rivers rise.\" Then rain",
            "¶she/f said/c softly/c Rivers/c rise/c .Then/f rain/c",
        ),
        (
            "quoted name",
            "they saw the \"Titanic\" sink under water",
            "¶they/f saw/c the/f Titanic/n sink/c under/f water/c",
        ),
        ("blank line", "red fox\r\n \r\ntwo owls\nthree", "¶red/c fox/c ¶two/c owls/c three/c"),
        ("han", "天。地", "¶天/g .地/g"),
        ("numbers", "No. 5 and e5 in the 1990s", "¶No/f 5/# and/f e5/c in/f the/f 1990s/#"),
        ("a small letter goes on", "why? he asked", "¶why/f he/f asked/c"),
        ("capitals say nothing", "RIVERS RISE IN SPRING", "¶RIVERS/c RISE/c IN/f SPRING/c"),
        (
            "german",
            "wir sahen bzw. Robben dort schwimmen, kalt nass müde früh",
            "¶wir/f sahen/c bzw/c Robben/n dort/f schwimmen/c kalt/c nass/c müde/c früh/c",
        ),
    ];
    for (name, text, expected) in table {
        assert_eq!(shown(text), expected, "{name}");
    }
}

#[test]
fn a_word_of_a_megabyte_is_one_word() {
    const LEN: usize = 1 << 20;
    for (unit, count) in
        [("a", 1), ("ж", 1), ("e\u{334}", 1), ("b'", 1), ("\u{334}", 0), ("が", LEN), ("ก", LEN)]
    {
        assert_eq!(tokens(&unit.repeat(LEN)).len(), count, "{unit}");
    }
}

#[test]
fn hashes_are_frozen() {
    // Up to 16 bytes from a second implementation of the definition; the last is XXH3.
    let table = [
        ("", 0x447D_5819_50EC_7AC6),
        ("a", 0x1B56_53C6_946A_C927),
        ("水", 0x4720_D448_1265_C926),
        ("river", 0x8638_EF3B_7B96_31FF),
        ("straße", 0xAB7B_E008_9EB4_73D8),
        ("lighthouse", 0x1638_8F64_69F6_8E9F),
        ("internationalise", 0xDF9D_0E3A_7DF7_550F),
        ("правительство", 0xB9BF_E5F1_2C25_4921),
    ];
    for (word, expected) in table {
        assert_eq!(hash::word(word.as_bytes()), expected, "{word}");
    }
}

#[test]
fn short_words_do_not_collide() {
    let mut words: Vec<String> = vec![String::new()];
    let letters = || ('a'..='z').chain('0'..='9').chain(['\'', 'é', 'ж', '水']);
    for len in 0..3 {
        let longest: Vec<String> = words.iter().filter(|word| word.chars().count() == len).cloned().collect();
        words.extend(longest.iter().flat_map(|word| letters().map(move |letter| format!("{word}{letter}"))));
    }
    // Words that differ in zeros at the end, in length, and in one bit.
    words.extend((1..=40).map(|len| "\0".repeat(len)));
    words.extend((0..16).flat_map(|at| (0..8).map(move |bit| (at, bit))).map(|(at, bit)| {
        let flip =
            |(i, letter)| if i == at { char::from(letter ^ (1 << bit) & 0x7f) } else { char::from(letter) };
        b"lighthousekeeper".iter().copied().enumerate().map(flip).collect()
    }));
    words.sort_unstable();
    words.dedup();
    for take in [|hash| hash, |hash: u64| hash << 24, |hash: u64| hash >> 24] {
        let mut hashes: Vec<u64> = words.iter().map(|word| take(hash::word(word.as_bytes()))).collect();
        hashes.sort_unstable();
        hashes.dedup();
        // By chance two of 65,000 words share 40 bits once in 500 times.
        assert_eq!(hashes.len(), words.len());
    }
}

#[test]
fn each_bit_of_a_word_turns_each_bit_of_its_hash_half_the_time() {
    /// Words of each length.
    const WORDS: u32 = 2000;
    for len in [1_usize, 3, 5, 8, 9, 13, 16] {
        let word = |i| (0..len).map(|k| hash::join(i, k as u64).to_le_bytes()[3]).collect::<Vec<u8>>();
        for bit in (0..8 * len).step_by(3) {
            let mut turned = [0_u32; 64];
            for i in 0..u64::from(WORDS) {
                let (one, mut other) = (word(i), word(i));
                other[bit / 8] ^= 1 << (bit % 8);
                let changed = hash::word(&one) ^ hash::word(&other);
                (0..64).for_each(|k| turned[k] += u32::from(changed >> k & 1 == 1));
            }
            // Six standard deviations of 2,000 coins; words of one byte repeat, so each counts for about ten.
            let bound = if len == 1 { 600 } else { 134 };
            assert!(
                turned.iter().all(|&n| n.abs_diff(WORDS / 2) < bound),
                "{len} bytes, bit {bit}: {turned:?}"
            );
        }
    }
}

#[test]
fn tokens_are_frozen() {
    let text = "Mr. Halloran’s ferry left at 7:40. „Köln ist schön“, sagte er. Всё хорошо! 我爱水。\n\n𝐅𝐢𝐧 wo\u{200b}rd.";
    let expected = "¶Mr/c Halloran/n ferry/c left/c at/f 7:40/# .Köln/c ist/f schön/c sagte/c er/f .Всё/f хорошо/c \
                    .我/g 爱/g 水/g ¶𝐅𝐢𝐧/c wo\u{200b}rd/c";
    assert_eq!(shown(text), expected);
    let folded = hashes(text).into_iter().fold(0, hash::join);
    assert_eq!(folded, 0x5AF9_C2E3_4583_D486);
}

fn disguised(text: &str, by: impl Fn(usize, char) -> String) -> String {
    text.chars().enumerate().map(|(i, c)| by(i, c)).collect()
}

fn homoglyph(c: char) -> char {
    let twins = "aаcсeеoоpрxхyуiіBВHНMМTТ";
    let firsts = twins.chars().step_by(2);
    firsts.zip(twins.chars().skip(1).step_by(2)).find(|pair| pair.0 == c).map_or(c, |pair| pair.1)
}

proptest! {
    #[test]
    fn spans_are_in_order_and_fit(text in "(\\PC|[a-z .’\u{301}\u{200b}㍿]){0,80}") {
        let mut end = 0;
        for token in tokens(&text) {
            prop_assert!(token.span.start() >= end && !token.span.is_empty());
            prop_assert!(text.get(token.span.range()).is_some());
            end = token.span.end();
        }
    }

    #[test]
    fn tokens_of_disguised_text_hash_like_the_plain(text in "([A-Za-z]{1,9}[ ,.]{1,2}){0,20}") {
        let plain = hashes(&text);
        prop_assert_eq!(&plain, &hashes(&disguised(&text, |_, c| {
            if c.is_ascii_alphabetic() { format!("{c}\u{200b}") } else { c.to_string() }
        })));
        prop_assert_eq!(&plain, &hashes(&disguised(&text, |_, c| {
            let wide = char::from_u32(c as u32 + 0xfee0).filter(|_| c.is_ascii_alphabetic());
            wide.unwrap_or(c).to_string()
        })));
    }

    #[test]
    fn a_look_alike_in_a_longer_word_changes_nothing(text in "([A-Za-z]{3,9} ){0,20}", at in 0usize..3) {
        let disguise = text.split_inclusive(' ').map(|word| {
            disguised(word, |i, c| if i == at { homoglyph(c).to_string() } else { c.to_string() })
        });
        prop_assert_eq!(hashes(&text), hashes(&disguise.collect::<String>()));
    }
}
