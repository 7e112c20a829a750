//! Word classes: parts of speech, and the roles of cue words.

/// A set of word classes, with one bit for each.
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
    /// A word that shows that the "cases" near it are cases of an illness: "confirmed cases".
    Illness = "illness",
    /// A word that makes a noun such as "murder" before it a legal term: "5 murder charges".
    Legal = "legal",
    /// A word that may come between a verb and its number: "killed up to 20", "killed at least 5".
    ObjectGap = "objectgap",
    /// An auxiliary that leaves the verb after it active: "has killed 20", unlike "were killed".
    ActiveAuxiliary = "activeauxiliary",
    /// A form of "claim", which means deaths only if its object is "lives": "claimed 20 lives".
    ClaimVerb = "claimverb",
    /// "life" or "lives", the object that makes a [`Self::ClaimVerb`] mean deaths.
    Life = "life",
    /// A verb for harming or saving people that can also take things as its object: "saved 3 goals", "hit 5 targets".
    ThingVerb = "thingverb",
    /// A word for military equipment that is counted like people, because a side can lose it: "lost 20 tanks".
    Arms = "arms",
    /// A word for people who fight for a side: "lost 20 soldiers".
    Fighter = "fighter",
    /// A word that adds the number after it to the object of an earlier verb: "killed ten, including two boys".
    Adding = "adding",
    /// A word that starts a clause with another subject: "20 died while 5 escaped".
    ClauseTurn = "clauseturn",
    /// A measure word that is too vague to apply to a second number: "lost", "hospital".
    LooseVerb = "looseverb",
    /// A measure verb that needs no auxiliary to apply to the number before it: "20 people in the area died".
    Intransitive = "intransitive",
    /// A verb of saying that does not end the number's clause: "20 people reported killed".
    Hearsay = "hearsay",
    /// A word that starts another clause. The verb of that clause does not apply to an earlier number: "20 fled before
    /// troops died".
    ClauseOpener = "clauseopener",
    /// A word for people in general. If a number counts it, an earlier noun may still state the measure: "deaths rose
    /// to 20 people".
    AnyPerson = "anyperson",
    /// A word or sign that links the number after it to an earlier noun: "deaths stood at 20".
    Link = "link",
    /// A noun for a count: "death toll", "casualty count".
    Toll = "toll",
    /// A word for a thing that is damaged, not wounded, when it is hit: "hit 5 houses".
    Property = "property",
    /// A verb of saying that may come between a quotation and its source: "…, said the ministry".
    InvertedSpeech = "invertedspeech",
    /// A verb of saying that may come before its source even without a quotation: "said the ministry".
    PlainSpeech = "plainspeech",
    /// A preposition before the "-ing" form of a verb of saying. It shows that the subject of the sentence is not the
    /// source: "after saying".
    BeforeGerund = "beforegerund",
    /// A word that may come between a source and its verb: "the ministry has also said".
    BeforeVerb = "beforeverb",
    /// A form of "be", which may come before an "-ing" form: "officials were saying".
    Be = "be",
    /// A pronoun that may be a source: "he said". It refers to a person named earlier.
    SubjectPronoun = "subjectpronoun",
    /// A word that starts a time expression between a subject and its verb: "a report earlier this week said".
    BeforeTime = "beforetime",
    /// A word that joins two parts of a name or an office: "Ministry of Defence".
    NameLink = "namelink",
    /// A word for something that a source publishes: "data from X", "X's website".
    Publication = "publication",
    /// The possessive ending "'s": "Russia's losses".
    Possessive = "possessive",
    /// A word for a person who speaks for others: "a spokesman". It refers to the last person named before it.
    Spokesman = "spokesman",
    /// A reporting verb whose date also dates the figure: "20 deaths were reported on Monday".
    DatedSpeech = "datedspeech",
    /// A word that shows that a date is only the date of the statement: "a statement on Monday".
    Occasion = "occasion",
    /// A noun that forms a time expression after "at the": "at the height of the war".
    Moment = "moment",
    /// A noun that forms a time expression after "since the": "since the outbreak".
    Event = "event",
    /// A preposition before a date: "in March", "by Friday".
    TimePreposition = "timepreposition",
    /// A preposition before a length of time: "over the last five days".
    SpanPreposition = "spanpreposition",
    /// A word that may come between a preposition and its date: "in early March".
    BeforeDate = "beforedate",
    /// A word that selects one of several times: "in the first five days".
    WhichTime = "whichtime",
    /// A word, other than a [`Self::Fighter`], that shows that a side's people are counted: "Russian casualties".
    War = "war",
    /// A word that may come between a side's name and the noun for its losses: "Russian combat deaths".
    BesideSide = "besideside",
    /// A verb whose subject is a side and whose object is its losses: "Ukraine suffered 200 casualties".
    SufferVerb = "sufferverb",
    /// A form of "belong", before the side that owns what is counted: "bodies belonging to Ukraine".
    BelongVerb = "belongverb",
    /// A preposition that makes the side named after it a place: "20 people in Ukraine".
    PlacePreposition = "placepreposition",
    /// A word for more of what was counted before: "20 more of them", "five other men".
    More = "more",
    /// A word that ends in "-ly" but is not an adverb: "family".
    NoAdverb = "noadverb",
    /// A word for a state that is itself the counted noun if no noun follows it: "three dead".
    Dead = "dead",
    /// A noun for a number: "a lower number, of 1,500". "Toll" and similar nouns belong to [`Self::Toll`].
    NumberNoun = "numbernoun",
    /// A noun for an event, not for people. In "200 deaths. Another 5 were hurt", the 5 does not count deaths.
    Outcome = "outcome",
    /// A unit whose amounts may have a date: "5 percent in May".
    DatedUnit = "datedunit",
    /// A word about publishing: "The paper published a toll". A later sentence may retract what was published.
    PublishVerb = "publishverb",
    /// A noun for a report or number that can be retracted: "That figure was quickly deleted".
    Retractable = "retractable",
    /// The name of a month or its abbreviation: "March", "Sept".
    Month = "month",
    /// The name of a day of the week or its abbreviation: "Monday", "Tue".
    Weekday = "weekday",
    /// A preposition, or an adverb that ends a noun phrase in the same way: "of", "in", "nationwide".
    Preposition = "preposition",
    /// A word that starts a noun phrase: "the", "its", "every".
    Determiner = "determiner",
    /// A word that joins clauses or noun phrases: "and", "because", "that".
    Conjunction = "conjunction",
    /// A pronoun, or a word that is used like one: "he", "someone", "there".
    Pronoun = "pronoun",
    /// A form of "be", "have" or "do", or a modal verb: "was", "hasn't", "could".
    Auxiliary = "auxiliary",
    /// A modal verb: "could", "would".
    Modal = "modal",
    /// A verb, adverb or comparative that ends a noun phrase: "told", "away", "larger".
    Verb = "verb",
    /// A plural, usually one that does not end in "s", or a word that is used like one: "people", "wounded".
    Plural = "plural",
    /// A word for one or several people: "soldiers", "victim", "residents".
    Person = "person",
    /// A superlative, or a word that is used like one: "worst", "largest", "main", "only".
    Superlative = "superlative",
    /// An ordinal number in words: "first", "twelfth".
    Ordinal = "ordinal",
    /// An adjective that may come between a number and its noun: "20 young men".
    Adjective = "adjective",
    /// A title or office before a name: "Gen. Milley", "Mayor Doe".
    Title = "title",
    /// A word that states a time without a preposition: "yesterday", "currently".
    TimeWord = "timeword",
    /// A form of "lose": "Ukraine lost 20 tanks".
    LoseVerb = "loseverb",
    /// A word for a group that fights or is treated as a side: "Hamas", "separatists".
    Group = "group",
    /// The code or short name of a currency: "USD 5 million".
    Code = "code",
    /// A noun or adjective for a nation or its people: "Ukraine", "Ukrainian".
    Nation = "nation",
    /// A verb of saying: "said", "reported".
    Speech = "speech",
    /// A noun for a statement that may give a number: "an estimate by the ministry".
    SpeechNoun = "speechnoun",
    /// The first word of a phrase that states a measure: "killed", "lost their lives".
    Measure = "measure",
    /// The first word of a unit: "km", "square metres".
    Unit = "unit",
    /// A unit of time: "day", "decade".
    Time = "time",
    /// A word for a person, body or document that may state a number: "officials", "police", "a study".
    Agent = "agent",
    /// A word for an office or body whose name may continue with "of" or "for": "Ministry of Defence".
    Institution = "institution",
    /// A verb of saying that more often has another meaning: "found", "recorded", "expects".
    WeakSpeech = "weakspeech",
    /// A word that looks like a verb but describes the noun after it: "20 used cars".
    AttributiveVerb = "attributiveverb",
    /// A word that looks like a verb but is a plural noun after a number: "20 runs", "5 attempted moves".
    DeedNoun = "deednoun",
    /// A word that makes the "two-to-one" before it a ratio rather than a vote: "a two-to-one margin".
    Share = "share",
    /// A verb that forms a phrasal verb with an "over" before a number: "turned over five prisoners".
    OverVerb = "oververb",
    /// A verb that forms a phrasal verb with an "up" before a number, so that the "up" is not a rise: "gave up 500
    /// yards".
    UpVerb = "upverb",
    /// A word for a place, whose population may follow "of": "a town of 20,000".
    InhabitedPlace = "inhabitedplace",
    /// A unit that adjectives may separate from its number: "10 consecutive days", "517 rushing yards".
    PlainUnit = "plainunit",
    /// A quantity word that is not a counted noun: "one of several".
    Quantifier = "quantifier",
    /// A verb that can come directly before the number that a source states: "The ministry says 58".
    GivingVerb = "givingverb",
    /// A word that ends in "s" but is not a plural: "gas", "news".
    Singular = "singular",
    /// A pronoun for several people or things mentioned before: "20 of them".
    Anaphor = "anaphor",
    /// A plural that often describes another noun: "20 crew members", "5 police officers".
    Collective = "collective",
    /// A plural that another noun may describe: "crew members", "police officers".
    Follower = "follower",
    /// The first word of a number in words: "twenty thousand".
    Numeral = "numeral",
    /// The first word of an amount that is not a plain numeral: "several hundred", "a few".
    Amount = "amount",
    /// The first word of a time expression: "since March", "last week".
    TimeOpener = "timeopener",
    /// A season of the year: "spring", "autumn".
    Season = "season",
    /// A part of the day: "morning", "night".
    DayPart = "daypart",

    /// A word after a number that makes it a time of day: "2 p.m.", "1500 GMT".
    Clock = "clock",
    /// An ending that makes the digits before it an ordinal: "19th".
    OrdinalEnd = "ordinalend",
    /// A word before an age given as a decade: "in his 20s", "her late forties".
    AgeLead = "agelead",
    /// A word before an age without a unit: "he was 42".
    AgeVerb = "ageverb",
    /// A verb before the age that a person reaches: "turned 18".
    AgeTurn = "ageturn",
    /// A noun for people of one sex or age: "women", "children".
    PersonKind = "personkind",
    /// A noun for one person, whose age may follow a comma: "a man, 42,".
    AgedNoun = "agednoun",
    /// A prefix that a hyphen joins to an amount: "now-18", "minus-5".
    AmountPrefix = "amountprefix",
    /// A word for a street. A number before the name of a street is a house number: "575 High Road".
    Road = "road",
    /// A word before a year: "in 1999", "early 2000".
    YearLead = "yearlead",
    /// A plural that a year describes rather than counts: "2016 elections".
    YearNoun = "yearnoun",
    /// A word about a game or a vote. Two joined numbers near it are a result: "won 3-1".
    Contest = "contest",
    /// A word that makes the "one" after it a pronoun: "no one", "this one".
    OneLead = "onelead",
    /// A noun that "one-" counts: "a one-bedroom flat", unlike "one-sided".
    OneNoun = "onenoun",
    /// A word that makes the "one" after it a count: "at least one in the", "killing one on".
    OneBound = "onebound",
    /// A word that forms an idiom with the "one" before it: "one day", "one thing".
    OneIdiom = "oneidiom",
    /// A word that makes the "scores" after it results of games or tests: "test scores of".
    ScoreLead = "scorelead",
    /// A word that makes the "half" after it one of two halves: "the latter half".
    HalfLead = "halflead",
    /// A word that makes the "half" before it a fraction: "half of", "half their".
    HalfOf = "halfof",
    /// A word that makes the "5m" before it metres rather than millions: "5m high".
    MetreNoun = "metrenoun",
    /// A unit of length that makes the "5m" next to it metres: "5m (16 ft)".
    Imperial = "imperial",
    /// A word about earthquakes. It makes a nearby number with one decimal a magnitude: "the 7.8 quake".
    Quake = "quake",
    /// A noun, other than a unit, for which a price can be stated: "$5 per share".
    MoneyBase = "moneybase",
    /// A unit that can follow "a" in a rate: "$80 a barrel".
    RateBase = "ratebase",
    /// A verb that makes the "over" after it mean "during": "spread over 20 years".
    SpreadVerb = "spreadverb",
    /// A verb that takes an amount as its object but does not state a rise or fall: "raised $5 million".
    TakesAmount = "takesamount",
    /// A word that may come between a verb of change and its number: "rose by 5", "grew a further 5".
    ChangeLink = "changelink",
    /// An abbreviation before a name or number, whose dot does not end a sentence: "Gen. Milley", "approx. 50".
    ShortForm = "shortform",
    /// A word that multiplies the number before it by twelve: "three dozen".
    Dozen = "dozen",
    /// A word that makes the "naught" after it part of an idiom: "all for naught".
    NoughtLead = "noughtlead",
}

/// Each class needs one bit.
const _: () = assert!(COUNT <= Classes::BITS as usize);

impl Class {
    /// Returns the bit of the class.
    pub const fn bit(self) -> Classes {
        1 << self as u64
    }
}
