"""ksearch mentions: the evidence behind a facet."""

import unittest

from harness import MARKET, TALKS, ProgramTest


class Mentions(ProgramTest):
    def setUp(self):
        super().setUp()
        self.talks = self.write("talks.txt", TALKS)
        self.write("market.txt", MARKET)
        self.index_news("-q")

    def test_json_lines(self):
        result = self.run_program("mentions", "--json", "--person", "medinsky")
        self.assertEqual((result.code, result.err), (0, ""))
        mentions = result.json
        self.assertGreaterEqual(len(mentions), 2)
        for mention in mentions:
            self.assertEqual(
                list(mention),
                ["type", "document", "title", "date", "field", "entity", "name", "text",
                 "begin", "end", "in_title", "sentence"],
            )
            self.assertEqual(
                (mention["type"], mention["field"], mention["entity"]),
                ("mention", "person", "Vladimir Medinsky"),
            )
            where = (mention["title"] if mention["in_title"] else TALKS).encode()
            self.assertEqual(where[mention["begin"]:mention["end"]].decode(), mention["text"])
            sentence = mention["sentence"]
            self.assertEqual(
                where[sentence["begin"]:sentence["end"]].decode().replace("\n", " "),
                sentence["text"],
            )
            [[begin, end]] = sentence["highlights"]
            self.assertEqual(
                (sentence["begin"] + begin, sentence["begin"] + end),
                (mention["begin"], mention["end"]),
            )
        self.assertIn("Mr Medinsky", [mention["text"] for mention in mentions])

    def test_text(self):
        result = self.run_program("mentions", "--place", "Chicago")
        self.assertEqual(result.code, 0)
        self.assertIn("Wheat prices fall in Chicago", result.lines[0])
        self.assertIn("    Traders in Chicago sold wheat on Monday.", result.lines)

    def test_limit(self):
        result = self.run_program("mentions", "--json", "-n", "1")
        self.assertEqual((result.code, len(result.json)), (0, 1))

    def test_nothing_found(self):
        for words in (["--person", "Nobody Atall"], ["zzzz"]):
            result = self.run_program("mentions", *words)
            self.assertEqual((result.code, result.out), (1, ""))

    def test_a_query_that_cannot_be_run(self):
        result = self.run_program("mentions", "pe*")
        self.assertEqual((result.code, result.out), (2, ""))
        self.assertTrue(result.err.startswith("ksearch: "))

    def test_no_index(self):
        result = self.run_program("mentions", "-d", "missing", "x")
        self.assertEqual((result.code, result.out), (3, ""))


if __name__ == "__main__":
    unittest.main()
