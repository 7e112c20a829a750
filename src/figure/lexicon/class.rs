//! The parts that words can play, a bit each.

/// The classes of a word, a bit each.
pub type Classes = u128;

/// Declares the classes of words with the names they have in `tables/words.txt` and `tables/beside.txt`.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)+) => {
        /// What part a word can play.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Class { $($(#[$doc])* $name,)+ }

        impl Class {
            pub(super) fn named(word: &str) -> Option<Self> {
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
    ObjectGap = "object gap",
    /// Does not make the verb behind it a passive.
    ActiveAuxiliary = "active auxiliary",
    /// A form of claim, which lives are the object of.
    ClaimVerb = "claim verb",
    /// Life or lives.
    Life = "life",
    /// Does something to people, or to things.
    ThingVerb = "thing verb",
    /// Arms that a side loses.
    Arms = "arms",
    /// Who fights for a side.
    Fighter = "fighter",
    /// Makes the number behind it one more of those before.
    Adding = "adding",
    /// A sentence turns to something else there.
    Turn = "turn",
    /// A measure's verb that does not hold for a second number.
    LooseVerb = "loose verb",
    /// A measure's verb without an object.
    Intransitive = "intransitive",
    /// A verb of saying within what is said.
    Hearsay = "hearsay",
    /// Begins another clause.
    ClauseOpener = "clause opener",
    /// People of no kind.
    AnyPerson = "any person",
    /// Links a number to a noun before.
    Link = "link",
    /// A noun of counting.
    Toll = "toll",
    /// A thing that is damaged when hit.
    Property = "property",
    /// A verb of saying that may stand before the one who says it.
    Inverted = "inverted",
    /// Says something, wherever it stands.
    PlainlySaid = "plainly said",
    /// Before an -ing whose subject is another.
    BeforeGerund = "before gerund",
    /// May stand between a subject and its verb of saying.
    BeforeVerb = "before verb",
    /// A form of be.
    Be = "be",
    /// A pronoun that can be a subject.
    SubjectPronoun = "subject pronoun",
    /// Stands before words of time.
    BeforeTime = "before time",
    /// Joins the parts of a name.
    NameLink = "name link",
    /// Something that someone publishes.
    Publication = "publication",
    /// The "'s" of an owner.
    Possessive = "possessive",
    /// Speaks for others.
    Spokesman = "spokesman",
    /// A verb of saying whose day is the figure's too.
    DatedSpeech = "dated speech",
    /// Something at which someone says something.
    Occasion = "occasion",
    /// A moment that something is dated by.
    Moment = "moment",
    /// An event that something is dated from.
    Event = "event",
    /// A preposition before words of time.
    TimePreposition = "time preposition",
    /// A preposition before a length of time.
    SpanPreposition = "span preposition",
    /// May stand between a preposition and its date.
    BeforeDate = "before date",
    /// Says which of several times.
    WhichTime = "which time",
    /// Fights or is fought about, and is no one who fights.
    War = "war",
    /// May stand between a side and the noun of its losses.
    BesideSide = "beside side",
    /// Says that a side has losses.
    SufferVerb = "suffer verb",
    /// A form of belong.
    BelongVerb = "belong verb",
    /// Makes a side behind it a place.
    PlacePreposition = "place preposition",
    /// More of the same.
    More = "more",
    /// Ends as adverbs do, and is none.
    NoAdverb = "no adverb",
    /// Dead, of several.
    Dead = "dead",
    /// A noun for a number, beside those of counting.
    NumberNoun = "number noun",
    /// A noun of what befell people.
    Outcome = "outcome",
    /// A unit whose amounts hold at some time.
    DatedUnit = "dated unit",
    /// Tells what someone published.
    PublishVerb = "publish verb",
    /// Something that can be taken back.
    Withdrawable = "withdrawable",
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
    Weak = "weak",
    /// Looks like a verb, and describes a noun that follows.
    Attribute = "attribute",
    /// Looks like a verb, and is a plural noun behind a number.
    Deed = "deed",
    /// A plural that often describes another noun.
    Collective = "collective",
    /// A plural that follows another: "crew members".
    Follower = "follower",
    /// Begins a cardinal in words.
    Numeral = "numeral",
    /// Begins an amount that is no plain numeral.
    Amount = "amount",
    /// Begins words that say when.
    When = "when",
    /// A part of the year.
    Season = "season",
    /// A part of the day.
    DayPart = "daypart",
}

impl Class {
    /// Its bit.
    pub const fn bit(self) -> Classes {
        1 << self as u64
    }
}
