# Commands for working on figured. `just` lists them; https://just.systems installs the runner.

# List the commands
default:
    @just --list

# Run everything that a change has to pass
ci:
    bash .ci/run

# Run the test suite
test *ARGS:
    cargo test --locked {{ARGS}}

# Accept the new output in all snapshot tests and in the README's picture; read the diff before you commit it
accept:
    INSTA_UPDATE=always cargo test --locked --test search
    cargo build --locked
    python3 .ci/terminal_svg.py target/debug/search

# Format, lint, and check imports, names and prose
lint:
    cargo fmt --check
    cargo clippy --all-targets --locked -- -D warnings
    python3 .ci/import_cycles.py
    python3 .ci/names.py
    python3 .ci/prose.py

# Run one benchmark (extract, growth, ingest, range, relevance) with its arguments: `just bench relevance COLLECTION`
bench NAME *ARGS:
    cargo bench --locked --bench {{NAME}} -- {{ARGS}}

# Measure against the data in ../shared, which is not part of the repository; updates .ci/reached.json when a score improves
quality:
    cargo build --release --locked
    python3 .ci/quality.py target/release/search

# Build the API documentation
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --locked

# Fuzz one reader: text front_matter json table page archive index_file query extract parser
fuzz TARGET SECONDS="600":
    tests/fuzz/corpus.sh unpack {{TARGET}} regressions
    RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz --sanitizer none {{TARGET}} \
        tests/fuzz/corpus/{{TARGET}} $(ls -d tests/fuzz/corpus/regressions/{{TARGET}} 2>/dev/null) \
        -- -max_len=4096 -timeout=10 -max_total_time={{SECONDS}}

# Fuzz every reader for ten minutes each (100 minutes)
soak-fuzz SECONDS="600":
    for target in text front_matter json table page archive index_file query extract parser; do just fuzz $target {{SECONDS}} || exit 1; done

# Kill 1,000 ingests and cut the power 200 times (2 minutes in a release build)
soak-crash:
    cargo test --release --locked --test search -- --ignored crash

# Damage an index at 12,000 places and run every command on it (8 minutes)
soak-damage:
    cargo test --release --locked --test search -- --ignored damage_at_

# Read during ingests for five minutes, and apply 500 small changes (5 minutes)
soak-growth:
    cargo test --release --locked --test search -- --ignored index_growth
