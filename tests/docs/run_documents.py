#!/usr/bin/env python3
"""Runs the examples of the documents.

Usage: run_documents.py SOURCE_FOLDER BUILD_FOLDER [DOCUMENT...]

Of each Markdown file (default: README.md and docs/*.md), in a folder of its own that holds a link
`corpus` to the sample collection and, unless the document makes one, an index of it in news.idx:

- ```console: each line after "$ " is run by bash; all lines share one shell, so that `export` lasts.
  It has to end with 0, or with N where the line ends in "# exits N". Lines after "> " belong to it, as
  the text of a here-document does. Other lines are output that has to be there, where … stands for
  anything.
- ```python: run. ```cpp and ```c with a main(): compiled against the built shared library, and run.
- ```json: is JSON, as a whole or line by line.

Prints a line for each document and exits 1 if something did not hold.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TIMEOUT_SECONDS = 600


class DocumentError(Exception):
    """What a document says does not hold."""


class Document:
    """One Markdown file and the folder its examples run in."""

    def __init__(self, path, source, build, folder):
        self.path, self.source, self.build, self.folder = path, source, build, folder
        self.environment = {
            "PATH": f"{build / 'bin'}:{os.environ['PATH']}",
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "LD_LIBRARY_PATH": str(build),
            "PYTHONPATH": str(build / "python"),
            "NO_COLOR": "1",
        }
        (folder / "corpus").symlink_to(source / "corpus")

    def run(self, command, **options):
        """Runs a command in the folder; its result, whatever it is."""
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False, **options,
        )  # fmt: skip

    def must(self, command):
        done = self.run(command)
        if done.returncode != 0:
            raise DocumentError(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")

    def console(self, block):
        script = ""
        expected = []
        for line in block.splitlines():
            if line.startswith("$ "):
                command, _, comment = line[2:].partition("  # exits ")
                expected.append((command, int(comment or 0), []))
            elif line.startswith(("> ", ">\t")) and expected:
                command, code, lines = expected[-1]
                expected[-1] = (f"{command}\n{line[2:]}", code, lines)
            elif line:
                if not expected:
                    raise DocumentError(f"output before a command: {line}")
                expected[-1][2].append(line)
        # Kept from block to block: what a reader exported stays exported.
        state = self.folder / ".exports"
        for number, (command, code, _) in enumerate(expected):
            script += f"{{ {command}\n}} >.out.{number} 2>&1; test $? -eq {code} || exit $(({number} + 1))\n"
        before = f". {state}; " if state.exists() else ""
        done = self.run(["bash", "-c", f"{before}{script}export -p >{state}"])
        if done.returncode != 0:
            command, code, _ = expected[done.returncode - 1]
            output = (self.folder / f".out.{done.returncode - 1}").read_text()
            raise DocumentError(f"$ {command}\ndid not end with {code}:\n{output}")
        for number, (command, _, lines) in enumerate(expected):
            output = (self.folder / f".out.{number}").read_text()
            for line in lines:
                pattern = ".*".join(re.escape(part.strip()) for part in line.split("…"))
                if not re.search(pattern, output):
                    raise DocumentError(f"$ {command}\ndoes not print {line!r} but\n{output}")

    def python(self, block):
        self.must([sys.executable, "-c", block])

    def program(self, block, compiler, suffix):
        if "main(" not in block:
            return
        (self.folder / f"example{suffix}").write_text(block)
        self.must(
            [*compiler, f"example{suffix}", f"-I{self.source / 'include'}", f"-L{self.build}",
             "-lksearch", "-o", "example"]
        )  # fmt: skip
        self.must(["./example"])

    def json(self, block):
        try:
            json.loads(block)
        except json.JSONDecodeError:  # then it is JSON Lines
            for line in block.splitlines():
                try:
                    json.loads(line)
                except json.JSONDecodeError as error:
                    raise DocumentError(f"{line}\nis not JSON: {error}") from error

    def check(self):
        """Runs all examples; their number."""
        text = self.path.read_text(encoding="utf-8")
        blocks = FENCE.findall(text)
        if any(kind in ("console", "c") for kind, _ in blocks) and "ksearch index" not in text:
            self.must(["ksearch", "index", "-q", "--index", "news.idx", "corpus"])
        checked = 0
        for kind, block in blocks:
            run = {
                "console": self.console,
                "python": self.python,
                "cpp": lambda b: self.program(b, ["g++", "-std=c++20"], ".cpp"),
                "c": lambda b: self.program(b, ["gcc", "-std=c11"], ".c"),
                "json": self.json,
            }.get(kind)
            if run is not None:
                run(block)
                checked += 1
        return checked


def main():
    source, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    paths = [pathlib.Path(argument).resolve() for argument in sys.argv[3:]]
    paths = paths or [source / "README.md", *sorted((source / "docs").glob("*.md"))]
    failed = 0
    for path in paths:
        with tempfile.TemporaryDirectory(prefix="ksearch-test-") as folder:
            try:
                checked = Document(path, source, build, pathlib.Path(folder)).check()
                print(f"{path.name}: {checked} examples hold")
            except DocumentError as error:
                failed += 1
                print(f"{path.name}: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
