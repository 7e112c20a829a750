//! Converts text to terms. Ingest and queries share this code, so that both produce the same terms for words, numbers
//! and names.
//!
//! A word is a run of letters and digits. Its term is in lower case and has no accents. `7,000`, `7000` and `seven
//! thousand` all produce the term `7000`, at the position of the number's last word. In the index, this term is added
//! to the words of the number; in a query, it replaces them.

mod name_folding;
mod stemmer;
mod tokenizer;
mod tokenizer_config;

use tantivy::tokenizer::{RawTokenizer, TextAnalyzer, TokenizerManager};

use name_folding::NameFolding;
use stemmer::StemFilter;
pub use stemmer::WordStemmer;
use tokenizer::{LabelledTokenizer, NumberMode, WordTokenizer};
pub use tokenizer::{after_elision, fold, labelled, written_words};
pub use tokenizer_config::{TokenizerConfig, is_unstemmed, unstemmed_term};

/// The name of the analyzer that keeps a whole value as one term.
pub const RAW: &str = "raw";
/// The name of the analyzer for running text in the index, which stems words and adds number terms.
pub const TEXT: &str = "text";
/// The name of the analyzer for running text, which neither stems words nor adds number terms.
pub const WORDS: &str = "words";
/// The name of the analyzer for names and nouns. "Russia" and "Russian" get the same term, and so do "defence" and
/// "defense", and "soldier" and "soldiers".
pub const NAMES: &str = "names";
/// The name of the analyzer for outlet names, which drops "the".
pub const OUTLET: &str = "outlet";
/// The name of the analyzer for paths and URLs, which splits them into their components.
pub const PARTS: &str = "parts";

/// Returns the analyzers that the schema refers to.
pub fn analyzers() -> TokenizerManager {
    let manager = TokenizerManager::new();
    manager.register(RAW, RawTokenizer::default());
    // tantivy requires an analyzer even for fields that are not indexed.
    manager.register("default", RawTokenizer::default());
    manager.register(
        TEXT,
        TextAnalyzer::builder(LabelledTokenizer)
            .filter(StemFilter::Remembered)
            .build(),
    );
    manager.register(
        WORDS,
        WordTokenizer(NumberMode::AsWords, TokenizerConfig::ENGLISH),
    );
    manager.register(
        PARTS,
        WordTokenizer(NumberMode::AsWords, TokenizerConfig::ENGLISH),
    );
    manager.register(NAMES, name_analyzer(&[], StemFilter::Remembered));
    manager.register(OUTLET, name_analyzer(ARTICLES, StemFilter::Remembered));
    manager
}

/// Returns the analyzer for queries on [`TEXT`] fields.
pub fn query_text() -> TextAnalyzer {
    query_text_in(TokenizerConfig::ENGLISH)
}

/// Returns an analyzer like [`query_text`], but with the given tokenizer options.
pub fn query_text_in(manner: TokenizerConfig) -> TextAnalyzer {
    TextAnalyzer::builder(WordTokenizer(NumberMode::Replace, manner))
        .filter(StemFilter::Made)
        .build()
}

/// Returns an analyzer like [`query_text_in`], but without stemming.
pub fn unstemmed_query(manner: TokenizerConfig) -> TextAnalyzer {
    TextAnalyzer::from(WordTokenizer(NumberMode::Replace, manner))
}

/// Returns an analyzer like [`TEXT`], but with the given tokenizer options and without stemming.
pub fn unstemmed_text(manner: TokenizerConfig) -> TextAnalyzer {
    TextAnalyzer::from(WordTokenizer(NumberMode::Beside, manner))
}

/// Returns the analyzer for queries on [`NAMES`] fields.
pub fn query_names() -> TextAnalyzer {
    name_analyzer(&[], StemFilter::Made)
}

/// Returns the analyzer for queries on [`OUTLET`] fields.
pub fn query_outlet() -> TextAnalyzer {
    name_analyzer(ARTICLES, StemFilter::Made)
}

/// Returns the analyzer for queries on [`PARTS`] fields.
pub fn query_parts() -> TextAnalyzer {
    TextAnalyzer::from(WordTokenizer(NumberMode::AsWords, TokenizerConfig::ENGLISH))
}

/// Returns the terms of `text` with their positions.
pub fn terms(analyzer: &mut TextAnalyzer, text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    analyzer
        .token_stream(text)
        .process(&mut |token| found.push((token.position, token.text.clone())));
    found
}

/// Words that are ignored in outlet names.
const ARTICLES: &[&str] = &["the"];

fn name_analyzer(without: &'static [&'static str], stems: StemFilter) -> TextAnalyzer {
    TextAnalyzer::builder(WordTokenizer(NumberMode::AsWords, TokenizerConfig::ENGLISH))
        .filter(NameFolding { without })
        .filter(stems)
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(analyzer: &str, text: &str, expected: &str) {
        let mut analyzer = analyzers().get(analyzer).expect("registered");
        assert_eq!(shown(&mut analyzer, text), expected, "{text}");
    }

    fn shown(analyzer: &mut TextAnalyzer, text: &str) -> String {
        let shown: Vec<_> = terms(analyzer, text)
            .into_iter()
            .map(|(at, term)| format!("{at}:{term}"))
            .collect();
        shown.join(" ")
    }

    #[test]
    fn equal_numbers_share_a_term() {
        let rows = [
            ("7,000 troops", "0:7000 1:troop"),
            ("7000 troops", "0:7000 1:troop"),
            ("seven thousand troops", "0:seven 1:thousand 1:7000 2:troop"),
            ("about 7.5 million", "0:about 1:7.5 2:million 2:7500000"),
            ("no one", "0:no 1:one"),
            ("two men", "0:two 0:2 1:man"),
            ("in 2022.03.01 style", "0:in 1:2022 2:03 3:01 4:style"),
            ("agent 007", "0:agent 1:007"),
            ("the 19th century", "0:the 1:19th 2:centuri"),
            ("7,", "0:7"),
        ];
        for (text, expected) in rows {
            check(TEXT, text, expected);
        }
    }

    #[test]
    fn folding_drops_case_accents_and_apostrophes() {
        let rows = [
            (
                "Russia\u{2019}s U.S. O'Brien don't",
                "0:russia 1:us 2:obrien 3:dont",
            ),
            (
                "Zelenskyy caf\u{e9} cafe\u{301}",
                "0:zelenskyy 1:cafe 2:cafe",
            ),
            ("well-known AT&T", "0:well 1:known 2:at 3:t"),
            ("end. Next", "0:end 1:next"),
            ("\u{1d504}\u{4e2d}\u{6587}", "0:a\u{4e2d}\u{6587}"),
            ("", ""),
        ];
        for (text, expected) in rows {
            check(WORDS, text, expected);
        }
    }

    #[test]
    fn names_and_plurals_are_normalized() {
        check(
            NAMES,
            "Russia's Defence Ministry",
            "0:russia 1:defens 2:ministri",
        );
        check(
            NAMES,
            "Russian defense ministries",
            "0:russia 1:defens 2:ministri",
        );
        check(NAMES, "two women", "0:two 1:woman");
        check(
            NAMES,
            "policemen and a policeman",
            "0:policeman 1:and 2:a 3:policeman",
        );
        check(NAMES, "people", "0:person");
        check(OUTLET, "The New York Times", "1:new 2:york 3:time");
    }

    #[test]
    fn number_words_in_a_query_become_one_number() {
        assert_eq!(
            shown(&mut query_text(), "seven thousand troops"),
            "1:7000 2:troop"
        );
        assert_eq!(shown(&mut query_text(), "7,000 troops"), "0:7000 1:troop");
    }
}
