"""Formats of many records through the program: what is found, how it is filtered, shown, refused."""

import gzip
import unittest

from harness import ProgramTest

MBOX = """From a@b.example Fri May 16 14:05:00 2025
From: Ann Lee <ann@b.example>
Subject: Harbour papers
Date: Fri, 16 May 2025 14:05:00 +0000
Message-ID: <papers@b.example>
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

Zanzibar is where the boats are.
--b
Content-Type: text/csv; name=boats.csv
Content-Disposition: attachment; filename=boats.csv

title,text
Mermaid,A boat from Zanzibar
Broken
--b
Content-Type: image/png; name=boat.png

xxxx
--b--
"""

RSS = """<rss version="2.0"><channel><title>Harbour Wire</title><item><guid>wire-1</guid>
<title>Zanzibar again</title><author>desk@wire.example (Bo Roe)</author>
<link>https://wire.example/2025/05/17/again</link>
<description>More boats.</description></item></channel></rss>"""

PAGE = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nZanzibar on the web."
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:1>\r\n"
    "WARC-Target-URI: https://web.example/page\r\nWARC-Date: 2025-05-18T10:00:00Z\r\n"
    f"Content-Length: {len(PAGE)}\r\n\r\n{PAGE}\r\n\r\n"
)


class FormatsTest(ProgramTest):
    def index_all(self):
        self.write("in/mail/inbox.mbox", MBOX)
        self.write("in/feeds/wire.rss", RSS)
        self.write("in/data/notes.json", '[{"text":"Zanzibar noted","author":"Cy Poe"},{"x":1}]')
        self.write("in/data/letter.rtf", r"{\rtf1 Zanzibar in a letter.}")
        path = self.write("in/web/page.warc.gz", "")
        data = gzip.compress(WARC.encode(), mtime=0)
        with open(path, "wb") as file:
            file.write(data + data[: len(data) - 20])
        return self.run_program("index", "-v", self.news / "in")

    def members(self, *query):
        hits = self.run_program(*query, "--json", "-n", "0").json
        return sorted(hit["title"] or hit["id"] for hit in hits if hit["type"] == "hit")

    def test_everything_is_indexed_or_named(self):
        result = self.index_all()
        self.assertEqual(result.code, 4)
        self.assertIn("6 added", result.out + result.err)
        for reason in (
            "boats.csv/row 3: 1 field where the header has 2",
            "record 2: no text and no title",
            "truncated gzip data",
            "boat.png: unsupported format: png",
        ):
            self.assertIn(reason, result.err)

    def test_keys_filter_and_are_shown(self):
        self.index_all()
        self.assertEqual(len(self.members("Zanzibar")), 6)
        self.assertEqual(self.members('Zanzibar author:"Ann Lee"'), ["Harbour papers"])
        self.assertEqual(self.members('author:"Bo Roe"'), ["Zanzibar again"])
        self.assertEqual(self.members("type:feed"), ["Zanzibar again"])
        self.assertEqual(len(self.members("type:csv OR type:rtf")), 2)
        self.assertEqual(self.members("path:mail"), ["Harbour papers", "Mermaid"])
        self.assertEqual(self.members("path:mail/inbox"), ["Harbour papers", "Mermaid"])
        self.assertEqual(self.members('source:"Harbour Wire"'), ["Zanzibar again"])
        shown = {
            title: self.run_program("show", title, "--json").json[0]
            for title in ("papers@b.example", "wire-1")
        }
        self.assertEqual(shown["papers@b.example"]["authors"], ["Ann Lee"])
        self.assertEqual(shown["papers@b.example"]["date_origin"], "metadata")
        self.assertEqual(shown["wire-1"]["date_origin"], "url")
        self.assertEqual(shown["wire-1"]["file_type"], "feed")

    def test_language_of_a_run_overrides_what_documents_declare(self):
        self.write("in/a.jsonl", '{"id":"a","text":"Короткий текст","language":"ru"}\n')
        self.run_program("index", "--language", "uk", self.news / "in")
        shown = self.run_program("show", "a", "--json").json[0]
        self.assertEqual(shown["language"], "uk")

    def test_inflected_names_of_ukrainian_meet(self):
        self.write("in/a.jsonl", '{"id":"a","text":"Мер Києва приїхав.","language":"uk"}\n')
        self.run_program("index", self.news / "in")
        self.assertEqual(self.members("київ"), ["a"])

    def test_dates_out_of_range_are_refused_with_a_note(self):
        self.write(
            "in/a.jsonl",
            '{"id":"a","text":"x","date":"2999-01-01"}\n{"id":"b","text":"y","date":"1200-01-01"}\n',
        )
        result = self.run_program("index", "-v", self.news / "in")
        self.assertEqual(result.code, 0)
        self.assertIn("line 1: not a date: 2999-01-01", result.err)
        self.assertIn("line 2: not a date: 1200-01-01", result.err)
        self.assertEqual(self.run_program("show", "a", "--json").json[0]["date_origin"], "")


if __name__ == "__main__":
    unittest.main()
