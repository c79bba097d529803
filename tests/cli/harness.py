"""Runs the built program as a user would. $KSEARCH_PROGRAM is its path."""

import fcntl
import json
import os
import pathlib
import pty
import shutil
import struct
import subprocess
import tempfile
import termios
import threading
import unittest
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["KSEARCH_PROGRAM"]
# A hang guard, ten times wider than the slowest test needs under a sanitizer.
TIMEOUT_SECONDS = 300


@dataclass
class Result:
    """How a run ended. `out` and `err` are text; bytes that are not UTF-8 stay as surrogates."""

    code: int
    out: str
    err: str

    @property
    def lines(self):
        return self.out.splitlines()

    @property
    def json(self):
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def json_errors(self):
        return [json.loads(line) for line in self.err.splitlines()]


class ProgramTest(unittest.TestCase):
    """A test with a folder of its own, which is $HOME too, and an index in it."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ksearch-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.index = self.folder / "index"
        self.news = self.folder / "news"
        self.news.mkdir()

    def write(self, name, content):
        """Writes a file below the news folder; its path."""
        path = self.news / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def environment(self, extra=None):
        kept = {
            name: value
            for name, value in os.environ.items()
            if name in ("PATH", "TMPDIR") or name.endswith("SAN_OPTIONS")
        }
        kept.update(HOME=str(self.folder), LANG="C.UTF-8", KSEARCH_INDEX=str(self.index))
        kept.update(extra or {})
        return {name: value for name, value in kept.items() if value is not None}

    def run_program(self, *words, stdin=b"", env=None, cwd=None, user=None):
        """Runs the program without a terminal, as another user if this one is root."""
        done = subprocess.run(
            [PROGRAM, *map(os.fspath, words)],
            input=stdin if isinstance(stdin, bytes) else stdin.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment(env),
            cwd=cwd or self.folder,
            user=user,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
        return Result(
            done.returncode,
            done.stdout.decode(errors="surrogateescape"),
            done.stderr.decode(errors="surrogateescape"),
        )

    def run_on_terminal(self, *words, columns=80, env=None):
        """Runs the program with both output streams on a terminal; everything is in `out`."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = subprocess.Popen(
            [PROGRAM, *map(os.fspath, words)],
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
            env=self.environment({"TERM": "xterm-256color", **(env or {})}),
            cwd=self.folder,
        )
        os.close(theirs)
        guard = threading.Timer(TIMEOUT_SECONDS, process.kill)
        guard.start()
        output = b""
        while True:
            try:
                block = os.read(ours, 65536)
            except OSError:  # the last holder of the other end is gone
                break
            if not block:
                break
            output += block
        os.close(ours)
        code = process.wait()
        guard.cancel()
        return Result(code, output.decode(errors="surrogateescape").replace("\r\n", "\n"), "")

    def plain_user(self):
        """Whom to run the program as where root may do too much; skips the test if nobody can."""
        if os.geteuid() != 0:
            return None
        self.folder.chmod(0o777)
        try:
            self.run_program("version", user="nobody")
        except PermissionError:
            self.skipTest("SKIPPED: the user 'nobody' cannot run the program where it is")
        return "nobody"

    def index_news(self, *options):
        """Indexes the news folder, which must succeed."""
        result = self.run_program("index", *options, self.news)
        self.assertEqual((result.code, result.err), (0, ""), result)
        return result

    def assert_error(self, result, code, message):
        """Nothing on standard output, one sentence on standard error, and the exit code."""
        self.assertEqual((result.code, result.out, result.err), (code, "", f"ksearch: {message}\n"))

    def assert_counts(self, result, code=0, **wanted):
        """The counts of an index run with --json; those not named must be 0."""
        counts = dict.fromkeys(
            ("added", "updated", "unchanged", "removed", "failed", "ignored"), 0
        )
        counts.update(wanted)
        last = json.loads(result.out.splitlines()[-1]) if result.out else {}
        self.assertEqual(
            {name: last.get(name) for name in counts}, counts, f"{result.out}{result.err}"
        )
        self.assertEqual(result.code, code)


class ReadingTest(ProgramTest):
    """A test of what becomes of files, one by one."""

    def run_index(self, *words):
        return self.run_program("index", "--json", *words, self.news)

    def shown(self, name, member=""):
        """The document of a file, or of a member of it, as `show` gives it."""
        query = f'path:"{self.news / name}"'
        hits = self.run_program("--json", "-n", "0", "--copies", query).json[1:]
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


TALKS = """Medinsky leaves Istanbul without a ceasefire

Vladimir Medinsky left Istanbul on Friday. Mr Medinsky said that the talks would go on.

Rustem Umerov, who led the Ukrainian side, asked for a ceasefire of thirty days. Moscow refused.
"""
MARKET = """Wheat prices fall in Chicago

Traders in Chicago sold wheat on Monday. Prices fell by two per cent.
"""
