"""export: documents out of an index, and back into one."""

import json
import unittest

from harness import TALKS, ProgramTest


class ExportTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("talks.txt", TALKS)
        records = [
            {"id": "r1", "title": "Märkte", "text": "Weizen aus Kiew.", "language": "de",
             "date": "2025-05-16T14:05:00Z", "authors": ["Ann Lee"], "url": "https://example.org/1",
             "desk": "economy", "tags": ["wheat", "trade"]},
            {"id": "r2", "title": "Escape \u001b[31m", "text": "Tab\there, quote \" and \u2028 line."},
        ]
        self.write("records.jsonl", "\n".join(map(json.dumps, records)))
        self.index_news()

    def test_documents_come_out_whole_with_their_names(self):
        result = self.run_program("export")
        self.assertEqual((result.code, result.err), (0, ""))
        documents = {document.get("title"): document for document in result.json}
        self.assertEqual(len(documents), 3)
        talks = documents["Medinsky leaves Istanbul without a ceasefire"]
        self.assertEqual(talks["text"], TALKS)
        self.assertEqual(talks["path"], str(self.news / "talks.txt"))
        self.assertEqual(talks["person"][0], "Vladimir Medinsky")
        self.assertIn("Istanbul", talks["place"])
        markets = documents["Märkte"]
        self.assertEqual(markets["desk"], "economy")
        self.assertEqual(markets["date"], "2025-05-16T14:05:00Z")
        self.assertEqual(markets["authors"], ["Ann Lee"])
        self.assertNotIn("\x1b", result.out)

    def test_query_and_filters_apply(self):
        self.assertEqual(len(self.run_program("export", "wheat OR Weizen").json), 1)
        self.assertEqual(len(self.run_program("export", "--person", "Medinsky").json), 1)
        nothing = self.run_program("export", "unheard")
        self.assertEqual((nothing.code, nothing.out), (1, ""))
        self.assertEqual(self.run_program("export", "NEAR/").code, 2)

    def test_an_export_indexed_again_exports_the_same(self):
        first = self.run_program("export")
        copy = self.folder / "copy"
        added = self.run_program("index", "-d", copy, "--json", "-", stdin=first.out)
        self.assert_counts(added, added=3)
        second = self.run_program("export", "-d", copy)

        def by_id(result):
            return sorted(result.json, key=lambda document: document["id"])

        # "source" is filled in from the folder where a record has none.
        self.assertEqual(by_id(first), by_id(second))

    def test_bulk_actions_are_pairs_of_lines(self):
        result = self.run_program("export", "--format", "bulk")
        self.assertEqual(len(result.json), 6)
        for action, document in zip(result.json[::2], result.json[1::2]):
            self.assertEqual(action, {"index": {"_id": document["id"]}})
        (markets,) = [line for line in result.json if line.get("title") == "Märkte"]
        self.assertIn({"key": "desk", "value": "economy"}, markets["metadata"])

    def test_other_formats_are_refused(self):
        self.assert_error(
            self.run_program("export", "--format", "csv"),
            2,
            "'export' has the formats json and bulk, not 'csv'",
        )


if __name__ == "__main__":
    unittest.main()
