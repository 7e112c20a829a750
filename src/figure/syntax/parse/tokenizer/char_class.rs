//! Character classes for the rules of the tokenizer.

/// Returns whether `c` is a quotation mark, an apostrophe, or a bracket that spaCy treats as a quotation mark.
pub fn is_quote(c: char) -> bool {
    matches!(
        c,
        '\'' | '"'
            | '`'
            | '´'
            | '‘'
            | '’'
            | '‚'
            | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '「'
            | '」'
            | '『'
            | '』'
            | '（'
            | '）'
            | '〔'
            | '〕'
            | '【'
            | '】'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '⟦'
            | '⟧'
    )
}

/// Returns whether `c` is punctuation that is split from either end of a word. Dots and hyphens have their own rules.
pub fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        ',' | ':'
            | ';'
            | '!'
            | '?'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '<'
            | '>'
            | '_'
            | '#'
            | '*'
            | '&'
            | '…'
            | '¿'
            | '¡'
            | '·'
            | '؟'
            | '،'
            | '۔'
            | '؛'
            | '٪'
            | '।'
            | '。'
            | '？'
            | '！'
            | '，'
            | '、'
            | '；'
            | '：'
            | '～'
    )
}

/// Returns whether `c` is a currency sign.
pub fn is_currency(c: char) -> bool {
    matches!(
        c,
        '$' | '£' | '€' | '¥' | '฿' | '﷼' | '\u{20a0}'..='\u{20bf}'
    )
}

/// Returns whether `c` is a symbol that is always a token of its own: "°", "©", arrows, emoji.
pub fn is_symbol(c: char) -> bool {
    matches!(
        c,
        '¦' | '©' | '®' | '°' | '№' | '℗' | '™' | '℠' | '℃' | '℉' | '⬛' | '⭐' | '�'
            | '\u{2195}'..='\u{2199}' | '\u{219c}'..='\u{219f}' | '\u{2300}'..='\u{2307}' | '\u{230c}'..='\u{231f}'
            | '\u{2322}'..='\u{2328}' | '\u{232b}'..='\u{237b}' | '\u{2400}'..='\u{244a}' | '\u{249c}'..='\u{24e9}'
            | '\u{2500}'..='\u{25b6}' | '\u{25b8}'..='\u{25c0}' | '\u{25c2}'..='\u{25f7}' | '\u{2600}'..='\u{266e}'
            | '\u{2670}'..='\u{2767}' | '\u{2794}'..='\u{27bf}' | '\u{2b00}'..='\u{2b2f}' | '\u{2b45}'..='\u{2bff}'
            | '\u{1f000}'..='\u{1f3fa}' | '\u{1f400}'..='\u{1faff}'
    )
}

/// Returns whether `c` is a lower-case letter, or a letter of a script without case.
pub fn is_small(c: char) -> bool {
    c.is_lowercase() || (c.is_alphabetic() && !c.is_uppercase())
}

/// Returns whether `c` is a capital letter, or a letter of a script without case.
pub fn is_capital(c: char) -> bool {
    c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase())
}
