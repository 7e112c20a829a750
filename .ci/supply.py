#!/usr/bin/env python3
"""Lists and checks the crates that are linked into the binary or that build it, with their licences.

    .ci/supply.py           # fails if a licence is not permissive, or if .ci/dependencies.txt does not match Cargo.lock
    .ci/supply.py --write   # writes .ci/dependencies.txt

The assessment of the crates is in .ci/SUPPLY.md.
"""
import json, pathlib, re, subprocess, sys

HERE = pathlib.Path(__file__).resolve().parent
LIST = HERE / "dependencies.txt"

# Each licence expression must have an alternative that consists only of these.
PERMISSIVE = {
    "MIT", "MIT-0", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0",
    "ISC", "Unicode-3.0", "Unlicense", "Zlib", "zlib-acknowledgement",
}


def permissive(expression):
    """Whether permissive licences can satisfy an SPDX expression, or one of the old form `MIT / Apache-2.0`."""
    tokens = re.findall(r"[()]|[^\s()/]+|/", expression or "")
    at = 0

    def take():
        nonlocal at
        at += 1
        return tokens[at - 1]

    def peek():
        return tokens[at] if at < len(tokens) else None

    def atom():
        if peek() == "(":
            take()
            met = alternatives()
            take()
            return met
        name = take()
        if peek() == "WITH":
            take()
            name = f"{name} WITH {take()}"
        return name in PERMISSIVE

    def together():
        met = atom()
        while peek() == "AND":
            take()
            met = atom() and met
        return met

    def alternatives():
        met = together()
        while peek() in ("OR", "/"):
            take()
            met = together() or met
        return met

    return bool(tokens) and alternatives()


def tree():
    """The packages of the binary on this system.

    Each has its name, version and licence, the C library that it links, and whether it is a direct dependency.
    """
    host = re.search(r"host: (\S+)", subprocess.run(["rustc", "-vV"], capture_output=True, text=True, check=True).stdout)[1]
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", host]
    metadata = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    root = metadata["resolve"]["root"]

    def needed(node):
        deps = nodes[node]["deps"]
        return {dep["pkg"] for dep in deps if any(kind["kind"] != "dev" for kind in dep["dep_kinds"])}

    direct, known, open_ = needed(root), set(), [root]
    while open_:
        for dep in needed(open_.pop()) - known:
            known.add(dep)
            open_.append(dep)
    rows = []
    for package in map(packages.get, known):
        rows.append((package["name"], package["version"], package["license"], package["links"] or "", package["id"] in direct))
    return sorted(rows)


def main():
    rows = tree()
    bad = [f"{name} {version}: {licence}" for name, version, licence, _, _ in rows if not permissive(licence)]
    lines = [
        f"{'*' if direct else ' '} {name} {version}  {licence}{f'  (links {links})' if links else ''}\n"
        for name, version, licence, links, direct in rows
    ]
    text = "".join(lines)
    if "--write" in sys.argv:
        LIST.write_text(text)
    elif not LIST.exists() or LIST.read_text() != text:
        sys.exit(f"{LIST.name} is not what Cargo.lock says: run .ci/supply.py --write and look at what changed")
    if bad:
        sys.exit("licences that are not permissive:\n" + "\n".join(bad))
    print(f"{len(rows)} crates, all under permissive licences")


if __name__ == "__main__":
    main()
