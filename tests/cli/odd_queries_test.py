"""The queries of tests/query/odd_queries.txt through the program: message, caret and exit code."""

import json
import pathlib
import re
import unittest

from harness import MARKET, TALKS, ProgramTest

TABLE = pathlib.Path(__file__).parents[1] / "query" / "odd_queries.txt"


def unescaped(text):
    plain = re.sub(
        r"\\(x[0-9a-f]{2}|.)",
        lambda m: chr(int(m[1][1:], 16)) if len(m[1]) == 3 else {"n": "\n", "t": "\t"}.get(m[1], m[1]),
        text.encode().decode("latin-1"),
    )
    return plain.encode("latin-1").decode(errors="surrogateescape")


def blocks():
    """The table as a list of lists of (key, value)."""
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        key = line.partition("  ")[0]
        if not line or line.startswith("#"):
            continue
        if key == "query":
            found.append([])
        found[-1].append((key, unescaped(line[9:])))
    return found


class OddQueries(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("talks.txt", TALKS)
        self.write("market.txt", MARKET)
        self.index_news()

    def test_each_query_ends_as_the_table_says(self):
        for block in blocks():
            fields = dict(block)
            query = fields["query"]
            with self.subTest(query=query):
                result = self.run_program("search", "--json", "--no-correct", "--", query)
                self.assertEqual(str(result.code), fields["exit"])
                errors = [json.loads(line) for line in result.err.splitlines()]
                if "error" in fields:
                    self.assertEqual(len(errors), 1)
                    error = errors[0]
                    self.assertEqual(
                        (error["code"], error["message"]), ("invalid_query", fields["error"])
                    )
                    blamed = query.encode(errors="surrogateescape")[error["begin"]:error["end"]]
                    self.assertEqual(blamed.decode(errors="surrogateescape"), fields["at"])
                    self.assert_caret(query, fields)
                else:
                    read_as = fields["read as"].encode(errors="surrogateescape")
                    self.assertEqual(result.json[0]["parsed_query"], read_as.decode(errors="replace"))
                    said = [error["message"] for error in errors]
                    # What only the index can tell is no part of the table.
                    about_query = [text for text in said if "in this index" not in text]
                    self.assertEqual(about_query, [value for key, value in block if key == "warning"])

    def assert_caret(self, query, fields):
        result = self.run_program("--", query)
        message, shown, carets = result.err.splitlines()
        self.assertEqual(message, "ksearch: " + fields["error"])
        self.assertRegex(carets, r"^ *\^+$")
        if shown == query and query.isascii():
            self.assertEqual(shown[carets.index("^"):len(carets)], fields["at"])


if __name__ == "__main__":
    unittest.main()
