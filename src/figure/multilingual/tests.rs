use crate::byte_range::ByteRange;
use proptest::prelude::*;

use super::figures;
use crate::figure::{Bound, Figure, extract_in};

/// Returns the figures in `text`, each formatted as "words | value unit" or "words | low..high unit".
fn read(language: &str, text: &str) -> Vec<String> {
    let shown = |figure: Figure| {
        let number = match (figure.value, figure.low, figure.high) {
            (Some(value), ..) => value.to_string(),
            (None, Some(low), Some(high)) => format!("{low}..{high}"),
            _ => "?".to_owned(),
        };
        let surface = &text[figure.start..figure.end];
        format!("{surface} | {number} {}", figure.unit.unwrap_or_default())
    };
    figures(text, language, usize::MAX)
        .into_iter()
        .map(shown)
        .collect()
}

fn check(language: &str, rows: &[(&str, &[&str])]) {
    for (text, expected) in rows {
        assert_eq!(read(language, text), *expected, "{language}: {text}");
    }
}

#[test]
fn german_numbers_are_read_with_their_units() {
    check(
        "de",
        &[
            ("Die Preise stiegen um 12 %.", &["12 % | 12 percent"]),
            ("Die Brücke liegt 5 km vor Adunn.", &["5 km | 5 kilometre"]),
            (
                "Sie kostete 3,5 Mio. € im Jahr 2022.",
                &["3,5 Mio. € | 3500000 EUR"],
            ),
            ("Er zahlte 1.200 Euro Strafe.", &["1.200 Euro | 1200 EUR"]),
            ("Er zahlte 1.839,50 Euro.", &["1.839,50 Euro | 1839.5 EUR"]),
            ("Benzin kostete 1,839 Euro.", &["1,839 Euro | 1.839 EUR"]),
            (
                "Der Kanton gibt 12.5 Prozent oder 1'200 Franken.",
                &["12.5 Prozent | 12.5 percent", "1'200 Franken | 1200 CHF"],
            ),
            (
                "Es fielen 10–15 % der Stimmen weg, 3-4 Mio. Euro.",
                &[
                    "10–15 % | 10..15 percent",
                    "3-4 Mio. Euro | 3000000..4000000 EUR",
                ],
            ),
            (
                "Nachts hatte es -5 °C, am Fluss −12,5 °C.",
                &["-5 °C | -5 celsius", "−12,5 °C | -12.5 celsius"],
            ),
            (
                "Sie fuhr 120 km/h und zahlte USD 500.",
                &["120 km/h | 120 kilometre per hour", "USD 500 | 500 USD"],
            ),
            (
                "Strom kostet 0,32 €/kWh, Gas 5 €/Zähler.",
                &["0,32 €/kWh | 0.32 EUR per kilowatt hour"],
            ),
            (
                "Am 12.5.2022 um 15.30 Uhr starben 498 Soldaten auf der A100.",
                &[],
            ),
            ("Sie bat um 5 200 Euro.", &[]),
            ("Sie bot 15-10 Euro und 1.2.3 km.", &[]),
            ("Es war der 5 kmh-Tag, COVID-19 % und 5 kmX.", &[]),
            ("Er gab 200 €500 dazu.", &["€500 | 500 EUR"]),
        ],
    );
}

#[test]
fn spaces_separate_thousands() {
    check(
        "fr",
        &[
            ("Elle coûte 1 200 euros.", &["1 200 euros | 1200 EUR"]),
            (
                "Elle coûte 3,5 millions d'euros.",
                &["3,5 millions d'euros | 3500000 EUR"],
            ),
            (
                "Elle coûte 2 milliards de dollars US.",
                &["2 milliards de dollars US | 2000000000 USD"],
            ),
            ("Elle coûte 1.200 euros.", &[]),
            (
                "Elle coûte 3,5 M€ ou 400 k€ et € 4 M.",
                &["3,5 M€ | 3500000 EUR", "400 k€ | 400000 EUR"],
            ),
            (
                "Il a 12\u{202f}% et 8 pour cent, à 15 h 30.",
                &["12\u{202f}% | 12 percent", "8 pour cent | 8 percent"],
            ),
        ],
    );
    check(
        "ru",
        &[(
            "Ущерб составил 1 200 млн рублей, 5,5 км.",
            &[
                "1 200 млн рублей | 1200000000 RUB",
                "5,5 км | 5.5 kilometre",
            ],
        )],
    );
    check(
        "uk",
        &[(
            "Збитки — 2,5 млрд грн у 2022 р.",
            &["2,5 млрд грн | 2500000000 UAH"],
        )],
    );
    check(
        "pl",
        &[("Kosztowało 12,5 tys. zł.", &["12,5 tys. zł | 12500 PLN"])],
    );
}

#[test]
fn ambiguous_currency_symbols_are_ignored() {
    check("zh", &[("损失为190元和5美元。", &["5美元 | 5 USD"])]);
    check(
        "es",
        &[
            ("Pagó $5.000 y US$ 300.", &["US$ 300 | 300 USD"]),
            ("Son 1,400 millones de euros.", &[]),
        ],
    );
    check(
        "pt",
        &[("Pagou R$ 3,5 milhões.", &["R$ 3,5 milhões | 3500000 BRL"])],
    );
    check("de", &[("Er zahlte $5.000.", &["$5.000 | 5000 USD"])]);
}

#[test]
fn numbers_are_read_in_scripts_without_spaces() {
    check(
        "ja",
        &[(
            "被害額は3億5000万円で、12％増えた。",
            &["3億5000万円 | 350000000 JPY", "12％ | 12 percent"],
        )],
    );
    check(
        "zh",
        &[(
            "损失为1,200万美元，距离25公里。",
            &["1,200万美元 | 12000000 USD", "25公里 | 25 kilometre"],
        )],
    );
    check(
        "ko",
        &[(
            "피해액은 5억원이며 3만 명이 숨졌다.",
            &["5억원 | 500000000 KRW"],
        )],
    );
}

#[test]
fn unknown_language_yields_unambiguous_numbers() {
    check(
        "xx",
        &[(
            "1.200 km, 1.200,5 km, 12 km, € 1,5",
            &[
                "1.200,5 km | 1200.5 kilometre",
                "12 km | 12 kilometre",
                "€ 1,5 | 1.5 EUR",
            ],
        )],
    );
    check("xx", &[("€ 3 zillo", &[])]);
    check(
        "tr",
        &[(
            "Fiyatlar %12,5 arttı, 3 milyon avro.",
            &["%12,5 | 12.5 percent", "3 milyon avro | 3000000 EUR"],
        )],
    );
}

#[test]
fn some_units_depend_on_the_language() {
    check(
        "sv",
        &[(
            "Bron kostade 4,5 miljarder kronor, 90 mkr, 7 MSEK och 2 000 kr. Den är 5 mm.",
            &[
                "4,5 miljarder kronor | 4500000000 SEK",
                "90 mkr | 90000000 SEK",
                "7 MSEK | 7000000 SEK",
                "2 000 kr. | 2000 SEK",
                "5 mm | 5 millimetre",
            ],
        )],
    );
    check("da", &[("Det koster 40 kr.", &["40 kr. | 40 DKK"])]);
    check("nb", &[("Det koster kr 40.", &["kr 40 | 40 NOK"])]);
    check("fi", &[("Se maksaa 40 kr.", &[])]);
    check(
        "tr",
        &[(
            "Fiyatlar Yüzde 7,5 arttı, 40 bin lira oldu.",
            &["Yüzde 7,5 | 7.5 percent", "40 bin lira | 40000 TRY"],
        )],
    );
    check(
        "pl",
        &[("Wzrost o 7 proc. rocznie.", &["7 proc. | 7 percent"])],
    );
    check(
        "de",
        &[(
            "Bei 30 Grad fielen 7 Grad-Raketen, das kostet 2½ Mio. Euro und ¼ Mio. €.",
            &[
                "30 Grad | 30 degree",
                "2½ Mio. Euro | 2500000 EUR",
                "¼ Mio. € | 250000 EUR",
            ],
        )],
    );
}

#[test]
fn prefixes_and_digits_of_other_scripts_are_read() {
    check(
        "ar",
        &[(
            "نحو 7 ملايين دولار و15% و٢٠ كم وب8 في المئة من A5%.",
            &[
                "7 ملايين دولار | 7000000 USD",
                "15% | 15 percent",
                "٢٠ كم | 20 kilometre",
                "8 في المئة | 8 percent",
            ],
        )],
    );
    check(
        "he",
        &[(
            "עלה ב-15% ול-7 מיליון שקלים",
            &["15% | 15 percent", "7 מיליון שקלים | 7000000 ILS"],
        )],
    );
    check(
        "fa",
        &[("۴٫۵ میلیون دلار", &["۴٫۵ میلیون دلار | 4500000 USD"])],
    );
    check("hi", &[("४५ किमी", &["४५ किमी | 45 kilometre"])]);
    check("th", &[("๔๕ ล้านบาท", &["๔๕ ล้านบาท | 45000000 THB"])]);
}

#[test]
fn only_numbers_and_units_are_extracted() {
    let text = "Laut Ministerium starben mehr als 12 %.";
    let found = figures(text, "de", usize::MAX);
    let [figure] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(
        (figure.bound, figure.measure, figure.source.as_deref()),
        (Bound::Exact, None, None)
    );
    assert_eq!(figure.sentence, ByteRange::new(0, text.len()));
    // The sentence does not end at the abbreviation "Mio.".
    let text = "Es war teuer. Das Dorf bekam 3,5 Mio. Euro vom Land.";
    let found = figures(text, "de", usize::MAX);
    assert_eq!(
        found.first().map(|figure| figure.sentence),
        Some(ByteRange::new(14, text.len()))
    );
}

#[test]
fn english_text_uses_the_english_extractor() {
    let text = "At least 498 soldiers died and 1.200 km were lost.";
    assert_eq!(
        extract_in(text, Some("en"), 9),
        crate::figure::extract(text)
    );
    assert_eq!(extract_in(text, None, 9), crate::figure::extract(text));
    assert_ne!(
        extract_in(text, Some("de"), 9),
        crate::figure::extract(text)
    );
}

proptest! {
    #[test]
    fn figures_are_ordered_and_within_text(
        text in "([0-9]{1,4}|[.,'\u{a0} -–]|€|\\$|%|km|Mio\\.|USD|万|億|，|５|円|٣|०|/|m²|\\PC|\\n){0,40}",
        language in prop::sample::select(vec!["de", "fr", "es", "ja", "ar", "ru", "xx"]),
    ) {
        let mut last = 0;
        for figure in figures(&text, language, usize::MAX) {
            prop_assert!(figure.start >= last && figure.start < figure.end);
            prop_assert!(text.is_char_boundary(figure.start) && text.is_char_boundary(figure.end));
            let sentence = figure.sentence;
            prop_assert!(sentence.contains(figure.span()) && sentence.end <= text.len());
            prop_assert!(text.get(sentence.as_range()).is_some());
            prop_assert!(figure.unit.is_some() && figure.low <= figure.high);
            prop_assert!(figure.low.is_some_and(f64::is_finite) && figure.high.is_some_and(f64::is_finite));
            last = figure.end;
        }
    }
}
