//! Trains the parser on sentences that a larger parser has parsed. README.md explains how to run the training.

mod class_model;
mod corpus;
mod evaluation;
mod fact_candidates;
mod oracle;
mod parser_training;
mod projective;
mod quantize;
mod shuffle;
mod slot_index;
mod tagger_training;
mod transition_model;
mod weight_writer;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, bail};
use figured::training::{TagDictionary, WeightFile};

use crate::evaluation::Models;
use crate::parser_training::ParserModels;
use crate::quantize::TableSizes;
use crate::slot_index::SlotIndex;
use crate::tagger_training::Tagger;

/// How many times the parser learns from each sentence in the first round of training.
const PARSER_EPOCHS: usize = 6;

/// How many times the parser learns from each sentence in the second round, with the selected features.
const FINAL_PARSER_EPOCHS: usize = 8;

/// How many times the tagger learns from each sentence.
const TAGGER_EPOCHS: usize = 5;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["parser", train, test, out] => {
            train_parser(Path::new(train), Path::new(test), &PathBuf::from(out))
        }
        ["candidates", annotated, out] => {
            fact_candidates::write(Path::new(annotated), Path::new(out))
        }
        ["tokens", file] => corpus::print_token_differences(Path::new(file)),
        ["evaluate", file, weights] => evaluate(Path::new(file), Path::new(weights)),
        _ => bail!(
            "usage: parser TRAIN.conll TEST.conll OUT.bin | tokens FILE.conll | evaluate FILE.conll WEIGHTS.bin | candidates ANNOTATED.jsonl OUT.jsonl"
        ),
    }
}

/// Trains all models and writes their weights to `out`.
fn train_parser(train: &Path, test: &Path, out: &Path) -> anyhow::Result<()> {
    let mut train = corpus::read(train)?;
    let test = corpus::read(test)?;
    shuffle::Random::new(4242).shuffle(&mut train);
    if let Ok(most) = std::env::var("SENTENCES") {
        train.truncate(most.parse()?);
    }
    println!(
        "sentences: {} to learn from, {} to test",
        train.len(),
        test.len()
    );

    let start = Instant::now();
    tagger_training::jackknife(&mut train);
    let tagger = Tagger::train(&train, TAGGER_EPOCHS, SlotIndex::default());
    println!(
        "tagger: {} features, {:.0} s",
        tagger.model.feature_count(),
        start.elapsed().as_secs_f32()
    );
    let parser = ParserModels::train(
        &train,
        PARSER_EPOCHS,
        SlotIndex::default(),
        SlotIndex::default(),
    );
    println!(
        "parser: {} features, {:.0} s",
        parser.transitions.feature_count(),
        start.elapsed().as_secs_f32()
    );
    let dictionary = tagger.dictionary_bytes();
    let models = Models {
        dictionary: &TagDictionary::new(&dictionary),
        tags: &tagger.model,
        transitions: &parser.transitions,
        relations: &parser.relations,
    };
    models.print_scores("full", &test);

    // From here on, features with the same bucket and fingerprint share their weights, as they do in the weight file.
    let sizes = TableSizes::default();
    let transitions = quantize::transition_table(&parser.transitions, sizes.transitions);
    let relations = quantize::class_table(&parser.relations, sizes.relations);
    let tags = quantize::class_table(&tagger.model, sizes.tags);
    drop((parser, tagger));
    let tagger = Tagger::train(&train, TAGGER_EPOCHS, tags.slot_index());
    let parser = ParserModels::train(
        &train,
        FINAL_PARSER_EPOCHS,
        transitions.slot_index(),
        relations.slot_index(),
    );
    println!("retrained: {:.0} s", start.elapsed().as_secs_f32());
    let dictionary = tagger.dictionary_bytes();
    let models = Models {
        dictionary: &TagDictionary::new(&dictionary),
        tags: &tagger.model,
        transitions: &parser.transitions,
        relations: &parser.relations,
    };
    models.print_scores("retrained", &test);

    let bytes = weight_writer::file(
        &quantize::fill_transition_table(&parser.transitions, &transitions),
        &quantize::fill_class_table(&parser.relations, &relations, sizes.relation_pool),
        &quantize::fill_class_table(&tagger.model, &tags, sizes.tag_pool),
        &dictionary,
    );
    std::fs::write(out, &bytes).with_context(|| out.display().to_string())?;
    println!("{}: {} bytes", out.display(), bytes.len());
    evaluation::print_file_scores(&WeightFile::new(&bytes)?, &test);
    Ok(())
}

/// Prints the scores and the speed of the models in a weight file.
fn evaluate(file: &Path, weights: &Path) -> anyhow::Result<()> {
    let bytes = std::fs::read(weights).with_context(|| weights.display().to_string())?;
    evaluation::print_file_scores(&WeightFile::new(&bytes)?, &corpus::read(file)?);
    Ok(())
}
