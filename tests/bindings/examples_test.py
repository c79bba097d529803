#!/usr/bin/env python3
"""Runs every program of examples/ as a reader would.

Usage: examples_test.py BUILD_FOLDER SOURCE_FOLDER
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

BUILD = SOURCE = None
ANSWER = r"^[1-9]\d* documents\n1\. .*\n   .*\*.*\*(.*\n)+[1-9]\d*  "


class ExamplesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="ksearch-test-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.news = self.folder / "news"
        self.news.mkdir()
        (self.news / "talks.txt").write_text(
            "Talks in Istanbul\n\n2025-05-16\n\nVladimir Medinsky spoke of a ceasefire in Istanbul.\n"
        )

    def run_example(self, *command, code=0):
        environment = {
            **os.environ,
            "LD_LIBRARY_PATH": str(BUILD),
            "PYTHONPATH": str(BUILD / "python"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        done = subprocess.run(
            [str(part) for part in command], cwd=self.folder, env=environment,
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stderr if code else done.stdout

    def example(self, name, *arguments, code=0):
        return self.run_example(BUILD / "examples" / f"example_{name}", *arguments, code=code)

    def test_index_and_search_then_c_then_own_output(self):
        self.assertRegex(self.example("index_and_search", self.news, "Medinsky ceasefire"), ANSWER)
        said = self.example("search_c", "example-index", "ceasefire")
        self.assertRegex(said, r"^1 documents\n1\. ")
        self.assertIn("1  Vladimir Medinsky", said)
        self.assertIn("**ceasefire**", self.example("own_output", "example-index", "ceasefire"))
        self.assertIn("invalid_query", self.example("search_c", "example-index", "date:someday", code=2))

    def test_python(self):
        if not (BUILD / "python").exists():
            self.skipTest("the Python module is not built")
        example = SOURCE / "examples" / "index_and_search.py"
        said = self.run_example(sys.executable, example, self.news, "Medinsky ceasefire")
        self.assertRegex(said, ANSWER)
        said = self.run_example(sys.executable, example, self.news, "date:someday", code=2)
        self.assertIn("(characters 5 to 12)", said)

    def test_own_recognizer(self):
        self.assertEqual(self.example("own_recognizer"), "2  Corvina\n1  Tern\n")

    def test_watch_folder_tells_each_document_once(self):
        said = self.example("watch_folder", self.news, "ceasefire", "0", "2")
        self.assertEqual(len(said.splitlines()), 1)
        self.assertIn("Talks in Istanbul", said)


if __name__ == "__main__":
    SOURCE = pathlib.Path(sys.argv.pop()).resolve()
    BUILD = pathlib.Path(sys.argv.pop()).resolve()
    unittest.main()
