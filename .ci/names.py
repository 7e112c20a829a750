#!/usr/bin/env python3
"""Prints names in src/ that break the rules for names, and exits with 1 if there are any.

- No type name is defined twice, apart from tests.
- No constructor is called `of`: they are `new` or `from_…`.
- No file, module or public name is one that docs/glossary.md lists as former.
"""

import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TYPE = re.compile(r"^\s*(?:pub(?:\([^)]*\))?\s+)?(?:struct|enum|trait|type|union)\s+([A-Z]\w*)", re.M)
PUBLIC = re.compile(r"^\s*pub(?:\([^)]*\))?\s+(?:const\s+)?(?:fn|struct|enum|trait|type|mod|const|static)\s+(\w+)", re.M)
CONSTRUCTOR = re.compile(r"^\s*(?:pub(?:\([^)]*\))?\s+)?fn\s+of\b", re.M)


def sources():
    for folder, _, files in os.walk(os.path.join(ROOT, "src")):
        for name in sorted(files):
            path = os.path.relpath(os.path.join(folder, name), ROOT)
            if name.endswith(".rs") and "tests" not in path[:-3].split(os.sep):
                with open(os.path.join(ROOT, path), encoding="utf-8") as file:
                    yield path, re.split(r"^#\[cfg\(test\)\]\nmod tests \{", file.read(), flags=re.M)[0]


def without_impls(text):
    """The text without associated types, which may share names."""
    return re.sub(r"^ {4,}type\s+\w+.*$", "", text, flags=re.M)


def path_names(path):
    """The ways in which the glossary writes a path below src/: `search/plan.rs`, `claimant/`."""
    parts = path.split("/")[1:]
    return {"/".join(parts[at:]) for at in range(len(parts))} | {f"{part}/" for part in parts[:-1]}


def former_names():
    """The names in the last column of the glossary's table."""
    path = os.path.join(ROOT, "docs", "glossary.md")
    if not os.path.exists(path):
        return {}
    found = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if len(cells) == 3:
                for name in re.findall(r"`([\w/.]+)`", cells[2]):
                    found[name] = re.sub(r"`", "", cells[0])
    return found


def main():
    types, problems = {}, []
    former = former_names()
    for path, text in sources():
        text = without_impls(text)
        for name in TYPE.findall(text):
            types.setdefault(name, []).append(path)
        if CONSTRUCTOR.search(text):
            count = len(CONSTRUCTOR.findall(text))
            problems.append(f"{path}: {count} functions called `of`; use `new`, `from_…` or a verb")
        public = set(PUBLIC.findall(text)) | {os.path.basename(path)} | set(TYPE.findall(text)) | path_names(path)
        problems += [f"{path}: `{name}` is called `{former[name]}` now" for name in sorted(public & set(former))]
    for name, paths in sorted(types.items()):
        if len(paths) > 1:
            problems.append(f"type `{name}` is defined {len(paths)} times: {', '.join(paths)}")
    print("\n".join(problems) if problems else "names: no type twice, no former name left")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
