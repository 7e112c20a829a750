//! Reads sentences and their dependency trees.

use std::path::Path;

use anyhow::{Context, ensure};
use figured::training::{PosTag, Relation, Tokenizer, WordFeatures};

/// The maximum number of tokens in a sentence. Longer sentences are skipped.
const LONGEST_SENTENCE: usize = 120;

/// A sentence with its dependency tree.
pub struct TreeSentence {
    /// The features of its words.
    pub words: Vec<WordFeatures>,
    /// The tags as read from the file.
    pub tags: Vec<PosTag>,
    /// The tags predicted by a tagger that was not trained on the sentence. Equal to `tags` until they are predicted.
    pub predicted_tags: Vec<PosTag>,
    /// The heads of the words. The head of a root is the number of words.
    pub heads: Vec<u16>,
    /// The heads in the nearest projective tree, in which no arcs cross.
    pub projective_heads: Vec<u16>,
    /// The relations of the words to their heads.
    pub relations: Vec<Relation>,
    /// The text of the sentence.
    pub text: String,
}

/// A token, as read from a file.
struct FileToken {
    /// The offset of its first character, counted in characters.
    start: usize,
    /// The offset after its last character, counted in characters.
    end: usize,
    text: String,
    tag: PosTag,
    head: usize,
    relation: Relation,
}

/// Reads the sentences in a file. Skips sentences that are empty or too long, and sentences that our tokenizer splits
/// differently. Prints the share of sentences that our tokenizer splits in the same way as the file.
pub fn read(path: &Path) -> anyhow::Result<Vec<TreeSentence>> {
    let mut sentences = Vec::new();
    let mut tokenizer = Tokenizer::default();
    let (mut all, mut equal) = (0, 0);
    for_each_sentence(path, |text, tokens| {
        all += 1;
        if !has_equal_tokens(&mut tokenizer, text, &tokens) {
            return;
        }
        equal += 1;
        if (1..=LONGEST_SENTENCE).contains(&tokens.len()) {
            sentences.push(TreeSentence::new(text, &tokens));
        }
    })?;
    let share = 100.0 * f64::from(equal) / f64::from(all);
    println!(
        "{}: {share:.2} % of {all} sentences have equal tokens",
        path.display()
    );
    Ok(sentences)
}

/// For each sentence that our tokenizer splits differently, prints the differing tokens of the file and then ours.
pub fn print_token_differences(path: &Path) -> anyhow::Result<()> {
    let mut tokenizer = Tokenizer::default();
    for_each_sentence(path, |text, tokens| {
        if has_equal_tokens(&mut tokenizer, text, &tokens) {
            return;
        }
        let own: Vec<_> = tokenizer
            .tokens(text)
            .iter()
            .map(|span| span.text(text))
            .collect();
        let theirs: Vec<_> = tokens.iter().map(|token| token.text.as_str()).collect();
        let start = own.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
        let end = own[start..].iter().rev().zip(theirs[start..].iter().rev());
        let end = end.take_while(|(a, b)| a == b).count();
        let own = own[start..own.len() - end].join(" ");
        println!("{}\t{own}", theirs[start..theirs.len() - end].join(" "));
    })
}

/// Calls `each` with the text and the tokens of each sentence in a file. Whitespace tokens are left out.
fn for_each_sentence(
    path: &Path,
    mut each: impl FnMut(&str, Vec<FileToken>),
) -> anyhow::Result<()> {
    let name = || path.display().to_string();
    let file = std::fs::read_to_string(path).with_context(name)?;
    for block in file.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let mut lines = block
            .trim_start_matches('\n')
            .split('\n')
            .filter(|line| !line.is_empty());
        let text = lines
            .next()
            .and_then(|line| line.splitn(3, '\t').nth(2))
            .with_context(name)?;
        let tokens: anyhow::Result<Vec<FileToken>> = lines
            .map(|line| FileToken::new(line).context(line.to_owned()))
            .collect();
        each(text, without_spaces(tokens.with_context(name)?));
    }
    Ok(())
}

impl FileToken {
    /// Parses a line with the tab-separated fields offset, length, text, tag, head and relation.
    fn new(line: &str) -> anyhow::Result<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        ensure!(fields.len() == 6, "expected six fields");
        let start: usize = fields[0].parse()?;
        Ok(Self {
            start,
            end: start + fields[1].parse::<usize>()?,
            text: fields[2].to_owned(),
            tag: PosTag::from_name(fields[3]).context("unknown tag")?,
            head: fields[4].parse()?,
            relation: Relation::from_name(fields[5]).context("unknown relation")?,
        })
    }
}

/// Removes whitespace tokens. The dependents of a removed token are attached to the removed token's head. If the
/// removed token is a root, its dependents become roots.
fn without_spaces(mut tokens: Vec<FileToken>) -> Vec<FileToken> {
    let is_space = |token: &FileToken| token.text.trim().is_empty();
    if !tokens.iter().any(is_space) {
        return tokens;
    }
    for at in 0..tokens.len() {
        for _ in 0..tokens.len() {
            let head = tokens[at].head;
            if head == at || !is_space(&tokens[head]) {
                break;
            }
            tokens[at].head = if tokens[head].head == head {
                at
            } else {
                tokens[head].head
            };
        }
    }
    let mut kept = 0;
    let places: Vec<usize> = tokens
        .iter()
        .map(|token| {
            kept += usize::from(!is_space(token));
            kept.saturating_sub(1)
        })
        .collect();
    tokens.retain(|token| !is_space(token));
    for token in &mut tokens {
        token.head = places[token.head];
    }
    tokens
}

/// Returns whether our tokenizer splits `text` into `tokens`.
fn has_equal_tokens(tokenizer: &mut Tokenizer, text: &str, tokens: &[FileToken]) -> bool {
    // The byte offset of each character, and the length of `text`.
    let offsets: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let own = tokenizer.tokens(text);
    own.len() == tokens.len()
        && own.iter().zip(tokens).all(|(span, token)| {
            let range = offsets.get(token.start).zip(offsets.get(token.end));
            range == Some((&(span.start as usize), &(span.end as usize)))
        })
}

impl TreeSentence {
    fn new(text: &str, tokens: &[FileToken]) -> Self {
        let root = tokens.len() as u16;
        let head = |(at, token): (usize, &FileToken)| {
            if token.head == at {
                root
            } else {
                token.head as u16
            }
        };
        let heads: Vec<u16> = tokens.iter().enumerate().map(head).collect();
        let tags: Vec<PosTag> = tokens.iter().map(|token| token.tag).collect();
        Self {
            words: tokens
                .iter()
                .map(|token| WordFeatures::new(&token.text))
                .collect(),
            predicted_tags: tags.clone(),
            tags,
            projective_heads: crate::projective::projective_heads(&heads),
            heads,
            relations: tokens.iter().map(|token| token.relation).collect(),
            text: text.to_owned(),
        }
    }
}
