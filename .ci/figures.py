#!/usr/bin/env python3
"""Checks the commands that answer with figures on the five seed articles: what each must show, and what it must not.

    python3 .ci/figures.py target/release/search

Prints the differences, then a line for each command.
"""
import json, os, subprocess, sys, tempfile

SHARED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "shared")


def ask(binary, index, *args):
    out = subprocess.run([binary, *args, "--json", "--index", index], capture_output=True, text=True, timeout=60)
    return json.loads(out.stdout)


def ends(figure):
    """The number of a figure as gold and answers both give it: its value, or both ends of a range."""
    return (figure["value"],) if figure["value"] is not None else (figure["low"], figure["high"])


def rows(binary, index):
    """Checks that each gold figure with the measure `bodies` is listed once."""
    gold = [json.loads(line) for line in open(os.path.join(SHARED, "gold", "seeds-figures.jsonl"), encoding="utf8")]
    wanted = sorted((g["article"], ends(g)) for g in gold if g["measure"] == "bodies")
    got = sorted((os.path.basename(f["path"]), ends(f)) for f in ask(binary, index, "figures", "bodies")["figures"])
    rest = list(got)
    found = 0
    for one in wanted:
        if one in rest:
            rest.remove(one)
            found += 1
        else:
            print("figures bodies: not listed:", one)
    for one in rest:
        print("figures bodies: listed beside gold:", one)
    return found, len(wanted), len(rest)


def timeline(binary, index):
    points = ask(binary, index, "timeline", "russian killed")["points"]
    shown = {number for point in points for number in (point["low"], point["high"])}
    return sum(number in shown for number in (498, 5300, 9861, 26000)) + (2870 not in shown)


def conflicts(binary, index):
    """Checks that Ukraine's and Russia's counts of Russian dead conflict, but Russia's own and its enemy's do not."""
    found = ask(binary, index, "conflicts", "killed")["conflicts"]
    numbers = [{side[end]["value"] for side in one["sides"] for end in ("lowest", "highest")} for one in found]
    against = any({26000, 498} <= one for one in numbers)
    apart = not any({498, 2870} <= one for one in numbers)
    return against + apart


def main():
    binary = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as index:
        subprocess.run([binary, "ingest", os.path.join(SHARED, "seeds"), "--index", index], check=True, capture_output=True)
        found, wanted, more = rows(binary, index)
        print(f"figures: {found}/{wanted} listed, {more} more")
        print(f"timeline: {timeline(binary, index)}/5")
        print(f"conflicts: {conflicts(binary, index)}/2")


main()
