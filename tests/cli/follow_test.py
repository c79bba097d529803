"""ksearch index --follow: what changes in a folder is searchable soon after."""

import contextlib
import fcntl
import json
import os
import pathlib
import queue
import shutil
import signal
import subprocess
import threading
import unittest

from harness import MARKET, PROGRAM, TALKS, TIMEOUT_SECONDS, ProgramTest

# How many changes a test may make to fill the system's queue.
MOST_EVENTS = 200_000


class Following(ProgramTest):
    """Reads the line that the program prints after each commit, so that nothing has to be slept for."""

    def follow(self, *words):
        self.process = subprocess.Popen(
            [PROGRAM, "index", "--follow", "--json", *map(os.fspath, words)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment(), cwd=self.folder,
            # A shell starts what it runs in the background with SIGINT ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self.addCleanup(self.end)
        self.commits = queue.Queue()
        self.reader = threading.Thread(target=self.read_commits)
        self.reader.start()
        return self.next_commit()

    def read_commits(self):
        for line in self.process.stdout:
            self.commits.put(json.loads(line))

    def next_commit(self):
        return self.commits.get(timeout=TIMEOUT_SECONDS)

    def total(self, **wanted):
        """Adds up commits until the counts are those wanted; changes may come in one commit or in several."""
        seen = dict.fromkeys(wanted, 0)
        while seen != wanted:
            commit = self.next_commit()
            seen = {name: count + commit[name] for name, count in seen.items()}
            for name, count in seen.items():
                self.assertLessEqual(count, wanted[name], seen)

    def end(self, with_signal=signal.SIGTERM):
        if self.process.returncode is None:
            self.process.send_signal(with_signal)
            self.process.wait(timeout=TIMEOUT_SECONDS)
            self.reader.join()
            self.errors = self.process.stderr.read().decode()
            self.process.stdout.close()
            self.process.stderr.close()

    def finds(self, word):
        return self.run_program(word).code == 0

    def test_files_come_change_and_go(self):
        self.write("a.txt", TALKS)
        self.assertEqual(self.follow(self.news)["added"], 1)
        path = self.write("b.txt", MARKET)
        self.total(added=1)
        self.assertTrue(self.finds("wheat"))
        path.write_text(MARKET.replace("wheat", "barley").replace("Wheat", "Barley"))
        self.total(updated=1)
        self.assertTrue(self.finds("barley"))
        self.assertFalse(self.finds("wheat"))
        path.unlink()
        self.total(removed=1)
        self.assertFalse(self.finds("barley"))
        self.assertTrue(self.finds("ceasefire"))

    def test_editors_that_write_a_file_anew_and_rename_it(self):
        path = self.write("a.txt", TALKS)
        self.follow(self.news)
        self.write(".a.txt.swp", MARKET)
        fresh = self.write("a.txt~new", TALKS.replace("thirty", "sixty"))
        fresh.rename(path)
        self.total(updated=1)
        self.assertTrue(self.finds("sixty"))
        self.assertFalse(self.finds("wheat"))

    def test_folders_come_move_and_go(self):
        self.write("a.txt", TALKS)
        self.follow(self.news)
        self.write("new/deep/b.txt", MARKET)
        self.total(added=1)
        (self.news / "new").rename(self.news / "other")
        self.total(added=1, removed=1)
        hit = self.run_program("wheat", "--json").json[1]
        self.assertEqual(hit["path"], str(self.news / "other/deep/b.txt"))
        self.write("other/deep/c.txt", "Barley\n\nBarley was not sold at all.\n")
        self.total(added=1)
        shutil.rmtree(self.news / "other")
        self.total(removed=2)
        self.assertFalse(self.finds("wheat"))

    def test_what_is_passed_over_stays_so(self):
        self.write("a.txt", TALKS)
        self.write(".ksearchignore", "drafts\n")
        self.follow("--exclude", "*.bak.txt", self.news)
        self.write("drafts/b.txt", MARKET)
        self.write("b.bak.txt", MARKET)
        self.write(".git/b.txt", MARKET)
        self.write("c.txt", "Barley\n\nBarley was not sold at all.\n")
        self.total(added=1)
        self.assertFalse(self.finds("wheat"))

    def test_what_overflowed_the_queue_is_found_by_another_scan(self):
        limit = int(pathlib.Path("/proc/sys/fs/inotify/max_queued_events").read_text())
        if limit > MOST_EVENTS:
            self.skipTest(f"SKIPPED: the system queues {limit} events")
        self.write("a.txt", TALKS)
        self.follow(self.news)
        self.process.send_signal(signal.SIGSTOP)
        try:
            # Two names in turn, since the system merges an event with its like before it. They are
            # hidden: only the overflow tells that there is something to look at.
            for number in range(limit + 1):
                (self.news / f".{number % 2}").write_bytes(b"")
            self.write("b.txt", MARKET)
        finally:
            self.process.send_signal(signal.SIGCONT)
        self.total(added=1)
        self.assertTrue(self.finds("wheat"))

    def test_others_may_write_between_its_commits(self):
        path = self.write("a.txt", TALKS)
        self.follow(self.news)
        record = json.dumps({"id": "record", "text": "Barley was not sold at all."}) + "\n"
        self.assert_counts(self.run_program("index", "--json", "-", stdin=record), added=1)
        self.assertEqual(self.run_program("remove", path).code, 0)
        names = self.folder / "names"
        names.write_text("person\tTruce Maker\n")
        self.assertEqual(self.run_program("index", "--names", names, "-", stdin="").code, 0)
        self.write("b.txt", MARKET + "\nTruce Maker was there.\n")
        # Of a.txt, which it knew, it learns that it is gone; else it would be read again or missed.
        self.total(added=1, updated=0, removed=0, failed=0)
        self.assertTrue(self.finds("barley") and self.finds("wheat"))
        self.assertFalse(self.finds("thirty"))
        self.assertIn("Truce Maker", self.run_program("facets", "person").out)
        path.write_text(TALKS.replace("thirty", "sixty"))
        self.total(added=1)
        self.assertTrue(self.finds("sixty"))

    def test_another_index_in_the_place_of_its_own(self):
        self.write("a.txt", TALKS)
        self.follow(self.news)
        other = self.folder / "other"
        other.mkdir()
        (other / "b.txt").write_text(MARKET)
        shutil.rmtree(self.index)
        self.assert_counts(self.run_program("index", "--json", other), added=1)
        self.write("c.txt", "Barley\n\nBarley was not sold at all.\n")
        self.total(added=1)
        self.assertTrue(self.finds("wheat") and self.finds("barley"))
        self.assertEqual(self.run_program("verify").code, 0)

    @contextlib.contextmanager
    def following_a_change_beside_a_writer(self):
        """Another process holds the lock while the block runs, and a file waits for it."""
        self.write("a.txt", TALKS)
        self.follow(self.news)
        with open(self.index / "lock", "r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.write("b.txt", MARKET)
            self.assertIn(b"waiting for", self.process.stderr.readline())
            yield

    def test_it_waits_while_another_process_writes(self):
        with self.following_a_change_beside_a_writer():
            self.assertFalse(self.finds("wheat"))
        self.total(added=1)
        self.assertTrue(self.finds("wheat"))

    def test_it_can_be_stopped_while_another_process_writes(self):
        with self.following_a_change_beside_a_writer():
            self.end()
        self.assertEqual(self.process.returncode, 0)
        self.assert_counts(self.run_program("index", "--json", self.news), added=1, unchanged=1)

    def test_both_signals_end_it_well(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            self.write("a.txt", TALKS)
            self.follow(self.news)
            self.end(number)
            self.assertEqual((self.process.returncode, self.errors), (0, ""))
            self.assertTrue(self.finds("ceasefire"))
        self.assertEqual(self.run_program("index", self.news).code, 0)

    def test_there_must_be_something_to_follow(self):
        result = self.run_program("index", "--follow")
        self.assertEqual((result.code, result.out), (2, ""))
        self.assertIn("nothing to follow", result.err)
        result = self.run_program("index", "--follow", "-")
        self.assertEqual((result.code, result.out), (2, ""))


if __name__ == "__main__":
    unittest.main()
