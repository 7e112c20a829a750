//! Word classes: parts of speech, and the roles of cue words.

/// A set of word classes, with one bit for each.
pub type Classes = u128;

/// Declares the word classes and their names in `tables/words.txt` and `tables/cue_words.txt`.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)+) => {
        /// A part of speech, or the role of a cue word.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Class { $($(#[$doc])* $name,)+ }

        /// The number of classes.
        const COUNT: usize = [$(Class::$name,)+].len();

        impl Class {
            pub(super) fn from_name(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

classes! {
    /// A word near which "cases" are cases of an illness.
    Illness = "illness",
    /// A word after "murder" or the like that makes it a legal matter.
    Legal = "legal",
    /// A word that can come between a verb and the number that is its object.
    ObjectGap = "objectgap",
    /// An auxiliary that does not make the verb after it passive.
    ActiveAuxiliary = "activeauxiliary",
    /// A form of "claim", which means deaths only if its object is "lives".
    ClaimVerb = "claimverb",
    /// "life" or "lives".
    Life = "life",
    /// A verb that harms or saves people, but can have other objects too.
    ThingVerb = "thingverb",
    /// Arms that a side can lose.
    Arms = "arms",
    /// A person or group that fights for a side.
    Fighter = "fighter",
    /// A word that adds the number after it to an earlier one.
    Adding = "adding",
    /// A word at which a sentence turns to another subject.
    ClauseTurn = "clauseturn",
    /// A measure verb that is too vague to apply to a second number.
    LooseVerb = "looseverb",
    /// A measure verb that needs no auxiliary.
    Intransitive = "intransitive",
    /// A verb of saying after which the number's clause continues.
    Hearsay = "hearsay",
    /// A word that starts another clause.
    ClauseOpener = "clauseopener",
    /// A word for people of no particular kind.
    AnyPerson = "anyperson",
    /// A word that links a number to a noun before it.
    Link = "link",
    /// A counting noun: "toll".
    Toll = "toll",
    /// A thing that is damaged when hit.
    Property = "property",
    /// A verb of saying that can come before its source.
    InvertedSpeech = "invertedspeech",
    /// A verb of saying that can come before its source without a quotation.
    PlainSpeech = "plainspeech",
    /// A word before an "-ing" form that has another subject.
    BeforeGerund = "beforegerund",
    /// A word that can come between a subject and its verb of saying.
    BeforeVerb = "beforeverb",
    /// A form of "be".
    Be = "be",
    /// A pronoun that can be a subject.
    SubjectPronoun = "subjectpronoun",
    /// A word that can come before a time expression.
    BeforeTime = "beforetime",
    /// A word that joins two parts of a name.
    NameLink = "namelink",
    /// Something that a source publishes.
    Publication = "publication",
    /// The possessive ending "'s".
    Possessive = "possessive",
    /// A person who speaks for others.
    Spokesman = "spokesman",
    /// A verb of saying whose day is also that of the figure.
    DatedSpeech = "datedspeech",
    /// A word for the occasion of a statement.
    Occasion = "occasion",
    /// A noun in time expressions such as "at the height of the war".
    Moment = "moment",
    /// A noun in time expressions such as "since the outbreak".
    Event = "event",
    /// A preposition before a time expression.
    TimePreposition = "timepreposition",
    /// A preposition before a length of time.
    SpanPreposition = "spanpreposition",
    /// A word that can come between a preposition and its date.
    BeforeDate = "beforedate",
    /// A word that selects one of several times.
    WhichTime = "whichtime",
    /// A word about war that does not denote fighters.
    War = "war",
    /// A word that can come between a side's name and the noun for its losses.
    BesideSide = "besideside",
    /// A verb whose subject is a side with losses.
    SufferVerb = "sufferverb",
    /// A form of "belong".
    BelongVerb = "belongverb",
    /// A preposition that makes the side named after it a place.
    PlacePreposition = "placepreposition",
    /// A word for others of the same kind: "more", "other".
    More = "more",
    /// A word in "-ly" that is not an adverb.
    NoAdverb = "noadverb",
    /// A state that can be the counted noun: "dead".
    Dead = "dead",
    /// A noun that refers to a number, besides counting nouns.
    NumberNoun = "numbernoun",
    /// A noun for an event or outcome, which does not denote people.
    Outcome = "outcome",
    /// A unit whose amounts can be dated.
    DatedUnit = "datedunit",
    /// A verb of publishing.
    PublishVerb = "publishverb",
    /// A report or figure that can be retracted.
    Retractable = "retractable",
    /// A month.
    Month = "month",
    /// A day of the week.
    Weekday = "weekday",
    /// A preposition.
    Preposition = "preposition",
    /// An article or another word that starts a noun phrase.
    Determiner = "determiner",
    /// A conjunction.
    Conjunction = "conjunction",
    /// A pronoun.
    Pronoun = "pronoun",
    /// A form of "be", "have" or "do", or a modal verb.
    Auxiliary = "auxiliary",
    /// A verb or adverb that ends a noun phrase.
    Verb = "verb",
    /// A noun that is always plural or has an irregular plural.
    Plural = "plural",
    /// A person.
    Person = "person",
    /// A superlative.
    Superlative = "superlative",
    /// An ordinal number.
    Ordinal = "ordinal",
    /// An adjective that can come between a number and its noun.
    Adjective = "adjective",
    /// A title or office before a name.
    Title = "title",
    /// A word that states a time.
    TimeWord = "timeword",
    /// A form of "lose".
    LoseVerb = "loseverb",
    /// A group that fights or is counted as a side.
    Group = "group",
    /// A code or short name of a currency.
    Code = "code",
    /// A word for a nation or its people.
    Nation = "nation",
    /// A verb of saying.
    Speech = "speech",
    /// A noun for a statement with a number.
    SpeechNoun = "speechnoun",
    /// The first word of a measure phrase.
    Measure = "measure",
    /// The first word of a unit.
    Unit = "unit",
    /// A unit of time.
    Time = "time",
    /// A person or body that can state a number.
    Agent = "agent",
    /// An office or body whose name continues with "of" or "for".
    Institution = "institution",
    /// A verb of saying that more often has another meaning.
    WeakSpeech = "weakspeech",
    /// A word that looks like a verb but describes the noun after it.
    AttributiveVerb = "attributiveverb",
    /// A word that looks like a verb but is a plural noun after a number.
    DeedNoun = "deednoun",
    /// A word after "two to one" that makes it a ratio and not a vote.
    Share = "share",
    /// A verb that takes "over".
    OverVerb = "oververb",
    /// A verb that takes "up".
    UpVerb = "upverb",
    /// A word for a place, before "of" and the number of inhabitants.
    InhabitedPlace = "inhabitedplace",
    /// A unit that adjectives can come before.
    PlainUnit = "plainunit",
    /// A word of quantity that is not a counted noun.
    Quantifier = "quantifier",
    /// A verb directly before a number that a source gives.
    GivingVerb = "givingverb",
    /// A word that ends in "s" but is not a plural.
    Singular = "singular",
    /// A pronoun for several people or things named before.
    Anaphor = "anaphor",
    /// A plural that often describes another noun.
    Collective = "collective",
    /// A plural that follows another one: "crew members".
    Follower = "follower",
    /// The first word of a cardinal in words.
    Numeral = "numeral",
    /// The first word of an amount that is not a plain numeral.
    Amount = "amount",
    /// The first word of a time expression.
    TimeOpener = "timeopener",
    /// A part of the year.
    Season = "season",
    /// A part of the day.
    DayPart = "daypart",

    /// A word after a number that makes it a time of day.
    Clock = "clock",
    /// An ending that makes the digits before it an ordinal.
    OrdinalEnd = "ordinalend",
    /// A word before a decade of age.
    AgeLead = "agelead",
    /// A word before an age without a unit.
    AgeVerb = "ageverb",
    /// A verb before the age that a person reaches.
    AgeTurn = "ageturn",
    /// A prefix that a hyphen joins to an amount.
    AmountPrefix = "amountprefix",
    /// A word for a street, in an address.
    Road = "road",
    /// A word before a year.
    YearLead = "yearlead",
    /// A plural that a year before it describes.
    YearNoun = "yearnoun",
    /// A word about a game or a vote.
    Contest = "contest",
    /// A word that makes the "one" after it a pronoun.
    OneLead = "onelead",
    /// A noun that "one-" counts.
    OneNoun = "onenoun",
    /// A word that makes the "one" after it an amount.
    OneBound = "onebound",
    /// A word that forms an idiom with the "one" before it.
    OneIdiom = "oneidiom",
    /// A word that makes the "scores of" after it results of games or tests.
    ScoreLead = "scorelead",
    /// A word that makes the "half" after it one of two halves.
    HalfLead = "halflead",
    /// A word that makes the "half" before it a fraction.
    HalfOf = "halfof",
    /// A word after "5m" that makes it metres.
    MetreNoun = "metrenoun",
    /// A unit of length beside which "m" means metres.
    Imperial = "imperial",
    /// A word about earthquakes.
    Quake = "quake",
    /// The base of a price that is not a unit.
    MoneyBase = "moneybase",
    /// A unit that "a" can make the base of a rate.
    RateBase = "ratebase",
    /// A verb that makes the "over" after it mean "during".
    SpreadVerb = "spreadverb",
    /// A verb that takes an amount and states no change.
    TakesAmount = "takesamount",
    /// A word that can come between a verb of change and its number.
    ChangeLink = "changelink",
    /// An abbreviation before a name or number, whose dot does not end a sentence.
    ShortForm = "shortform",
    /// A word that multiplies the number before it by twelve.
    Dozen = "dozen",
    /// A word that makes the "naught" after it part of an idiom.
    NoughtLead = "noughtlead",
}

/// Each class needs a bit of its own.
const _: () = assert!(COUNT <= Classes::BITS as usize);

impl Class {
    /// Returns the bit of the class.
    pub const fn bit(self) -> Classes {
        1 << self as u64
    }
}
