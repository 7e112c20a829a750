//! Random changes and ingests in 300 rounds. The index must contain each article on disk exactly once, with its
//! figures, and must equal a new index of the same files.

mod disk;

use std::collections::BTreeMap;
use std::path::PathBuf;

use figured::figure::extract;
use figured::index::IndexReader;
use figured::ingest::{IngestEvent, IngestOptions, IngestSummary};
use figured::storage::IndexFolder;

use self::disk::{Disk, Told};
use crate::harness::{Counts, Hit, Sandbox, ingest_here, options};
use crate::index_dump::{Dump, dump};
use crate::random::Random;

const ROUNDS: usize = 300;
const ROOTS: [&str; 2] = ["news", "archive"];

/// The expected articles of the index by path, as of the last ingest of each root.
type Indexed = BTreeMap<String, Vec<Told>>;

#[test]
fn index_matches_disk_in_300_random_rounds() {
    let sandbox = Sandbox::new();
    for root in ROOTS {
        sandbox.make_folder(root);
    }
    let mut random = Random::new(2022);
    let mut disk = Disk::new(&sandbox);
    let mut indexed = Indexed::new();
    for round in 0..ROUNDS {
        for _ in 0..random.below(5) {
            disk.change(&mut random);
        }
        // The comparison after every tenth round requires all roots to be up to date.
        let compare = round % 10 == 9 || round + 1 == ROUNDS;
        // A rebuild reads all roots, regardless of which ones are given.
        let rebuild = random.once_in(40);
        let all = compare || rebuild || random.below(4) > 0;
        let roots = if all { &ROOTS[..] } else { &ROOTS[..1] };
        let by_the_program = round % 25 == 0;
        let summary = if by_the_program {
            run(&sandbox, roots)
        } else {
            let remembered = all && random.once_in(3);
            let given = if remembered { &[] } else { roots };
            here(&sandbox, &sandbox.index(), given, rebuild)
        };
        for root in roots {
            let below = |path: &String| path.starts_with(&format!("{root}/"));
            indexed.retain(|path, _| !below(path));
            indexed.extend(disk.told().into_iter().filter(|(path, _)| below(path)));
        }
        let index = dump(IndexReader::open(&sandbox.index()).unwrap());
        check_counts(&summary, &index);
        assert_eq!(told(&sandbox, &index), listed(&indexed), "round {round}");
        if by_the_program {
            check_hits(&sandbox, &indexed);
        }
        if compare {
            let again = rebuilt(&sandbox);
            for (key, article) in &index {
                assert_eq!(Some(article), again.get(key), "round {round}");
            }
            assert_eq!(index.len(), again.len(), "round {round}");
            // The check compares the stored derived data with the articles.
            let check = figured::check::run(&sandbox.index()).unwrap();
            assert!(
                check.damages.is_empty(),
                "round {round}: {:?}",
                check.damages
            );
        }
    }
}

fn paths(sandbox: &Sandbox, roots: &[&str]) -> Vec<PathBuf> {
    roots.iter().map(|root| sandbox.path(root)).collect()
}

/// Runs an ingest through the library. A round may remove everything, so `prune` is set.
fn here(sandbox: &Sandbox, folder: &IndexFolder, roots: &[&str], rebuild: bool) -> Counts {
    let options = IngestOptions {
        mapping: None,
        prune: true,
        rebuild,
        ..options(&paths(sandbox, roots))
    };
    let mut failed = Vec::new();
    let summary = ingest_here(folder, &options, &mut |event| {
        if let IngestEvent::Failed(message) = event {
            failed.push(message.to_owned());
        }
    });
    assert!(failed.is_empty(), "{failed:?}");
    let IngestSummary {
        new,
        changed,
        moved,
        unchanged,
        removed,
        articles,
        figures,
        ..
    } = summary;
    Counts {
        new,
        changed,
        moved,
        unchanged,
        removed,
        articles,
        figures,
        skipped: 0,
    }
}

/// Runs an ingest with the program.
fn run(sandbox: &Sandbox, roots: &[&str]) -> Counts {
    let run = sandbox
        .call(["ingest", "--prune"])
        .args(paths(sandbox, roots))
        .run();
    assert_eq!(run.status, 0, "{run}");
    Counts::of(&run)
}

fn check_counts(counts: &Counts, index: &Dump) {
    let Counts {
        new,
        changed,
        moved,
        unchanged,
        articles,
        figures,
        ..
    } = *counts;
    assert_eq!(new + changed + moved + unchanged, articles, "{counts:?}");
    let kept: usize = index
        .values()
        .map(|article| article.record.figures.len())
        .sum();
    assert_eq!(
        (articles, figures),
        (index.len() as u64, kept as u64),
        "{counts:?}"
    );
}

/// Ingests all files into a new index and returns its content.
fn rebuilt(sandbox: &Sandbox) -> Dump {
    let folder = IndexFolder::new(&sandbox.path("rebuilt"));
    here(sandbox, &folder, &ROOTS, true);
    dump(IndexReader::open(&folder).unwrap())
}

/// Returns the articles of the index as sorted lines of path, id, title and numbers.
fn told(sandbox: &Sandbox, index: &Dump) -> Vec<String> {
    let folder = sandbox.path("");
    let line = |article: &crate::index_dump::Article| {
        let record = &article.record;
        let path = record
            .path
            .strip_prefix(folder.to_str().unwrap())
            .unwrap_or(&record.path);
        let in_body = record
            .figures
            .iter()
            .filter(|figure| figure.place == figured::figure::Place::Body);
        let in_body: Vec<_> = in_body.cloned().collect();
        assert_eq!(in_body, extract(&record.article.body));
        let numbers = record
            .figures
            .iter()
            .map(|figure| figure.value.unwrap() as u64)
            .collect();
        let title = record.article.title.as_ref().unwrap().value.clone();
        line(
            path.trim_start_matches('/'),
            &Told {
                id: record.id.clone(),
                title,
                numbers,
            },
        )
    };
    let mut lines: Vec<_> = index.values().map(line).collect();
    lines.sort_unstable();
    lines
}

fn line(path: &str, told: &Told) -> String {
    format!("{path} {} {:?} {:?}", told.id, told.title, told.numbers)
}

fn listed(indexed: &Indexed) -> Vec<String> {
    let mut lines: Vec<_> = indexed
        .iter()
        .flat_map(|(path, all)| all.iter().map(move |told| line(path, told)))
        .collect();
    lines.sort_unstable();
    lines
}

/// Compares the query output for all articles with the model.
fn check_hits(sandbox: &Sandbox, indexed: &Indexed) {
    let title = |title: &Option<String>| title.clone().unwrap();
    let mut hits: Vec<_> = sandbox
        .hits("*")
        .iter()
        .map(|hit: &Hit| (hit.id.clone(), title(&hit.title)))
        .collect();
    let mut expected: Vec<_> = indexed
        .values()
        .flatten()
        .map(|told| (told.id.clone(), told.title.clone()))
        .collect();
    hits.sort_unstable();
    expected.sort_unstable();
    assert_eq!(hits, expected);
}
