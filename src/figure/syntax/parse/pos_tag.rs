//! Parts of speech.

use super::label_enum::label_enum;

label_enum! {
    /// A part of speech of the Penn Treebank, as spaCy's English models use them.
    PosTag {
        Currency "$" "the sign of a currency"
        ClosingQuote "''" "a closing quotation mark"
        Comma "," "a comma"
        OpeningBracket "-LRB-" "an opening bracket"
        ClosingBracket "-RRB-" "a closing bracket"
        SentenceEnd "." "a full stop, a question mark or an exclamation mark"
        Colon ":" "a colon, a semicolon or a dash"
        MailAddress "ADD" "a mail address"
        Affix "AFX" "an affix that stands alone"
        Conjunction "CC" "a coordinating conjunction"
        Cardinal "CD" "a cardinal number"
        Determiner "DT" "a determiner"
        Existential "EX" "an existential \"there\""
        ForeignWord "FW" "a foreign word"
        Hyphen "HYPH" "a hyphen"
        Preposition "IN" "a preposition or a subordinating conjunction"
        Adjective "JJ" "an adjective"
        Comparative "JJR" "a comparative adjective"
        Superlative "JJS" "a superlative adjective"
        ListMarker "LS" "the number of an item in a list"
        Modal "MD" "a modal verb"
        OtherPunctuation "NFP" "superfluous punctuation"
        Noun "NN" "a noun in the singular or of a mass"
        ProperNoun "NNP" "a proper noun in the singular"
        ProperNounPlural "NNPS" "a proper noun in the plural"
        NounPlural "NNS" "a noun in the plural"
        Predeterminer "PDT" "a predeterminer"
        PossessiveEnding "POS" "a possessive ending"
        Pronoun "PRP" "a personal pronoun"
        PossessivePronoun "PRP$" "a possessive pronoun"
        Adverb "RB" "an adverb"
        ComparativeAdverb "RBR" "a comparative adverb"
        SuperlativeAdverb "RBS" "a superlative adverb"
        Particle "RP" "a particle"
        Symbol "SYM" "a symbol"
        To "TO" "the word \"to\" before an infinitive"
        Interjection "UH" "an interjection"
        VerbBase "VB" "a verb in the base form"
        VerbPast "VBD" "a verb in the past tense"
        VerbGerund "VBG" "a gerund or present participle"
        VerbPastParticiple "VBN" "a past participle"
        VerbPresent "VBP" "a verb in the present, not of the third person singular"
        VerbPresentThird "VBZ" "a verb in the third person singular of the present"
        WhDeterminer "WDT" "a determiner with wh-"
        WhPronoun "WP" "a pronoun with wh-"
        WhPossessive "WP$" "a possessive pronoun with wh-"
        WhAdverb "WRB" "an adverb with wh-"
        Unknown "XX" "a word of unknown part of speech"
        Space "_SP" "whitespace"
        OpeningQuote "``" "an opening quotation mark"
    }
}

impl PosTag {
    /// Returns whether the tag is that of a finite verb, the head of a clause.
    pub const fn is_finite_verb(self) -> bool {
        matches!(
            self,
            Self::VerbPast | Self::VerbPresentThird | Self::VerbPresent | Self::Modal
        )
    }
}
