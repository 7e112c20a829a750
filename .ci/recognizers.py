#!/usr/bin/env python3
"""Measures recall on the public recognizer cases of ../shared/figures/recognizers, for each kind of quantity.

    python3 .ci/recognizers.py target/release/search [--missed] [--out-of-scope]

An expected result counts as found if a figure overlaps it and agrees with it. Numbers and percentages must agree
in value, ranges in every closed end. Amounts, dimensions, temperatures and ages must agree in the unit, too. An
expected result without a number (a lone unit) is not a quantity and is skipped. Cases that are out of scope for
figures in news are listed below by their text, with the reason; they are at most 15 % of a file.
"""
import json, os, re, subprocess, sys
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "..", "..", "shared", "figures", "recognizers")
KINDS = ("Number", "NumberRange", "Percent", "Age", "Currency", "Dimension", "Temperature")
SCOPE = os.path.join(HERE, "recognizers.json")
SPELLING = {"meter": "metre", "liter": "litre", "c": "celsius", "f": "fahrenheit", "k": "kelvin"}


def singular(word):
    word = {"feet": "foot", "inches": "inch"}.get(word, word)
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word


def unit_words(unit):
    words = {singular(w) for w in re.findall(r"[a-z]+", unit.lower())}
    for long, short in SPELLING.items():
        words = {w.replace(long, short) if len(long) > 1 else short if w == long else w for w in words}
    return words


def number(text):
    text = text.rstrip("%").replace(",", "").replace(" ", "")
    try:
        return float(Fraction(text))
    except (ValueError, ZeroDivisionError):
        return None


def same(a, b):
    return a is not None and b is not None and abs(a - b) <= 1e-5 * max(1.0, abs(a), abs(b))


def range_agrees(figure, value):
    low, high = (number(end) for end in re.match(r"[\[(](.*),(.*)[\])]", value).groups())
    return all(end is None or same(end, mine) for end, mine in ((low, figure["low"]), (high, figure["high"])))


def agrees(figure, result, kind, units):
    resolution = result["Resolution"]
    if kind == "NumberRange":
        return range_agrees(figure, resolution["value"])
    if not same(figure["value"], number(resolution["value"] or "")):
        return False
    unit = figure["unit"] or ""
    if kind in ("Number",):
        return True
    if kind == "Percent":
        return unit == "percent"
    if kind == "Age":
        years = resolution["unit"].lower()
        return unit == f"{units.get(years, years)} of age"
    if kind == "Currency":
        code = resolution.get("isoCurrency") or units.get(resolution["unit"].lower())
        return unit.split(" ")[0] == code if code else bool(unit)
    return unit_words(resolution["unit"]) <= unit_words(unit) or units.get(resolution["unit"].lower()) == unit


def main(binary, flags):
    scope = json.load(open(SCOPE))
    units = scope["units"]
    for kind in KINDS:
        cases = json.load(open(os.path.join(CASES, f"{kind}Model.json")))
        for case in cases:
            case["Results"] = [result for result in case["Results"] if result["Resolution"].get("value") not in (None, "", "null")]
        cases = [case for case in cases if case["Results"]]
        lines = "".join(json.dumps({"text": case["Input"]}) + "\n" for case in cases)
        done = subprocess.run([binary, "extract", "--jsonl"], input=lines, capture_output=True, text=True, check=True)
        outside = {text: reason for reason, texts in scope["out of scope"].get(kind, {}).items() for text in texts}
        unknown = set(outside) - {case["Input"] for case in cases}
        if unknown:
            sys.exit(f"{kind}: no such case: {sorted(unknown)}")
        found = left_out = 0
        for case, line in zip(cases, done.stdout.splitlines()):
            figures = json.loads(line)["figures"]
            case_bytes = lambda at: len(case["Input"][:at].encode())
            hit = all(
                any(f["start"] <= case_bytes(r["End"]) and f["end"] > case_bytes(r["Start"]) and agrees(f, r, kind, units) for f in figures)
                for r in case["Results"]
            )
            if case["Input"] in outside:
                left_out += 1
                if "--out-of-scope" in flags:
                    print(f"    {kind}, {outside[case['Input']]}: {case['Input']}")
                continue
            found += hit
            if not hit and "--missed" in flags:
                wanted = [(r["Text"], r["Resolution"]["value"], r["Resolution"].get("unit")) for r in case["Results"]]
                got = [(f["text"], f["low"], f["high"], f["unit"] or f["counted"]) for f in figures]
                print(f"    {kind}: {case['Input'].strip()[:160]}\n        wanted {wanted}\n        got    {got}")
        inside = len(cases) - left_out
        print(f"{kind:12} {100 * found / inside:5.1f}  ({found} of {inside}; {left_out} of {len(cases)} out of scope, {100 * left_out / len(cases):.0f} %)")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), sys.argv[2:])
