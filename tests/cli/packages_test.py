"""Documents of all formats that reader processes read, and archives."""

import gzip
import io
import json
import os
import shutil
import subprocess
import tarfile
import unittest

import documents
from harness import MARKET, PROGRAM, TALKS, ReadingTest

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


class Reading(ReadingTest):
    def test_each_format_gives_its_text_and_metadata(self):
        first, second = documents.PARAGRAPHS
        cases = {
            "a.docx": (
                documents.docx(),
                f"{first}\n\n{second}\n\nWheat\t12\nBarley\t7\n\nA note at the foot.\n\n",
            ),
            "a.pptx": (
                documents.pptx(),
                "First slide on the harbour\n\nThank the hosts\n\nSecond slide on grain\n\n",
            ),
            "a.xlsx": (documents.xlsx(), "Exports\nHarbour\tGrain exports\nOdesa\t12.5\n\n"),
            "a.odt": (documents.odt(), f"{first}\n\n{second}\n\nOne   two\tthree\n\n"),
            "a.ods": (documents.ods(), "Exports\nHarbour\tGrain exports\n\n"),
            "a.epub": (
                documents.epub(),
                "The beginning of the talks.\n\nThe end of the harbour.\n\n",
            ),
        }
        for name, (content, _) in cases.items():
            self.write(name, content)
        self.assert_counts(self.run_index(), added=len(cases))
        for name, (_, text) in cases.items():
            with self.subTest(name):
                found = self.shown(name)
                self.assertEqual(found["text"], text)
                self.assertEqual(found["title"], "Harbour talks")
                self.assertEqual(found["authors"], ["Ann Lee"])
                self.assertEqual(found["date"][:10], "2025-05-16")
                self.assertEqual(found["file_type"], name.partition(".")[2])

    def test_a_hit_in_a_pdf_knows_its_page(self):
        self.write("a.pdf", documents.pdf())
        self.assert_counts(self.run_index(), added=1)
        found = self.shown("a.pdf")
        self.assertEqual(found["title"], "Harbour talks")
        self.assertEqual(found["authors"], ["Ann Lee"])
        self.assertEqual(found["date"], "2025-05-16T11:05:00Z")
        self.assertEqual(len(found["pages"]), 2)
        self.assertTrue(found["text"][found["pages"][1] :].startswith("The delegations will"))
        hit = self.run_program("negotiate", "--json").json[1]
        self.assertEqual([snippet["page"] for snippet in hit["snippets"]], [2])
        self.assertIn("p. 2: ", self.run_program("negotiate").out)

    def test_a_hit_on_a_slide_knows_its_slide(self):
        self.write("a.pptx", documents.pptx())
        self.assert_counts(self.run_index(), added=1)
        hit = self.run_program("grain", "--json").json[1]
        self.assertEqual(hit["snippets"][0]["page"], 2)

    def test_archives_of_all_kinds_and_archives_within(self):
        inner = documents.zipped({"deep/b.docx": documents.docx(), "c.txt": MARKET})
        picture = b"\x89PNG\r\n\x1a\n"
        self.write(
            "a.zip", documents.zipped({"x/a.txt": TALKS, "inner.zip": inner, "p.png": picture})
        )
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w:gz") as tar:
            for name, content in (("t.html", "<html><p>" + MARKET), (".hidden", "secret")):
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                tar.addfile(entry, io.BytesIO(content.encode()))
        self.write("b.tar.gz", out.getvalue())
        self.write("page.html.gz", gzip.compress(b"<html><p>" + TALKS.encode()))
        result = self.run_program("index", "--json", self.news)
        self.assertEqual(result.code, 0, result.err)
        self.assertEqual(json.loads(result.lines[-1])["added"], 5)
        self.assertEqual(self.shown("a.zip", "inner.zip/deep/b.docx")["file_type"], "docx")
        self.assertEqual(self.shown("b.tar.gz", "t.html")["file_type"], "html")
        self.assertEqual(self.shown("page.html.gz", "")["file_type"], "html")

    def test_what_cannot_be_read_is_named(self):
        self.write("locked.odt", documents.odt(encrypted=True))
        self.write("scan.pdf", documents.pdf(pages=()))
        self.write("broken.pdf", b"%PDF-1.4\nnothing")
        self.write("broken.docx", documents.docx()[:200])
        self.write("cut.txt.gz", gzip.compress(os.urandom(5000))[:3000])
        self.write("good.docx", documents.docx())
        result = self.run_index()
        self.assertEqual(result.code, 4)
        self.assert_counts(result, code=4, added=1, failed=5)
        reasons = {name: reason for (name, _), reason in self.failures(result).items()}
        self.assertEqual(reasons["locked.odt"], "unsupported: encrypted")
        self.assertEqual(reasons["scan.pdf"], "unsupported: a scanned PDF, no text on 1 page")
        self.assertEqual(reasons["broken.pdf"], "damaged PDF")
        self.assertRegex(reasons["cut.txt.gz"], "truncated gzip")

    def test_formats_of_old_are_ignored_by_name(self):
        for extension in ("doc", "xls", "ppt", "msg", "docx"):
            self.write("a." + extension, OLE)
        self.write("mail.pst", b"!BDN" + bytes(600))
        result = self.run_program("index", "-v", self.news)
        self.assertEqual(result.code, 0)
        for reason in (
            "Word document of 1997-2003",
            "Excel sheet of 1997-2003",
            "PowerPoint slides of 1997-2003",
            "Outlook message",
            "an encrypted Office document",
            "Outlook folder",
        ):
            self.assertIn(reason, result.err)


class Helper(ReadingTest):
    def test_a_missing_reader_program_ends_the_run_with_one_sentence(self):
        self.write("a.html", f"<html><p>{TALKS}")
        self.write("b.txt", MARKET)
        program = self.folder / "bin" / "ksearch"
        program.parent.mkdir()
        shutil.copy(PROGRAM, program)
        done = subprocess.run(
            [program, "index", self.news], capture_output=True, env=self.environment(), check=False
        )
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr.decode(), r"^ksearch: .*/ksearch-extract is missing.*\n$")


if __name__ == "__main__":
    unittest.main()
