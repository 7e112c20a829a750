#!/usr/bin/env python3
"""Scores how many of 900 figures, drawn at random from real articles, are extracted correctly.

    zstd -dc ../shared/corpora/allsides.jsonl.zst | python3 .ci/precision.py target/release/search [--errors]

precision.jsonl holds what a reader of each sentence judged: the article's id, the offsets (bytes of the body), a
hash of the surface, whether it is a figure, its number, its unit, a hash of the counted noun, and its measure. If several units, nouns or measures are given, each of them is correct.

There were three draws. For each, the extractor of that day read all 37,554 articles in order. Its figures were
shuffled by random.Random(20261121 + draw), and the first 300 were judged before any error was fixed. The percentages
of correct numbers, correct units or nouns, and correct measures were:

    draw 1    94.0    86.5    98.6
    draw 2    94.0    92.1   100
    draw 3    95.3    91.7    97.7

Causes common to several errors were fixed after each draw. The scores now show what still works; only a new draw
would show how many errors are left.

A figure that is no longer extracted counts as wrong if the reader called it a figure, and is not counted otherwise.
"""
import hashlib, json, os, re, subprocess, sys

TRUTH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "precision.jsonl")
KIND = {"more_than": ">", "at_least": ">", "less_than": "<", "at_most": "<", "nearly": "<"}


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def number_right(figure, truth):
    same = lambda a, b: a == b or None not in (a, b) and abs(a - b) <= 1e-6 * max(abs(a), abs(b))
    kind = lambda bound: KIND.get(bound, bound)
    return kind(figure["bound"]) == kind(truth["bound"]) and all(same(figure[k], truth[k]) for k in ("low", "high"))


def noun_right(figure, truth):
    words = re.findall(r"\w+(?:[-'’]\w+)*", (figure.get("counted") or "").lower())
    unit, noun = figure.get("unit"), digest(words[-1]) if words else None
    return unit in truth["unit"] or noun in truth["head"] or not (unit or noun or truth["unit"] or truth["head"])


def main(binary, errors):
    truths = [json.loads(line) for line in open(TRUTH)]
    wanted = {truth["id"] for truth in truths}
    bodies = {}
    for line in sys.stdin:
        article = json.loads(line)
        if article["id"] in wanted:
            bodies[article["id"]] = article["text"]
    lines = "".join(json.dumps({"text": body}) + "\n" for body in bodies.values())
    done = subprocess.run([binary, "extract", "--jsonl"], input=lines, capture_output=True, text=True, check=True)
    figures = {id: json.loads(line)["figures"] for id, line in zip(bodies, done.stdout.splitlines())}
    right = {what: [0, 0] for what in ("number", "unit or noun", "measure")}

    def count(what, ok, truth, figure):
        right[what][0] += ok
        right[what][1] += 1
        if errors and not ok:
            body = bodies[truth["id"]].encode()
            start, end = truth["start"], truth["end"]
            around = (body[max(0, start - 150):start], body[start:end], body[end:end + 100])
            before, surface, after = (" ".join(part.decode(errors="ignore").split()) for part in around)
            print(f"{what}: {before} [{surface}] {after}\n    {figure and {k: v for k, v in figure.items() if k != 'sentence'}}")

    for truth in truths:
        body = bodies[truth["id"]].encode()
        start, end = truth["start"], truth["end"]
        if digest(body[start:end].decode()) != truth["surface"]:
            sys.exit(f"{truth['id']} {start}..{end}: the article does not hold what was judged")
        figure = next((f for f in figures[truth["id"]] if f["start"] < end and f["end"] > start), None)
        if not truth["figure"]:
            if figure:
                count("number", False, truth, figure)
            continue
        count("number", figure is not None and number_right(figure, truth), truth, figure)
        if figure:
            count("unit or noun", noun_right(figure, truth), truth, figure)
            if figure.get("measure"):
                count("measure", figure["measure"] in truth["measure"], truth, figure)
    for what, (good, all_) in right.items():
        print(f"{what:14} {100 * good / all_:5.1f}  ({good} of {all_})")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), "--errors" in sys.argv)
