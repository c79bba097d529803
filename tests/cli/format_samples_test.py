"""The samples of corpus/formats/: a query finds each of them, or its reason is told."""

import csv
import os
import pathlib
import re
import unittest

from harness import ROOT, ReadingTest

SAMPLES = ROOT / "corpus" / "formats"
with open(ROOT / "corpus" / "formats.tsv", encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
READ = [row for row in ROWS if row["TYPE"] != "-"]
UNREAD = [row for row in ROWS if row["TYPE"] == "-"]
# What docs/formats.md promises; .htm, .tgz and the like are other names of these.
EXTENSIONS = {
    "html", "xhtml", "pdf", "docx", "odt", "epub", "xlsx", "pptx", "ods", "rtf", "mbox", "eml", "rss",
    "atom", "warc", "nitf", "xml", "sgm", "jsonl", "json", "csv", "tsv", "md", "txt", "zip", "tar",
    "gz", "doc", "msg", "pst",
}  # fmt: skip


class Samples(ReadingTest):
    def index_samples(self):
        return self.run_program("index", "-v", SAMPLES)

    def hits(self, query):
        return [
            hit
            for hit in self.run_program("--json", "--copies", "-n", "0", query).json
            if hit["type"] == "hit"
        ]

    def test_there_is_a_sample_of_each_format(self):
        files = {path.name for path in SAMPLES.iterdir()}
        self.assertEqual(files, {row["FILE"] for row in ROWS})
        self.assertEqual({pathlib.PurePath(name).suffix[1:] for name in files}, EXTENSIONS)

    def test_each_is_found_by_its_query_and_shown(self):
        self.index_samples()
        for row in READ:
            with self.subTest(row["FILE"], member=row["MEMBER"]):
                found = self.hits(row["QUERY OR REASON"])
                self.assertEqual([os.path.basename(hit["path"]) for hit in found], [row["FILE"]])
                shown = self.run_program("show", "--json", found[0]["id"]).json[0]
                self.assertEqual(
                    (shown["member"], shown["file_type"]), (row["MEMBER"], row["TYPE"])
                )
                filtered = self.hits(
                    f'{row["QUERY OR REASON"]} type:{row["TYPE"]} path:"formats/{row["FILE"]}"'
                )
                self.assertEqual([hit["id"] for hit in filtered], [found[0]["id"]])

    def test_what_is_not_read_is_named_and_counted(self):
        result = self.index_samples()
        self.assertEqual(result.code, 4)
        counts = re.search(r"(\d+) failed, (\d+) files ignored", result.out)
        self.assertEqual(sum(map(int, counts.groups())), len(UNREAD), result.out + result.err)
        for row in UNREAD:
            self.assertIn(f'{row["FILE"]}: {row["QUERY OR REASON"]}\n', result.err)
        failed = self.run_program("info", "--failed").out
        for name in ("locked.pdf", "scanned.pdf", "locked.odt"):
            self.assertIn(name, failed)

    def test_a_hit_knows_its_page_and_its_sender(self):
        self.index_samples()
        self.assertEqual([snippet["page"] for snippet in self.hits("dredging")[0]["snippets"]], [2])
        self.assertEqual([snippet["page"] for snippet in self.hits("aquarium")[0]["snippets"]], [2])
        by_sender = self.hits('author:"Zoë Marr" type:email')
        self.assertEqual([hit["title"] for hit in by_sender], ["Papers on the lightship"])

    def test_the_judged_collection_is_without_them(self):
        self.run_program("index", "-q", "--no-entities", ROOT / "corpus")
        self.assertEqual(self.run_program("lightship Marenka keelson").code, 1)


if __name__ == "__main__":
    unittest.main()
