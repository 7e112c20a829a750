#!/usr/bin/env python3
"""Converts the annotated sentences between two formats.

    annotations.py pack SENTENCES.jsonl READINGS.jsonl... > annotations.jsonl
    zstd -dc allsides.jsonl.zst | annotations.py unpack annotations.jsonl DIRECTORY

`annotations.jsonl` contains no text. A sentence is stored as an article's id, offsets and a hash, and a name as a pair
of offsets. These offsets are in characters. A sentence that two readers annotated has two lines, of which `unpack`
takes the first.

`unpack` writes `learn.jsonl` and `held_out.jsonl` with the text, in the format of ../shared/events/dev.jsonl. Do not
look at the errors on the held-out sentences during development.
"""
import hashlib
import json
import os
import re
import sys

FACTS = {"whose": "whose", "agent": "agent", "place": "place", "by": "claimant", "when": "as_of"}
VAGUE = {
    "dozens": (12, 120), "scores": (20, 200), "hundreds": (100, 1000), "thousands": (1000, 10000),
    "tens of thousands": (10000, 100000), "hundreds of thousands": (100000, 1000000),
    "millions": (10**6, 10**7), "tens of millions": (10**7, 10**8), "hundreds of millions": (10**8, 10**9),
    "billions": (10**9, 10**10),
}
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = dict(zip(ONES.split(), range(20))) | dict(zip(TENS.split(), range(20, 100, 10)))
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
          "k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9}


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def number(surface):
    """Returns the value of a number in digits or words, or None if it is written in another way."""
    total, current, seen = 0, 0, False
    for word in re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", surface.lower().replace("-", " ").replace("–", " ")):
        if word[0].isdigit():
            if seen and current:
                return None
            current, seen = float(word.replace(",", "")), True
        elif word in WORDS:
            current, seen = current + WORDS[word], True
        elif word in SCALES:
            current, seen = (current if seen else 1) * SCALES[word], True
            if SCALES[word] >= 1000:
                total, current = total + current, 0
        elif word == "half":
            return None if seen else 0.5
    return total + current if seen else None


def position(sentence, figure):
    """Returns the offset of a figure in its sentence."""
    surface, nth = figure["n"], figure.get("nth", 1) - 1
    whole = [m.start() for m in re.finditer(rf"(?<![\w.,]){re.escape(surface)}(?!\w)", sentence)]
    if nth >= len(whole):
        whole = [m.start() for m in re.finditer(re.escape(surface), sentence)]
    return whole[min(nth, len(whole) - 1)]


def packed(text, phrase):
    """Returns the offsets of the last occurrence of a phrase in the text, or the phrase itself if it does not occur."""
    at = text.rfind(phrase) if phrase else -1
    return phrase if at < 0 else [at, at + len(phrase)]


def pack(sentences, readings):
    drawn = {d["id"]: d for d in map(json.loads, open(sentences, encoding="utf8"))}
    seen = set()
    for name in readings:
        for line in open(name, encoding="utf8"):
            reading = json.loads(line)
            d = drawn[reading["id"]]
            number_of_reading = 2 if d["id"] in seen else 1
            seen.add(d["id"])
            text, offset = d["before"] + d["sentence"], len(d["before"])
            figures = []
            for f in reading["f"]:
                at = position(d["sentence"], f)
                out = {"n": [offset + at, offset + at + len(f["n"])]}
                for key, value in f.items():
                    if key in ("n", "nth"):
                        continue
                    if key in FACTS or key == "counted":
                        value = packed(text, value)
                    elif key == "also":
                        value = {k: [packed(text, v) if isinstance(v, str) and k not in ("measure", "stance", "scope") else v
                                     for v in values] for k, values in value.items()}
                    out[key] = value
                figures.append(out)
            print(json.dumps({
                "id": d["id"], "article": d["article"], "stratum": d["stratum"], "held_out": d["held_out"],
                "reading": number_of_reading,
                "span": [d["first"], d["start"], d["end"]], "sha256": digest(text), "figures": figures,
            }, ensure_ascii=False, separators=(",", ":")))


def unpacked(text, value):
    return text[value[0]:value[1]] if isinstance(value, list) else value


def figure(text, offset, f):
    start, end = f["n"]
    surface = text[start:end]
    out = {"surface": surface, "at": len(text[offset:start].encode()), "bound": f.get("bound", "exact"),
           "vague": bool(f.get("vague"))}
    low = high = value = f.get("value", number(surface))
    if out["vague"] and "range" not in f:
        key = re.sub(r"[^a-z ]", "", surface.lower())
        low, high = VAGUE[max((k for k in VAGUE if k in key), key=len, default="dozens")]
        value, out["bound"] = None, "range"
    elif "range" in f:
        (low, high), value = f["range"], None
    elif out["bound"] in ("more_than", "at_least"):
        high = None
    elif out["bound"] in ("less_than", "at_most", "nearly"):
        low = None
    out |= {"value": value, "low": low, "high": high, "unit": f.get("unit"), "counted": unpacked(text, f.get("counted"))}
    out |= {key: f.get(key) for key in ("measure", "scope", "change")} | {"stance": f.get("stance", "stated")}
    out |= {name: unpacked(text, f.get(key)) for key, name in FACTS.items()}
    out |= {key: True for key in ("rate", "optional") if f.get(key)}
    if "also" in f:
        out["also"] = {FACTS.get(k, k): [unpacked(text, v) for v in values] for k, values in f["also"].items()}
    return out


def unpack(annotations, directory):
    wanted = {}
    for line in open(annotations, encoding="utf8"):
        d = json.loads(line)
        if d["reading"] == 1:
            wanted.setdefault(d["article"], []).append(d)
    files = {held: open(os.path.join(directory, name), "w", encoding="utf8")
             for held, name in ((False, "learn.jsonl"), (True, "held_out.jsonl"))}
    for line in sys.stdin:
        article = json.loads(line)
        for d in wanted.pop(article["id"], []):
            first, start, end = d["span"]
            text, offset = article["text"][first:end].replace("\n", " "), start - first
            if digest(text) != d["sha256"]:
                print(f"{d['id']}: the article has changed", file=sys.stderr)
                continue
            print(json.dumps({
                "id": d["id"], "article": d["article"], "title": article.get("title"), "published": article.get("date"),
                "outlet": article.get("outlet"), "stratum": d["stratum"], "before": text[:offset],
                "sentence": text[offset:], "figures": [figure(text, offset, f) for f in d["figures"]],
            }, ensure_ascii=False), file=files[d["held_out"]])
    for article in wanted:
        print(f"{article}: no such article", file=sys.stderr)


if __name__ == "__main__":
    if sys.argv[1:2] == ["pack"]:
        pack(sys.argv[2], sys.argv[3:])
    elif sys.argv[1:2] == ["unpack"]:
        unpack(*sys.argv[2:4])
    else:
        sys.exit(__doc__)
