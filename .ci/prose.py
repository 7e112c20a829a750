#!/usr/bin/env python3
"""Measures how many blocks of prose hold a phrase of private dialect, and exits with 1 if an area has more than 2 %.

    python3 .ci/prose.py [--show]

A block is a paragraph of a comment in Rust, or a paragraph, list item, heading or table cell in Markdown. Code, link
targets and quoted words are left out. The areas are src, tests, benches and Markdown. `--show` prints what was flagged.

The phrases are odd in most places, not in all, hence a limit above zero. A low share does not prove good English.
"""

import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LIMIT = 2.0
FOLDERS = ["src", "tests", "benches"]
PAGES = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]

# A sentence that opens with a noun clause or an inverted phrase: "What is not known stays out", "Of two, the first
# wins". A question is not one.
OPENING = re.compile(
    r"(?:(?:What|Whatever|Where|Whence|Who|Whom|Whoever)\b(?! to\b)"
    r"|(?:By|From|To|With|For|On|In)\s+(?:what|which|whom|how many)\b"
    r"|Of\s+(?!the\b|these\b|each\b|\d)"
    r"|(?:Those|Such)\s+(?:that|which|who|as)\b|So\s+many\b)"
)
# Phrases that a native speaker would replace, anywhere in a sentence.
PHRASES = {
    "missing actor": r"(?:is|are|was|were|be)\s+(?:told|said|spoken)\s+(?:of|by|in|to|apart)|tells?\s+of",
    "archaic": r"but\s+for|come\s+by|came\s+by|for\s+good|so\s+many|not\s+to\s+be|in\s+the\s+end|nought|whence|thereof|hitherto",
    "noun clause": r"what\s+(?:is|was|are|it|they|others|stands)(?:\s+\w+)?\s+(?:not|known|said|left|there|here|given|stood|stands|says|holds)",
    "standing and lying": r"(?:stands?|stood)\s+(?:in\s+for|beside|behind|there|alone|once|before)|(?:lies?|lay)\s+(?:in|there|beside|behind)",
    "negative subject": r"(?:nobody|none)\s+(?:is|are|was|were|has|have|says|names)|(?:has|have|had)\s+none|(?<!there )(?:is|are)\s+none"
    r"|(?<!there )(?:is|are)\s+no\s+(?!longer\b|more\b|way\b|guarantee\b|point\b|reason\b|need\b)\w+",
    "filler": r"as\s+(?:it\s+is|they\s+are)(?=[.,;:)]|$)|of\s+(?:its|their)\s+own|by\s+itself|is\s+made\s+of|are\s+made\s+of|whatever\s+word",
}
PHRASE = re.compile("|".join(rf"\b(?P<p{nth}>{pattern})\b" for nth, pattern in enumerate(PHRASES.values())), re.I)


def finding(block):
    """The first odd phrase of a block and its kind, or None. A heading may be a noun clause."""
    heading = block.startswith("#")
    for sentence in re.split(r"(?<=[.!?:])\s+", block):
        opening = OPENING.match(sentence)
        if opening and not heading and not sentence.endswith("?"):
            return "opening", opening[0]
    phrase = PHRASE.search(block)
    if phrase:
        return list(PHRASES)[int(phrase.lastgroup[1:])], phrase[0]
    return None


def without_code(text):
    """A block without inline code, link targets, emphasis marks and quoted words."""
    text = re.sub(r"(`+).+?\1", "X", text)
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?", r"\1", text)
    text = re.sub(r"https?://\S+|<[^>\s]+>", "", text)
    text = re.sub(r"\"[^\"]*\"|“[^”]*”", "X", text)
    return re.sub(r"\*+", "", text)


def markdown_blocks(lines):
    """(line number, text) of paragraphs, list items, headings and table cells."""
    block, start, fence = [], 0, False
    ended = [*enumerate(lines, 1), (len(lines) + 1, "")]
    for number, line in ended:
        text = line.strip()
        quoted = re.sub(r"^(?:>\s?)+", "", text)
        marker = re.match(r"(?:[-*+]|\d+[.)])\s+|#+\s+|\|", quoted)
        if text.startswith(("```", "~~~")):
            fence = not fence
            text = ""
        elif fence or (not block and line.startswith("    ")):
            continue
        if block and (not text or not quoted or marker):
            yield start, " ".join(block)
            block = []
        if not text or not quoted:
            continue
        if quoted.startswith("|"):
            for cell in re.split(r"(?<!\\)\|", quoted.strip("|")):
                yield number, cell.strip()
            continue
        if not block:
            start = number
        heading = marker and marker[0].startswith("#")
        block.append(quoted[marker.end() :] if marker and not heading else quoted)
        if heading:
            yield start, block.pop()


def comment_blocks(lines):
    """(line number, text) of the paragraphs of line comments. The text of a doc comment is Markdown."""
    comment, first = [], 0
    for number, line in [*enumerate(lines, 1), (0, "")]:
        match = re.match(r"\s*//(?!//)[/!]?\s?(.*)", line)
        if match:
            first = first if comment else number
            comment.append(match[1].rstrip())
        elif comment:
            yield from ((first + at - 1, text) for at, text in markdown_blocks(comment))
            comment = []


def files(area):
    if area == "Markdown":
        docs = sorted(name for name in os.listdir(os.path.join(ROOT, "docs")) if name.endswith(".md"))
        yield from PAGES + [f"docs/{name}" for name in docs]
        return
    for folder, folders, names in os.walk(os.path.join(ROOT, area)):
        folders[:] = sorted(name for name in folders if name != "target")
        for name in sorted(names):
            if name.endswith(".rs"):
                yield os.path.relpath(os.path.join(folder, name), ROOT)


def main():
    show = "--show" in sys.argv[1:]
    failed = False
    for area in [*FOLDERS, "Markdown"]:
        total, flagged = 0, []
        for path in files(area):
            with open(os.path.join(ROOT, path), encoding="utf-8") as file:
                lines = file.read().splitlines()
            for number, block in (markdown_blocks if area == "Markdown" else comment_blocks)(lines):
                block = without_code(block)
                if len(block.split()) < 3:
                    continue
                total += 1
                found = finding(block)
                if found:
                    flagged.append(f"{path}:{number}: {found[0]} ({found[1]}): {block[:160]}")
        share = 100 * len(flagged) / max(total, 1)
        above = share > LIMIT
        failed |= above
        print(f"prose: {area}: {len(flagged)} of {total} blocks, {share:.1f} in 100" + (f"; at most {LIMIT:g}" if above else ""))
        if show or above:
            print("".join(f"  {line}\n" for line in flagged), end="")
    sys.exit(failed)


if __name__ == "__main__":
    main()
