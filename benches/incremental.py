#!/usr/bin/env python3
"""Times an ingest that finds no changes or one changed file, compared with `find` on the same files.

    cargo build --release && python3 benches/incremental.py CORPUS.jsonl [FILES]

Writes FILES (default 100,000) text files from the "text" of the corpus to a temporary folder and ingests them.
Each of seven rounds then times `find`, an ingest without changes, and an ingest after one file changed, together
with a query that finds the change. Prints the medians, and their ratios to the time of `find`.
"""
import json, os, pathlib, shutil, statistics, subprocess, sys, tempfile, time

ROUNDS = 7
SEARCH = pathlib.Path(__file__).resolve().parent.parent / "target/release/search"


def write(corpus, folder, wanted):
    """Writes text files of up to six paragraphs each, a thousand files to a folder."""
    written = 0
    while written < wanted:
        with open(corpus, encoding="utf8") as lines:
            for line in lines:
                article = json.loads(line)
                paragraphs = article.get("text", "").split("\n\n")
                for at in range(0, len(paragraphs), 6):
                    text = "\n\n".join(paragraphs[at : at + 6])
                    if len(text) < 200:
                        continue
                    below = folder / f"{written // 1000:04}"
                    below.mkdir(exist_ok=True)
                    (below / f"{written}.txt").write_text(f"{article.get('title')}\n\n{text}\n", encoding="utf8")
                    written += 1
                    if written == wanted:
                        return


def timed(*command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main():
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="incremental-"))
    try:
        news, index = scratch / "news", scratch / "index"
        news.mkdir()
        write(sys.argv[1], news, wanted)
        ingest = [str(SEARCH), "--index", str(index), "ingest", str(news)]
        print(f"first ingest of {wanted} files: {timed(*ingest):.1f} s")
        time.sleep(3)
        timed(*ingest)
        find = ["find", str(news), "-type", "f", "-printf", "%s %T@ %p\n"]
        found, unchanged, changed = [], [], []
        for turn in range(ROUNDS):
            found.append(timed(*find))
            unchanged.append(timed(*ingest))
            word = f"quaggamire{turn}x"
            (news / "0000" / "7.txt").write_text(f"A headline\n\nThe {word} sank.\n")
            took = timed(*ingest)
            took += timed(str(SEARCH), "--index", str(index), "query", "--count", "--", word)
            changed.append(took)
            time.sleep(2.5)
        base = statistics.median(found)
        print(f"find                         {base * 1000:6.0f} ms")
        for name, times in [("nothing changed", unchanged), ("one changed, and found", changed)]:
            median = statistics.median(times)
            print(f"{name:<28} {median * 1000:6.0f} ms, {median / base:.2f} times find, {1000 * (median - base):+.0f} ms")
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
