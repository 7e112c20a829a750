#!/usr/bin/env python3
"""Writes docs/terminal.svg: a terminal that shows what the program prints about the sample articles.

    python3 .ci/terminal_svg.py PROGRAM            # write the picture
    python3 .ci/terminal_svg.py PROGRAM --check    # exit with 1 if the picture is not what the program prints
"""

import os
import re
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape, quoteattr

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PICTURE = os.path.join(ROOT, "docs", "terminal.svg")
COMMANDS = [
    'search conflicts "russian soldiers killed"',
    'search timeline "russian soldiers killed:>400 date:2022" | head -22',
]

COLUMNS = 116
CELL, LINE, SIZE = 7.8, 17, 13
LEFT, BAR, BOTTOM = 18, 36, 14
FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
TEXT, BACKGROUND, TITLE_BAR, FRAME, FAINT = "#d0d7de", "#0d1117", "#161b22", "#30363d", "#8b949e"
# The classes of the SGR codes that the program uses.
STYLES = {1: "b", 2: "d", 31: "r", 32: "g", 33: "y", 36: "c"}
RULES = {
    "b": "font-weight: 600; fill: #f0f6fc",
    "d": f"fill: {FAINT}",
    "r": "fill: #ff7b72",
    "g": "fill: #7ee787",
    "y": "fill: #e3b341",
    "c": "fill: #79c0ff",
}


def run(program, index, command):
    """What a terminal shows: standard output, then standard error, which the program writes after it."""
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.abspath(program), os.path.join(folder, "search"))
        done = subprocess.run(
            ["bash", "-c", command.replace("search ", "search --color always ", 1)],
            cwd=ROOT,
            env={"PATH": f"{folder}:{os.environ['PATH']}", "SEARCH_INDEX": index, "TERM": "xterm-256color", "TZ": "UTC"},
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
    return done.stdout + done.stderr


def cells(line):
    """The characters of a line, each with the classes of its style."""
    found, style = [], []
    for part in re.split(r"(\x1b\[[\d;]*m)", line):
        if part.startswith("\x1b"):
            for code in part[2:-1].split(";"):
                style = [] if code in ("", "0") else style + [STYLES[int(code)]]
        else:
            found += [(character, " ".join(style)) for character in part]
    return found


def screen(program):
    """The lines of the screen, broken at the last column as a terminal does."""
    lines = []
    with tempfile.TemporaryDirectory() as index:
        subprocess.run(
            [program, "ingest", "corpus", "--index", os.path.join(index, "index")],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        for command in COMMANDS:
            shown = run(program, os.path.join(index, "index"), command)
            lines += [[]] if lines else []
            lines.append([("$", "g"), (" ", "")] + [(character, "b") for character in command])
            for line in shown.splitlines():
                line = cells(line)
                lines += [line[at : at + COLUMNS] for at in range(0, len(line), COLUMNS)] or [[]]
    return lines


def spans(line):
    """(column, text, classes) of the runs of one style, without the blanks around and between words far apart."""
    at = 0
    while at < len(line):
        end = at
        while end < len(line) and line[end][1] == line[at][1]:
            end += 1
        text = "".join(character for character, _ in line[at:end])
        for match in re.finditer(r"\S+(?: \S+)*", text):
            yield at + match.start(), match[0], line[at][1]
        at = end


def picture(lines):
    width = round(2 * LEFT + COLUMNS * CELL)
    height = BAR + LINE * len(lines) + BOTTOM
    yield f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">'
    yield f"<title>{escape('Terminal: ' + ' and '.join(COMMANDS))}</title>"
    yield "<style>"
    yield f"text {{ font: {SIZE}px {FONT}; fill: {TEXT} }}"
    # The colours of the codes override the brighter white of bold, so they come after it.
    yield from (f".{name} {{ {rule} }}" for name, rule in RULES.items())
    yield "</style>"
    yield f'<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="8" fill="{BACKGROUND}" stroke="{FRAME}"/>'
    yield f'<path d="M1 28V9a8 8 0 0 1 8-8h{width - 18}a8 8 0 0 1 8 8v19z" fill="{TITLE_BAR}"/>'
    for nth, colour in enumerate(["#ff5f57", "#febc2e", "#28c840"]):
        yield f'<circle cx="{LEFT + 18 * nth}" cy="14.5" r="5.5" fill="{colour}"/>'
    for nth, line in enumerate(lines):
        y = BAR + LINE * nth + SIZE
        for column, text, style in spans(line):
            x, length = LEFT + column * CELL, len(text) * CELL
            style = f" class={quoteattr(style)}" if style else ""
            yield f'<text x="{x:.1f}" y="{y}" textLength="{length:.1f}"{style}>{escape(text)}</text>'
    yield "</svg>"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    svg = "\n".join(picture(screen(os.path.abspath(sys.argv[1])))) + "\n"
    if "--check" not in sys.argv[2:]:
        with open(PICTURE, "w", encoding="utf-8") as file:
            file.write(svg)
        return
    with open(PICTURE, encoding="utf-8") as file:
        if file.read() != svg:
            sys.exit("docs/terminal.svg is not what the program prints; run `python3 .ci/terminal_svg.py PROGRAM`")
    print("docs/terminal.svg shows what the program prints")


if __name__ == "__main__":
    main()
