#!/usr/bin/env python3
"""Parses sentences with spaCy, for the trainer.

    silver.py MODEL FOLDER < sentences.jsonl

MODEL is the folder of an unpacked spaCy model. Standard input has one JSON list [article, sentence] on each line.
Writes FOLDER/train.conll and FOLDER/test.conll. A sentence is a line "#<TAB>article<TAB>sentence", a line for each token
and an empty line. The fields of a token are its offset and its length in characters, its text, its tag, the index of its
head (its own if it is a root) and its relation.
"""

import hashlib
import json
import os
import sys

import spacy

# The components of the pipeline that parsing does not need.
UNUSED = ["ner", "lemmatizer", "attribute_ruler", "senter"]


def is_test(article):
    """Returns whether an article's sentences are kept for testing. This applies to one article in sixteen."""
    return hashlib.sha256(article.encode()).hexdigest().endswith("0")


def sentences(lines):
    for line in lines:
        article, text = json.loads(line)
        yield text, article


def main(model, folder):
    parser = spacy.load(model, exclude=UNUSED)
    with (
        open(os.path.join(folder, "train.conll"), "w", encoding="utf-8") as train,
        open(os.path.join(folder, "test.conll"), "w", encoding="utf-8") as test,
    ):
        # spaCy must tokenise the text itself, because it parses other tokens less well.
        for doc, article in parser.pipe(sentences(sys.stdin), as_tuples=True, batch_size=256):
            file = test if is_test(article) else train
            file.write(f"#\t{article}\t{doc.text}\n")
            for token in doc:
                fields = (token.idx, len(token.text), token.text, token.tag_, token.head.i, token.dep_)
                file.write("\t".join(map(str, fields)) + "\n")
            file.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
