#!/usr/bin/env python3
"""Measures how the cost of a query grows with the index.

    cargo build --profile profiling && python3 benches/growth.py FOLDER [ARTICLES…]

For each number of articles (default 5, 37554 and 1000000), makes articles (`benches/common/article_generator.rs`) in FOLDER and
ingests them, unless FOLDER has them from an earlier run. Then prints:

- the instructions that callgrind counts for three queries,
- the time of a new process for one query, next to a bare tantivy program and SQLite's FTS5 on the same articles
  (`benches/growth.rs`): the median of eleven interleaved runs, first with the files in memory, then after the
  system was asked to drop them (`posix_fadvise`),
- the time and the peak memory of commands that read large parts of the index.

A million articles take about 20 minutes and 24 GB.
"""
import os, pathlib, re, statistics, subprocess, sys, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEARCH = ROOT / "target/profiling/search"
QUERIES = ["bodies repatriated", "killed:1000..5000", "zzyzxnowhere"]
SCANS = [["conflicts", "killed"], ["timeline", "*"], ["facets", "outlet", "*"], ["stats"]]
ROUNDS = 11


def build_growth():
    """Builds `benches/growth.rs` and returns the path of the program."""
    build = ["cargo", "bench", "--locked", "--bench", "growth", "--no-run", "--message-format", "json"]
    lines = subprocess.run(build, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [re.search(r'"executable":"([^"]+)"', line)[1] for line in lines if '"name":"growth"' in line][-1]


def prepare(growth, folder, articles):
    """Makes the articles and the three indexes, and returns their paths."""
    paths = {kind: folder / f"{kind}-{articles}" for kind in ("articles", "figured", "tantivy", "sqlite")}
    file = paths["articles"]
    steps = [
        ("articles", [growth, "make", str(articles), file]),
        ("figured", [SEARCH, "--index", paths["figured"], "ingest", file]),
        ("tantivy", [growth, "tantivy-index", file, paths["tantivy"]]),
        ("sqlite", [growth, "sqlite-index", file, paths["sqlite"]]),
    ]
    for kind, command in steps:
        if not paths[kind].exists():
            print(f"making {paths[kind]}", file=sys.stderr)
            subprocess.run(command, check=True)
    return paths


def instructions(index, query):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", SEARCH, "--index", index, query, "-n", "3"]
    done = subprocess.run(command, capture_output=True, text=True)
    return int(re.search(r"Collected : (\d+)", done.stderr)[1])


def evict(path):
    """Asks the system to forget the content of a file, or of all files in a folder."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    for file in files:
        handle = os.open(file, os.O_RDONLY)
        os.fsync(handle)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)


def milliseconds(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def compare(growth, paths):
    words = QUERIES[0].split()
    commands = {
        "figured": [SEARCH, "--index", paths["figured"], QUERIES[0], "-n", "3"],
        "tantivy": [growth, "tantivy-query", paths["tantivy"], *words],
        "sqlite": [growth, "sqlite-query", paths["sqlite"], *words],
    }
    for state in ("warm", "cold"):
        times = {name: [] for name in commands}
        for turn in range(ROUNDS + 1):
            for name, command in commands.items():
                if state == "cold":
                    evict(paths[name])
                took = milliseconds(command)
                # The first turn only loads the files.
                if turn > 0:
                    times[name].append(took)
        print(f"  {state}: " + ", ".join(f"{name} {statistics.median(each):.1f} ms" for name, each in times.items()))


def measure_scans(index):
    for command in SCANS:
        line = ["/usr/bin/time", "-f", "%e s, %M KB", SEARCH, "--index", index, *command]
        done = subprocess.run(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        print(f"  {' '.join(command)}: {done.stderr.splitlines()[-1]}")


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    growth = build_growth()
    for articles in [int(number) for number in sys.argv[2:]] or [5, 37_554, 1_000_000]:
        paths = prepare(growth, folder, articles)
        print(f"{articles:,} articles")
        for query in QUERIES:
            print(f"  {query}: {instructions(paths['figured'], query) / 1e6:.1f} million instructions")
        compare(growth, paths)
        measure_scans(paths["figured"])


if __name__ == "__main__":
    main()
