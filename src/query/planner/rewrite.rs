//! Rewrites queries before planning: removes repeated parts and, for `--any`, turns words into alternatives.

use rustc_hash::FxHashSet;
use tantivy::tokenizer::TextAnalyzer;

use super::function_words::is_function_word;
use crate::analysis::{query_text, terms};
use crate::query::model::{BooleanTree, Leaf, Near, Pattern, Query, TextScope};

/// Removes repeated parts of a query. Repeated words are kept, because each occurrence adds to the score.
pub fn without_repeats(query: Query) -> Query {
    let once = |children: Vec<Query>| {
        let mut seen = FxHashSet::default();
        let plain = |one: &Query| matches!(one, BooleanTree::Leaf(Leaf::Text(_, Pattern::Word(_))));
        let new = children
            .into_iter()
            .filter(|one| plain(one) || seen.insert(one.to_string()));
        new.map(without_repeats).collect::<Vec<_>>()
    };
    match query {
        BooleanTree::All(all) => Query::all_of(once(all)),
        BooleanTree::Any(any) => Query::any_of(once(any)).unwrap_or(BooleanTree::Any(Vec::new())),
        other => other,
    }
}

/// Turns the words of the outermost `All` into alternatives. Drops function words if other words remain.
pub fn any_word(query: &Query) -> Query {
    let BooleanTree::All(all) = query else {
        return query.clone();
    };
    let (words, mut conditions): (Vec<_>, Vec<_>) = all.iter().cloned().partition(is_words);
    if words.len() < 2 {
        return query.clone();
    }
    let words = words.into_iter().flat_map(|one| match one {
        BooleanTree::Any(all) => all,
        one => vec![one],
    });
    let mut analyzer = query_text();
    let (empty, telling): (Vec<_>, Vec<_>) =
        words.partition(|word| says_nothing(word, &mut analyzer));
    let words = if telling.is_empty() { empty } else { telling };
    conditions.extend(Query::any_of(words));
    Query::all_of(conditions)
}

/// Returns whether a query consists only of words and other patterns that may match anywhere in an article.
fn is_words(query: &Query) -> bool {
    match query {
        BooleanTree::Leaf(Leaf::Text(scope, _) | Leaf::Near(Near { scope, .. })) => {
            *scope == TextScope::Anywhere
        }
        BooleanTree::Leaf(Leaf::SameSentence(_)) => true,
        BooleanTree::Any(all) => all.iter().all(is_words),
        BooleanTree::Leaf(_) | BooleanTree::All(_) | BooleanTree::Not(_) => false,
    }
}

fn says_nothing(query: &Query, analyzer: &mut TextAnalyzer) -> bool {
    let BooleanTree::Leaf(Leaf::Text(_, Pattern::Word(word))) = query else {
        return false;
    };
    let stems = terms(analyzer, word);
    stems.iter().all(|(_, stem)| is_function_word(stem))
}
