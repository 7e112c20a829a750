//! Tests on indexes whose checksums match although their content is wrong.

use tantivy::indexer::NoMergePolicy;
use tantivy::{Index, IndexWriter, TantivyDocument, Term};
use tempfile::TempDir;

use super::*;
use crate::analysis;
use crate::index::schema::{SchemaFields, label, schema};
use crate::ingest::{self, IngestOptions};
use crate::storage::directory::{Access, SharedDirectory};

/// Creates an index of two articles, one of which has two figures.
fn index() -> (TempDir, IndexFolder) {
    let temporary = tempfile::tempdir().expect("temporary folder");
    let news = temporary.path().join("news");
    std::fs::create_dir(&news).expect("creates");
    for (name, text) in [
        (
            "dam.txt",
            "Title: Dam\n\nFive people died and 12 were wounded.\n",
        ),
        ("calm.txt", "Title: Calm\n\nNothing happened.\n"),
    ] {
        std::fs::write(news.join(name), text).expect("writes");
    }
    let folder = IndexFolder::new(&temporary.path().join("index"));
    let options = IngestOptions {
        roots: vec![news],
        rebuild: false,
        reextract: false,
        mapping: None,
        prune: false,
        memory: 64_000_000,
        threads: 1,
        corrections: None,
        today: jiff::civil::date(2026, 6, 30),
        patience: std::time::Duration::ZERO,
        unfinished: None,
    };
    let summary = ingest::run(&folder, &options, &mut |_| {}).expect("ingests");
    assert_eq!((summary.articles, summary.figures), (2, 2));
    (temporary, folder)
}

fn damages(folder: &IndexFolder) -> Vec<String> {
    let check = run(folder).expect("checks");
    let damages = check.damages.iter();
    damages
        .map(|damage| format!("{}: {}", damage.path.display(), damage.what))
        .collect()
}

/// Asserts that the damage reported by a check includes each of the `expected` messages.
#[track_caller]
fn says(folder: &IndexFolder, expected: &[&str]) {
    let damages = damages(folder);
    for expected in expected {
        let said = damages.iter().any(|damage| damage.contains(expected));
        assert!(said, "{expected} is not among {damages:#?}");
    }
}

/// Changes the state and saves it with a valid checksum.
fn change_state(folder: &IndexFolder, change: impl FnOnce(&mut State)) {
    let mut state = folder.last_state().expect("a state");
    change(&mut state);
    let generation = folder.current().expect("a generation");
    state
        .save(&generation.path().join(&state.name))
        .expect("saves");
}

/// Commits a change to the documents without changing the state.
fn change_documents(folder: &IndexFolder, change: impl FnOnce(&IndexWriter, &SchemaFields)) {
    let generation = folder.current().expect("a generation");
    let files = generation.files();
    let directory = SharedDirectory::open(&files, Access::Write).expect("opens");
    let mut index = Index::open(directory).expect("opens");
    index.set_tokenizers(analysis::analyzers());
    let state = index.load_metas().expect("reads").payload.expect("a state");
    let mut writer: IndexWriter = index
        .writer_with_num_threads(1, 15_000_000)
        .expect("a writer");
    writer.set_merge_policy(Box::new(NoMergePolicy));
    change(&writer, &schema().1);
    let mut commit = writer.prepare_commit().expect("prepares");
    commit.set_payload(&state);
    commit.commit().expect("commits");
}

#[test]
fn new_index_passes_the_check() {
    let (_temporary, folder) = index();
    assert_eq!(damages(&folder), [""; 0]);
    assert_eq!(first_damage(&folder).expect("checks"), None);
    let checked = run(&folder).expect("checks").checked;
    assert_eq!(
        (checked.articles, checked.figures, checked.versions),
        (2, 2, 2)
    );
}

#[test]
fn state_count_mismatch_is_reported() {
    let (_temporary, folder) = index();
    change_state(&folder, |state| {
        for record in state.files.values_mut().flat_map(|file| &mut file.records) {
            record.figures += 1;
            record.copy = true;
        }
    });
    says(
        &folder,
        &[
            "has 2 figures, but the state says 3",
            "figures: 2 in the index, 4 in the state",
            "copies: 0 in the index, 2 in the state",
            "last-ingest.json: figures: 2 in the report, 4 in the state",
        ],
    );
    change_state(&folder, |state| state.files.clear());
    says(&folder, &["dam.txt: stored twice, or not in the state"]);
}

#[test]
fn missing_article_is_reported() {
    let (_temporary, folder) = index();
    change_state(&folder, |state| {
        for file in state.files.values_mut() {
            let more: Vec<_> = file
                .records
                .iter()
                .map(|record| {
                    let key = crate::storage::ArticleKey::new(b"", &record.key.to_string());
                    crate::storage::state::RecordState { key, ..*record }
                })
                .collect();
            file.records.extend(more);
        }
    });
    says(
        &folder,
        &[
            "2 articles of the state not found in the index",
            "history.jsonl: 2 versions of indexed articles not found in the history",
        ],
    );
}

#[test]
fn incomplete_article_block_is_reported() {
    let labelled = |fields: &SchemaFields, label: &str| Term::from_field_text(fields.label, label);
    let (_temporary, folder) = index();
    change_documents(&folder, |writer, fields| {
        writer.delete_term(labelled(
            fields,
            &label::measure(crate::figure::Measure::Killed),
        ));
    });
    says(
        &folder,
        &[
            "has 2 figures, but the index has 1 before it",
            "figures: 1 in the index, 2 in the state",
        ],
    );
    change_documents(&folder, |writer, fields| {
        writer.delete_term(labelled(fields, label::ARTICLE));
    });
    says(
        &folder,
        &[
            "without an article",
            "2 articles of the state not found in the index",
        ],
    );
}

#[test]
fn unknown_document_is_reported() {
    let (_temporary, folder) = index();
    change_documents(&folder, |writer, fields| {
        let mut document = TantivyDocument::new();
        document.add_text(fields.key, "1");
        writer.add_document(document).expect("adds");
        let mut document = TantivyDocument::new();
        document.add_text(fields.label, label::ARTICLE);
        writer.add_document(document).expect("adds");
    });
    says(
        &folder,
        &["a key without an article", "an article has no record"],
    );
}
