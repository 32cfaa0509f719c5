//! The words of grammar of a dozen languages, and sets of words looked up by their hashes.
//!
//! A word that means something in one language and is grammar in another ("die", "war", "man", "den", "era") is left
//! out, for a name or a content word taken for grammar loses more than the other way round.

use std::sync::LazyLock;

use crate::hash;

/// A set of folded words by their hashes: a cuckoo table (Pagh, Rodler: Cuckoo Hashing, ESA 2001).
///
/// A word has two slots, one told by the lowest and one by the highest bits of its hash. A look-up compares both and
/// takes no branch, for whether a word of a text is grammar is no more predictable than a coin. Slots hold the half
/// of the hash in its middle, so that the table fits well into the first cache; a word that is not in the set is
/// taken for one of it with a chance below 2^-31.
#[derive(Debug)]
pub(crate) struct WordSet {
    slots: Box<[u32; SLOTS]>,
}

/// Slots of a set: a power of two, twice as many as the words of the largest list, which are 1,700.
const SLOTS: usize = 1 << SLOT_BITS;
const SLOT_BITS: u32 = 12;

impl WordSet {
    /// Makes the set of all words of `lists`, which white space parts.
    ///
    /// # Panics
    /// When there are too many words.
    pub(crate) fn new(lists: &[&str]) -> Self {
        let mut hashes = vec![0; SLOTS];
        for word in lists.iter().flat_map(|list| list.split_whitespace()) {
            assert!(
                insert(&mut hashes, hash::word(word.as_bytes())),
                "a set holds half as many words as slots"
            );
        }
        let mut slots = Box::new([0; SLOTS]);
        for (slot, hash) in slots.iter_mut().zip(hashes) {
            *slot = middle(hash);
        }
        Self { slots }
    }

    /// Whether the word with this hash is in the set.
    #[inline]
    pub(crate) fn contains(&self, hash: u64) -> bool {
        let [low, high] = places(hash);
        (self.slots[low] == middle(hash)) | (self.slots[high] == middle(hash))
    }
}

/// Puts a hash into one of its slots and moves on whoever was there; `false` if they go in circles. 0 is an empty slot:
/// no word hashes to it but by chance.
fn insert(slots: &mut [u64], hash: u64) -> bool {
    /// Moves before the table counts as full; a table at half load needs a handful.
    const MOST_MOVES: usize = 64;
    if places(hash).iter().any(|&place| slots[place] == hash) {
        return true;
    }
    let mut homeless = hash;
    let mut left = usize::MAX;
    for _ in 0..MOST_MOVES {
        let [low, high] = places(homeless);
        let place = if low == left || slots[low] != 0 && slots[high] == 0 { high } else { low };
        homeless = std::mem::replace(&mut slots[place], homeless);
        if homeless == 0 {
            return true;
        }
        left = place;
    }
    false
}

/// The two slots of a hash.
#[inline]
const fn places(hash: u64) -> [usize; 2] {
    [hash::low_half(hash) as usize % SLOTS, hash::high_half(hash) as usize >> (u32::BITS - SLOT_BITS)]
}

/// The bits of a hash that a slot holds: none that tell its places.
#[inline]
const fn middle(hash: u64) -> u32 {
    hash::low_half(hash >> 16)
}

/// The words of grammar of all languages listed here.
pub(crate) fn functions() -> &'static WordSet {
    static FUNCTIONS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(&LISTS));
    &FUNCTIONS
}

const LISTS: [&str; 13] = [
    ENGLISH,
    CONTRACTIONS,
    GERMAN,
    FRENCH,
    SPANISH,
    PORTUGUESE,
    ITALIAN,
    DUTCH,
    SCANDINAVIAN,
    POLISH,
    RUSSIAN,
    UKRAINIAN,
    ELISIONS,
];

const ENGLISH: &str = "a an the and or but nor if then else than that this these those of in on at by to \
    from with without within into onto upon over under between among amongst through throughout during \
    before after above below up down out off again along across around behind beside besides beyond toward \
    towards near per via as is are was were be been being am has have had having do does did doing done \
    will would shall should can could may might must cannot not no he she it they we you i him her them us \
    me his hers its their theirs our ours your yours my mine himself herself itself themselves ourselves \
    yourself yourselves myself who whom whose which what when where why how whoever whatever whichever \
    whenever wherever whether there here all any both each every either neither few more most other others \
    another some such only own same so too very just also about against because since until till while \
    whilst though although unless despite yet still even ever never however therefore thus hence rather \
    quite almost already always often perhaps maybe much many less least several enough anyone anything \
    someone something everyone everything nothing nobody none instead once let got get";

const CONTRACTIONS: &str = "i'm i've i'd i'll you're you've you'd you'll he'd he'll she'd she'll it'd it'll \
    we're we've we'd we'll they're they've they'd they'll that'll that'd there'd there'll who'd who'll \
    who've what'll don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't \
    shan't shouldn't can't couldn't mustn't mightn't needn't ain't could've should've would've might've \
    must've";

const GERMAN: &str = "der das dem des ein eine einer eines einem einen kein keine keiner keines keinem \
    keinen und oder aber denn sondern doch wenn weil dass ob als wie im am zum zur vom beim ins ans \
    aufs auf aus bei bis durch für gegen hinter mit nach neben ohne seit trotz über um unter von vor \
    während wegen zu zwischen ich du er sie es wir ihr mich dich sich uns euch ihm ihn ihnen mir dir mein \
    meine dein deine sein seine seiner seinem seinen ihre ihrer ihrem ihren unser unsere euer eure dieser \
    diese dieses diesem diesen jener jene jeder jede jedes jedem jeden welche welcher welches wer wem wen \
    wo wann warum ist sind bist waren wurde wurden wird werden worden haben hatte hatten habe kann können \
    konnte konnten muss müssen musste soll sollen sollte will wollen wollte würde würden nicht nur noch \
    schon auch sehr mehr hier dort da dann nun so zwar etwa etwas nichts alle allen alles viele vielen \
    einige andere anderen damit dabei dafür dagegen daran darauf daraus davon dazu deren dessen jedoch \
    bereits immer wieder";

const FRENCH: &str = "le la les un une des du de au aux et ou où mais donc ni que qui quoi dont quand comme \
    si lorsque puisque parce afin ainsi alors aussi avec sans sous vers chez dans par pour en entre depuis \
    pendant avant après contre selon malgré jusque je tu il elle nous vous ils elles me te se lui leur \
    leurs moi toi soi eux mon ma mes ta tes sa ses notre nos votre vos ce cet cette ces cela ça ceci celui \
    celle ceux celles est suis es sommes êtes sont était étaient été être étant sera seront serait avons \
    avez ont avait avaient avoir ayant aura auront aurait fait peut peuvent doit doivent ne pas plus moins \
    très bien encore déjà toujours jamais rien tout toute tous toutes même mêmes autre autres plusieurs \
    chaque quelque quelques aucun aucune y";

const ELISIONS: &str = "c'est n'est s'est qu'il qu'ils qu'elle qu'elles qu'on qu'un qu'une d'un d'une j'ai \
    n'a n'ont s'il l'un l'une l'on aujourd'hui jusqu'à jusqu'au lorsqu'il puisqu'il c'était n'était \
    all'interno un'altra dell'altro";

const SPANISH: &str = "el la lo los las un una unos unas del al y e o pero sino mas que si porque pues \
    cuando como donde mientras aunque según con sobre bajo tras desde hasta hacia para por en entre contra \
    durante mediante ante yo tú él ella ello nosotros vosotros ellos ellas usted ustedes me te se nos os le \
    les mi mis tu tus su sus nuestro nuestra nuestros nuestras este esta esto estos estas ese esa eso esos \
    esas aquel aquella aquello aquellos quien quienes cual cuales cuyo cuya qué quién cómo cuándo dónde es \
    soy eres somos fue fueron eran ser sido siendo será serán sería está están estaba estaban estar estado \
    ha han he hemos había habían haber hay hubo tiene tienen tenía puede pueden podía debe deben no ni ya \
    muy más menos también tampoco así aún todavía siempre nunca nada nadie algo alguien algún alguna \
    algunos algunas ningún ninguna todo toda todos todas otro otra otros otras mismo misma mismos cada \
    tanto";

const PORTUGUESE: &str = "o os as um uma uns umas do da dos das no na nos nas ao aos à às pelo pela pelos \
    pelas num numa dum duma e ou mas nem que se porque pois quando como onde enquanto embora conforme com \
    sem sobre desde até para por entre contra durante após ele ela nós vós eles elas você vocês lhe lhes \
    meu minha meus minhas teu tua seu sua seus suas nosso nossa nossos nossas este esta isto estes estas \
    esse essa isso esses essas aquele aquela aquilo aqueles aquelas quem qual quais cujo cuja é são sou foi \
    foram eram ser sendo será serão seria está estão estava estavam estar tem têm tinha tinham ter há havia \
    pode podem deve devem não já muito mais menos também assim ainda sempre nunca nada ninguém algo alguém \
    algum alguma alguns algumas nenhum nenhuma todo toda todos todas outro outra outros outras mesmo mesma \
    cada tão";

const ITALIAN: &str = "il lo la gli le un uno una del dello della dei degli delle al allo alla agli alle \
    dal dallo dalla dai dagli dalle nel nello nella nei negli nelle sul sullo sulla sui sugli sulle col e \
    ed o oppure ma però anche che chi cui se perché poiché quando dove mentre sebbene con senza sotto sopra \
    dopo prima verso fino per di da in su tra fra contro durante io egli ella noi voi essi loro mi ti si ci \
    vi lui lei mio mia miei mie tuo tua suo sua suoi nostro nostra vostro vostra questo questa questi \
    queste quello quella quelli quelle quale quali è sono sei siamo siete erano essere stato stata stati \
    state sarà saranno sarebbe ha hanno ho abbiamo aveva avevano avere può possono deve devono non né già \
    molto più meno così ancora sempre mai nulla niente qualcosa qualcuno ogni tutto tutta tutti tutte altro \
    altra altri altre stesso stessa";

const DUTCH: &str = "de het een en of maar dus dat als omdat terwijl hoewel toen wanneer indien zodat \
    zonder onder boven tussen tegen tijdens voor na naar van uit op bij aan over om tot sinds volgens ik \
    jij je hij zij ze wij we jullie hun haar hem mij zich mijn jouw zijn onze ons uw dit deze daar hier \
    waar wie wat welke welk hoe waarom is waren was geweest wordt worden werd werden heeft hebben had \
    hadden heb hebt kan kunnen kon konden moet moeten moest zal zullen zou zouden wil willen mag mogen niet \
    geen nog al ook wel zeer meer minder veel weinig alle alles iets niets iemand niemand elke elk ieder \
    iedere andere anders zelf zo nu toch echter er ervan daarvan waarin";

const SCANDINAVIAN: &str = "en ett et och og eller att som om når när då da där der her här hvor var hvad \
    hva vad hvem vem vilken vilket vilka hvilken hvilket hvilke med utan uden uten under över mellan mellem \
    mellom mot mod genom gjennom gennem före etter efter från fra til till på av af för ved hos jag jeg han \
    hon hun det vi ni dom mig meg deg sig seg oss os honom henne dem min mitt din ditt sitt sine vår vårt \
    våra vor deres deras hennes hendes dette denne detta denna dessa disse är er vara være været varit blev \
    blir bli bliver blivit blevet ble har hade havde hadde haft kan kunne kunde ska skal skall skulle vil \
    vill ville må måtte måste inte ikke ej nej också også så meget mycket mye mer mere mindre alla alle alt \
    allt noget något någon noen nogen några ingen inget intet andra andre annen annan samma samme hver \
    varje nu nå kun bara";

const POLISH: &str = "i oraz a albo lub czy lecz jednak więc że żeby aby bo ponieważ gdy kiedy jeśli jeżeli \
    jak jako gdzie choć chociaż dopóki w we z ze na do od ode dla po nad przed przez przy za o bez między \
    podczas według wobec ja ty on ona ono my wy oni one mnie ciebie tobie jego jej ich mu im nas was nam \
    wam się siebie sobie mój moja moje twój swój swoja swoje swoich nasz nasza wasz ta ci te tego tej temu \
    tym tych tymi tamten który która które których któremu którym którzy kto co jest są był była było były \
    być będzie będą został została zostały ma mają miał miała może mogą można trzeba nie tak też także już \
    jeszcze tylko bardzo bardziej więcej mniej tu tam teraz zawsze nigdy nic nikt coś ktoś każdy każda \
    każde wszystko wszyscy wszystkie inny inna inne sama to";

const RUSSIAN: &str = "и а но или либо да если что чтобы как так когда где куда откуда пока хотя потому \
    поэтому ибо будто словно в во на с со к ко у о об обо от до из за под над при про для без через между \
    перед после около против среди ради кроме я ты он она оно мы вы они меня тебя его ее нас вас их мне \
    тебе ему ей нам вам им ним ней них него нее мной тобой собой себя себе мой моя мое мое мои твой свой \
    своя свое свою своей своего своих наш наша наше наши ваш этот эта это эти этого этой этому этом этих \
    этим тот та те того той тому том тех тем который которая которое которые которого которой которых \
    котором кто чего кого кому чем весь вся все всех всего всем был была было были быть есть будет \
    будут бы не ни же ли ведь вот уже еще только лишь очень более менее также тоже там тут здесь теперь \
    тогда всегда никогда ничего никто что-то кто-то каждый каждая другой другие сам сама само сами может \
    можно нужно нельзя";

const UKRAINIAN: &str = "і й та але або чи якщо що щоб як коли де куди звідки поки хоча бо тому оскільки в \
    у на з із зі до від про для без через між перед після біля проти серед крім за під над при по я ти він \
    вона воно ми ви вони мене тебе його її нас вас їх мені тобі йому їй нам вам їм ним нею них мій моя моє \
    мої твій свій своя своє свої свого своєї своїх наш наша наше ваш цей ця це ці цього цієї цьому цих цим \
    той те ті того тієї тих який яка яке які якого якої яких яким хто чого кого кому чим весь вся все всі \
    всіх всього був була було були бути є буде будуть би б не ні же ж вже ще тільки лише дуже більш менш \
    також теж там тут тепер тоді завжди ніколи нічого ніхто щось хтось кожен кожна інший інші сам сама самі \
    може можна треба";
