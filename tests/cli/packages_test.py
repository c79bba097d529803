"""Documents of all formats that reader processes read, archives, and files made to do harm."""

import gzip
import io
import json
import os
import shutil
import subprocess
import tarfile
import threading
import time
import unittest
import zipfile

import documents
from harness import MARKET, PROGRAM, TALKS, ProgramTest

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
# What one file may cost, with room for a slow machine: the reader is stopped after 20 s.
LONGEST_SECONDS = 120


class Formats(ProgramTest):
    def run_index(self, *words):
        return self.run_program("index", "--json", *words, self.news)

    def shown(self, name, member=""):
        """The document of a file, or of a member of it, as `show` gives it."""
        hits = self.run_program("--json", "-n", "100", f'path:"{self.news / name}"').json[1:]
        for hit in hits:
            found = self.run_program("show", "--json", hit["id"]).json[0]
            if found["member"] == member:
                return found
        self.fail(f"no document {name} {member}")

    def failures(self, result):
        """Reasons by file and member."""
        found = [json.loads(line) for line in result.err.splitlines()]
        return {
            (os.path.basename(one["path"]), one["member"]): one["reason"]
            for one in found
            if one["type"] == "failed"
        }


class Reading(Formats):
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


class Hostile(Formats):
    """Beside each hostile file lies a good one, which must be found afterwards."""

    def index_hostile(self, **wanted):
        self.write("good.html", f"<html><p>{MARKET}")
        start = time.monotonic()
        result = self.run_index()
        self.assertLess(time.monotonic() - start, LONGEST_SECONDS)
        self.assertEqual(self.run_program("wheat").code, 0, result.err)
        return result

    def zip_bomb(self, name="bomb.txt", size=1 << 30):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open(name, "w", force_zip64=True) as member:
                for _ in range(size >> 20):
                    member.write(bytes(1 << 20))
        return out.getvalue()

    def test_a_zip_bomb(self):
        bomb = self.zip_bomb()
        self.write("bomb.zip", bomb)
        self.write("nested.zip", documents.zipped({"bomb.zip": bomb, "a.txt": TALKS}))
        self.write("bomb.docx", self.zip_bomb("word/document.xml"))
        result = self.index_hostile()
        self.assertEqual(result.code, 4)
        reasons = self.failures(result)
        self.assertEqual(
            reasons[("bomb.zip", "bomb.txt")], "larger than 64 MiB once it is unpacked"
        )
        self.assertIn(("nested.zip", "bomb.zip/bomb.txt"), reasons)
        self.assertIn(("bomb.docx", ""), reasons)
        self.assertEqual(self.shown("nested.zip", "a.txt")["file_type"], "text")

    def test_too_many_members(self):
        self.write("many.zip", documents.zipped({f"{i}.bin": b"" for i in range(10_001)}))
        result = self.index_hostile()
        self.assertEqual(
            self.failures(result)[("many.zip", "")],
            "more than 10,000 members; the rest was not read",
        )

    def test_nested_elements_and_endless_attributes(self):
        self.write("deep.html", "<html><p>Istanbul" + "<div>" * 100_000)
        attributes = " ".join(f"a{i}=1" for i in range(100_000))
        self.write("wide.html", f"<html><p>Istanbul</p><p {attributes}>harbour</p>")
        deep = "<w:p>" * 100_000
        self.write("deep.docx", documents.zipped({"word/document.xml": f"<w:d>harbour{deep}"}))
        result = self.index_hostile()
        self.assertEqual(self.failures(result), {("deep.docx", ""): "no text in the document"})
        self.assertEqual(self.run_program("Istanbul", "--json").json[0]["total"], 2)

    def test_entities_expand_neither_into_billions_nor_into_files(self):
        laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
        secret = self.folder / "secret.txt"
        secret.write_text("kumquat")
        prologue = (
            f'<!DOCTYPE d [<!ENTITY l0 "laugh">{laughs}<!ENTITY x SYSTEM "file://{secret}">]>'
        )
        body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("a &l9;", "b &x;"))
        self.write(
            "a.docx",
            documents.zipped(
                {"word/document.xml": f"<?xml version='1.0'?>{prologue}<w:d>{body}</w:d>"}
            ),
        )
        self.write("a.html", f"{prologue}<html><p>a &l9;</p><p>b &x;</p>")
        item = "<item><title>a &l9; &x;</title></item>"
        self.write("a.rss", f"{prologue}<rss><channel>{item}</channel></rss>")
        self.write("a.epub", documents.epub().replace(b"talks", b"&x; t"))
        self.index_hostile()
        self.assertEqual(self.run_program("kumquat").code, 1)
        self.assertEqual(self.run_program("laugh").code, 1)

    def test_names_that_climb_out_are_only_names(self):
        self.write(
            "a.zip", documents.zipped({"../../climbed.txt": TALKS, "/etc/climbed.txt": MARKET})
        )
        before = sorted(self.folder.rglob("*"))
        result = self.index_hostile()
        self.assertEqual(result.code, 0, result.err)
        after = [path for path in sorted(self.folder.rglob("*")) if self.index not in path.parents]
        self.assertEqual({p.name for p in after} - {p.name for p in before}, {"good.html", "index"})
        self.assertFalse(os.path.exists("/etc/climbed.txt"))
        self.assertEqual(self.shown("a.zip", "../../climbed.txt")["file_type"], "text")

    def test_special_files_are_ignored_and_unreadable_ones_fail(self):
        os.mkfifo(self.news / "pipe.pdf")
        os.symlink("/dev/zero", self.news / "device.html")
        unreadable = self.write("secret.html", "<html><p>Istanbul")
        unreadable.chmod(0)
        user = self.plain_user()
        self.write("good.html", f"<html><p>{MARKET}")
        result = self.run_program("index", "--json", self.news, user=user)
        self.assert_counts(result, code=4, added=1, failed=1, ignored=2)

    def test_names_that_are_not_utf8(self):
        name = os.fsencode(self.news) + b"/caf\xe9.html"
        with open(name, "wb") as file:
            file.write(b"<html><p>Istanbul harbour")
        self.write("a.zip", self.latin1_zip())
        result = self.index_hostile()
        self.assert_counts(result, added=3)

    @staticmethod
    def latin1_zip():
        return documents.zipped({"cafXY.txt": TALKS}).replace(b"cafXY", b"caf\xe9s")

    def test_a_file_that_grows_while_it_is_read(self):
        path = self.write("grows.html", "<html>")
        stop = threading.Event()

        def grow():
            with open(path, "ab", buffering=0) as file:
                while not stop.is_set():
                    file.write(b"<p>The harbour grows and grows.</p>\n" * 100)
                    time.sleep(0.001)

        writer = threading.Thread(target=grow)
        writer.start()
        try:
            result = self.index_hostile()
        finally:
            stop.set()
            writer.join()
        self.assertIn(result.code, (0, 4), result.err)
        self.assertEqual(self.run_program("grows").code, 0)


class Helper(Formats):
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
