//! Articles in languages other than English. Their language is detected, their words are indexed unstemmed, and plain
//! numbers are extracted.

use crate::harness::Sandbox;
use crate::redaction::redacted;

const ENGLISH: &str = "Dam holds above Adunn\n\nThe dam above Adunn held on Monday, and the mayor said that 1,200 people were \
    evacuated from the villages below. They have been told that the water would rise. Arms were not found in the valley, \
    which was searched by the police at night, and the killed were not named.";
const GERMAN: &str = "Damm bei Adunn hält stand\n\nDer Damm oberhalb von Adunn hat gehalten, sagte die Bürgermeisterin am Montag. \
    Die Überschwemmungen kosteten das Dorf 1.200 Euro je Haus, zusammen 3,5 Mio. Euro, und die Menschen dort sind arm. \
    Mehr als 498 Soldaten halfen, wie es hieß. Am Dienstag soll das Wasser langsam sinken, und auch die Schulen öffnen dann wieder, \
    sagte sie am Abend.";
const FRENCH: &str = "Le barrage d'Adunn a tenu\n\nLe barrage situé en amont a résisté lundi, a déclaré la mairesse, mais l'eau monte \
    toujours et personne ne sait quels dommages l'inondation causera dans les villages, où 1 200 habitants ont été prévenus. \
    Les écoles resteront fermées jusqu'à la fin de la semaine, a-t-elle ajouté dans la soirée.";
const CHINESE: &str = "阿敦大坝保住了\n\n阿敦上方的大坝保住了，市长星期一说，但洪水仍在上涨，没有人知道下面的村庄会受到多大的损失。\
    损失估计为1,200万美元，夜里已经向村民发出警告，救援人员也已经到达那里。";

fn mixed() -> Sandbox {
    let sandbox = Sandbox::with([
        ("news/en.txt", ENGLISH),
        ("news/de.txt", GERMAN),
        ("news/fr.txt", FRENCH),
        ("news/zh.txt", CHINESE),
    ]);
    let run = sandbox.search(["ingest", "news"]);
    insta::allow_duplicates! {
        insta::assert_snapshot!(run.complaint(0), @"4 new, 0 changed, 0 unchanged, 0 removed, 0 skipped; 4 figures in 4 articles (3 not in English); took [time] seconds");
    }
    sandbox
}

#[test]
fn only_english_words_are_stemmed() {
    let sandbox = mixed();
    let rows = [
        ("villages", "en fr"),
        ("village", "en"),
        ("adunn", "de en fr"),
        ("überschwemmungen", "de"),
        ("uberschwemmungen", "de"),
        ("überschwemmung", ""),
        ("uberschwemm*", "de"),
        ("adun*", "de en fr"),
        ("überschwemmungem~1", "de"),
        // The stem of an English word does not match words in other languages.
        ("arms", "en"),
        ("arm", "de en"),
        ("arms OR dommages", "en fr"),
        ("\"die Überschwemmungen kosteten\"", "de"),
        ("\"Überschwemmungen die\"", ""),
        ("\"Damm Adunn\"~2", "de"),
        ("damm NEAR/2 oberhalb", "de"),
        ("same:(Überschwemmungen Dorf)", "de"),
        ("same:(Überschwemmungen Soldaten)", ""),
        ("same:(police valley)", "en"),
        ("title:damm", "de"),
        ("-adunn", "zh"),
        ("eau", "fr"),
        ("\"l'eau monte\"", "fr"),
        ("\"eau monte\"", "fr"),
        ("l'inondation", "fr"),
        ("ond*", ""),
        ("inond*", "fr"),
        ("洪水", "zh"),
        ("水洪", ""),
        ("大坝 损失", "zh"),
        ("same:(洪水 上涨)", "zh"),
        ("lang:de", "de"),
        ("-lang:en villages", "fr"),
        // Numbers match in all languages.
        ("1200", "de en fr zh"),
        ("\"1,200 Euro\"", "de"),
        ("3.5", "de"),
    ];
    for (query, expected) in rows {
        assert_eq!(sandbox.ids(query).join(" "), expected, "{query}");
    }
    let hit = sandbox.hits("überschwemmungen dorf").remove(0);
    let marked = |&(start, end): &(usize, usize)| &hit.snippet[start..end];
    let marked: Vec<_> = hit.snippet_marks.iter().map(marked).collect();
    assert_eq!(marked, ["Überschwemmungen", "Dorf"]);
}

#[test]
fn other_languages_yield_plain_numbers() {
    let sandbox = mixed();
    let rows = [
        ("figure:1200", "de en"),
        ("figure:3.5m", "de"),
        ("figure:12m", "zh"),
        // "Mehr als 498 Soldaten" is not a figure, because counted nouns are extracted only in English.
        ("figure:498", ""),
        ("evacuated:1200", "en"),
    ];
    for (query, expected) in rows {
        assert_eq!(sandbox.ids(query).join(" "), expected, "{query}");
    }
    let hit = sandbox.hits("figure:3.5m").remove(0);
    let figure = &hit.figures[0];
    assert_eq!(
        (figure.text.as_str(), figure.unit.as_deref()),
        ("3,5 Mio. Euro", Some("EUR"))
    );
    assert_eq!(
        (figure.measure.as_deref(), figure.bound.as_str()),
        (None, "exact")
    );
    assert!(figure.sentence.text.ends_with("sind arm."), "{figure:?}");
}

#[test]
fn language_provenance_is_shown() {
    let german = GERMAN.split_once("\n\n").unwrap().1;
    let sandbox = Sandbox::with([
        ("a/given.md", format!("---\nlang: de-AT\n---\n{german}")),
        ("a/wrong.md", format!("---\nlang: en\n---\n{german}")),
        ("a/nonsense.md", format!("---\nlang: und\n---\n{german}")),
        ("a/short.txt", "Der Damm hält.".to_owned()),
    ]);
    sandbox.ingest(["a"]);
    let rows = [
        ("given", Some("de"), Some("given"), "language: de\n"),
        (
            "wrong",
            Some("de"),
            Some("text"),
            "language: de, read from the text; the file says \"en\"\n",
        ),
        (
            "nonsense",
            Some("de"),
            Some("text"),
            "language: de, read from the text\n",
        ),
        ("short", None, None, ""),
    ];
    for (id, language, basis, line) in rows {
        let hit = sandbox.hits(&format!("id:{id}")).remove(0);
        assert_eq!(
            (hit.language.as_deref(), hit.language_basis.as_deref()),
            (language, basis),
            "{id}"
        );
        let shown = sandbox.search(["show", id]).stdout;
        assert!(
            shown.contains(line) && shown.contains("language:") != line.is_empty(),
            "{shown}"
        );
    }
}

#[test]
fn extract_uses_the_given_language() {
    let sandbox = Sandbox::new();
    let extract = |args: &[&str]| {
        let call = sandbox.call(["extract"].iter().chain(args));
        call.input("{\"text\": \"Es kostete 1.200 Euro.\"}\n").run()
    };
    let run = extract(&["--jsonl", "--lang", "German"]);
    assert!(run.stdout.contains("\"value\":1200.0"), "{run}");
    let run = extract(&["--jsonl"]);
    assert!(run.stdout.contains("\"value\":1.2"), "{run}");
    let run = extract(&["--lang", "klingon"]);
    insta::assert_snapshot!(redacted(&run.stderr), @"
    error: invalid value 'klingon' for '--lang <CODE>': not a language code; use one such as en, de or fr

    For more information, try '--help'.
    ");
    assert_eq!(run.status, 2);
}

/// If all articles are in English, the support for other languages does not affect the scores.
#[test]
fn english_only_index_ranks_by_stems() {
    let sandbox = Sandbox::with([
        ("a/one.txt", "The killing of the killed"),
        ("a/two.txt", "They kill"),
        ("a/three.txt", "Nothing of that kind"),
    ]);
    sandbox.ingest(["a"]);
    let score = |query: &str| {
        sandbox
            .hits(query)
            .iter()
            .map(|hit| (hit.id.clone(), hit.score))
            .collect::<Vec<_>>()
    };
    assert_eq!(score("killed"), score("kill"));
    assert_eq!(score("killed").len(), 2);
}
