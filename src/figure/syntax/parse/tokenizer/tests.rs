//! Tests of the tokenizer.

use super::Tokenizer;

/// Returns the tokens of `sentence`, separated by spaces.
fn split(sentence: &str) -> String {
    let mut tokenizer = Tokenizer::default();
    let tokens = tokenizer.tokens(sentence).iter();
    tokens
        .map(|token| token.text(sentence))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn tokenizer_agrees_with_spacy() {
    let rows = [
        ("They didn't pay.", "They did n't pay ."),
        ("He can’t; we’ve left.", "He ca n’t ; we ’ve left ."),
        (
            "She cannot say what they'll've lost",
            "She can not say what they 'll 've lost",
        ),
        (
            "Its owners think it's well, dont they?",
            "Its owners think it 's well , do nt they ?",
        ),
        (
            "Russia's and the workers' losses",
            "Russia 's and the workers ' losses",
        ),
        (
            "A 12-year-old boy and a well-known writer",
            "A 12 - year - old boy and a well - known writer",
        ),
        (
            "An F-16, a MiG-29 and Covid-19",
            "An F-16 , a MiG-29 and Covid-19",
        ),
        (
            "It cost $5m, US$3.5 million or £40,",
            "It cost $ 5 m , US$ 3.5 million or £ 40 ,",
        ),
        (
            "It fell 3.5% to 1,200km, or 5km/h.",
            "It fell 3.5 % to 1,200 km , or 5 km/h .",
        ),
        (
            "They won 5-4 in 2020-21, not 2020–21",
            "They won 5 - 4 in 2020 - 21 , not 2020–21",
        ),
        ("The U.S. said so.", "The U.S. said so ."),
        ("We left the U.S.", "We left the U.S."),
        (
            "NATO. He left at 9 a.m. or 10pm.",
            "NATO . He left at 9 a.m. or 10 pm .",
        ),
        (
            "Mr. J. R. Doe Jr. of Acme Inc.",
            "Mr. J. R. Doe Jr. of Acme Inc.",
        ),
        (
            "Sen. Doe (D-Calif.) and Rep. Roe (R-Va.)",
            "Sen. Doe ( D - Calif. ) and Rep. Roe ( R - Va. )",
        ),
        ("“We lost,” he said.", "“ We lost , ” he said ."),
        ("'Yes' and \"no\"", "' Yes ' and \" no \""),
        ("Wait… no... stop", "Wait … no ... stop"),
        ("the end.The start", "the end . The start"),
        (
            "men—and women – left -- now",
            "men — and women – left -- now",
        ),
        ("either/or, and/or, 24/7", "either / or , and/or , 24/7"),
        (
            "See www.example.org/a-b?c or a@example.org.",
            "See www.example.org/a-b?c or a@example.org .",
        ),
        (
            "https://example.org/x, (example.org)",
            "https://example.org/x , ( example.org )",
        ),
        ("red,green and 1,000", "red , green and 1,000"),
        ("It was 20°C, or 68°F.", "It was 20 ° C , or 68 ° F ."),
        ("#1 @someone *note*", "# 1 @someone * note *"),
        ("No. 10 [sic] {x}", "No . 10 [ sic ] { x }"),
        ("+5 and 5+", "+5 and 5 +"),
        ("y'all're gonna say o'clock", "y'all're gon na say o'clock"),
        (
            "Café-owners in Kraków's streets",
            "Café - owners in Kraków 's streets",
        ),
        ("  two  spaces\tand\u{a0}more\n", "two spaces and more"),
        ("", ""),
    ];
    for (sentence, tokens) in rows {
        assert_eq!(split(sentence), tokens, "{sentence}");
    }
}

#[test]
fn token_offsets_point_into_the_sentence() {
    let sentence = "Łódź: 5–6 “men” didn’t";
    let mut tokenizer = Tokenizer::default();
    let mut end = 0;
    for token in tokenizer.tokens(sentence) {
        assert!(token.start >= end && token.end > token.start);
        end = token.end;
        assert!(!token.text(sentence).contains(' '));
    }
    assert_eq!(end as usize, sentence.len());
}
