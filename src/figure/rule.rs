//! The names of the rules whose answers are candidates for the models of `facts`.
//!
//! `search extract --explain` prints the names, and features in `facts/weights.txt` contain them. Train the models
//! again after changing a name.

/// The measure is a word of the noun phrase that the number counts: "20 deaths".
pub const COUNTED_NOUN: &str = "the counted noun states it";
/// The measure is a state next to the number: "seven missing sailors".
pub const STATE: &str = "a state next to the number";
/// The measure is a verb whose object the number counts: "killed 20".
pub const OBJECT_OF_VERB: &str = "the object of a verb";
/// The measure is a verb before another number in the same list: "killed 20 soldiers and 5 civilians".
pub const LATER_OBJECT: &str = "a later object of the same verb";
/// The measure is a verb whose subject the number counts: "20 were killed".
pub const SUBJECT_OF_VERB: &str = "the subject of a verb";
/// The measure is a noun that "of" joins to the number: "the deaths of 20 men".
pub const NOUN_WITH_OF: &str = "a noun with \"of\" before the number";
/// The measure is a noun whose amount the number states: "deaths stood at 20".
pub const NOUN_BEFORE: &str = "the noun whose amount the number states";
/// The measure is a verb in a clause with "how many": "how many were killed: 20".
pub const HOW_MANY: &str = "a verb after \"how many\"";
/// The measure is a word in a phrase with "number of": "the number of people arrested rose to 640".
pub const NUMBER_OF: &str = "a word after \"number of\"";
/// The measure is a label before the number: "Wounded: 40".
pub const LABEL: &str = "the label of the number";
/// The fact is inherited from the number before.
pub const SAME_AS_BEFORE: &str = "same as the number before";

/// The owner is named in the noun phrase of the number: "20 Russian soldiers".
pub const SIDE_IN_PHRASE: &str = "named in what is counted";
/// The owner is named beside the noun before the number: "Russian losses stood at 20".
pub const SIDE_BESIDE_NOUN: &str = "named beside the noun before the number";
/// The owner is the side that a possessive pronoun refers to: "20 of its soldiers".
pub const OWNER_OF_ITS: &str = "the side that \"its\" refers to";
/// The owner is named after a phrase such as "casualties among".
pub const SIDE_AFTER_AMONG: &str = "named after \"among\"";
/// The owner is the subject of a verb of loss: "Russia lost 20 soldiers".
pub const LOSER: &str = "the side that lost them";
/// The owner is named after the noun phrase of the number: "20 soldiers of Ukraine".
pub const SIDE_AFTER_PHRASE: &str = "named after what is counted";
/// The owner is named after a form of "belong".
pub const SIDE_AFTER_BELONG: &str = "the side that they belong to";
/// The owner is the same as for the number before, because this number continues its count.
pub const SAME_OWNER: &str = "same owner as the number before";
/// The owner is the only side in a sentence about fighting.
pub const ONLY_SIDE: &str = "the only side named in the sentence";
/// The owner is a side whose people the previous sentence names.
pub const SIDE_BEFORE: &str = "the side named in the sentence before";

/// The source is the subject of a verb of saying, or named after a phrase such as "according to".
pub const BY_WORD: &str = "attributed by this word";
/// The source is what a pronoun or a title such as "the spokesman" refers to.
pub const BY_REFERENCE: &str = "named earlier; this sentence uses a pronoun or a title";
/// The source is the speaker of a quotation that began in another sentence.
pub const SPEAKER: &str = "the speaker of the quotation";
/// The source is the same as in the previous sentence, because this sentence continues its report.
pub const SAME_SOURCE: &str = "same source as in the sentence before";

/// The time expression is the one nearest to the number.
pub const NEAREST_TIME: &str = "the nearest time expression";

/// All rules in this file.
#[cfg(test)]
pub const ALL: [&str; 26] = [
    COUNTED_NOUN,
    STATE,
    OBJECT_OF_VERB,
    LATER_OBJECT,
    SUBJECT_OF_VERB,
    NOUN_WITH_OF,
    NOUN_BEFORE,
    HOW_MANY,
    NUMBER_OF,
    LABEL,
    SAME_AS_BEFORE,
    SIDE_IN_PHRASE,
    SIDE_BESIDE_NOUN,
    OWNER_OF_ITS,
    SIDE_AFTER_AMONG,
    LOSER,
    SIDE_AFTER_PHRASE,
    SIDE_AFTER_BELONG,
    SAME_OWNER,
    ONLY_SIDE,
    SIDE_BEFORE,
    BY_WORD,
    BY_REFERENCE,
    SPEAKER,
    SAME_SOURCE,
    NEAREST_TIME,
];
