"""Hostile titles, texts and names never control the terminal of a reader."""

import json
import pathlib
import re
import unittest

from harness import ProgramTest

TEXTS = json.loads(
    (pathlib.Path(__file__).parent.parent / "support" / "hostile.json").read_text(encoding="utf-8")
)
# C0 but for the line feed, DEL, C1, line and paragraph separators, bidirectional controls.
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class HostileTextTest(ProgramTest):
    def setUp(self):
        super().setUp()
        lines = (
            json.dumps(
                {
                    "id": f"hostile-{number}",
                    "title": text,
                    "text": f"A hostile text begins here: {text} and ends there.",
                    "source": text,
                    "authors": [text],
                    "url": text,
                    "language": "en",
                }
            )
            for number, text in enumerate(TEXTS)
        )
        self.write("hostile.jsonl", "\n".join(lines))
        self.index_news("-q")

    def assert_harmless(self, output):
        self.assertEqual(CONTROLS.findall(output), [])

    def test_plain_output_holds_no_control_characters(self):
        for words in (
            ["hostile", "-n", "0", "--copies", "--facets", "--explain"],
            ["facets", "source"],
            ["facets", "author"],
            ["facets", "person", "--explain"],
            ["mentions"],
        ):
            with self.subTest(words=words):
                result = self.run_program(*words)
                self.assertIn(result.code, (0, 1), result)
                self.assert_harmless(result.out)
        for number in range(len(TEXTS)):
            result = self.run_program("show", f"hostile-{number}", "--query", "hostile")
            self.assertEqual(result.code, 0, result)
            self.assert_harmless(result.out.replace("\t", " "))

    def test_on_a_terminal_there_are_only_our_own_sequences(self):
        result = self.run_on_terminal("hostile", "-n", "0", "--copies", "--facets")
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
