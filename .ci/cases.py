#!/usr/bin/env python3
"""Checks the figures of ../shared/cases about numbers: .ci/cases.py target/release/search

Prints the cases that fail, and how many passed. An expectation is a tuple: the number (or a pair for a range), followed
by facts as in JSON, such as measure="killed". The figures of a case must be exactly those listed, in this order; `...`
at the end of a list allows further figures that state no event.
"""
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "..", "..", "shared", "cases")
EVENTS = {None, "money", "percent"}


def F(value, **facts):
    """Returns the expectation of a figure."""
    return value, facts


KILLED = {"measure": "killed"}
DENIED = {"measure": "killed", "stance": ("denied", "retracted")}
POSSIBLE = {"stance": ("possible", "hypothetical", "forecast")}

EXPECTED = {
    "age-apposition": [F(43, unit="year of age", measure=None), F(43, unit="year of age"), F(7, unit="year of age")],
    "arabic-units": [F(3.5e6, unit="USD"), F(12, unit="percent"), F(40, unit="kilometre"), F(3.5e6, unit="USD")],
    "circa-est-odd": [
        F(500, bound="approx", **KILLED), F(40, bound="approx", measure="captured"), F(20, bound="approx", measure="wounded"),
        F(1000, bound="nearly", **KILLED), F(5000, bound="more_than", **KILLED)],
    "continental-decimals": [
        F(1.2e9, unit="EUR"), F(3.5e6, unit="USD"), F(3e6, counted="people"), F(1000, **KILLED), F(2500, measure="wounded")],
    "day-month-then-count": [
        F(30, as_of="As of 1 March", **KILLED), F(30, as_of="On 12 March", **KILLED), F(12, counted="villages"),
        F(300, as_of="On 12 March", **KILLED)],
    "day-number": [F(12, **KILLED), F(12, **KILLED)],
    "denied-that": [F(300, **DENIED)] * 6,
    "downed-drones": [F(300, measure=(None, "destroyed")), F(12, measure=(None, "destroyed")), F(3, measure=(None, "destroyed"))],
    "elided-claimant": [
        F(12, claimant="ministry", **KILLED), F(15, claimant="hospital", **KILLED), F(12, claimant="ministry", **KILLED),
        F(15, claimant="hospital", **KILLED), F(30, claimant="U.S.", **KILLED), F(12, claimant=("U.K.", None), whose=(None, "U.K."))],
    "foreign-digits": [F(123, **KILLED), F(300, measure="wounded"), F(12, measure="missing")],
    "headline-attribution": [
        F(12, claimant="Police", **KILLED), F(12, claimant="police", **KILLED), F(40, claimant="police", measure="wounded"),
        F(12, claimant="agency", **KILLED), F(12, claimant="Ministry", **KILLED), F(40, claimant="Ministry", measure="wounded")],
    "kia-wia-mia": [
        F(15, claimant="Army", **KILLED), F(40, claimant="Army", measure="wounded"), F(3, claimant="Army", measure="missing")],
    "killer-as-owner": [
        F(30, whose=None, **KILLED), F(1200, whose=None, **KILLED), F(12, whose=None, **KILLED), F(300, whose=None, **KILLED),
        F(12, whose=None, **KILLED), F(30, whose=None, measure="wounded")],
    "label-lists": [
        F(15, **KILLED), F(40, measure="wounded"), F(3, measure="missing"), F(12, **KILLED), F(30, measure="wounded"),
        F(12, bound="at_least", **KILLED), F(45120, measure="infected"), F(30001, measure="recovered"),
        F(153120, bound="approx", **KILLED), F(1010, scope="additional", **KILLED)],
    "lakh-range": [F((700000, 900000), unit="INR")],
    "mixed-fraction-scale": [F(2500000, counted="leaflets"), F(18, counted="rifles"), F(12, **KILLED), ...],
    "modal-after-count": [
        F(300, **POSSIBLE), F(300, **POSSIBLE), F(300, **POSSIBLE), F(300, **POSSIBLE), F(300, **POSSIBLE),
        F(42, unit="percent"), F(10000, **POSSIBLE)],
    "names-with-numbers": [F(12, **KILLED), F(30, counted="firms"), F(300, unit="USD"), F(12e6, unit="USD"), F(3, measure=("rescued", None))],
    "none-of-all-but": [
        F(300, measure=None), F(300, measure=None), F(45, measure=None), F(3, stance="denied"), F(45, measure=None),
        F(12, stance="denied"), F(300, measure=None)],
    "object-in-subject": [F(5, measure=None), F(78, measure="wounded"), F(2, counted=("cattle farmers", "farmers"), **KILLED)],
    "others-take-last-noun": [
        F(9, counted="men"), F(18, counted="women"), F(300, counted=("people", "others"), measure="wounded"),
        F(5, counted="people"), F(2, counted="children"), F(30, counted="people", measure="wounded"),
        F(12, counted="people"), F(2, counted="girls"), F(7, counted="people", measure="wounded")],
    "per-head-claimant": [F(24000, unit="GBP", claimant=None), F(12, claimant=("UN", "the UN"), **KILLED)],
    "phone-numbers": [F(12, measure="missing")],
    "rose-by-to": [
        F(1200, change="rise", measure="infected"), F(45120, measure="infected"), F(12, change="rise", **KILLED), F(300, **KILLED),
        F(12, change="rise", **KILLED), F(85, **KILLED), F(2, change="rise"), F(85.1)],
    "spelled-year": [F(12, **KILLED)],
    "swedish-kronor": [F(3.5e6, unit="SEK"), F(2000, unit="SEK"), F(1.2e9, unit="SEK")],
    "under-18s": [],
    "war-then-count": [F(300, **KILLED)],
    "wire-slugs": [F(12, **KILLED), F(12, **KILLED)],
    "year-like-count": [
        F(2000, bound="more_than", **KILLED), F(2000, bound="at_most", measure="wounded"),
        F(2000, bound="approx", measure=("displaced", None)), F(2014, **KILLED), F((1900, 2000), **KILLED), F(2015, **KILLED)],
}


def extract(binary, name):
    with open(os.path.join(CASES, name, "case.json"), encoding="utf8") as file:
        command = json.load(file)["command"].split()
    language = command[command.index("--lang"):][:2] if "--lang" in command else []
    with open(os.path.join(CASES, name, "input.txt"), encoding="utf8") as file:
        text = json.dumps({"text": file.read()})
    out = subprocess.run([binary, "extract", "--jsonl", *language], input=text, capture_output=True, text=True, check=True)
    return json.loads(out.stdout)["figures"]


def differs(expected, found):
    """Says how a figure differs from the expected one, or returns None."""
    value, facts = expected
    number = found["value"] if found["value"] is not None else (found["low"], found["high"])
    if number != value:
        return f"{number} instead of {value}"
    for fact, wanted in facts.items():
        wanted = wanted if isinstance(wanted, tuple) else (wanted,)
        if found[fact] not in wanted:
            return f"{found['text']}: {fact} {found[fact]!r} instead of {' or '.join(map(repr, wanted))}"
    return None


def fault(expected, found):
    more = expected[-1:] == [...]
    expected = expected[:-1] if more else expected
    for one, other in zip(expected, found):
        fault = differs(one, other)
        if fault:
            return fault
    rest = found[len(expected):]
    if len(found) < len(expected) or rest and not (more and all(f["measure"] in EVENTS for f in rest)):
        return f"{len(found)} figures instead of {len(expected)}: " + ", ".join(f["text"] for f in found)
    return None


def main():
    passed = 0
    for name, expected in EXPECTED.items():
        found = fault(expected, extract(sys.argv[1], name))
        passed += found is None
        if found:
            print(f"{name}: {found}")
    print(f"cases {passed} of {len(EXPECTED)} passed")


main()
