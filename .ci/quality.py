#!/usr/bin/env python3
"""Compares the scores of the checks in ../shared with the best so far and with the goals.

    python3 .ci/quality.py target/release/search

Fails if a score is worse than the one in .ci/reached.json, updates that file with better scores, and prints the
distance to each goal.
"""
import json, os, re, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..")
SHARED = os.path.join(ROOT, "..", "shared")
REACHED = os.path.join(HERE, "reached.json")
NUMBER = r"(-?\d+(?:\.\d+)?)"

# name: (pattern in the output of its check, goal, whether less is better)
SEEDS = {
    "seeds queries": (rf"queries {NUMBER}/", 43, False),
    "seeds metadata": (rf"metadata {NUMBER}/", 15, False),
    "seeds number and bound": (rf"figures {NUMBER}/", 34, False),
    "seeds measure": (rf"{NUMBER}/\d+ with measure", 33, False),
    "seeds scope": (rf"{NUMBER}/\d+ scope", 31, False),
    "seeds stance": (rf"{NUMBER}/\d+ stance", 31, False),
    "seeds claimants": (rf"claimants {NUMBER}/", 28, False),
    "seeds claimants invented": (rf"{NUMBER} invented", 0, True),
    "seeds whose": (rf"whose {NUMBER}/", 24, False),
    "seeds not-figures taken": (rf"not figures: {NUMBER} ", 0, True),
    "seeds torn offsets": (rf"{NUMBER} with offsets", 0, True),
}
ANSWERS = {
    "seeds figures of bodies listed": (rf"figures: {NUMBER}/", 8, False),
    "seeds figures of bodies beside gold": (rf"listed, {NUMBER} more", 0, True),
    "seeds timeline": (rf"timeline: {NUMBER}/", 5, False),
    "seeds conflicts": (rf"conflicts: {NUMBER}/", 2, False),
}
NEARDUP = {
    "neardup pairs found": (rf"pairs {NUMBER}/", 10, False),
    "neardup false pairs": (rf"{NUMBER} false", 0, True),
}
ARTICLES = {
    "articles number F1": (rf"number +P.*F1 +{NUMBER}", 95, False),
    "articles bound": (rf"bound +{NUMBER}", 96, False),
    "articles unit or counted": (rf"unit or counted +{NUMBER}", 90, False),
    "articles measure F1": (rf"measure +P.*F1 +{NUMBER}", 88, False),
    "articles claimant F1": (rf"claimant +P.*F1 +{NUMBER}", 80, False),
    "articles as-of F1": (rf"as_of +P.*F1 +{NUMBER}", 70, False),
}
EVENTS = {
    "events rows right": (rf"ROWS RIGHT +{NUMBER}", 80, False),
    "events rows found": (rf"ROWS FOUND +{NUMBER}", 76, False),
    "events measure F1": (rf"measure +P.*F1 +{NUMBER}", 93, False),
    "events whose precision": (rf"whose +P +{NUMBER}", 88, False),
    "events claimant F1": (rf"claimant +P.*F1 +{NUMBER}", 86, False),
    "events as-of F1": (rf"as_of +P.*F1 +{NUMBER}", 86, False),
}
CASES = {"cases passed": (rf"cases {NUMBER} of", 30, False)}
SENTENCES = {
    "sentences value F1": (rf"value +P.*F1 +{NUMBER}", 94, False),
    "sentences value and unit near F1": (rf"value\+unit~ +P.*F1 +{NUMBER}", 90, False),
    "sentences value and unit F1": (rf"value\+unit= +P.*F1 +{NUMBER}", 86, False),
    "sentences value and change F1": (rf"value\+change +P.*F1 +{NUMBER}", 90, False),
    "sentences all F1": (rf"value\+unit~\+change +P.*F1 +{NUMBER}", 87, False),
}
RECOGNIZERS = {
    f"recognizers {kind}": (rf"{kind} +{NUMBER}", 90 if kind == "Number" else 85, False)
    for kind in ("Number", "NumberRange", "Percent", "Age", "Currency", "Dimension", "Temperature")
}
PRECISION = {
    "precision number": (rf"number +{NUMBER}", 97, False),
    "precision unit or noun": (rf"unit or noun +{NUMBER}", 90, False),
    "precision measure": (rf"measure +{NUMBER}", 92, False),
}
PAGES = {
    "pages fundus date": (rf"fundus: .* date {NUMBER}", 0.95, False),
    "pages fundus title": (rf"fundus: .* title {NUMBER}", 0.88, False),
    "pages fundus outlet": (rf"fundus: .* outlet {NUMBER}", 0.75, False),
    "pages fundus body F1": (rf"body F1 {NUMBER}", 0.94, False),
    "pages htmldate date": (rf"htmldate: .* date {NUMBER}", 0.88, False),
}
HEADLINES = {
    "headlines refused as queries": (rf"refused {NUMBER} of", 0, True),
    "headlines that hang as queries": (rf"hung {NUMBER} of", 0, True),
}
CACM = {"relevance CACM MAP": (rf"MAP {NUMBER}", 0.312, False)}
CRANFIELD = {"relevance Cranfield MAP": (rf"MAP {NUMBER}", 0.421, False)}
QUANTITY = {"quantity queries nDCG@10": (rf"nDCG@10 {NUMBER}", 0.5, False)}
# One in EVERY headlines is used as a query, which may take PATIENCE seconds.
EVERY, PATIENCE = 40, 10


def output(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=600, **options).stdout


def sentences(binary):
    source = os.path.join(SHARED, "figures", "sentences-dev.jsonl")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out, open(source) as lines:
        subprocess.run([binary, "extract", "--jsonl"], stdin=lines, stdout=out, check=True)
        return output(sys.executable, os.path.join(SHARED, "figures", "score.py"), out.name)


def precision(binary):
    corpus = os.path.join(SHARED, "corpora", "allsides.jsonl.zst")
    with subprocess.Popen(["zstd", "-dc", corpus], stdout=subprocess.PIPE) as articles:
        return output(sys.executable, os.path.join(HERE, "precision.py"), binary, stdin=articles.stdout)


def headlines(binary):
    """Runs headlines as queries: each must parse and finish in time, whatever it finds."""
    corpus = os.path.join(SHARED, "corpora", "allsides.jsonl.zst")
    articles = output("zstd", "-dc", corpus).splitlines()[::EVERY]
    titles = [title for article in articles if (title := json.loads(article).get("title"))]
    refused, hung = [], []
    with tempfile.TemporaryDirectory() as index:
        subprocess.run([binary, "ingest", "corpus", "--index", index], cwd=ROOT, capture_output=True, check=True)
        for title in titles:
            try:
                run = subprocess.run([binary, "query", "--index", index, "--count", "--", title], capture_output=True, timeout=PATIENCE)
                if run.returncode not in (0, 1):
                    refused.append(title)
            except subprocess.TimeoutExpired:
                hung.append(title)
    return f"refused {len(refused)} of {len(titles)}, hung {len(hung)} of {len(titles)}\n" + "\n".join(refused + hung)


def relevance(binary, collection):
    """Runs each query of a collection with --any and judges the first 1,000 hits."""
    folder = os.path.join(SHARED, "retrieval", collection)
    with tempfile.TemporaryDirectory() as index, tempfile.NamedTemporaryFile("w", suffix=".run") as run:
        ingest = [binary, "ingest", os.path.join(folder, "docs.jsonl"), "--index", index]
        # Records without a text are reported as errors, with exit status 3.
        assert subprocess.run(ingest, capture_output=True).returncode in (0, 3)
        for line in open(os.path.join(folder, "queries.tsv")):
            number, text = line.rstrip("\n").split("\t", 1)
            hits = output(binary, "query", "--any", "--copies", "--jsonl", "--limit", "1000", "--index", index, "--", text)
            for rank, hit in enumerate(map(json.loads, hits.splitlines())):
                print(number, "Q0", hit["id"], rank + 1, -rank, "figured", file=run)
        run.flush()
        return output(sys.executable, os.path.join(SHARED, "retrieval", "score.py"), os.path.join(folder, "qrels.txt"), run.name)


def main(binary):
    binary = os.path.abspath(binary)
    checks = [
        (SEEDS, lambda: output(sys.executable, os.path.join(SHARED, "checks", "seeds.py"), binary)),
        (ANSWERS, lambda: output(sys.executable, os.path.join(HERE, "figures.py"), binary)),
        (NEARDUP, lambda: output(sys.executable, os.path.join(HERE, "neardup.py"), binary)),
        (ARTICLES, lambda: output(sys.executable, os.path.join(SHARED, "articles", "score.py"), binary)),
        (EVENTS, lambda: output(sys.executable, os.path.join(SHARED, "events", "score.py"), binary)),
        (CASES, lambda: output(sys.executable, os.path.join(HERE, "cases.py"), binary)),
        (SENTENCES, lambda: sentences(binary)),
        (RECOGNIZERS, lambda: output(sys.executable, os.path.join(HERE, "recognizers.py"), binary)),
        (PRECISION, lambda: precision(binary)),
        (PAGES, lambda: output(sys.executable, os.path.join(HERE, "pages.py"), binary)),
        (HEADLINES, lambda: headlines(binary)),
        (CACM, lambda: relevance(binary, "cacm")),
        (CRANFIELD, lambda: relevance(binary, "cranfield")),
        (QUANTITY, lambda: output(sys.executable, os.path.join(SHARED, "retrieval", "quantity.py"), binary)),
    ]
    reached = json.load(open(REACHED)) if os.path.exists(REACHED) else {}
    worse = []
    for scores, run in checks:
        printed = run()
        for name, (pattern, goal, less) in scores.items():
            found = re.search(pattern, printed)
            if not found:
                sys.exit(f"{name}: the check printed no such score:\n{printed[-2000:]}")
            score, best = float(found[1]), reached.get(name)
            better = best is None or (score < best if less else score > best)
            if better:
                reached[name] = score
            elif score != best:
                worse.append(f"{name}: {score:g}, {best:g} was reached before")
            left = max(0.0, score - goal if less else goal - score)
            print(f"{name:32} {score:7g}  goal {goal:g}" + (f", {left:g} to go" if left > 0 else ", reached"))
    with open(REACHED, "w") as out:
        json.dump(reached, out, indent=1, sort_keys=True)
        out.write("\n")
    if worse:
        sys.exit("worse than before:\n  " + "\n  ".join(worse))


if __name__ == "__main__":
    main(sys.argv[1])
