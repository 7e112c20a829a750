//! Tests of whole parses.

use proptest::prelude::*;

use super::relation_features::{RELATION_TEMPLATES, RelationFeatures, push_relation_features};
use super::sentence_parser::LONGEST_PARSE;
use super::state::{ParserState, Transition};
use super::structure_features::{
    TRANSITION_TEMPLATES, TransitionFeatures, push_transition_features,
};
use super::tagger::{TAG_TEMPLATES, TagFeatures, push_tag_features};
use super::word_features::WordFeatures;
use super::{Parse, ParsedToken, PosTag, Relation, SentenceParser, parse};

/// Sentences with some of their arcs, each written as "dependent relation head".
const SENTENCES: &[(&str, &str)] = &[
    (
        "Rebels killed 12 soldiers near the border.",
        "Rebels nsubj killed, 12 nummod soldiers, soldiers dobj killed, killed ROOT killed",
    ),
    (
        "At least 12 people were killed by rebels on Sunday.",
        "At advmod least, least advmod 12, 12 nummod people, people nsubjpass killed, were auxpass killed, by agent killed, rebels pobj by, on prep killed",
    ),
    (
        "The dam, which burst on Monday, flooded 40 villages.",
        "dam nsubj flooded, which nsubj burst, burst relcl dam, villages dobj flooded",
    ),
    (
        "The minister said that 300 houses had been destroyed.",
        "minister nsubj said, destroyed ccomp said, houses nsubjpass destroyed, that mark destroyed",
    ),
    (
        "Seven nurses and nine doctors were arrested.",
        "nurses nsubjpass arrested, doctors conj nurses, nine nummod doctors, and cc nurses",
    ),
    (
        "Russia's army lost 40 tanks.",
        "Russia poss army, 's case Russia, army nsubj lost, tanks dobj lost",
    ),
    (
        "More than 200 people were injured, the governor said.",
        "than quantmod 200, 200 nummod people, injured ccomp said, governor nsubj said",
    ),
    (
        "The mayor, Anna Roe, resigned.",
        "Roe appos mayor, Anna compound Roe, mayor nsubj resigned",
    ),
    (
        "Hundreds of people living in the valley fled.",
        "Hundreds nsubj fled, of prep Hundreds, people pobj of, living acl people",
    ),
    (
        "Sales rose 5 percent to $3 million.",
        "Sales nsubj rose, percent npadvmod rose, to prep rose, million pobj to",
    ),
    (
        "He wants to build 500 homes.",
        "He nsubj wants, build xcomp wants, homes dobj build, 500 nummod homes",
    ),
    (
        "When the bridge collapsed, three cars fell into the river.",
        "collapsed advcl fell, bridge nsubj collapsed, cars nsubj fell, When advmod collapsed",
    ),
    (
        "The company did not pay its 80 workers.",
        "not neg pay, its poss workers, workers dobj pay, did aux pay",
    ),
    (
        "There were 60 children in the school.",
        "There expl were, children attr were, 60 nummod children",
    ),
    (
        "The 12-year-old boy was rescued.",
        "old amod boy, year npadvmod old, boy nsubjpass rescued",
    ),
];

#[test]
fn sample_sentences_have_the_expected_arcs() {
    let mut wrong = Vec::new();
    for (sentence, expected) in SENTENCES {
        let arcs = arcs(sentence);
        let expected = expected
            .split(", ")
            .filter(|arc| !arcs.iter().any(|own| own == arc));
        wrong.extend(expected.map(|arc| format!("{arc} in {sentence} ({})", arcs.join(", "))));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Returns the arcs of a sentence, each as "dependent relation head".
fn arcs(sentence: &str) -> Vec<String> {
    let parse = parse(sentence);
    let text = |token: &ParsedToken| &sentence[token.start as usize..token.end as usize];
    let arc = |token: &ParsedToken| {
        let head = &parse.tokens[usize::from(token.head)];
        format!("{} {} {}", text(token), token.relation.name(), text(head))
    };
    parse.tokens.iter().map(arc).collect()
}

/// An extra feature causes a panic, but a missing one would go unnoticed without this test.
#[test]
fn each_template_yields_a_feature() {
    let words = ["Ten", "men", "left"].map(WordFeatures::new);
    let tags = [PosTag::Cardinal, PosTag::NounPlural, PosTag::VerbPast];
    let mut state = ParserState::default();
    state.start(&words, &tags);
    state.shift();
    let arc = state.arc(Transition::LeftArc).expect("an arc");
    let (mut of_tag, mut of_transition) = (TagFeatures::default(), TransitionFeatures::default());
    let mut of_relation = RelationFeatures::default();
    push_tag_features(&words, 1, [Some(tags[0]), None], &mut of_tag);
    push_transition_features(&state, &mut of_transition);
    push_relation_features(&state, arc, &mut of_relation);
    assert_eq!(of_tag.slots().len(), TAG_TEMPLATES);
    assert_eq!(of_transition.slots().len(), TRANSITION_TEMPLATES);
    assert_eq!(of_relation.slots().len(), RELATION_TEMPLATES);
}

#[test]
fn curly_quotes_do_not_change_the_parse() {
    let straight = parse("\"We didn't lose 40 men,\" the general's aide said.");
    let curly = parse("“We didn’t lose 40 men,” the general’s aide said.");
    let heads = |parse: &Parse| {
        parse
            .tokens
            .iter()
            .map(|token| (token.head, token.relation))
            .collect::<Vec<_>>()
    };
    assert_eq!(heads(&straight), heads(&curly));
}

#[test]
fn label_names_round_trip() {
    for tag in PosTag::ALL {
        assert_eq!(PosTag::from_name(tag.name()), Some(*tag));
    }
    for relation in Relation::ALL {
        assert_eq!(Relation::from_name(relation.name()), Some(*relation));
    }
    assert_eq!(Relation::from_name("subject"), None);
}

#[test]
fn tokens_past_the_limit_depend_on_the_root() {
    let sentence = "Ten men left. ".repeat(100);
    let tokens = parse(&sentence).tokens;
    assert_eq!(tokens.len(), 400);
    let root = tokens[usize::from(tokens[399].head)];
    assert_eq!(root.relation, Relation::Root);
    assert!(
        tokens[LONGEST_PARSE..]
            .iter()
            .all(|token| token.relation == Relation::Dep)
    );
}

#[test]
fn hostile_input_yields_a_valid_tree() {
    let nuls = "\0 \0\0".repeat(100);
    let word = "ab1-".repeat(250_000);
    let quotes = "'".repeat(1_000_000);
    let inputs = [
        "",
        " ",
        ".",
        "5",
        "🎉",
        "👩‍👩‍👧 5%",
        "\u{301}\u{301}",
        &nuls,
        &word,
        &quotes,
    ];
    let mut parser = SentenceParser::new();
    for input in inputs {
        check(input, &parser.parse(input));
    }
}

/// Checks that the tokens are in order and within the text, and that the heads lead from every token to a root.
fn check(text: &str, parse: &Parse) {
    let mut end = 0;
    for (at, token) in parse.tokens.iter().enumerate() {
        assert!(token.start >= end && token.end > token.start, "{text:?}");
        assert!(
            text.get(token.start as usize..token.end as usize).is_some(),
            "{text:?}"
        );
        end = token.end;
        assert_eq!(
            usize::from(token.head) == at,
            token.relation == Relation::Root,
            "{text:?}"
        );
    }
    let parsed = &parse.tokens[..parse.tokens.len().min(LONGEST_PARSE)];
    for start in 0..parsed.len() {
        let mut at = start;
        let steps = (0..parsed.len()).take_while(|_| {
            let head = usize::from(parsed[at].head);
            let goes_on = head != at;
            at = head;
            goes_on
        });
        assert!(steps.count() < parsed.len(), "cycle in {text:?}");
    }
}

proptest! {
    #[test]
    fn any_text_yields_a_valid_tree(text in "\\PC{0,80}") {
        check(&text, &parse(&text));
    }

    #[test]
    fn any_words_yield_a_valid_tree(words in proptest::collection::vec(prop_oneof![
        Just("men"), Just("the"), Just("killed"), Just("said,"), Just("12"), Just("\"and"), Just("by"), Just("(D-Va.)"), Just("...")
    ], 0..60)) {
        let text = words.join(" ");
        check(&text, &parse(&text));
    }
}
