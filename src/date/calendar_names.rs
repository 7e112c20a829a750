//! Names of months and days of the week in the languages that are most common in the news.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// The lower-case names of each month, in the grammatical forms that dates use. The first name is English.
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "jän", "janvier", "janv", "enero", "ene", "gennaio", "gen", "janeiro", "januari",
      "styczeń", "stycznia", "sty", "январь", "января", "янв", "січня", "ocak", "oca", "ianuarie", "ledna", "leden",
      "januára", "január", "janúar", "siječnja", "januarja", "tammikuuta", "tammikuu", "ιανουαρίου", "sausio", "gener"],
    &["february", "feb", "februar", "feber", "février", "févr", "fév", "fevrier", "febrero", "febbraio", "febb", "fevereiro",
      "fev", "februari", "febr", "luty", "lutego", "lut", "февраль", "февраля", "фев", "лютого", "şubat", "şub", "februarie",
      "února", "únor", "februára", "február", "febrúar", "veljače", "februarja", "helmikuuta", "helmikuu", "φεβρουαρίου", "vasario", "febrer"],
    &["march", "mar", "märz", "maerz", "mär", "mrz", "mars", "marzo", "março", "marco", "maart", "mrt", "marzec", "marca",
      "март", "марта", "мар", "березня", "mart", "martie", "března", "březen", "március", "márc", "ožujka", "maaliskuuta",
      "maaliskuu", "μαρτίου", "marts", "kovo", "març"],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile", "kwiecień", "kwietnia", "kwi", "апрель", "апреля", "апр",
      "квітня", "nisan", "nis", "aprilie", "dubna", "duben", "április", "ápr", "apríl", "apríla", "travnja", "aprila", "huhtikuuta",
      "huhtikuu", "απριλίου", "balandžio"],
    &["may", "mai", "mayo", "maggio", "mag", "maio", "mei", "maj", "maja", "май", "мая", "травня", "mayıs", "may", "května",
      "květen", "május", "máj", "maí", "svibnja", "toukokuuta", "toukokuu", "μαΐου", "gegužės", "maig"],
    &["june", "jun", "juni", "juin", "junio", "giugno", "giu", "junho", "czerwiec", "czerwca", "cze", "июнь", "июня", "июн",
      "червня", "haziran", "haz", "iunie", "června", "červen", "június", "jún", "júní", "júna", "lipnja", "junija", "kesäkuuta", "kesäkuu",
      "ιουνίου", "birželio", "juny"],
    &["july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho", "lipiec", "lipca", "lip", "июль", "июля", "июл",
      "липня", "temmuz", "tem", "iulie", "července", "červenec", "július", "júl", "júlí", "júla", "srpnja", "julija", "heinäkuuta",
      "heinäkuu", "ιουλίου", "liepos", "juliol"],
    &["august", "aug", "août", "aout", "agosto", "ago", "augustus", "augusti", "sierpień", "sierpnia", "sie", "август",
      "августа", "авг", "серпня", "ağustos", "ağu", "srpna", "srpen", "augusztus", "ágúst", "augusta", "kolovoza", "avgusta", "elokuuta",
      "elokuu", "αυγούστου", "rugpjūčio", "agost"],
    &["september", "sep", "sept", "septembre", "septiembre", "setiembre", "set", "settembre", "sett", "setembro",
      "wrzesień", "wrzesnia", "września", "wrz", "сентябрь", "сентября", "сен", "вересня", "eylül", "eyl", "septembrie", "září",
      "szeptember", "szept", "septembra", "rujna", "syyskuuta", "syyskuu", "σεπτεμβρίου", "rugsėjo", "setembre"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out", "październik",
      "października", "paź", "октябрь", "октября", "окт", "жовтня", "ekim", "eki", "octombrie", "října", "říjen", "október", "októbra",
      "listopada", "oktobra", "lokakuuta", "lokakuu", "οκτωβρίου", "spalio"],
    &["november", "nov", "novembre", "noviembre", "novembro", "listopad", "lis", "ноябрь", "ноября", "ноя", "листопада",
      "kasım", "kas", "noiembrie", "listopadu", "nóvember", "novembra", "studenoga", "studenog", "marraskuuta", "marraskuu", "νοεμβρίου", "lapkričio"],
    &["december", "dec", "dezember", "dez", "décembre", "decembre", "déc", "diciembre", "dic", "dicembre", "dezembro",
      "grudzień", "grudnia", "gru", "декабрь", "декабря", "дек", "грудня", "aralık", "ara", "decembrie", "prosince",
      "prosinec", "desember", "des", "desembre", "decembra", "prosinca", "joulukuuta", "joulukuu", "δεκεμβρίου", "gruodžio"],
];

#[rustfmt::skip]
const WEEKDAYS: &[&str] = &[
    "monday", "mon", "tuesday", "tue", "tues", "wednesday", "wed", "thursday", "thu", "thur", "thurs", "friday",
    "fri", "saturday", "sat", "sunday", "sun",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "mo", "di", "mi", "do", "fr", "sa", "so",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
    "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
    "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira",
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela",
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
    "pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar",
    "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag", "måndag", "tisdag", "lördag", "söndag",
];

/// The maximum length of a word that is looked up, in bytes. All names are shorter.
const LONGEST: usize = 32;

/// Returns the English names of the months, in lower case.
pub fn english_months() -> impl Iterator<Item = &'static str> {
    MONTHS.iter().map(|names| names[0])
}

/// Returns the number of the month with this name, ignoring case.
fn month_number(name: &str) -> Option<i16> {
    static NAMES: LazyLock<FxHashMap<&str, i16>> = LazyLock::new(|| {
        let months = MONTHS.iter().zip(1..);
        let names = months.flat_map(|(names, month)| names.iter().map(move |name| (*name, month)));
        names.collect()
    });
    NAMES.get(&*lower(name)?).copied()
}

/// Returns whether `name` is a day of the week, ignoring case.
fn is_weekday(name: &str) -> bool {
    static NAMES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| WEEKDAYS.iter().copied().collect());
    lower(name).is_some_and(|name| NAMES.contains(&*name))
}

/// Returns the number of the month whose name is at the start of `text`, and the text after it. Skips a full stop after
/// the name.
pub fn month_prefix(text: &str) -> Option<(i16, &str)> {
    let (name, rest) = first_word(text);
    let month = month_number(name)?;
    Some((month, rest.strip_prefix('.').unwrap_or(rest)))
}

/// Skips the name of a day of the week at the start of `text`, and the punctuation after it.
pub fn skip_weekday(text: &str) -> &str {
    let (name, rest) = first_word(text);
    if is_weekday(name) {
        rest.trim_start_matches(['.', ',', ' '])
    } else {
        text
    }
}

fn first_word(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_alphabetic());
    text.split_at(end.unwrap_or(text.len()))
}

fn lower(name: &str) -> Option<String> {
    let fits = name.len() > 1 && name.len() <= LONGEST;
    fits.then(|| name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_recognized_in_many_languages() {
        let rows = [
            ("March", Some(3)),
            ("MÄRZ", Some(3)),
            ("mars", Some(3)),
            ("февраля", Some(2)),
            ("października", Some(10)),
            ("ağustos", Some(8)),
            ("diciembre", Some(12)),
            ("marching", None),
            ("", None),
        ];
        for (name, expected) in rows {
            assert_eq!(month_number(name), expected, "{name}");
        }
    }

    #[test]
    fn month_names_are_unambiguous() {
        for (names, number) in MONTHS.iter().zip(1..) {
            for name in *names {
                assert_eq!(month_number(name), Some(number), "{name}");
            }
        }
    }

    #[test]
    fn weekdays_are_recognized_in_many_languages() {
        assert!(is_weekday("Tues") && is_weekday("Воскресенье") && is_weekday("SÁBADO"));
        assert!(!is_weekday("daily") && !is_weekday(""));
    }
}
