//! Full-text search over news articles that also reads the figures in them.
//!
//! "Russia lost more than 5,300 troops, Ukraine said" is not only words: it is a number (5,300) with a bound (more than),
//! what it counts (troops), whose (Russia's), what happened to them (killed), and who says so (Ukraine). The program
//! `search` finds articles by words and by such figures. Its manual is the README and `search --help`; this page is for
//! those who read the code.
//!
//! # The way of the data
//!
//! ```text
//! input -> article -> figure -> index -> query -> output
//! ```
//!
//! Each stage is a folder of `src/`, and knows those before it and none after it.
//!
//! - `input` walks folders, tells changed files from unchanged ones, unpacks them, and watches for what changes.
//! - [`article`] makes [`article::Article`] values of bytes. What is not plainly given says how it was found; what is not
//!   known is absent.
//! - [`figure`] finds the figures of a text: [`figure::extract`] is a pure function that cannot fail, and
//!   [`figure::explain`] says which rule and which words decided. The words stand in plain tables in `src/figure/tables/`.
//! - [`index`] writes articles and figures to disk and opens them again.
//! - [`query`] parses text to a [`query::Query`] value, which prints as text that parses to the same value. `query/planner`
//!   plans it as queries of tantivy and of `query/tantivy_ext`. `query/search` answers it with articles, `query/figures`
//!   with the figures in them.
//! - `output` turns answers into bytes: articles one file a format, figures one file a kind of answer.
//! - `command` is what the program does, one file a command; `cli` is what can be typed, and nothing else.
//!
//! Only [`index`] and [`query`] know tantivy. Nothing is printed outside of `output` and `command`.
//!
//! # What always holds
//!
//! - **Blocks.** Each figure is a document of its own, written directly before its article in one batch. Merging keeps the
//!   order and deleting goes by the block's key, so an article stands right behind its figures for good. This is why all
//!   conditions on a figure hold for one and the same figure (`index/block_join.rs`).
//! - **Figures are no articles.** Every field of a figure that is looked up is one that no article has. A query for
//!   articles matches no figure, and BM25 counts articles alone (`query/tantivy_ext/bm25f.rs`).
//! - **No pruning.** tantivy skips documents by bounds that were computed with figures among the documents; with the
//!   statistics of articles alone that loses hits. All matches are looked at (`query/tantivy_ext/top_articles.rs`).
//! - **Two steps of ranking.** Words weigh by BM25F over headline and text. The 200 best are then ranked by closeness, too:
//!   words that follow each other as in the query, and words in the sentence of the figure that met a condition
//!   (`query/search/proximity.rs`). The window is the same for every page, so pages fit together. Measured by
//!   `benches/relevance`: BM25F without function words gave MAP .336 on CACM and .432 on Cranfield in a prototype, tantivy's
//!   BM25 .306 and .383.
//! - **Sizes before numbers.** An article is labelled with the sizes of its figures, sixteenths of octaves and octaves of
//!   each measure. A range is a few such labels, and only figures of a size at its ends are compared
//!   (`index/value_buckets.rs`, `query/tantivy_ext/bucket_range.rs`). Comparing the figures of each article that has the word took 2 to 7
//!   times as long on 200,000 articles.
//! - **Figures as answers** are gathered as places in the index; sorting, folding and setting them against each other reads
//!   columns (`query/figures/columns.rs`), and only what is shown is read whole. On 37,554 articles with 399,000 figures
//!   each command answers a person who asks for `*` in under .5 s so, `killed` (10,700 figures) in .02 to .07 s; reading every article would take 2 s.
//! - **Which figures a query means** (`query/planner/figure_selection.rs`): a word for a measure, a nation or people asks for that
//!   fact of the figure. Other words may stand anywhere in its article where a measure or a condition already says which
//!   figures are meant, else in its sentence or headline. So "russian killed" does not list what Russia says of its enemy.
//! - **Nothing is averaged.** Conflicts are claims as intervals that exclude each other, of one measure, side, kind, time and
//!   matter (`query/figures/conflicts`); which one is right is not said.
//! - **Positions.** Sentences and figures are known by the positions of their words, so `same:(…)` and closeness read no
//!   text (`index/positions.rs`).
//! - **Languages.** Words of other languages than English stand unstemmed in the same fields, each with a mark before it
//!   that no word has (`analysis/tokenizer_config.rs`). Where there are articles in other languages, a word of a query is looked
//!   up as its stem and as itself; an index of English articles alone is asked for the very terms it was asked for before.
//! - **Corrections** are applied when an article is read, before anything is made of it, and are a part of its hash. What
//!   was there before is kept with the article (`corrections`, `corrections/originals.rs`).
//! - **The dictionary** for wildcards and misspellings holds each unstemmed word now and then, in documents that belong to
//!   no article (`ingest/word_dictionary.rs`). It says which words there are; where they stand is asked of their stems. A
//!   field of unstemmed words on each article was measured first: it took 3 to 5 of 16 s of processor time.
//! - **Offsets** of figures are bytes into the stored text, on the boundaries of characters.
//! - **One commit.** An ingest is seen whole or not at all: the state of the files is written first, then the commit that
//!   names it, and a rebuild is swapped in by renaming one file (`storage/folder.rs`, `ingest`). What the history is to
//!   have of a commit is kept before it, so that the next ingest brings one to its end that was cut off
//!   (`ingest/pending_history.rs`), and clears away what it left.
//! - **Safe on the disk.** Every change of the index's files goes through `storage/files`: contents are synced before the names
//!   that stand for them, and names before what they replace is removed. `tests/search/crash` ends ingests at each such
//!   change, cuts the power there, and has the system refuse it.
//! - **Duplicates** (`dedup`) are found by shingles with the smallest hashes, of which the first are terms of the index, and
//!   are told by setting a hundred of them against each other. An article is written with the story it joined, decided in the
//!   order of reading whatever thread writes it. What is left out of an answer is told when it is given, so a removal has
//!   nothing to put right.
//! - **Checksums.** Each file is written with a checksum footer at its end, tantivy's files among them; so no
//!   crash comes between the two (`storage/checksum_footer.rs`, `storage/directory.rs`). Small files are set against it when they are read,
//!   large ones by `search check` alone, which then goes through all blocks (`check`). Of what articles say each chunk
//!   is set against its own checksum before it is used (`storage/chunk_checksums.rs`): no answer shows a damaged text. tantivy panics on damaged files:
//!   `panic_report.rs` catches that, and looks which file it was before it blames one.
//! - **Readers** hold their generation by a shared lock, need no right to write, and see it to the end.
//! - **Keys.** An article is known by its file's path and its own id or place there. What it was first seen is kept beside
//!   the index and outlives it (`storage/history.rs`).
//! - **Outlets** are told when an index is read, from one column that holds what each article says itself: which spelling
//!   belongs to which domain depends on all articles, and would be out of date in a document (`outlets`).
//! - **Two numbers in a date** are the day and the month as in other dates of the site. What each record's dates say is noted
//!   in the state; after all files are read, those that are now to be read otherwise are read once more (`ingest/day_month_order.rs`,
//!   `ingest/read/reread.rs`). So several ingests come to the same as a rebuild.
//! - **What others wrote** is read with bounds: of an article 64 MB, of which 16 MB of text are taken, of a packed file 250
//!   times its size, of a row 65,536 cells, of what is broken 256 MB once more, and of what is wrong with a file 1,000 lines.
//!   Links are not followed, nothing that is no file is opened (`regular_file.rs`), and no control character reaches a terminal
//!   (`sanitize.rs`). `tests/fuzz` has a target for each reader.
//! - **Stamps.** All that an ingest brings is first seen at one stamp, greater than those of all ingests before it, and the
//!   commit comes before the history: what a reader has not seen yet has a greater stamp than all it has. The mark of a
//!   saved search is such a stamp, moved when what is new was written and not before (`storage/saved_searches.rs`).
//!
//! # Where to begin
//!
//! - A new input format: a variant of `InputFormat` (`article/formats/detect.rs`) and a file beside `article/formats/table.rs`.
//! - A new way in which pages mark what they are: a row in the tables of `article/formats/page`.
//! - A new name of a field in records: a name in `article/fields/names.txt`.
//! - A new way to write dates: a pattern in `date/pattern.rs`.
//! - A new rule, unit or measure of figures: the front page of [`figure`] says where.
//! - A new key of corrections: `corrections/file.rs` reads it, `figure.rs` or `article.rs` beside it applies it.
//! - A new field or condition of queries: a variant of [`query::Leaf`] or [`query::Condition`], its reading in
//!   `query/language`, its meaning in `query/planner`.
//! - A new way to group or count figures: a variant of [`query::Dimension`] and its column in `query/figures/dimension.rs`.
//! - A new output format: a file in `output`.
//! - A new command: its arguments in `cli`, a file in `command`, a file in `output`, and a line in `run.rs`.
//!
//! # Exit status
//!
//! Of a query: 0 something found, 1 nothing found, 2 an error. Of an ingest: 0 done, 2 failed, 3 done but something could
//! not be read, each named on standard error. Of a check: 0 whole, 2 nothing that can be checked, 4 damaged.

pub mod analysis;
pub mod article;
pub mod byte_range;
pub mod check;
mod cli;
mod command;
mod corrections;
pub mod date;
mod dedup;
pub mod error;
pub mod figure;
#[doc(hidden)]
pub mod fuzzing;
pub mod index;
pub mod ingest;
mod input;
mod lines;
mod outlets;
mod output;
mod panic_report;
mod prefix;
pub mod query;
mod regular_file;
mod run;
mod sanitize;
pub mod storage;
mod web_address;

pub use run::run;
