#!/usr/bin/env python3
"""Chooses the sentences that the parser learns from: sentences with figures from news articles.

    sentences.py SEARCH < articles.jsonl > sentences.jsonl

SEARCH is the program, which splits the articles into sentences. Each line of the input is an article with "id" and
"text". Each line of the output is a JSON list [article, sentence].
"""

import hashlib
import json
import random
import subprocess
import sys

# The parser learns from articles whose hash starts with one of these digits. The others are kept for evaluation.
LEARNED = set("01234567")
MOST_SENTENCES = 14
SHORTEST, LONGEST = 20, 900


def is_learned(article):
    return hashlib.sha256(article.encode()).hexdigest()[0] in LEARNED


def figures(program, texts):
    """Yields a list of the extracted figures for each article body in `texts`."""
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    done = subprocess.run([program, "extract", "--jsonl"], input=lines, capture_output=True, text=True, check=False)
    for line in done.stdout.splitlines():
        yield json.loads(line)["figures"]


def main(program):
    articles = [json.loads(line) for line in sys.stdin]
    articles = [(article["id"], article["text"]) for article in articles if is_learned(article["id"])]
    random_numbers = random.Random(3)
    chosen, known = [], set()
    for (article, text), found in zip(articles, figures(program, [text for _, text in articles])):
        # The offsets are in bytes.
        content = text.encode()
        body = [figure["sentence"] for figure in found if figure.get("in", "body") == "body"]
        spans = sorted({(sentence["start"], sentence["end"]) for sentence in body})
        if len(spans) > MOST_SENTENCES:
            spans = sorted(random_numbers.sample(spans, MOST_SENTENCES))
        for start, end in spans:
            sentence = " ".join(content[start:end].decode(errors="replace").split())
            if SHORTEST < len(sentence) < LONGEST and sentence not in known:
                known.add(sentence)
                chosen.append((article, sentence))
    random_numbers.shuffle(chosen)
    for row in chosen:
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
