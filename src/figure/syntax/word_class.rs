//! Word classes: parts of speech, and the roles of cue words.

/// The classes of a word, a bit each.
pub type Classes = u128;

/// Declares the classes of words with the names they have in `tables/words.txt` and `tables/cue_words.txt`.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)+) => {
        /// What part a word can play.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Class { $($(#[$doc])* $name,)+ }

        /// How many there are.
        const COUNT: usize = [$(Class::$name,)+].len();

        impl Class {
            pub(super) fn from_name(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

classes! {
    /// Says that cases are those of an illness.
    Illness = "illness",
    /// Behind a deed: it is a court's matter.
    Legal = "legal",
    /// May stand between a verb and its object's number.
    ObjectGap = "objectgap",
    /// Does not make the verb behind it a passive.
    ActiveAuxiliary = "activeauxiliary",
    /// A form of claim, which lives are the object of.
    ClaimVerb = "claimverb",
    /// Life or lives.
    Life = "life",
    /// Does something to people, or to things.
    ThingVerb = "thingverb",
    /// Arms that a side loses.
    Arms = "arms",
    /// Who fights for a side.
    Fighter = "fighter",
    /// Makes the number behind it one more of those before.
    Adding = "adding",
    /// A sentence turns to something else there.
    ClauseTurn = "clauseturn",
    /// A measure's verb that does not hold for a second number.
    LooseVerb = "looseverb",
    /// A measure's verb without an object.
    Intransitive = "intransitive",
    /// A verb of saying within what is said.
    Hearsay = "hearsay",
    /// Begins another clause.
    ClauseOpener = "clauseopener",
    /// People of no kind.
    AnyPerson = "anyperson",
    /// Links a number to a noun before.
    Link = "link",
    /// A noun of counting.
    Toll = "toll",
    /// A thing that is damaged when hit.
    Property = "property",
    /// A verb of saying that may stand before the one who says it.
    InvertedSpeech = "invertedspeech",
    /// Says something, wherever it stands.
    PlainSpeech = "plainspeech",
    /// Before an -ing whose subject is another.
    BeforeGerund = "beforegerund",
    /// May stand between a subject and its verb of saying.
    BeforeVerb = "beforeverb",
    /// A form of be.
    Be = "be",
    /// A pronoun that can be a subject.
    SubjectPronoun = "subjectpronoun",
    /// Stands before words of time.
    BeforeTime = "beforetime",
    /// Joins the parts of a name.
    NameLink = "namelink",
    /// Something that someone publishes.
    Publication = "publication",
    /// The "'s" of an owner.
    Possessive = "possessive",
    /// Speaks for others.
    Spokesman = "spokesman",
    /// A verb of saying whose day is the figure's too.
    DatedSpeech = "datedspeech",
    /// Something at which someone says something.
    Occasion = "occasion",
    /// A moment that something is dated by.
    Moment = "moment",
    /// An event that something is dated from.
    Event = "event",
    /// A preposition before words of time.
    TimePreposition = "timepreposition",
    /// A preposition before a length of time.
    SpanPreposition = "spanpreposition",
    /// May stand between a preposition and its date.
    BeforeDate = "beforedate",
    /// Says which of several times.
    WhichTime = "whichtime",
    /// Fights or is fought about, and is no one who fights.
    War = "war",
    /// May stand between a side and the noun of its losses.
    BesideSide = "besideside",
    /// Says that a side has losses.
    SufferVerb = "sufferverb",
    /// A form of belong.
    BelongVerb = "belongverb",
    /// Makes a side behind it a place.
    PlacePreposition = "placepreposition",
    /// More of the same.
    More = "more",
    /// Ends as adverbs do, and is none.
    NoAdverb = "noadverb",
    /// Dead, of several.
    Dead = "dead",
    /// A noun for a number, beside those of counting.
    NumberNoun = "numbernoun",
    /// A noun of what befell people.
    Outcome = "outcome",
    /// A unit whose amounts hold at some time.
    DatedUnit = "datedunit",
    /// Tells what someone published.
    PublishVerb = "publishverb",
    /// Something that can be taken back.
    Retractable = "retractable",
    /// A month.
    Month = "month",
    /// A day of the week.
    Weekday = "weekday",
    /// A preposition.
    Preposition = "preposition",
    /// An article or another word that opens a noun phrase.
    Determiner = "determiner",
    /// A word that joins clauses.
    Conjunction = "conjunction",
    /// A pronoun.
    Pronoun = "pronoun",
    /// A form of be, have, do, or a modal verb.
    Auxiliary = "auxiliary",
    /// A verb or adverb that ends a noun phrase.
    Verb = "verb",
    /// A plural that does not end in s.
    Plural = "plural",
    /// Someone.
    Person = "person",
    /// A superlative.
    Superlative = "superlative",
    /// An ordinal number.
    Ordinal = "ordinal",
    /// An adjective that may stand between a number and its noun.
    Adjective = "adjective",
    /// A title or office before a name.
    Title = "title",
    /// A word that says when.
    TimeWord = "timeword",
    /// A form of lose.
    LoseVerb = "loseverb",
    /// A group that fights or counts as a side.
    Group = "group",
    /// A currency's code or name that may touch its amount.
    Code = "code",
    /// A nation, or of a nation.
    Nation = "nation",
    /// Someone says something.
    Speech = "speech",
    /// What someone gives when saying a number.
    SpeechNoun = "speechnoun",
    /// May begin a measure's word.
    Measure = "measure",
    /// May begin a unit.
    Unit = "unit",
    /// A unit of time.
    Time = "time",
    /// Someone who can say a number.
    Agent = "agent",
    /// An office or body that "of" and "for" belong to.
    Institution = "institution",
    /// A verb of saying that is more often something else.
    WeakSpeech = "weakspeech",
    /// Looks like a verb, and describes a noun that follows.
    AttributiveVerb = "attributiveverb",
    /// Looks like a verb, and is a plural noun behind a number.
    DeedNoun = "deednoun",
    /// Behind "two to one": what is so divided.
    Share = "share",
    /// A verb that "over" belongs to.
    OverVerb = "oververb",
    /// A verb that "up" belongs to.
    UpVerb = "upverb",
    /// A place of which a number says how many live there.
    InhabitedPlace = "inhabitedplace",
    /// A unit that adjectives may stand before.
    PlainUnit = "plainunit",
    /// Says how many and is no noun.
    Quantifier = "quantifier",
    /// Directly before a number that someone gives.
    GivingVerb = "givingverb",
    /// Ends in s and is no plural.
    Singular = "singular",
    /// Stands for several named before.
    Anaphor = "anaphor",
    /// A plural that often describes another noun.
    Collective = "collective",
    /// A plural that follows another: "crew members".
    Follower = "follower",
    /// Begins a cardinal in words.
    Numeral = "numeral",
    /// Begins an amount that is no plain numeral.
    Amount = "amount",
    /// Begins words that say when.
    TimeOpener = "timeopener",
    /// A part of the year.
    Season = "season",
    /// A part of the day.
    DayPart = "daypart",

    /// Makes a time of day of the number before it.
    Clock = "clock",
    /// Makes an ordinal of the digits that it touches.
    OrdinalEnd = "ordinalend",
    /// Stands before ten years of age.
    AgeLead = "agelead",
    /// Stands before an age that has no unit.
    AgeVerb = "ageverb",
    /// Before the age that someone reaches.
    AgeTurn = "ageturn",
    /// Joined to an amount by a hyphen.
    AmountPrefix = "amountprefix",
    /// A street, in an address.
    Road = "road",
    /// Stands before a year.
    YearLead = "yearlead",
    /// A plural that years describe.
    YearNoun = "yearnoun",
    /// Tells of a game or a vote.
    Contest = "contest",
    /// Makes a pronoun of the "one" behind it.
    OneLead = "onelead",
    /// Counted by "one-".
    OneNoun = "onenoun",
    /// Makes an amount of the "one" behind it.
    OneBound = "onebound",
    /// Makes an idiom of the "one" before it.
    OneIdiom = "oneidiom",
    /// Makes results of "scores of".
    ScoreLead = "scorelead",
    /// Makes one of two of the "half" behind it.
    HalfLead = "halflead",
    /// What "half" is of.
    HalfOf = "halfof",
    /// Measured by metres.
    MetreNoun = "metrenoun",
    /// A unit of length beside which "m" is metres.
    Imperial = "imperial",
    /// Tells of an earthquake.
    Quake = "quake",
    /// What money is counted by beside units.
    MoneyBase = "moneybase",
    /// A unit that "a" makes the base of a rate.
    RateBase = "ratebase",
    /// Makes "through" of the "over" behind it.
    SpreadVerb = "spreadverb",
    /// Takes an amount and says nothing of a change.
    TakesAmount = "takesamount",
    /// May stand between a verb of change and its number.
    ChangeLink = "changelink",
    /// A short form that a name or a number follows.
    ShortForm = "shortform",
    /// Twelve times the number before it.
    Dozen = "dozen",
    /// Makes an idiom of the "naught" behind it.
    NoughtLead = "noughtlead",
}

/// Each class has a bit.
const _: () = assert!(COUNT <= Classes::BITS as usize);

impl Class {
    /// Its bit.
    pub const fn bit(self) -> Classes {
        1 << self as u64
    }
}
