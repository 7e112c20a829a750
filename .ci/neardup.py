#!/usr/bin/env python3
"""Checks that ingest finds all planted pairs of near-duplicates among 1,000 articles, and no others.

    python3 .ci/neardup.py target/release/search

Prints the planted pairs that were missed and the pairs that were found by mistake, then the counts of both.
"""
import itertools, json, os, subprocess, sys, tempfile

SHARED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "shared", "neardup")


def articles(path):
    for line in open(os.path.join(SHARED, "articles_1000.train"), encoding="utf8"):
        name, text = line.rstrip("\n").split(" ", 1)
        path.write(json.dumps({"id": name, "text": text}) + "\n")
        yield name
    path.flush()


def story(binary, index, name):
    shown = subprocess.run([binary, "show", "--json", name, "--index", index], capture_output=True, text=True, check=True)
    return [one["id"] for one in json.loads(shown.stdout).get("story", [])]


def main():
    binary = os.path.abspath(sys.argv[1])
    planted = {frozenset(line.split()) for line in open(os.path.join(SHARED, "articles_1000.truth"))}
    with tempfile.TemporaryDirectory() as folder:
        index = os.path.join(folder, "index")
        with open(os.path.join(folder, "articles.jsonl"), "w", encoding="utf8") as path:
            names = list(articles(path))
        subprocess.run([binary, "ingest", path.name, "--index", index], check=True, capture_output=True)
        every = [binary, "query", "--jsonl", "--limit", "2000", "--index", index, "*"]
        shown = subprocess.run(every, check=True, capture_output=True, text=True).stdout
        alone = {json.loads(line)["id"] for line in shown.splitlines()}
        # The answer shows one article of each story, so the articles that are not shown lead to all duplicates.
        found = set()
        for name in set(names) - alone:
            found |= {frozenset(pair) for pair in itertools.combinations(story(binary, index, name), 2)}
    for words, pairs in (("missed", planted - found), ("joined beside", found - planted)):
        for pair in pairs:
            print(f"{words}:", *sorted(pair))
    print(f"pairs {len(planted & found)}/{len(planted)}, {len(found - planted)} false")


main()
