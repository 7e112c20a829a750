#!/usr/bin/env python3
"""Checks that other programs can read the exports of `search figures`.

Compares CSV, JSON lines and SQLite cell by cell, and opens the database with Datasette.

    .ci/check_export.py PROGRAM INDEX

Datasette is installed into a temporary folder. If the installation fails, that part is skipped.
"""

import csv
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata

QUERIES = [["*"], ["killed after:2022"], ["russian soldiers", "--sort", "-value"], ["percent:*", "-n", "9"]]
# The JSON paths of columns that have another name there.
IN_JSON = {
    "event_place": ("place",),
    "confidence": ("confidence", "all"),
    "place": ("in",),
    "text_start": ("start",),
    "text_end": ("end",),
    "quote": ("sentence", "text"),
    "quote_start": ("sentence", "start"),
    "quote_end": ("sentence", "end"),
}
STEERING = {0x61C, 0x200E, 0x200F, 0xFEFF, *range(0x2028, 0x202F), *range(0x2066, 0x206A), *range(0xE0000, 0xE0080)}


def is_number(text):
    try:
        return float(text) is not None and set(text) <= set("0123456789+-.eE")
    except ValueError:
        return False


def safe(text):
    """The text as a table has it: on one line, without control characters, and never a formula."""
    def replaced(c):
        if c in "\n\r\t":
            return " "
        return "\ufffd" if unicodedata.category(c) == "Cc" or ord(c) in STEERING else c

    text = "".join(map(replaced, text))
    formula = text.lstrip().startswith(tuple("=+-@＝＋－＠")) and not is_number(text)
    return "'" + text if formula else text


# Fields that JSON omits if they are empty.
OPTIONAL = {"corrected", "confidence", "all"}


def in_json(row, column):
    for name in IN_JSON.get(column, (column,)):
        if row is not None:
            row = row.get(name) if name in OPTIONAL else row[name]
    return int(row) if isinstance(row, bool) else row


def same(cell, text):
    """Whether a cell of the database equals the text in a table."""
    if cell is None:
        return text == ""
    return safe(cell) == text if isinstance(cell, str) else float(text) == cell


def compare(search, folder, nth, query):
    run = lambda *options: subprocess.run([*search, *options, *query], check=True, capture_output=True, text=True).stdout
    path = os.path.join(folder, f"{nth}.db")
    run("--sqlite", path)
    lines = [json.loads(line) for line in run("--jsonl").splitlines()]
    whole = json.loads(run("--json"))["figures"]
    assert whole == lines, f"{query}: JSON is not JSON lines"
    table = list(csv.DictReader(run("--csv").splitlines(keepends=True), strict=True))
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    rows = database.execute("SELECT * FROM figures_in_articles").fetchall()
    assert len(rows) == len(lines) == len(table) > 0, f"{query}: {len(rows)}, {len(lines)}, {len(table)} rows"
    cells = 0
    for row, line, record in zip(rows, lines, table):
        assert list(row.keys()) == list(record), f"{query}: other columns"
        for column in row.keys():
            where = f"{query}: {column} of {line['id']}"
            assert row[column] == in_json(line, column), f"{where}: {row[column]!r} is {in_json(line, column)!r} in JSON"
            assert same(row[column], record[column]), f"{where}: {row[column]!r} is {record[column]!r} in CSV"
            cells += 1
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert not database.execute("PRAGMA foreign_key_check").fetchall()
    print(f"{' '.join(query)}: {len(rows)} rows, {cells} cells the same in CSV, JSON and SQLite")
    return path, len(rows)


def open_in_datasette(folder, path, count):
    programs = os.path.join(folder, "venv", "bin")
    try:
        subprocess.run([sys.executable, "-m", "venv", os.path.join(folder, "venv")], check=True, capture_output=True)
        pip = [os.path.join(programs, "pip"), "install", "--quiet", "datasette"]
        subprocess.run(pip, check=True, capture_output=True, timeout=300)
    except (OSError, subprocess.SubprocessError) as e:
        print(f"Datasette cannot be installed, so nothing is opened in it: {e}")
        return
    name = os.path.splitext(os.path.basename(path))[0]

    def get(address):
        run = [os.path.join(programs, "datasette"), path, "--get", f"/{name}{address}"]
        return json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout)

    tables = {table["name"]: table for table in get(".json")["tables"]}
    assert tables["figures"]["count"] == count
    link = {"other_table": "articles", "column": "article_id", "other_column": "id"}
    assert tables["figures"]["foreign_keys"]["outgoing"] == [link], tables["figures"]
    assert tables["articles"]["fts_table"] == "articles_fts" and tables["articles_fts"]["hidden"]
    killed = get("/figures.json?measure=killed&_shape=array&_labels=on")
    assert killed and all(row["measure"] == "killed" and "label" in row["article_id"] for row in killed)
    found = get("/articles.json?_search=soldier&_shape=array")
    assert found and all("soldier" in (row["title"] or "").lower() + row["body"].lower() for row in found)
    assert get("/figures_in_articles.json?_shape=array")
    print(f"Datasette shows {count} figures, links them to their articles, and finds {len(found)} articles by a word")


def main():
    program, index = sys.argv[1:]
    search = [os.path.abspath(program), "figures", "--index", index]
    with tempfile.TemporaryDirectory() as folder:
        made = [compare(search, folder, nth, query) for nth, query in enumerate(QUERIES)]
        open_in_datasette(folder, *made[0])


if __name__ == "__main__":
    main()
