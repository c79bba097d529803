"""Hostile titles, texts and names never control the terminal of a reader."""

import re
import sys
import unittest

from harness import ROOT, ProgramTest

sys.path.append(str(ROOT / "tests" / "support"))
from hostile import CONTROLS, TEXTS, nickname, person, write_names, write_records  # noqa: E402


class HostileTextTest(ProgramTest):
    def setUp(self):
        super().setUp()
        write_records(self.news / "hostile.jsonl")
        names = self.folder / "names.tsv"
        write_names(names)
        self.index_news("-q", "--names", names)

    def assert_harmless(self, output):
        self.assertEqual(CONTROLS.findall(output), [])

    def test_plain_output_holds_no_control_characters(self):
        for words in (
            ["hostile", "-n", "0", "--copies", "--facets", "--explain"],
            ["facets", "source"],
            ["facets", "author"],
            ["facets", "person", "-n", "0", "--copies", "--explain"],
            ["mentions", "-n", "0", "--copies"],
            ["related", "hostile", "--copies"],
            ["suggest", "quorl"],
            ["similar", "hostile-0"],
            ["info"],
        ):
            with self.subTest(words=words):
                result = self.run_program(*words)
                self.assertIn(result.code, (0, 1), result)
                self.assert_harmless(result.out)
        for number in range(len(TEXTS)):
            result = self.run_program("show", f"hostile-{number}", "--query", "hostile")
            self.assertEqual(result.code, 0, result)
            self.assert_harmless(result.out.replace("\t", " "))

    def test_names_of_people_are_hostile_too(self):
        result = self.run_program("facets", "person", "-n", "0", "--copies", "--json")
        (facet,) = result.json
        self.assertEqual(sorted(value["value"] for value in facet["values"]),
                         sorted(person(number) for number in range(len(TEXTS))))
        for number in range(len(TEXTS)):
            for name in (nickname(number), person(number)):
                result = self.run_program(f"--person={name}", "hostile", "--copies")
                self.assertEqual(result.code, 0, result)
                self.assertTrue(result.out.startswith("1 document"), result)
                self.assert_harmless(result.out + result.err)

    def test_on_a_terminal_there_are_only_our_own_sequences(self):
        for words in (
            ["hostile", "-n", "0", "--copies", "--facets"],
            ["facets", "person", "-n", "0", "--copies"],
            ["mentions", "-n", "0", "--copies"],
        ):
            with self.subTest(words=words):
                result = self.run_on_terminal(*words)
                self.assertEqual(result.code, 0, result)
                ours = re.sub("\x1b\\[[0-9;]*m", "", result.out)
                ours = re.sub("\x1b\\]8;;[!-~]*\x1b\\\\", "", ours)
                self.assert_harmless(ours)

    def test_json_lines_escape_what_a_terminal_obeys(self):
        result = self.run_program("hostile", "-n", "0", "--copies", "--json")
        self.assertEqual(len([line for line in result.json if line["type"] == "hit"]), len(TEXTS))
        self.assert_harmless(result.out)


if __name__ == "__main__":
    unittest.main()
