#!/usr/bin/env python3
"""Scores the titles, outlets, dates and bodies that ingest reads from the saved pages of ../shared/html.

    python3 .ci/pages.py target/release/search

The score.py of that folder scores titles, outlets and dates. The score of a body is the F1 of the words that it
shares with the known one, each counted as often as it occurs, averaged over the pages with a known body.
"""
import collections, json, os, re, subprocess, sys, tempfile

HTML = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "shared", "html")


def words(text):
    return collections.Counter(re.findall(r"\w+", text.lower()))


def f1(gold, read):
    gold, read = words(gold), words(read)
    return 2 * sum((gold & read).values()) / max(1, gold.total() + read.total())


def main(binary):
    binary = os.path.abspath(binary)
    search = lambda *args: subprocess.run([binary, *args], capture_output=True, text=True, timeout=600)
    with tempfile.TemporaryDirectory() as index:
        ingest = search("ingest", os.path.join(HTML, "pages"), "--index", index)
        assert ingest.returncode in (0, 3), ingest.stderr
        hits = search("query", "--jsonl", "--copies", "--limit", "100000", "--index", index, "--", "*").stdout
        scored = subprocess.run([sys.executable, os.path.join(HTML, "score.py")], input=hits, capture_output=True, text=True)
        print(scored.stdout, end="")
        ids = {os.path.basename(hit["path"]): hit["id"] for hit in map(json.loads, hits.splitlines())}
        scores = []
        for row in map(json.loads, open(os.path.join(HTML, "gold.jsonl"), encoding="utf8")):
            if row.get("body"):
                known = ids.get(os.path.basename(row["page"]))
                shown = search("show", "--json", "--index", index, "--", known).stdout if known else ""
                scores.append(f1(row["body"], json.loads(shown)["body"] if shown else ""))
        print(f"body F1 {sum(scores) / len(scores):.4f} of {len(scores)}")


if __name__ == "__main__":
    main(sys.argv[1])
