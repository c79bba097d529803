"""Files made to do harm. Beside each lies a good one, which must be found afterwards.

What a run took is printed, and checked: the memory of the program and of its readers against 1 GiB
each, which is a matter of correctness; the time only as a guard against hanging (a reader is stopped
after 20 s).
"""

import functools
import gzip
import io
import json
import os
import pathlib
import stat
import subprocess
import tarfile
import threading
import time
import unittest
import zipfile

import documents
from harness import MARKET, PROGRAM, TALKS, ReadingTest, Result

MOST_BYTES = 1 << 30
HANG_SECONDS = 200
BOMB_BYTES = 1 << 30
# What a sanitizer keeps beside the program's own memory is no matter of this test.
IS_SANITIZED = b"__asan_init" in pathlib.Path(PROGRAM).read_bytes()
HARBOUR = "<p>The harbour of Zarichne</p>"
SECRET = "kumquat"
GROWTH = b"<p>The harbour grows and grows.</p>\n" * 100
MOST_GROWTH_BYTES = 20_000_000


def bomb_blocks():
    """A gigabyte of text, a megabyte at a time."""
    block = (b"harbour " * (1 << 17))[: 1 << 20]
    return (block for _ in range(BOMB_BYTES >> 20))


@functools.cache
def zip_bomb(name, head=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(name, "w", force_zip64=True) as member:
            member.write(head)
            for block in bomb_blocks():
                member.write(block)
    return out.getvalue()


@functools.cache
def gzip_bomb():
    out = io.BytesIO()
    with gzip.open(out, "w") as file:
        for block in bomb_blocks():
            file.write(block)
    return out.getvalue()


def tarred(members, mode="w"):
    """A tar file of the members given by name; a TarInfo instead of a content is taken as it is."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as tar:
        for name, content in members.items():
            if isinstance(content, tarfile.TarInfo):
                tar.addfile(content)
                continue
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content.encode()))
    return out.getvalue()


class Hostile(ReadingTest):
    def run_measured(self, *words, user=None):
        """Runs the program; what it and its children took is printed and checked."""
        start = time.monotonic()
        out, err = self.folder / "stdout", self.folder / "stderr"
        with open(out, "wb") as out_file, open(err, "wb") as err_file:
            process = subprocess.Popen(
                [PROGRAM, *map(os.fspath, words)],
                stdin=subprocess.DEVNULL, stdout=out_file, stderr=err_file,
                env=self.environment(), cwd=self.folder, user=user,
            )
            guard = threading.Timer(HANG_SECONDS, process.kill)
            guard.start()
            # Of a process and of the children it has waited for: times add up, memory is the most.
            _, status, usage = os.wait4(process.pid, 0)
            guard.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        peak_bytes = usage.ru_maxrss << 10
        print(
            f"{self.id().rpartition('.')[2]}: {usage.ru_utime + usage.ru_stime:.1f} s of CPU, "
            f"{time.monotonic() - start:.1f} s, {peak_bytes >> 20} MiB"
        )
        if not IS_SANITIZED:
            self.assertLess(peak_bytes, MOST_BYTES)
        return Result(process.returncode, out.read_text(), err.read_text())

    def index_hostile(self, code, user=None):
        self.write("good.html", f"<html><p>{MARKET}")
        result = self.run_measured("index", "--json", "-v", self.news, user=user)
        self.assertEqual(result.code, code, result.out + result.err)
        self.assertEqual(self.run_program("wheat", user=user).code, 0, result.err)
        return result

    def named(self, result, kind):
        """Reasons of one kind of message, by file and member."""
        return {
            (os.path.basename(one["path"]), one["member"]): one["reason"]
            for one in map(json.loads, result.err.splitlines())
            if one["type"] == kind
        }

    def total(self, *query):
        return self.run_program("--json", "-n", "0", "--copies", *query).json[0]["total"]

    def assert_fails_as_a_bomb(self, name, member, content):
        self.write(name, content)
        reasons = self.named(self.index_hostile(code=4), "failed")
        self.assertEqual(reasons, {(name, member): "larger than 64 MiB once it is unpacked"})

    def test_zip_bomb(self):
        self.assert_fails_as_a_bomb("bomb.zip", "bomb.txt", zip_bomb("bomb.txt"))

    def test_gzip_bomb(self):
        self.assert_fails_as_a_bomb("bomb.txt.gz", "", gzip_bomb())

    def test_zip_bomb_in_an_archive(self):
        self.write("nested.zip", documents.zipped({"b.zip": zip_bomb("bomb.txt"), "a.txt": TALKS}))
        reasons = self.named(self.index_hostile(code=4), "failed")
        self.assertEqual(list(reasons), [("nested.zip", "b.zip/bomb.txt")])
        self.assertEqual(self.shown("nested.zip", "a.txt")["file_type"], "text")

    def test_zip_bomb_in_a_mail(self):
        self.write("a.eml", documents.mail_with("bomb.zip", zip_bomb("bomb.txt")))
        reasons = self.named(self.index_hostile(code=4), "failed")
        self.assertEqual(list(reasons), [("a.eml", "bomb.zip/bomb.txt")])
        self.assertEqual(self.total("papers"), 1)

    def test_packages_that_are_bombs(self):
        """One after the other, so that each has the memory and the time for itself."""
        for name, part in (
            ("bomb.docx", "word/document.xml"),
            ("bomb.odt", "content.xml"),
            ("bomb.epub", "META-INF/container.xml"),
        ):
            with self.subTest(name):
                path = self.write(name, zip_bomb(part))
                reasons = self.named(self.index_hostile(code=4), "failed")
                self.assertEqual(list(reasons), [(name, "")])
                path.unlink()

    def test_web_archive_that_is_a_bomb(self):
        self.write("bomb.warc.gz", documents.warc(TALKS) + gzip_bomb())
        self.index_hostile(code=4)
        self.assertEqual(self.total("ceasefire"), 1)

    def test_too_many_members(self):
        self.write("many.zip", documents.zipped({f"{i}.bin": b"" for i in range(10_001)}))
        reasons = self.named(self.index_hostile(code=4), "failed")
        self.assertEqual(
            reasons, {("many.zip", ""): "more than 10,000 members; the rest was not read"}
        )

    def test_nested_elements(self):
        deep = "<div>" * 100_000
        self.write("deep.html", f"<html>{HARBOUR}{deep}")
        self.write("deep.xhtml", f"<html xmlns='http://www.w3.org/1999/xhtml'>{HARBOUR}{deep}")
        self.write("deep.rss", f"<rss><channel><item><title>harbour</title></item>{deep}")
        self.write("deep.nitf", f"<nitf><body><body.content>{HARBOUR}{deep}")
        self.write("deep.eml", f"Subject: harbour\nContent-Type: text/html\n\n{HARBOUR}{deep}")
        self.index_hostile(code=0)
        self.assertEqual(self.total("harbour"), 5)

    def test_nested_elements_in_packages(self):
        deep = "<w:p>" * 100_000
        self.write("deep.docx", documents.zipped({"word/document.xml": f"<w:d>harbour{deep}"}))
        self.write("deep.odt", documents.zipped({"content.xml": f"<o:d>harbour{deep}"}))
        reasons = self.named(self.index_hostile(code=4), "failed")
        self.assertEqual(
            reasons,
            dict.fromkeys((("deep.docx", ""), ("deep.odt", "")), "no text in the document"),
        )

    def test_endless_attributes(self):
        attributes = " ".join(f"a{i}=\"1\"" for i in range(100_000))
        self.write("wide.html", f"<html>{HARBOUR}<p {attributes}>harbour</p>")
        self.write(
            "wide.rss",
            f"<rss><channel {attributes}><item><title>harbour</title></item></channel></rss>",
        )
        body = f"<w:p {attributes}><w:r><w:t>harbour</w:t></w:r></w:p>"
        self.write(
            "wide.docx",
            documents.zipped({"word/document.xml": f"<w:d xmlns:w='w'><w:body>{body}</w:body></w:d>"}),
        )
        self.index_hostile(code=0)
        self.assertEqual(self.total("harbour"), 3)

    def test_entities_expand_neither_into_billions_nor_into_files(self):
        laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
        secret = self.folder / "secret.txt"
        secret.write_text(SECRET)
        prologue = (
            "<?xml version='1.0'?>"
            f'<!DOCTYPE d [<!ENTITY l0 "laugh">{laughs}<!ENTITY x SYSTEM "file://{secret}">'
            f'<!ENTITY % p SYSTEM "file://{secret}"> %p;]>'
        )
        text = "harbour &l9; &x;"
        files = {
            "a.docx": documents.zipped(
                {"word/document.xml": f"{prologue}<w:d><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:d>"}
            ),
            "a.odt": documents.zipped({"content.xml": f"{prologue}<o:d><text:p>{text}</text:p></o:d>"}),
            "a.html": f"{prologue}<html><p>{text}</p>",
            "a.xhtml": f"{prologue}<html><p>{text}</p></html>",
            "a.rss": f"{prologue}<rss><channel><item><title>{text}</title></item></channel></rss>",
            "a.nitf": f"{prologue}<nitf><body><body.content><p>{text}</p></body.content></body></nitf>",
            "a.sgm": f"{prologue}<REUTERS><TEXT><BODY>{text}</BODY></TEXT></REUTERS>",
            "a.epub": documents.epub(text),
        }
        for name, content in files.items():
            self.write(name, content)
        result = self.index_hostile(code=0)
        self.assertEqual(self.total("harbour"), len(files), result.err)
        self.assertEqual(self.total(SECRET), 0)
        self.assertEqual(self.total("laugh"), 0)

    def test_names_that_climb_out_are_only_names(self):
        (self.folder / "secret.txt").write_text(SECRET)
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, str(self.folder / "secret.txt")
        hard_link = tarfile.TarInfo("hard.txt")
        hard_link.type, hard_link.linkname = tarfile.LNKTYPE, "../secret.txt"
        climbing = {"../../climbed.txt": TALKS, "/etc/climbed.txt": MARKET, "C:\\climbed.txt": TALKS}
        self.write("a.zip", documents.zipped(climbing))
        self.write("a.tar", tarred({**climbing, "link": link, "hard": hard_link}))
        before = set(self.folder.rglob("*"))
        result = self.index_hostile(code=0)
        new = {path for path in self.folder.rglob("*") if self.index not in path.parents} - before
        self.assertEqual(
            {path.name for path in new}, {"good.html", "index", "stdout", "stderr"}
        )
        self.assertFalse(os.path.exists("/etc/climbed.txt"))
        self.assertEqual(self.shown("a.zip", "../../climbed.txt")["file_type"], "text")
        self.assertEqual(self.shown("a.tar", "/etc/climbed.txt")["file_type"], "text")
        self.assertEqual(self.total("ceasefire"), 4, result.err)
        self.assertEqual(self.total(SECRET), 0)

    def test_truncated_compression(self):
        noise = os.urandom(20_000).hex()
        for name, content in (
            ("a.txt.gz", gzip.compress(noise.encode())),
            ("a.jsonl.gz", gzip.compress(json.dumps({"text": noise}).encode())),
            ("a.tar.gz", tarred({"a.txt": noise}, "w:gz")),
            ("a.warc.gz", documents.warc(TALKS) + documents.warc(noise)),
        ):
            self.write(name, content[: len(content) - 5000])
        reasons = self.named(self.index_hostile(code=4), "failed")
        self.assertEqual(
            {name for name, _ in reasons}, {"a.txt.gz", "a.jsonl.gz", "a.tar.gz", "a.warc.gz"}
        )
        for reason in reasons.values():
            self.assertRegex(reason.lower(), "truncated|cut off")
        # What stands before the cut is read where a file is of many records.
        self.assertEqual(self.total("ceasefire"), 1)

    def test_special_files_are_ignored(self):
        os.mkfifo(self.news / "pipe.pdf")
        (self.news / "link.html").symlink_to("/dev/zero")
        counts = self.index_hostile(code=0)
        self.assertEqual(
            self.named(counts, "ignored"),
            {("pipe.pdf", ""): "FIFO", ("link.html", ""): "symbolic link"},
        )
        given = self.run_measured("index", "--json", "-v", self.news / "pipe.pdf", "/dev/zero")
        self.assert_counts(given, ignored=2)
        listed = self.run_program(
            "index", "--json", "--files-from", "-", stdin=f"{self.news / 'pipe.pdf'}\n"
        )
        self.assert_counts(listed, ignored=1)

    def test_devices_are_ignored(self):
        try:
            os.mknod(self.news / "device.html", stat.S_IFCHR | 0o666, os.makedev(1, 5))
        except PermissionError:
            self.skipTest("SKIPPED: this user cannot make a device")
        result = self.index_hostile(code=0)
        self.assertEqual(self.named(result, "ignored"), {("device.html", ""): "device"})

    def test_unreadable_files_and_folders_fail(self):
        user = self.plain_user()
        self.write("secret.html", "<html><p>Istanbul").chmod(0)
        self.write("closed/a.html", "<html><p>Istanbul")
        (self.news / "closed").chmod(0)
        self.addCleanup((self.news / "closed").chmod, 0o700)
        result = self.index_hostile(code=4, user=user)
        reasons = self.named(result, "failed")
        self.assertEqual({name for name, _ in reasons}, {"secret.html", "closed"})
        for reason in reasons.values():
            self.assertIn("ermission denied", reason)

    def test_names_that_are_not_utf8(self):
        for name, content in ((b"caf\xe9.html", b"<html><p>Istanbul harbour"),
                              (b"broken\xe9.pdf", b"%PDF-1.4\nnothing")):
            with open(os.path.join(os.fsencode(self.news), name), "wb") as file:
                file.write(content)
        os.mkdir(os.fsencode(self.news) + b"/d\xe9j\xe0")
        with open(os.fsencode(self.news) + b"/d\xe9j\xe0/a.txt", "wb") as file:
            file.write(TALKS.encode())
        self.write("a.zip", documents.zipped({"cafXY.txt": TALKS}).replace(b"cafXY", b"caf\xe9s"))
        result = self.index_hostile(code=4)
        self.assert_counts(result, code=4, added=4, failed=1)
        self.assertEqual(self.total("Istanbul"), 3)
        listed = self.run_program("info", "--failed", "--json").json[1]
        self.assertEqual(listed["reason"], "damaged PDF")
        again = self.run_measured("index", "--json", self.news)
        self.assert_counts(again, unchanged=4)

    def test_a_file_that_grows_while_it_is_read(self):
        path = self.write("grows.html", "<html>")
        stop = threading.Event()

        def grow():
            with open(path, "ab", buffering=0) as file:
                # An end, so that a slow machine does not fill its disk.
                for _ in range(MOST_GROWTH_BYTES // len(GROWTH)):
                    if stop.is_set():
                        break
                    file.write(GROWTH)
                    time.sleep(0.001)

        writer = threading.Thread(target=grow)
        writer.start()
        try:
            self.index_hostile(code=0)
        finally:
            stop.set()
            writer.join()
        self.assertEqual(self.total("grows"), 1)


if __name__ == "__main__":
    unittest.main()
