//! What pairs of texts are to each other, through the public API; the texts were written for this table.

use unspin::{Detector, Reason, Verdict};

const MILL: &str = "The old water mill at Hollin Beck has ground its first flour in sixty years. Volunteers spent \
    four winters clearing silt from the race and carving new oak teeth for the great wheel. On Saturday the miller, \
    a retired teacher, opened the sluice before a crowd of neighbours. For a long minute nothing moved, then the \
    stones began to turn and a thin white stream ran into the sack. The bread baked from it was gone within an hour, \
    and the committee now hopes to grind twice a month until the autumn.";

const MILL_DRESSED: &str = "THE OLD WATER MILL at Hollin Beck -- has ground its first flour in sixty years!\n\n\
    Volunteers spent four winters clearing silt from the race, and carving new oak teeth for the great wheel. On \
    Saturday, the miller (a retired teacher) opened the sluice before a crowd of neighbours; for a long minute \
    nothing moved. Then the stones began to turn, and a thin white stream ran into the sack. The bread baked from it \
    was gone within an hour: and the committee now hopes to grind twice a month, until the autumn";

const MILL_TYPOS: &str = "The old water mill at Hollin Beck has ground its first flour in sixty years. Volunters spent \
    four winters clearing silt from the race and carving new oak teeth for the great wheel. On Saturday the miller, \
    a retired teacher, opened the sluice before a crowd of nieghbours. For a long minute nothing moved, then the \
    stones began to turn and a thin white stream ran into the sack. The bread baked from it was gone wihtin an hour, \
    and the committee now hopes to grind twice a month until the autumn.";

const MILL_ONE_WORD: &str = "The old water mill at Hollin Beck has ground its first flour in sixty years. Volunteers \
    spent four winters clearing silt from the race and carving new oak teeth for the great wheel. On Saturday the \
    miller, a retired teacher, opened the sluice before a crowd of neighbours. For a long minute nothing moved, then \
    the stones began to turn and a thin white stream ran into the sack. The loaf baked from it was gone within an \
    hour, and the committee now hopes to grind twice a month until the autumn.";

const MILL_SPUN: &str = "The ancient water mill at Hollin Beck has ground its first flour in sixty years. Helpers spent \
    four winters removing silt from the race and cutting new oak teeth for the huge wheel. On Saturday the miller, \
    a former teacher, opened the gate before a throng of neighbours. For a long minute nothing stirred, then the \
    stones started to turn and a slim white trickle ran into the sack. The bread made from it was eaten within an \
    hour, and the committee now wants to grind twice a month until the autumn.";

const MILL_SPUN_HARD: &str = "The ancient water mill at Hollin Beck has milled its initial flour in sixty years. Helpers \
    devoted four winters to removing mud from the race and shaping fresh oak teeth for the huge wheel. On Saturday \
    the miller, a former teacher, lifted the gate before a throng of residents. For a lengthy minute nothing stirred, \
    then the stones started to rotate and a slim white trickle flowed into the bag. The bread made from it was eaten \
    within an hour, and the board now wants to mill twice a month until the fall.";

/// With a word in eight swapped, and drawn out.
const MILL_DRAWN_OUT: &str = "As many of our readers may already know, the ancient water mill at Hollin Beck has ground its \
    first flour in sixty years. Helpers spent four long and often rather wet winters clearing mud from the race and carving \
    new oak teeth, one after the other and each by hand, for the great wheel. On Saturday, in bright sunshine, the miller, a \
    retired teacher, opened the gate before a large and cheerful crowd of neighbours. For a long minute, which to some of \
    those present felt like an hour, nothing moved, then, slowly at first, the stones began to turn and a thin white stream \
    ran into the waiting sack. The loaves baked from it were gone within an hour, to nobody's great surprise, and the board \
    now hopes, weather permitting, to grind twice a month until the autumn.";

const MILL_REWRITTEN: &str = "After sixty years of silence, flour is being made again in the water mill at Hollin Beck. \
    It took volunteers four winters to free the mill race of silt and to give the big wheel new teeth of oak. A crowd \
    of neighbours watched on Saturday when the sluice was opened by the miller, who used to be a teacher. The stones \
    stood still for a minute that seemed long; they turned at last, and white flour trickled thinly into the sack. \
    Within an hour people had eaten all the bread baked from it. Until autumn, the committee hopes, there will be \
    grinding two times a month.";

const MILL_HEAD: &str = "Posted on our page by the parish office, with thanks to all who came. ";

const MILL_IN_ANOTHER: &str = "Three walks start from the car park below the church. The shortest follows the hedge to \
    the ford and comes back over the common, where ponies graze in summer. Volunteers spent four winters clearing \
    silt from the race and carving new oak teeth for the great wheel. On Saturday the miller, a retired teacher, \
    opened the sluice before a crowd of neighbours. For a long minute nothing moved, then the stones began to turn \
    and a thin white stream ran into the sack. The longest walk climbs to the ridge and needs boots after rain; take \
    a map, since the signs at the second gate have fallen down.";

const MILL_OTHER_REPORTER: &str = "Families queued along the lane at the weekend to taste bread from Hollin Beck, where \
    a heritage group has brought the mill back to life. Organisers said they had not expected so many visitors and \
    ran out of loaves before lunch. The project cost nearly forty thousand pounds, most of it raised through raffles \
    and a grant from the county. Engineers still have to strengthen the dam before regular milling can begin, and a \
    decision about opening hours is due at the next parish meeting.";

const TIDES: &str = "Low tide uncovers a shelf of rock where limpets graze in narrow circles. Each animal returns to the \
    same scar before the water comes back, and the shell wears down to fit that one place. Students from the field \
    station marked ninety of them with nail varnish in March. By August, eighty four were still within a hand of \
    their first position, while the others had been taken by oystercatchers or lost beneath a fallen boulder.";

const QUOTING_LEFT: &str = "The swimming club voted on Tuesday to keep its cold plunge open through January. Members had \
    complained about ice on the steps, and two people slipped last winter. The chairwoman reminded everyone that a \
    little hardship shared is worth more than comfort enjoyed alone, and offered to bring sand. A rota for clearing \
    the path hangs beside the changing rooms, with space for more names under each morning of the week.";

const QUOTING_RIGHT: &str = "His memoir of the polar station is mostly a book about cooking. There were eleven men, one \
    stove and a crate of dried onions that nobody had ordered. When tempers frayed, the captain liked to say that a \
    little hardship shared is worth more than comfort enjoyed alone, after which somebody usually threw a biscuit. \
    The photographs are blurred, but the recipe for seal pie is given in full, and readers have tried it.";

const FORM_LEFT: &str = "Notice of application for planning permission. The applicant, Margaret Dunlop, of 14 Quarry Lane, \
    Oakford, seeks consent to build a garage of 32 square metres. The plans were received on 3 March 2021 under \
    number 4471. Anyone who wishes to object must write to the office before 17 April 2021. The hearing will be held \
    on 9 May 2021 in Room 12. The officer in charge is Peter Hallam, telephone 55201.";

const FORM_RIGHT: &str = "Notice of application for planning permission. The applicant, Idris Bevan, of 203 Station Road, \
    Tollerby, seeks consent to build a stable of 118 square metres. The plans were received on 26 October 2023 under \
    number 6038. Anyone who wishes to object must write to the office before 30 November 2023. The hearing will be \
    held on 14 December 2023 in Room 5. The officer in charge is Helen Strand, telephone 70964.";

const GERMAN: &str = "Der Leuchtturm auf der Sandbank wird nach zwanzig Jahren wieder gestrichen. Weil kein Weg dorthin \
    führt, bringen zwei Fischer die Farbe jeden Morgen mit dem Boot hinüber. Die Maler arbeiten nur bei ruhigem \
    Wetter, denn der Wind reißt sonst die Bretter vom Gerüst. Der Wärter erzählte, dass seine Großmutter noch jede \
    Lampe von Hand putzte. Bis zum Herbst soll der Turm wieder so rot leuchten wie auf den alten Postkarten.";

const GERMAN_SPUN: &str = "Der Leuchtturm auf der Sandbank wird nach zwanzig Jahren erneut bemalt. Weil kein Pfad dorthin \
    führt, schaffen zwei Fischer die Farbe jeden Tag mit dem Kahn hinüber. Die Maler schuften nur bei stillem \
    Wetter, denn der Sturm reißt sonst die Bretter vom Gerüst. Der Wärter berichtete, dass seine Großmutter noch jede \
    Lampe von Hand reinigte. Bis zum Herbst soll der Turm wieder so rot strahlen wie auf den alten Ansichtskarten.";

const SPANISH: &str = "El mercado de las flores abrió ayer sus puertas después de una larga reforma. Los vendedores \
    llegaron antes del amanecer para montar los puestos y llenar los cubos de agua. Una anciana compró el primer ramo, \
    doce claveles blancos para la tumba de su hermano. El alcalde prometió que el techo nuevo no dejará pasar la lluvia, \
    aunque algunos comerciantes prefieren esperar al invierno antes de creerle.";

const SPANISH_TYPOS: &str = "El mercado de las flores abrió ayer sus puertas después de una larga reforma. Los vendedores \
    llegaron antes del amanecer para montar los puestos y llenar los cubos de agua. Una ancinana compró el primer ramo, \
    doce claveles blancos para la tumba de su hermano. El alcalde prometió que el techo nuevo no dejará pasar la lluvia, \
    aunque algunos comerciantes prefieren esperar al inverno antes de creerle.";

const RUSSIAN: &str = "Старая мельница на берегу озера снова открыта для посетителей. Мастера три года чинили колесо и \
    собирали по деревням забытые инструменты. В первый день гостям показали, как зерно превращается в муку, и угостили \
    всех свежим хлебом. Дети долго смотрели на тяжёлые камни и просили крутить их ещё быстрее. Осенью здесь хотят \
    устроить небольшой музей, где расскажут о жизни мельников.";

const RUSSIAN_SPUN: &str = "Древняя мельница на берегу озера снова доступна для посетителей. Умельцы три года чинили колесо \
    и искали по сёлам забытые инструменты. В первый день гостям объяснили, как зерно превращается в муку, и угостили \
    всех тёплым хлебом. Дети долго глядели на огромные камни и просили крутить их ещё быстрее. Осенью здесь планируют \
    устроить маленький музей, где поведают о жизни мельников.";

const TURKISH: &str = "Köyün tek fırını, ustası emekli olunca kapanmıştı. Geçen hafta şehirden gelen iki kardeş fırını \
    yeniden yaktı, ilk gün dört yüz ekmek çıkardı ve öğleden önce hepsini sattı. Muhtar, kirayı iki yıl boyunca \
    almayacaklarını söyledi.";

const CHINESE: &str = "村口的老桥昨天重新通车了。工人们用了两年时间加固桥墩，又在栏杆上刻了新的花纹。老人们说，从前每逢大雨，\
    孩子们只能绕过整座山去上学。现在，卖菜的小车一清早就能开到集市，河对岸的果园也来了许多客人。镇长希望明年春天在桥边种\
    一排柳树，让走路的人有地方乘凉。";

const CHINESE_NEAR: &str = "本报讯：村口的老桥昨天重新通车了。工人们用了两年时间加固桥墩，又在栏杆上刻了新的花纹。老人们说，从前每逢大雨，\
    孩子们只能绕过整座山去上学。现在，卖菜的小车一清早就能开到集市，河对岸的果园也来了许多客人。镇长希望明年春天在桥边种\
    一排柳树，让走路的人有地方乘凉。";

const CHINESE_OTHER: &str = "这家小面馆只有六张桌子，却开了三十多年。老板每天凌晨四点起来熬汤，骨头要煮足八个小时才肯关火。\
    墙上贴着客人寄来的明信片，最远的一张来自智利。他不打算开分店，因为他觉得面条离开灶台太远就会失去味道。";

/// Texts of about thirty words, each with a spin of it, then one of the same form or topic that is no copy.
const SHORT: [[&str; 3]; 5] = [
    [
        "The ceramic kettle keeps water warm for two hours and shuts itself off before it boils dry. Its handle stays cool, \
            the lid locks with a quarter turn, and every part can go into the dishwasher.",
        "The ceramic kettle holds water hot for two hours and turns itself off before it boils empty. Its grip stays cold, \
            the cover locks with a quarter twist, and each piece can go into the dishwasher.",
        "The steel toaster browns four slices at once and lifts them when they are done. Its tray slides out for crumbs, \
            the cord winds up underneath, and a small lamp shows that it is ready for the next round.",
    ],
    [
        "Our guest house stands two streets from the old harbour and has nine quiet rooms with balconies. Breakfast is \
            served in the garden until eleven, bicycles are free, and the owner gladly books boat trips to the islands.",
        "Our guest house sits two roads from the ancient harbour and offers nine calm rooms with balconies. Breakfast is \
            provided in the garden until eleven, bikes are free, and the landlord happily books boat tours to the islands.",
        "Our guest house lies behind the railway station and has thirty large rooms with kitchens. Dinner is cooked on \
            request, parking costs five pounds a night, and the manager can recommend several museums in the town.",
    ],
    [
        "A tanker ran aground off Skarvik early on Thursday after its rudder failed in heavy seas. The crew of fourteen was \
            taken off by helicopter, and a tug is to pull the ship free at high tide.",
        "A tanker ran ashore off Skarvik early on Thursday after its rudder broke in rough seas. The crew of fourteen was \
            lifted off by helicopter, and a tug is to drag the vessel free at high water.",
        "Salvage experts hope to refloat a tanker that hit a reef near Skarvik. No oil has leaked so far, the coast guard \
            said, while fishermen complained that they had warned of the shallow channel for years.",
    ],
    [
        "Die kleine Bäckerei am Markt backt ihr Brot noch im Holzofen und öffnet schon um fünf Uhr. Am liebsten kaufen die \
            Kunden den dunklen Laib mit Kümmel, der drei Tage frisch bleibt.",
        "Die kleine Bäckerei am Markt macht ihr Brot noch im Holzofen und öffnet bereits um fünf Uhr. Am häufigsten wählen \
            die Kunden den dunklen Laib mit Kümmel, der drei Tage weich bleibt.",
        "Der neue Supermarkt am Bahnhof verkauft Brot aus der Fabrik und schließt erst um zehn. Viele Leute holen dort \
            abends noch Milch, Obst oder eine warme Suppe für den Weg nach Hause.",
    ],
    [
        "La biblioteca del barrio presta ahora herramientas además de libros. Los vecinos pueden llevarse un taladro o una \
            escalera durante tres días, y un carpintero jubilado enseña cada viernes a usarlos.",
        "La biblioteca del barrio ofrece ahora herramientas además de libros. Los vecinos pueden tomar un taladro o una \
            escalera por tres días, y un carpintero retirado muestra cada viernes a manejarlos.",
        "La piscina del barrio abre ahora también por la noche. Los socios pueden nadar hasta las once si reservan una \
            calle, y dos monitoras jóvenes dan clases de salto los domingos.",
    ],
];

/// `name, left, right, verdicts that are right`.
type Row<'a> = (&'a str, &'a str, &'a str, &'a [Verdict]);

fn check(rows: &[Row]) {
    let mut wrong = Vec::new();
    for &(name, left, right, expected) in rows {
        for (order, one, other) in [("as given", left, right), ("turned round", right, left)] {
            let comparison = Detector::new().compare(one, other);
            if !expected.contains(&comparison.verdict()) {
                let (score, evidence) = (comparison.score(), comparison.evidence());
                wrong.push(format!("{name}, {order}: {:?} {score:.3} {evidence:?}", comparison.verdict()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const EXACT: &[Verdict] = &[Verdict::Exact];
const NEAR: &[Verdict] = &[Verdict::Near];
const SPUN: &[Verdict] = &[Verdict::Spun];
const PARTIAL: &[Verdict] = &[Verdict::Partial];

#[test]
fn texts_of_the_same_words_are_exact() {
    let composed = "Der Fluß führt Hochwasser";
    check(&[
        ("the same", MILL, MILL, EXACT),
        ("space, case and punctuation", MILL, MILL_DRESSED, EXACT),
        ("German in decomposed letters", GERMAN, &GERMAN.replace('ü', "u\u{308}"), EXACT),
        ("Spanish in decomposed letters", SPANISH, &SPANISH.replace('ó', "o\u{301}"), EXACT),
        ("Russian in capitals", RUSSIAN, &RUSSIAN.to_uppercase(), EXACT),
        ("Russian without the dots of ё", RUSSIAN, &RUSSIAN.replace('ё', "е"), EXACT),
        ("German in capitals, with SS for a sharp s", GERMAN, &GERMAN.to_uppercase(), EXACT),
        ("Turkish in capitals", TURKISH, &TURKISH.replace('i', "İ").to_uppercase(), EXACT),
        ("every word in two alphabets", TIDES, &TIDES.replace('e', "\u{435}").replace('o', "\u{43e}"), EXACT),
        ("Chinese", CHINESE, CHINESE, EXACT),
        ("too short for anything else", composed, &composed.to_lowercase(), EXACT),
    ]);
}

#[test]
fn texts_with_few_words_changed_are_near() {
    let sentences = MILL.rfind(". ").expect("a text of sentences");
    check(&[
        ("typing errors", MILL, MILL_TYPOS, NEAR),
        ("one word", MILL, MILL_ONE_WORD, NEAR),
        ("a head added", MILL, &(MILL_HEAD.to_owned() + MILL), NEAR),
        ("the last sentence cut", MILL, &MILL[..=sentences], NEAR),
        ("Spanish typing errors", SPANISH, SPANISH_TYPOS, NEAR),
        ("a head added in Chinese", CHINESE, CHINESE_NEAR, NEAR),
    ]);
}

#[test]
fn texts_with_words_swapped_are_spun() {
    check(&[
        ("a word in eight", MILL, MILL_SPUN, SPUN),
        ("a word in four", MILL, MILL_SPUN_HARD, SPUN),
        ("a word in eight, and drawn out", MILL, MILL_DRAWN_OUT, SPUN),
        ("two spins of one text", MILL_SPUN, MILL_SPUN_HARD, SPUN),
        ("German", GERMAN, GERMAN_SPUN, SPUN),
        ("Russian", RUSSIAN, RUSSIAN_SPUN, SPUN),
    ]);
}

#[test]
fn spins_of_two_sentences_are_found_and_their_like_is_not() {
    const NONE: &[Verdict] = &[
        Verdict::None(Reason::SameForm),
        Verdict::None(Reason::SharedQuotation),
        Verdict::None(Reason::SameTopic),
        Verdict::None(Reason::Unrelated),
    ];
    for [text, spin, other] in SHORT {
        check(&[(text, text, spin, SPUN), (text, text, other, NONE), (text, spin, other, NONE)]);
    }
}

#[test]
fn texts_said_again_are_rewritten() {
    check(&[("another order of words", MILL, MILL_REWRITTEN, &[Verdict::Rewritten])]);
}

#[test]
fn a_paragraph_lifted_into_another_text_is_partial() {
    check(&[
        ("three sentences of five", MILL, MILL_IN_ANOTHER, PARTIAL),
        ("a text between two others", TIDES, &[QUOTING_LEFT, TIDES, FORM_LEFT].join("\n\n"), PARTIAL),
    ]);
}

#[test]
fn texts_of_their_own_are_none() {
    let none = |reason: Reason| [Verdict::None(reason)];
    let topic = [Verdict::None(Reason::SameTopic), Verdict::None(Reason::Unrelated)];
    check(&[
        ("another reporter", MILL, MILL_OTHER_REPORTER, &topic),
        ("a form filled in twice", FORM_LEFT, FORM_RIGHT, &none(Reason::SameForm)),
        ("a quotation", QUOTING_LEFT, QUOTING_RIGHT, &none(Reason::SharedQuotation)),
        ("unrelated", MILL, TIDES, &none(Reason::Unrelated)),
        ("unrelated in Chinese", CHINESE, CHINESE_OTHER, &none(Reason::Unrelated)),
        ("two languages", GERMAN, RUSSIAN, &none(Reason::Unrelated)),
        ("nothing at all", "", "", &none(Reason::Empty)),
        ("signs only", MILL, "— …\n", &none(Reason::Empty)),
        ("a heading", MILL, "The old water mill at Hollin Beck", &none(Reason::TooShort)),
    ]);
}

/// Who played, as every report on the match lists it.
const LINE_UP: &str = "Harrow Vale: 1 Ostrander, 2 Pellew, 3 Quist, 4 Ragnall, 5 Sefton, 6 Tamblyn, 7 Umfrey, 8 Vosper, \
    9 Wetherby, 10 Yallop, 11 Zouch; 12 Abery, 13 Boscawen, 14 Chenoweth, 15 Dunnaway. Castle Orrin: 1 Eavis, 2 Fothergill, \
    3 Gilhooly, 4 Hembrow, 5 Inskip, 6 Jessamy, 7 Kitto, 8 Lanyon, 9 Muncaster, 10 Nankivell, 11 Oldknow; 12 Penrose, \
    13 Quiller, 14 Rosewarne, 15 Spargo.";

const MATCH_REPORTS: [&str; 2] = [
    "Harrow Vale are through to the last eight after a night of rain that left the pitch looking like a ploughed field. \
        Nothing went right for the hosts before the break, when a header struck the bar and rolled along the line. Then the \
        captain took a corner short, ran on to the return and drove the ball in off the far post. Supporters who had come \
        by coach sang until the stewards asked them to leave.",
    "The visitors will ask themselves for weeks how they lost this tie. They had most of the ball, won eleven free kicks \
        and forced the keeper into the save of the season, yet went home with nothing. Their manager blamed a referee who \
        waved away two claims for a penalty; a cooler head might have pointed to the forward who missed from four yards. \
        On Sunday they meet the league leaders without their suspended full back.",
];

/// What stands on every page of a site.
const MASTHEAD: &str = "Home News Sport Weather Culture Jobs Contact. We use cookies to make this page better. By clicking \
    accept you agree that we and our partners may store information on your device. You can change your mind at any time in \
    the settings below.";

const COLOPHON: &str = "Most read: the best soups for November, ten facts about otters, how to fold a map. Subscribe to our \
    newsletter and never miss a story that matters to you.";

/// Two stories of a site.
const STORIES: [&str; 2] = [
    "A swan sat down on the rails of line four on Sunday and hissed at everybody who came near. The driver fetched bread, \
        which the bird refused. At last a girl of nine led it away with an open umbrella.",
    "The bakery Lund in Oxley closed for good on Saturday. The very last roll was sold by auction for the children's ward. \
        The buyer, who wants to stay unknown, ate it at once, with butter.",
];

#[test]
fn texts_that_each_go_on_in_their_own_way_are_no_near_copies() {
    let [left, right] = STORIES.map(|story| [MASTHEAD, story, COLOPHON].join("\n\n"));
    check(&[
        ("two pages of one site", &left, &right, PARTIAL),
        ("a page and its frame", &left, MASTHEAD, PARTIAL),
    ]);
    check(&[("a story with a longer head", &left, &format!("{MASTHEAD} {}", STORIES[0]), NEAR)]);
}

/// A statement that two papers may print: as a quotation it is nobody's, as prose of one's own it is a copy.
const STATEMENT: &str = "we lifted every plank of the old floor, numbered it with chalk and laid it back where it had \
    been, and under the last row we found the letters that the widow of the keeper had hidden from the wardens \
    during the long winter of the flood";

fn article(name: &str, inserted: &str) -> String {
    let path = format!("{}/examples/articles/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("an article");
    let middle = text.match_indices("\n\n").nth(3).expect("paragraphs").0;
    format!("{}\n\n{inserted}{}", &text[..middle], &text[middle..])
}

#[test]
fn a_shared_quotation_is_weaker_evidence_than_the_same_words_unquoted() {
    let score = |inserted: &str| {
        let (left, right) = (article("ferry.txt", inserted), article("museum.txt", inserted));
        let comparison = Detector::new().compare(&left, &right);
        (comparison.verdict(), comparison.score())
    };
    let quoted = score(&format!("A carpenter wrote to this paper: “{STATEMENT}.”"));
    let unquoted = score(&format!("In the house by the lock {STATEMENT}."));
    assert!(quoted.1 < unquoted.1, "{quoted:?} {unquoted:?}");
    // Reported speech in the one text is a quotation in both if the other puts marks around it.
    let (one, other) = STATEMENT.split_at(STATEMENT.find(" and under").expect("two halves"));
    let left = article("ferry.txt", &format!("A carpenter wrote to this paper that “{one}”{other}."));
    let right = article("museum.txt", &format!("In a letter a carpenter said that {one} “{other}.”"));
    let reported = Detector::new().compare(&left, &right);
    assert_eq!(reported.verdict(), Verdict::None(Reason::SharedQuotation), "{}", reported.score());
    let ballots = reported.explanation(&left, &right).ballots;
    let experts: Vec<&str> = ballots.iter().map(|ballot| ballot.expert).collect();
    assert!(!experts.contains(&"a passage alone in its surroundings"), "{experts:?}");
    assert_eq!(quoted.0, Verdict::None(Reason::SharedQuotation));
    assert_eq!(unquoted.0, Verdict::Partial);
}

/// Two reports on one strike, each in words of its own but for three clauses of ten words.
const STRIKE: [&str; 2] = [
    "Bus drivers in Calder walked out again on Friday, the third time since the spring. Nobody at the depot expects a deal \
        before the school holidays. A leaflet in the canteen shows the chairman on a golden bicycle. New rosters are on \
        offer, but no extra pay for split shifts that begin before five, which the union calls an insult. Last year the \
        depot lost a quarter of its drivers to parcel firms. Shopkeepers say that takings fall by half on every day without \
        buses. At the market square a queue of pensioners waited for lifts that the chapel had arranged. Strikers warm their \
        hands at an oil drum and sing whatever the radio plays.",
    "Talks in Calder start on Tuesday, with a retired judge in the chair who once drove a tram to pay for her studies. She \
        has asked both camps to leave their banners outside and not to speak to reporters. Wages were settled in March, yet \
        younger staff get no extra pay for split shifts that begin before five. Managers blame competition, since their \
        depot lost a quarter of its drivers to parcel firms. Traders told this paper that takings fall by half on every day \
        without buses; one baker has sent two girls home. The council hired eleven taxis for patients of the clinic and \
        lets families park free of charge.",
];

#[test]
fn several_clauses_taken_over_are_partial() {
    check(&[("three clauses of a report", STRIKE[0], STRIKE[1], PARTIAL)]);
}

#[test]
fn a_sentence_that_two_articles_quote_is_none() {
    let quoting = |name: &str, before: &str| {
        article(
            name,
            &format!(
                "{before} “We shall open the gates of the lower basin whenever the river stands higher than the \
            mark that my grandfather cut into the old oak post.”"
            ),
        )
    };
    let left = quoting("ferry.txt", "Of the keeper's letter the commission read out one sentence:");
    let right = quoting("museum.txt", "Under a photograph of the lock hangs a promise from 1911.");
    check(&[("of two dozen words", &left, &right, &[Verdict::None(Reason::SharedQuotation)])]);
}

#[test]
fn a_spun_passage_among_other_things_is_partial() {
    let but_the_last = |text: &'static str| &text[..=text.rfind(". ").expect("a text of sentences")];
    let left = article("ferry.txt", but_the_last(MILL));
    let right = article("museum.txt", but_the_last(MILL_SPUN_HARD));
    check(&[("a word in four", &left, &right, PARTIAL)]);
}

#[test]
fn a_list_of_names_is_no_passage() {
    let [left, right] = MATCH_REPORTS.map(|report| format!("{report}\n\n{LINE_UP}"));
    let same = [Verdict::None(Reason::SharedQuotation), Verdict::None(Reason::SameTopic)];
    check(&[("two reports on one match", &left, &right, &same)]);
}

const PARAGRAPHS: [&str; 3] = [
    "The council of Oakfield voted on Monday to close the swimming pool for two years while the roof is rebuilt. \
        Swimmers were told that the pool at Harlow, nine miles away, would open an hour earlier from the first of June. \
        Season tickets stay valid there, and a bus will leave the market square every Saturday morning.",
    "Farmers along the upper Tessel have planted three hundred willows against the spring floods. The roots hold the \
        bank where the old stone wall gave way in February. A contractor from Karsby delivered the saplings free of \
        charge after his own yard was flooded twice in a year.",
    "The mayor thanked the engineers who had found the rot in the beams. They had been called in after a lifeguard \
        noticed flakes of paint on the water in the early hours of Easter Sunday. Repairs will cost four million \
        pounds, and half of the money comes from a lottery grant for historic buildings.",
];

#[test]
fn a_paragraph_that_was_moved_is_a_passage_of_its_own() {
    let text = |order: [usize; 3]| order.map(|at| PARAGRAPHS[at]).join("\n\n");
    let left = text([0, 1, 2]);
    for order in [[1, 0, 2], [0, 2, 1], [2, 0, 1], [1, 2, 0], [2, 1, 0]] {
        let right = text(order);
        let comparison = Detector::new().compare(&left, &right);
        let evidence = comparison.evidence();
        assert_eq!((evidence.covered_left, evidence.covered_right), (1.0, 1.0), "{order:?}");
        assert!(comparison.passages().len() > 1, "{order:?}");
    }
}

#[test]
fn what_was_summed_up_reaches_as_far_as_the_words_of_the_summary_do() {
    let digest = "The retired postman Walter Imbrey heard the museum's chronometer ticking in an allotment shed on the \
        neighbouring plot. The burglar had forced a skylight above the map room of Keel House and lowered himself on a \
        rope, and took only the chronometer. The arrested man had helped to rewire the museum.";
    let (left, right) = (article("chess-club.txt", digest), article("museum.txt", ""));
    let comparison = Detector::new().compare(&left, &right);
    let [passage] = comparison.passages() else { panic!("{:?}", comparison.passages()) };
    assert_eq!(passage.left.of(&left), digest.trim_end_matches('.'));
    // The headline and the first two paragraphs tell of the stolen chronometer, and no sentence of the digest does.
    assert!(passage.right.of(&right).contains("stolen from the Keel House Museum"));
}

#[test]
fn a_line_that_texts_have_anyhow_is_not_shown_beside_a_passage() {
    let footer = "Letters reach us at 14 Quay Street, Sandreth.";
    let text = |name: &str| format!("{}\n\n{footer}", article(name, PARAGRAPHS[0]));
    let (left, right) = (text("ferry.txt"), text("museum.txt"));
    let comparison = Detector::new().compare(&left, &right);
    let shown: Vec<&str> = comparison.passages().iter().map(|passage| passage.left.of(&left)).collect();
    assert_eq!(shown, [PARAGRAPHS[0].trim_end_matches('.')]);
}

#[test]
fn figures_agree_whatever_they_are_written_in() {
    let left = "The salvage crew raised the barge on a windy morning. It weighed 3,000kg when three cranes lifted it from the \
        bed of the canal, and the work took 8.50 hours. The county paid 60m crowns, and boats waited behind the lock.";
    let right = "The salvage crew raised the barge on a windy morning. It weighed 3000 kg when 3 cranes lifted it from the \
        bed of the canal, and the work took 8.5 hours. The county paid 60 million crowns, and boats waited behind the lock.";
    let facts = |right: &str| {
        let comparison = Detector::new().compare(left, right);
        (comparison.evidence().agreeing, comparison.evidence().conflicting)
    };
    assert_eq!(facts(right), (4, 0));
    assert_eq!(facts(&right.replace("3000", "4100").replace("60", "70")), (2, 2));
}
