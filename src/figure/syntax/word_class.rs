//! Word classes: parts of speech, and the roles of cue words.

/// A set of classes, with one bit for each.
pub type Classes = u128;

/// Declares the word classes, each with its name in `tables/words.txt` or `tables/cue_words.txt`.
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
    /// Shows that "cases" are cases of an illness.
    Illness = "illness",
    /// After a deed, makes it a matter for a court.
    Legal = "legal",
    /// Can come between a verb and the number that is its object.
    ObjectGap = "objectgap",
    /// An auxiliary that does not make the verb after it passive.
    ActiveAuxiliary = "activeauxiliary",
    /// A form of "claim", which kills only if its object is lives.
    ClaimVerb = "claimverb",
    /// "life" or "lives".
    Life = "life",
    /// A verb with people or things as its object.
    ThingVerb = "thingverb",
    /// Arms that a side can lose.
    Arms = "arms",
    /// A person or group that fights for a side.
    Fighter = "fighter",
    /// Adds the number after it to those before.
    Adding = "adding",
    /// A word at which a sentence turns to another subject.
    ClauseTurn = "clauseturn",
    /// A verb of a measure that does not hold for a second number.
    LooseVerb = "looseverb",
    /// A measure's verb without an object.
    Intransitive = "intransitive",
    /// A verb of saying inside a statement.
    Hearsay = "hearsay",
    /// The start of another clause.
    ClauseOpener = "clauseopener",
    /// People of no particular kind.
    AnyPerson = "anyperson",
    /// Links a number to a noun before it.
    Link = "link",
    /// A noun of counting.
    Toll = "toll",
    /// A thing that is damaged when hit.
    Property = "property",
    /// A verb of saying that can come before its source.
    InvertedSpeech = "invertedspeech",
    /// A verb that states something in any position.
    PlainSpeech = "plainspeech",
    /// Comes before an "-ing" form that has another subject.
    BeforeGerund = "beforegerund",
    /// Can come between a subject and its verb of saying.
    BeforeVerb = "beforeverb",
    /// A form of "be".
    Be = "be",
    /// A pronoun that can be a subject.
    SubjectPronoun = "subjectpronoun",
    /// Comes before a time expression.
    BeforeTime = "beforetime",
    /// Joins two parts of a name.
    NameLink = "namelink",
    /// Something that a source publishes.
    Publication = "publication",
    /// The "'s" of an owner.
    Possessive = "possessive",
    /// A person who speaks for others.
    Spokesman = "spokesman",
    /// A verb of saying whose day is also that of the figure.
    DatedSpeech = "datedspeech",
    /// An occasion for a statement.
    Occasion = "occasion",
    /// A moment by which something is dated.
    Moment = "moment",
    /// An event from which something is dated.
    Event = "event",
    /// A preposition before a time expression.
    TimePreposition = "timepreposition",
    /// A preposition before a length of time.
    SpanPreposition = "spanpreposition",
    /// Can come between a preposition and its date.
    BeforeDate = "beforedate",
    /// Selects one of several times.
    WhichTime = "whichtime",
    /// A word about war that does not name fighters.
    War = "war",
    /// Can come between a side and the noun of its losses.
    BesideSide = "besideside",
    /// A verb whose subject is a side with losses.
    SufferVerb = "sufferverb",
    /// A form of "belong".
    BelongVerb = "belongverb",
    /// A preposition that makes the side after it a place.
    PlacePreposition = "placepreposition",
    /// A word for others of the same kind: "more", "other".
    More = "more",
    /// A word with the ending of an adverb that is not one.
    NoAdverb = "noadverb",
    /// A state that counts people without a noun: "dead".
    Dead = "dead",
    /// A noun for a number, besides the nouns of counting.
    NumberNoun = "numbernoun",
    /// A noun for what happened, which names no people.
    Outcome = "outcome",
    /// A unit whose amounts hold at a certain time.
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
    /// An article or another word that opens a noun phrase.
    Determiner = "determiner",
    /// A conjunction.
    Conjunction = "conjunction",
    /// A pronoun.
    Pronoun = "pronoun",
    /// A form of "be", "have" or "do", or a modal verb.
    Auxiliary = "auxiliary",
    /// A verb or adverb that ends a noun phrase.
    Verb = "verb",
    /// A plural that does not end in s.
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
    /// A currency's code or name that can touch its amount.
    Code = "code",
    /// A nation, or its adjective or people.
    Nation = "nation",
    /// A verb of saying.
    Speech = "speech",
    /// A noun for a statement with a number.
    SpeechNoun = "speechnoun",
    /// The first word of a measure's phrase.
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
    /// After "two to one", makes it a ratio and not a vote.
    Share = "share",
    /// A verb that takes "over".
    OverVerb = "oververb",
    /// A verb that takes "up".
    UpVerb = "upverb",
    /// A place before "of" and the number of its inhabitants.
    InhabitedPlace = "inhabitedplace",
    /// A unit that adjectives can come before.
    PlainUnit = "plainunit",
    /// A word of quantity that is not a counted noun.
    Quantifier = "quantifier",
    /// Comes directly before a number that a source gives.
    GivingVerb = "givingverb",
    /// A word in "s" that is not a plural.
    Singular = "singular",
    /// Refers to several people or things named before.
    Anaphor = "anaphor",
    /// A plural that often describes another noun.
    Collective = "collective",
    /// A plural that follows another: "crew members".
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

    /// Makes the number before it a time of day.
    Clock = "clock",
    /// Makes the digits that it touches an ordinal.
    OrdinalEnd = "ordinalend",
    /// Comes before a decade of age.
    AgeLead = "agelead",
    /// Comes before an age without a unit.
    AgeVerb = "ageverb",
    /// Comes before the age that a person reaches.
    AgeTurn = "ageturn",
    /// A prefix that a hyphen joins to an amount.
    AmountPrefix = "amountprefix",
    /// A street, in an address.
    Road = "road",
    /// Comes before a year.
    YearLead = "yearlead",
    /// A plural that a year describes.
    YearNoun = "yearnoun",
    /// A word about a game or a vote.
    Contest = "contest",
    /// Makes the "one" after it a pronoun.
    OneLead = "onelead",
    /// A noun that "one-" counts.
    OneNoun = "onenoun",
    /// Makes the "one" after it an amount.
    OneBound = "onebound",
    /// Makes the "one" before it part of an idiom.
    OneIdiom = "oneidiom",
    /// Makes "scores of" results of games or tests.
    ScoreLead = "scorelead",
    /// Makes the "half" after it one of two.
    HalfLead = "halflead",
    /// After "half", makes it a fraction.
    HalfOf = "halfof",
    /// Something that metres measure.
    MetreNoun = "metrenoun",
    /// A unit of length beside which "m" means metres.
    Imperial = "imperial",
    /// A word about earthquakes.
    Quake = "quake",
    /// A base of prices that is not a unit.
    MoneyBase = "moneybase",
    /// A unit that "a" can make the base of a rate.
    RateBase = "ratebase",
    /// Makes the "over" after it mean "through".
    SpreadVerb = "spreadverb",
    /// A verb that takes an amount and states no change.
    TakesAmount = "takesamount",
    /// Can come between a verb of change and its number.
    ChangeLink = "changelink",
    /// An abbreviation that a name or a number follows.
    ShortForm = "shortform",
    /// Multiplies the number before it by twelve.
    Dozen = "dozen",
    /// Makes the "naught" after it part of an idiom.
    NoughtLead = "noughtlead",
}

/// The bits suffice for all classes.
const _: () = assert!(COUNT <= Classes::BITS as usize);

impl Class {
    /// Returns the bit of the class.
    pub const fn bit(self) -> Classes {
        1 << self as u64
    }
}
