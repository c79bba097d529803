#!/usr/bin/env python3
"""Checks that every source includes only what its floor may see.

Usage: check_layers.py [ROOT]

Reads the #include "..." and #include <...> lines of the sources below ROOT (default: the folder
above this one) and prints one line for each that breaks the floors of ARCHITECTURE.md. Exits 1 if
there is one.
"""

import pathlib
import re
import sys

# Folder -> folders whose headers it may include, itself and include/ksearch always among them.
FLOORS = {
    "include": set(),
    "common": set(),
    "indexer": {"common"},
    "searcher": {"common"},
    "server": {"searcher", "common"},
    "cli": {"server", "indexer", "searcher", "common"},
    "tests": {"server", "indexer", "searcher", "common", "cli"},
    "bindings": set(),
    "examples": set(),
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
# Public headers use the standard library alone: C++ spells its headers without a dot, and the C
# interface needs two of C.
STANDARD = re.compile(r"^([a-z_]+|std(def|int)\.h)$")


def floor_of(included: str) -> str:
    """The folder a quoted include names: "ksearch/span.h" is of include/."""
    first = included.split("/")[0]
    return "include" if first == "ksearch" else first


def complaints(root: pathlib.Path, source: pathlib.Path):
    """Yields what is wrong with one file, as `path:line: reason`."""
    relative = source.relative_to(root)
    folder = relative.parts[0]
    allowed = FLOORS[folder] | {folder, "include"}
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        quote, name = match.groups()
        where = f"{relative}:{number}"
        if quote == "<":
            if folder == "include" and not STANDARD.match(name):
                yield f"{where}: a public header includes <{name}>, which is not standard C++"
            if floor_of(name) in FLOORS and "/" in name and (root / name).exists():
                yield f'{where}: <{name}> is a header of this project: write "{name}"'
        elif "/" not in name:
            yield f'{where}: "{name}" has no folder: write the path from the root'
        elif floor_of(name) not in allowed:
            yield f"{where}: {folder}/ may not include {name}"


def main() -> int:
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
    if root.is_file():
        root = root.parent.parent
    sources = [
        source
        for folder in FLOORS
        for source in sorted((root / folder).rglob("*"))
        if source.suffix in {".h", ".cpp", ".c", ".cc", ".hpp"}
    ]
    if not sources:
        print(f"no sources below {root}", file=sys.stderr)
        return 1
    wrong = [complaint for source in sources for complaint in complaints(root, source)]
    print("\n".join(wrong) if wrong else f"{len(sources)} files keep to their floors")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
