#!/usr/bin/env python3
"""Trains the models that decide the facts of a figure.

    learn_facts.py ANNOTATED.jsonl CANDIDATES.jsonl WEIGHTS.txt

`annotations.py unpack` writes ANNOTATED.jsonl, and the trainer's `candidates` command writes CANDIDATES.jsonl. Each
model is log-linear: the probability of a candidate is the softmax of the summed weights of its features. The weights
are fitted by AdaGrad with L2 regularisation. The script prints how many decisions were right in a five-fold
cross-validation by article. The same predictions calibrate the probabilities by isotonic regression.
"""
import json
import re
import sys

import numpy as np

FACTS = ("measure", "whose", "claimant", "as_of", "stance", "agent", "place")
# Facts that are also learned from figures that are not about an event.
ALL_FIGURES = {"claimant", "as_of", "stance"}
NOT_EVENTS = {None, "money", "percent"}
NOT_YET = {"planned", "forecast", "possible", "hypothetical"}
SMALL = {"the", "in", "on", "of", "a", "an", "at", "by", "as", "to", "for", "and", "from", "s", "since"}
FOLDS, ITERATIONS, RATE, L2 = 5, 200, 0.4, 5.0
# The minimum number of occurrences of a feature, and the minimum absolute value of a weight.
FEWEST, SMALLEST = 3, 0.03


def words(text):
    return [w for w in re.findall(r"\w+", (text or "").replace("\u2019", "'").lower()) if w != "s"]


def side(name):
    name = re.sub(r"^the\s+", "", (name or "").replace("\u2019", "'").strip(), flags=re.I)
    name = re.sub(r"'s$", "", name)
    name = re.sub(r"\bU\.S\.?(?:A\.)?(?!\w)|\bUSA?\b|\bUnited States\b|\bAmericans?\b", "american", name)
    return re.sub(r"\bISIL\b|\bIS\b|\bIslamic State\b|\bIsis\b", "ISIS", name).lower()


def agrees(fact, mine, theirs):
    """Returns whether a candidate's value agrees with an annotated value."""
    if fact == "measure":
        event = lambda value: None if value in NOT_EVENTS else value
        return event(mine) == event(theirs)
    if fact == "stance":
        stance = lambda value: "not yet" if value in NOT_YET else value or "stated"
        return stance(mine) == stance(theirs)
    if not mine or not theirs:
        return not mine and not theirs
    if fact == "as_of":
        return bool(set(words(mine)) & set(words(theirs)) - SMALL)
    if fact == "whose":
        return side(mine)[:4] == side(theirs)[:4] or words(side(mine))[-1:] == words(side(theirs))[-1:]
    return words(mine)[-1:] == words(theirs)[-1:]


def right(fact, value, annotated):
    """Returns whether a value agrees with any reading of the annotated figure. Without one, the fact must be absent."""
    if annotated is None:
        return agrees(fact, value, None)
    readings = [annotated.get(fact)] + annotated.get("also", {}).get(fact, [])
    return any(agrees(fact, value, reading) for reading in readings)


def figures(annotated_path, candidates_path):
    """Pairs the extracted figures with the annotated ones. Yields (article, counts, annotated, facts)."""
    for line, found in zip(open(annotated_path, encoding="utf8"), open(candidates_path, encoding="utf8")):
        sentence = json.loads(line)
        gap = 1 if sentence["before"] else 0
        offset = len(sentence["before"].encode()) + gap
        free = list(sentence["figures"])
        for figure in json.loads(found):
            if figure["start"] < offset:
                continue
            start, end = figure["start"] - offset, figure["end"] - offset
            overlaps = [f for f in free if f["at"] < end and start < f["at"] + len(f["surface"].encode())]
            annotated = min(overlaps, key=lambda f: bool(f.get("optional")), default=None)
            if annotated is not None:
                free.remove(annotated)
                if annotated.get("optional"):
                    continue
            yield sentence["article"], figure["counts"], annotated, figure["facts"]


def examples(fact, rows):
    """Returns the figures that the model of a fact learns from.

    Each is (article, whether it counts people or things in an event, candidates, whether each candidate is right).
    """
    out = []
    for article, counts, annotated, facts in rows:
        event = annotated is not None and annotated.get("measure") not in NOT_EVENTS
        if fact == "measure":
            wanted = counts
        elif fact in ALL_FIGURES:
            wanted = annotated is not None
        else:
            wanted = counts and event
        candidates = facts[fact]
        if wanted and len(candidates) > 1:
            out.append((article, counts and event, candidates, [right(fact, value, annotated) for value, _ in candidates]))
    return out


def indexed(rows, vocabulary, grow):
    features, owners, groups, n = [], [], [0], 0
    for _, _, candidates, _ in rows:
        for _, names in candidates:
            for name in dict.fromkeys(names):
                index = vocabulary.get(name)
                if index is None:
                    if not grow:
                        continue
                    index = vocabulary[name] = len(vocabulary)
                features.append(index)
                owners.append(n)
            n += 1
        groups.append(n)
    return np.array(features, dtype=np.int64), np.array(owners, dtype=np.int64), np.array(groups)


def softmax(scores, groups):
    group = np.repeat(np.arange(len(groups) - 1), np.diff(groups))
    odds = np.exp(scores - np.maximum.reduceat(scores, groups[:-1])[group])
    return odds / np.add.reduceat(odds, groups[:-1])[group], group


def train(rows):
    rows = [row for row in rows if any(row[3])]
    vocabulary = {}
    features, owners, groups = indexed(rows, vocabulary, True)
    kept = np.bincount(features, minlength=len(vocabulary)) >= FEWEST
    number = np.cumsum(kept) - 1
    use = kept[features]
    features, owners = number[features[use]], owners[use]
    vocabulary = {name: int(number[i]) for name, i in vocabulary.items() if kept[i]}
    correct = np.concatenate([np.array(row[3], float) for row in rows])
    weights, squares = np.zeros(len(vocabulary)), np.full(len(vocabulary), 1e-3)
    for _ in range(ITERATIONS):
        scores = np.bincount(owners, weights[features], minlength=groups[-1])
        guess, group = softmax(scores, groups)
        target = guess * correct
        target /= np.add.reduceat(target, groups[:-1])[group] + 1e-12
        gradient = np.bincount(features, (target - guess)[owners], minlength=len(vocabulary)) - L2 * weights
        squares += gradient * gradient
        weights += RATE * gradient / np.sqrt(squares)
    weights[np.abs(weights) < SMALLEST] = 0
    return vocabulary, weights


def predict(model, rows):
    """Returns the probability of the most probable value of each row, and whether that value is right."""
    vocabulary, weights = model
    features, owners, groups = indexed(rows, vocabulary, False)
    guess, _ = softmax(np.bincount(owners, weights[features], minlength=groups[-1]), groups)
    out = []
    for i, (_, _, candidates, correct) in enumerate(rows):
        total = {}
        for (value, _), probability in zip(candidates, guess[groups[i]:groups[i + 1]]):
            total[value] = total.get(value, 0.0) + float(probability)
        best = max(total, key=total.get)
        out.append((min(total[best], 1.0), any(ok for (value, _), ok in zip(candidates, correct) if value == best)))
    return out


def calibration(predictions):
    """Returns points of a monotone map from a probability to the share of right predictions."""
    predictions, points = sorted(predictions), []
    step = max(20, len(predictions) // 25)
    for i in range(0, len(predictions), step):
        part = predictions[i:i + step]
        points.append([sum(p for p, _ in part), sum(ok for _, ok in part) + 0.5, len(part)])
        while len(points) > 1 and points[-2][1] / (points[-2][2] + 1) > points[-1][1] / (points[-1][2] + 1):
            last = points.pop()
            points[-1] = [a + b for a, b in zip(points[-1], last)]
    return [(p / n, ok / (n + 1)) for p, ok, n in points]


def main():
    annotated, candidates, out = sys.argv[1:]
    rows = list(figures(annotated, candidates))
    articles = sorted({row[0] for row in rows})
    np.random.RandomState(1).shuffle(articles)
    fold = {article: i % FOLDS for i, article in enumerate(articles)}
    with open(out, "w", encoding="utf8") as file:
        file.write("# The weights of the models that decide the facts of a figure. benches/training/learn_facts.py writes this file.\n")
        for fact in FACTS:
            data = examples(fact, rows)
            predictions = []
            for i in range(FOLDS):
                test = [row for row in data if fold[row[0]] == i]
                model = train([row for row in data if fold[row[0]] != i])
                predictions += [p for p, row in zip(predict(model, test), test) if row[1] or fact == "measure"]
            vocabulary, weights = train(data)
            share = sum(ok for _, ok in predictions) / len(predictions)
            print(f"{fact}: {100 * share:.1f} % of {len(predictions)} decisions right, {np.count_nonzero(weights)} weights")
            file.write(f"[{fact}]\n")
            for x, y in calibration(predictions):
                file.write(f"calibration\t{x:.4f}\t{y:.4f}\n")
            for name, i in sorted(vocabulary.items()):
                if weights[i]:
                    file.write(f"{name}\t{weights[i]:.2f}\n")


main()
