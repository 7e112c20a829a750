//! Words that are split in a fixed way ("do|n't"), and words that keep their dots and signs ("Mr.", "a.m.", ":)").

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The lengths in bytes of a word's tokens, of which there are at most three. Unused lengths are 0.
pub type PartLengths = [u8; 3];

/// Contractions, clipped forms, abbreviations and emoticons. A bar separates the tokens of a contraction.
const WORDS: &str = "
    y'|all y|all how|'d|'y How|'d|'y not|'ve not|ve Not|'ve Not|ve can|not Can|not gon|na Gon|na got|ta Got|ta let|'s Let|'s
    c'm|on C'm|on
    doin doin' Doin Doin' goin goin' Goin Goin' nothin nothin' Nothin Nothin' nuthin nuthin' Nuthin Nuthin' ol ol' Ol Ol'
    somethin somethin' Somethin Somethin' lovin lovin' Lovin Lovin' havin havin' Havin Havin'
    em 'em ll 'll nuff 'nuff 'S 's ‘S ‘s 're 'd and/or w/o 'Cause 'cause 'cos 'Cos 'coz 'Coz 'cuz 'Cuz 'bout ma'am Ma'am
    o'clock O'clock
    Mt. Ak. Ala. Apr. Ariz. Ark. Aug. Calif. Colo. Conn. Dec. Del. Feb. Fla. Ga. Ia. Id. Ill. Ind. Jan. Jul. Jun. Kan. Kans.
    Ky. La. Mar. Mass. Mich. Minn. Miss. N.C. N.D. N.H. N.J. N.M. N.Y. Neb. Nebr. Nev. Nov. Oct. Okla. Ore. Pa. S.C. Sep.
    Sept. Tenn. Va. Wash. Wis.
    a.m. Adm. Bros. co. Co. Corp. D.C. Dr. e.g. E.g. E.G. Gen. Gov. i.e. I.e. I.E. Inc. Jr. Ltd. Md. Messrs. Mo. Mont. Mr.
    Mrs. Ms. p.m. Ph.D. Prof. Rep. Rev. Sen. St. vs. v.s.
    — ' '' C++ ä. ö. ü.
    :) :-) :)) (: (-: =) (= :] :-] [: [-: [= =] :} :-} 8) 8-) (-8 ;) ;-) (; (-; :( :-( :(( ): )-: =( >:( :') :'-) :'( :'-( :/
    :-/ =/ =| :| :-| ]= =[ :1 :P :-P :p :-p :O :-O :o :-o :0 :-0 :() :* :-* :3 :-3 =3 :> :-> :X :-X :x :-x :D :-D ;D ;-D =D xD
    XD xDD XDD 8D 8-D ^_^ >.< >.> <.< ._. ;_; -_- v.v V.V o_o o_O O_o O_O 0_o o_0 0_0 o.O O.o O.O o.o 0.0 o.0 0.o @_@ <3 <33
    </3
";

/// Words that look like contractions without an apostrophe.
const NO_CONTRACTIONS: &str =
    "Ill ill Its its Hell hell Shell shell Shed shed Were were Well well Whore whore";

/// Verbs that "n't" can follow.
const NEGATED: &str = "ca could do does did had may might must need ought sha should wo would ai are is was were have has dare";

/// Verbs that "n't've" can follow.
const NEGATED_PERFECT: &str =
    "ca could do does did had may might must need ought sha should wo would";

/// Verbs that "'ve" can follow.
const PERFECT: &str = "could might must should would";

/// The first words of contractions, with the endings that can follow them. A bar precedes each token of an ending.
const CONTRACTIONS: &[(&str, &str)] = &[
    ("i", "|'m |'m|a |'ll |'ll|'ve |'d |'d|'ve |'ve"),
    ("you we they", "|'ll |'ll|'ve |'d |'d|'ve |'ve |'re"),
    ("he she it", "|'ll |'ll|'ve |'d |'d|'ve |'s"),
    (
        "who what when where why how there",
        "|'s |'ll |'ll|'ve |'re |'ve |'d |'d|'ve",
    ),
    ("that this", "|'s |'ll |'ll|'ve |'d |'d|'ve"),
    ("these those", "|'ll |'ll|'ve |'re |'ve |'d |'d|'ve"),
];

/// All fixed words, with the lengths of their tokens.
static FIXED_WORDS: LazyLock<FxHashMap<String, PartLengths>> = LazyLock::new(fixed_words);

/// The maximum length of a fixed word in bytes. Longer words are not looked up.
const LONGEST: usize = 16;

/// Returns the token lengths of `word`, or `None` if it is not a fixed word.
pub fn fixed_parts(word: &str) -> Option<PartLengths> {
    if word.len() > LONGEST {
        return None;
    }
    FIXED_WORDS.get(word).copied()
}

/// Builds the table of fixed words.
fn fixed_words() -> FxHashMap<String, PartLengths> {
    let mut words = FxHashMap::default();
    for word in WORDS.split_whitespace() {
        add(&mut words, word);
    }
    for letter in 'a'..='z' {
        add(&mut words, &format!("{letter}."));
    }
    for hour in 1..=12 {
        for half in ["a.m.", "am", "p.m.", "pm"] {
            add(&mut words, &format!("{hour}|{half}"));
        }
    }
    for (heads, endings) in CONTRACTIONS {
        for ending in endings.split(' ') {
            add_contractions(&mut words, heads, ending);
        }
    }
    add_contractions(&mut words, NEGATED, "|n't");
    add_contractions(&mut words, NEGATED_PERFECT, "|n't|'ve");
    add_contractions(&mut words, PERFECT, "|'ve");
    for word in NO_CONTRACTIONS.split(' ') {
        words.remove(word);
    }
    words
}

/// Adds the contraction of each word in `heads` with `ending`, in lower case and capitalised, with and without
/// apostrophes.
fn add_contractions(words: &mut FxHashMap<String, PartLengths>, heads: &str, ending: &str) {
    for head in heads.split(' ') {
        let capital = head[..1].to_uppercase() + &head[1..];
        for head in [head, &capital] {
            add(words, &format!("{head}{ending}"));
            add(words, &format!("{head}{}", ending.replace('\'', "")));
        }
    }
}

/// Adds a word, spelt with straight and with curly apostrophes. Bars in `word` separate its tokens.
fn add(words: &mut FxHashMap<String, PartLengths>, word: &str) {
    for word in [word.to_owned(), word.replace('\'', "’")] {
        let mut lengths = PartLengths::default();
        // The bar in an emoticon such as "=|" is part of the word, not a separator.
        if word.ends_with('|') {
            lengths[0] = word.len() as u8;
            words.insert(word, lengths);
            continue;
        }
        for (length, part) in lengths.iter_mut().zip(word.split('|')) {
            *length = part.len() as u8;
        }
        words.insert(word.replace('|', ""), lengths);
    }
}

#[cfg(test)]
mod tests {
    use super::{FIXED_WORDS, LONGEST};

    #[test]
    fn fixed_words_fit_the_length_limit() {
        for (word, lengths) in &*FIXED_WORDS {
            assert!(word.len() <= LONGEST, "{word}");
            let sum: usize = lengths.iter().map(|length| usize::from(*length)).sum();
            assert_eq!(sum, word.len(), "{word}");
        }
    }
}
