#!/usr/bin/env python3
"""Fails if modules of src/ import each other in a cycle.

Two rules: no cycle connects two folders with the same parent, and no cycle has more than three files.
The imports are read from the text: `use` declarations and paths in the code, without tests, comments and strings.
A name that a module re-exports counts as imported from the file that defines it.

    .ci/import_cycles.py            prints the cycles and exits with 1 if one breaks a rule
    .ci/import_cycles.py --edges    also prints which folder imports which
"""

import os
import re
import sys

SRC = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "src")
LARGEST_CIRCLE = 3

USE = re.compile(r"((?:pub(?:\([^)]*\))?\s+)?)\buse\s+([^;]+);")
PATH = re.compile(r"(?<![\w:$])[A-Za-z_]\w*(?:::[A-Za-z_]\w*)+")
TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/"""  # comments
    r"""|b?r(?P<hashes>\#*)".*?"(?P=hashes)|b?"(?:\\.|[^"\\])*"|b?'(?:\\(?:u\{[^}]*\}|.)|[^'\\])'""",
    re.S | re.X,
)


def code_of(text):
    """The text without comments, strings, inline test modules and imports that only tests need."""
    text = TOKEN.sub(" ", text)
    # The path in `pub(in path)` limits who sees an item and imports nothing.
    text = re.sub(r"\bpub\(in [^)]*\)", "pub", text)
    text = re.sub(r"#\[cfg\(test\)\]\s*(?:pub(?:\([^)]*\))?\s+)?(?:use|mod)\s+[^;{]+;", "", text)
    start = re.search(r"#\[cfg\((?:test|all\(test.*?\))\)\]\s*(?:pub(?:\([^)]*\))?\s+)?mod\s+\w+\s*\{", text)
    while start:
        depth, end = 1, start.end()
        while depth and end < len(text):
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        text = text[: start.start()] + text[end:]
        start = re.search(r"#\[cfg\(test\)\]\s*mod\s+\w+\s*\{", text)
    return text


def leaves(tree):
    """The paths of a use tree, each with the name that it imports."""
    if "{" not in tree:
        path, _, alias = tree.strip().partition(" as ")
        parts = [part.strip() for part in path.split("::") if part.strip()]
        if parts and parts[-1] == "self":
            parts.pop()
        return [(parts, alias.strip() or parts[-1])] if parts else []
    head, _, rest = tree.partition("{")
    prefix = [part.strip() for part in head.split("::") if part.strip()]
    found, depth, item = [], 0, ""
    for letter in rest[: rest.rindex("}")] + ",":
        if letter == "," and depth == 0:
            found += [
                (prefix + path, name if path else prefix[-1]) for path, name in leaves(item)
            ] or ([(prefix, prefix[-1])] if item.strip() == "self" else [])
            item = ""
        else:
            depth += {"{": 1, "}": -1}.get(letter, 0)
            item += letter
    return found


def modules():
    """Maps the path of each module to its file, without tests."""
    found = {}
    for folder, _, files in os.walk(SRC):
        for name in files:
            path = os.path.relpath(os.path.join(folder, name), SRC)
            parts = path[:-3].split(os.sep)
            if not name.endswith(".rs") or "tests" in parts:
                continue
            found[tuple(parts[:-1] if parts[-1] in ("mod", "lib") else parts)] = path
    return found


class Graph:
    """Which file imports which."""

    def __init__(self):
        self.files = modules()
        self.names = {}
        self.uses = {}
        self.code = {}
        for module, path in self.files.items():
            with open(os.path.join(SRC, path), encoding="utf-8") as file:
                code = code_of(file.read())
            names, exported = {}, []
            for visibility, tree in USE.findall(code):
                for parts, name in leaves(tree):
                    target = self.absolute(module, parts)
                    if target is not None:
                        names[name] = target
                        if not visibility:
                            exported.append(target)
            self.names[module], self.uses[module] = names, exported
            self.code[module] = USE.sub("", code)
        self.edges = {module: self.imports(module) for module in self.files}

    def absolute(self, module, parts):
        """The path from the crate's root; None for other crates."""
        base, parts = list(module), list(parts)
        if parts[0] == "crate":
            return tuple(parts[1:])
        if parts[0] in ("self", "super"):
            while parts and parts[0] in ("self", "super"):
                if parts.pop(0) == "super":
                    base.pop()
            return tuple(base + parts)
        return tuple(base + parts) if tuple(base + parts[:1]) in self.files else None

    def defined_in(self, path, seen=()):
        """The module that defines the item at a path, following re-exports."""
        for length in range(len(path), -1, -1):
            module = path[:length]
            if module not in self.files:
                continue
            rest = path[length:]
            if rest and (module, rest[0]) not in seen:
                target = self.names[module].get(rest[0])
                if target is not None and target != path:
                    return self.defined_in(target + rest[1:], (*seen, (module, rest[0])))
            return module
        return None

    def imports(self, module):
        found = {self.defined_in(path) for path in self.uses[module]}
        for path in PATH.findall(self.code[module]):
            parts = path.split("::")
            target = self.absolute(module, parts)
            if target is None and parts[0] in self.names[module]:
                target = self.names[module][parts[0]] + tuple(parts[1:])
            if target is not None:
                found.add(self.defined_in(target))
        return found - {module, None}


def circles(edges):
    """Strongly connected components of more than one node (Tarjan)."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in edges[node]:
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            circle = [stack.pop()]
            while circle[-1] != node:
                circle.append(stack.pop())
            if len(circle) > 1:
                found.append(sorted(circle))

    sys.setrecursionlimit(10_000)
    for node in sorted(edges):
        if node not in index:
            visit(node)
    return found


def folder_circles(graph):
    """Cycles among the direct children of each folder."""
    folders = {tuple(path.split(os.sep)[:-1]) for path in graph.files.values()}
    every = {folder[:length] for folder in folders for length in range(len(folder) + 1)}
    for folder in sorted(every):
        depth = len(folder)

        def child(module):
            parts = tuple(graph.files[module].split(os.sep))
            return parts[: depth + 1] if parts[:depth] == folder else None

        edges = {}
        for module, targets in graph.edges.items():
            node = child(module)
            if node is not None:
                found = {child(target) for target in targets} - {None, node}
                edges.setdefault(node, set()).update(found)
        for circle in circles(edges):
            joined = [node for node in circle if not node[-1].endswith(".rs")]
            if len(joined) > 1:
                yield folder, joined, sorted(
                    (a, b)
                    for a in graph.edges
                    for b in graph.edges[a]
                    if child(a) in joined and child(b) in circle and child(a) != child(b)
                )


def main():
    graph = Graph()
    name = graph.files.get
    failed = False
    if "--edges" in sys.argv:
        pairs = {
            (name(a).split(os.sep)[0], name(b).split(os.sep)[0])
            for a in graph.edges
            for b in graph.edges[a]
        }
        for a in sorted({a for a, _ in pairs}):
            print(f"{a} imports {', '.join(sorted(b for x, b in pairs if x == a and b != a)) or 'nothing'}")
    for folder, joined, ties in folder_circles(graph):
        failed = True
        print(f"src/{'/'.join(folder)}: folders import each other: {', '.join(n[-1] for n in joined)}")
        for a, b in ties:
            print(f"    {name(a)} -> {name(b)}")
    for circle in circles(graph.edges):
        large = len(circle) > LARGEST_CIRCLE
        failed |= large
        if large or "--edges" in sys.argv:
            print(f"{len(circle)} files import each other{' (too many)' if large else ''}:")
            for module in circle:
                print(f"    {name(module)} -> {', '.join(sorted(name(t) for t in graph.edges[module] if t in circle))}")
    if failed:
        sys.exit(1)
    print(f"no import cycles between folders or of more than {LARGEST_CIRCLE} files")


if __name__ == "__main__":
    main()
