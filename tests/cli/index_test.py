"""ksearch index: what is read, what is counted, what is reported."""

import json
import os
import signal
import socket
import subprocess
import unittest

from harness import MARKET, PROGRAM, ROOT, TALKS, TIMEOUT_SECONDS, ProgramTest

# The smallest PNG: one pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


class Counting(ProgramTest):
    def run_index(self, *words, **keywords):
        return self.run_program("index", "--json", *words, **keywords)

    def test_counts_for_people(self):
        self.write("a.txt", TALKS)
        self.write("b.txt", MARKET)
        result = self.run_program("index", self.news)
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertRegex(
            result.out,
            r"^2 added, 0 updated, 0 unchanged, 0 removed, 0 failed in [0-9.:]+ (ms|s|min)\n$",
        )
        self.assertEqual(self.run_program("index", "-q", self.news).out, "")

    def test_twice_is_once(self):
        self.write("a.txt", TALKS)
        self.write("b/c.txt", MARKET)
        self.assert_counts(self.run_index(self.news), added=2)
        before = self.run_program("ceasefire", "--json").json
        self.assert_counts(self.run_index(self.news), unchanged=2)
        after = self.run_program("ceasefire", "--json").json
        for answer in (before, after):
            answer[0].pop("took_us")
            answer[0].pop("revision")
        self.assertEqual(before, after)

    def test_changed_files_are_updated_and_vanished_ones_pruned(self):
        kept = self.write("a.txt", TALKS)
        gone = self.write("b.txt", MARKET)
        self.assert_counts(self.run_index(self.news), added=2)
        kept.write_text(TALKS.replace("thirty", "sixty"))
        gone.unlink()
        self.assert_counts(self.run_index(self.news), updated=1, removed=1)
        self.assertEqual(self.run_program("sixty").code, 0)
        self.assertEqual(self.run_program("thirty").code, 1)
        self.assertEqual(self.run_program("wheat").code, 1)

    def test_no_prune_keeps_what_is_gone(self):
        self.write("a.txt", TALKS)
        gone = self.write("b.txt", MARKET)
        self.assert_counts(self.run_index(self.news), added=2)
        gone.unlink()
        self.assert_counts(self.run_index("--no-prune", self.news), unchanged=1)
        self.assertEqual(self.run_program("wheat").code, 0)

    def test_pruning_stays_under_the_path_given(self):
        self.write("one/a.txt", TALKS)
        gone = self.write("two/b.txt", MARKET)
        self.assert_counts(self.run_index(self.news), added=2)
        gone.unlink()
        self.write("two/c.txt", "Another text\n\nwith words in it.\n")
        self.assert_counts(self.run_index(self.news / "one"), unchanged=1)
        self.assertEqual(self.run_program("wheat").code, 0)

    def test_a_missing_or_empty_root_deletes_nothing(self):
        kept = self.write("a.txt", TALKS)
        self.assert_counts(self.run_index(self.news), added=1)
        kept.rename(self.folder / "aside.txt")
        result = self.run_index(self.news)
        self.assertEqual(json.loads(result.out)["removed"], 0)
        self.assertEqual(self.run_program("ceasefire").code, 0)
        self.news.rmdir()
        self.assertEqual(json.loads(self.run_index().out)["removed"], 0)
        self.assertEqual(self.run_program("ceasefire").code, 0)
        result = self.run_program("index", self.news)
        self.assertEqual((result.code, result.out), (2, ""))
        self.assertIn(str(self.news), result.err)
        self.assertEqual(self.run_program("ceasefire").code, 0)

    def test_a_missing_path_leaves_no_index_behind(self):
        self.write("a.txt", TALKS)
        for words in ([self.news / "missing"], [self.news, self.folder / "missing"],
                      ["--follow", self.folder / "missing"]):
            before = sorted(self.folder.rglob("*"))
            result = self.run_program("index", *words)
            self.assertEqual((result.code, result.out), (2, ""))
            self.assertIn("no such file or folder: ", result.err)
            self.assertEqual(sorted(self.folder.rglob("*")), before)

    def test_without_a_path_the_known_folders_are_read_again(self):
        self.write("a.txt", TALKS)
        self.assert_counts(self.run_index(self.news), added=1)
        self.write("b.txt", MARKET)
        self.assert_counts(self.run_index(), added=1, unchanged=1)

    def test_dry_run_changes_nothing(self):
        self.write("a.txt", TALKS)
        result = self.run_program("index", "--dry-run", self.news)
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertTrue(result.out.startswith("would be: 1 added, "), result.out)
        self.assertEqual(self.run_program("ceasefire").code, 3)

    def test_rebuild_starts_from_nothing(self):
        self.write("a.txt", TALKS)
        other = self.folder / "other"
        other.mkdir()
        (other / "b.txt").write_text(MARKET)
        self.assert_counts(self.run_index(self.news), added=1)
        self.assert_counts(self.run_index("--rebuild", other), added=1)
        self.assertEqual(self.run_program("wheat").code, 0)
        self.assertEqual(self.run_program("ceasefire").code, 1)

    def test_lists_of_files(self):
        first = self.write("a.txt", TALKS)
        second = self.write("b\nc.txt", MARKET)
        names = self.folder / "names"
        names.write_text(f"{first}\n\n")
        self.assert_counts(self.run_index("--files-from", names), added=1)
        self.assert_counts(
            self.run_index("--files-from", "-", stdin=f"{first}\0{second}\0"),
            added=1, unchanged=1,
        )

    def test_excluded_files_are_not_read(self):
        self.write("a.txt", TALKS)
        self.write("draft-b.txt", MARKET)
        self.write("old/c.txt", MARKET)
        self.write(".ksearchignore", "# not these\nold\n")
        self.run_index("--exclude", "draft-*", self.news)
        self.assertEqual(self.run_program("wheat").code, 1)
        self.assertEqual(self.run_program("ceasefire").code, 0)

    def test_json_lines_from_standard_input(self):
        records = [
            {"id": "n-1", "title": "Talks", "text": "The ceasefire talks failed.", "date": "2025-05-16"},
            {"id": "n-2", "title": "Wheat", "body": "Prices fell.", "source": "The Courier"},
        ]
        lines = "".join(json.dumps(record) + "\n" for record in records)
        self.assert_counts(self.run_index("-", stdin=lines), added=2)
        hit = self.run_program("ceasefire", "--json").json[1]
        self.assertEqual((hit["id"], hit["date"]), ("n-1", "2025-05-16"))
        self.assert_counts(self.run_index("-", stdin=lines), unchanged=2)

    def test_records_of_streams_have_no_path_and_are_known_by_id_or_content(self):
        def stream(*records):
            return self.run_index("-", stdin="".join(json.dumps(record) + "\n" for record in records))

        first, second = {"text": "Truce in the north."}, {"text": "Truce in the south."}
        self.assert_counts(stream(first, first), added=1)
        # The first line of another stream is not the first line of this one.
        self.assert_counts(stream(second), added=1)
        self.assert_counts(stream(second, first), unchanged=2)
        named = {"id": "n-1", "text": "Truce in the east."}
        self.assert_counts(stream(named), added=1)
        self.assert_counts(stream({**named, "text": "Truce in the west."}), updated=1)
        # Within one stream the last record of an id is the one that counts, too.
        self.assert_counts(stream(named, {**named, "text": "Truce everywhere."}), updated=1)
        self.assertEqual(self.run_program("everywhere", "--json").json[1]["id"], "n-1")
        hits = self.run_program("truce", "--json").json[1:]
        self.assertEqual({hit["path"] for hit in hits}, {""})
        ids = [hit["id"] for hit in hits]
        self.assertEqual(len(set(ids)), 3)
        paths = self.run_program("truce", "--format", "paths").out
        self.assertEqual(paths.splitlines(), ids)
        self.assertNotIn("path", self.run_program("export", "everywhere").json[0])

    def test_rebuilding_keeps_records_that_no_file_holds(self):
        self.write("a.txt", TALKS)
        self.run_index(self.news)
        records = '{"id":"r-1","title":"Lanterns","text":"Truce by lanterns.","desk":"night"}\n' \
                  '{"text":"Truce by torches."}\n'
        self.assert_counts(self.run_index("-", stdin=records), added=2)
        before = self.run_program("export").json
        self.assert_counts(self.run_index("--rebuild"), added=3)
        by_id = lambda documents: sorted(documents, key=lambda document: document["id"])
        self.assertEqual(by_id(self.run_program("export").json), by_id(before))
        # A run that brings records brings all of them.
        self.assert_counts(self.run_index("--rebuild", "-", stdin='{"text":"Truce by candles."}\n'), added=1)
        self.assertEqual(len(self.run_program("export").json), 1)

    def test_bad_records_of_streams_are_named_by_their_line(self):
        result = self.run_program("index", "-", stdin='{"text":"Truce."}\n{"text"\n')
        self.assertEqual(result.code, 4)
        self.assertIn("standard input, line 2: not valid JSON", result.err)
        long_word = json.dumps({"id": "n-7", "text": "a" * 300}) + "\n"
        verbose = self.run_program("index", "-v", "-", stdin=long_word)
        self.assertIn("repaired n-7: ", verbose.err)

    def test_corrections_are_applied_without_reading_files(self):
        path = self.write("a.txt", TALKS)
        self.assert_counts(self.run_index(self.news), added=1)
        path.unlink()
        corrections = self.folder / "corrections"
        corrections.write_text('rename person "Vladimir Medinsky" "V. R. Medinsky"\n')
        self.assert_counts(self.run_index("--corrections", corrections))
        self.assertEqual(self.run_program("facets", "person", "--match", "Medinsky").lines,
                         ["1  V. R. Medinsky"])
        corrections.write_text("\nfrobnicate person x\n")
        result = self.run_program("index", "--corrections", corrections)
        self.assertEqual((result.code, result.out), (2, ""))
        self.assertRegex(result.err, r"^ksearch: [^\n]*2[^\n]*\n$")
        self.assertEqual(self.run_program("facets", "person", "--match", "V. R.").code, 0)
        self.assert_counts(self.run_index("--corrections", "/dev/null"))
        self.assertEqual(self.run_program("facets", "person", "--match", "Medinsky").lines,
                         ["1  Vladimir Medinsky"])

    def test_corrections_of_nobody_are_noted(self):
        self.write("a.txt", TALKS)
        self.run_index(self.news)
        corrections = self.folder / "corrections"
        corrections.write_text('# nobody\nrename person "Zed Zorvan" Zed\nhide place Istanbul\n')
        result = self.run_program("index", "--corrections", corrections)
        self.assertEqual(result.code, 0)
        self.assertEqual(result.err,
                         'ksearch: corrections, line 2: no person is called "Zed Zorvan"; '
                         "the correction waits until a document names one\n")
        result = self.run_program("index", "--corrections", corrections, "--quiet")
        self.assertEqual((result.code, result.err), (0, ""))

    def test_known_names_are_found_at_once_and_in_later_runs(self):
        path = self.write("a.txt", "The winter tale\n\nThen zorvan Thexil Ug slept and slept.\n")
        self.assert_counts(self.run_index(self.news), added=1)
        path.unlink()
        names = self.folder / "names"
        names.write_text("# characters\nperson\tThexil Ug\tThe Sleeper\n")
        result = self.run_index("--names", names)
        self.assert_counts(result)
        self.assertIn("names are recognised anew in all documents", result.err)
        facets = ["facets", "person", "--match", "thexil"]
        self.assertEqual(self.run_program(*facets).lines, ["1  Thexil Ug"])
        self.assertEqual(self.run_program("person:sleeper", "--format", "paths").code, 0)
        self.write("b.txt", "The Sleeper woke.\n")
        self.assert_counts(self.run_index("--no-prune", self.news), added=1)
        self.assertEqual(self.run_program(*facets, "--explain").lines,
                         ["2  Thexil Ug",
                          "   1  The Sleeper (person, known name)",
                          "   1  Thexil Ug (person, own name)"])
        names.write_text("person\tThexil Ug\nperson Nobody\n")
        result = self.run_program("index", "--names", names)
        self.assertEqual((result.code, result.out), (2, ""))
        self.assertRegex(result.err, r"^ksearch: names, line 2: [^\n]*\n$")
        self.assertEqual(self.run_program(*facets).lines, ["2  Thexil Ug"])
        self.run_index("--names", "/dev/null")
        self.assertEqual(self.run_program("facets", "person", "--match", "sleeper").code, 1)

    def test_another_model_reads_what_the_index_has_again(self):
        open_model = ROOT / "data" / "english-open.ner"
        self.write("a.txt", TALKS)
        self.run_index(self.news)
        built_in = self.run_program("info", "--json").json[0]["recognizer"]
        self.assert_counts(self.run_index("--model", open_model, self.news), unchanged=1)
        info = self.run_program("info", "--json").json[0]
        self.assertTrue(info["recognizer"].startswith("english-open-1"), info)
        self.assertNotEqual(info["recognizer"], built_in)
        self.assertEqual(self.run_program("person:medinsky").code, 0)
        result = self.run_index(self.news)
        self.assertIn("stay as english-open-1", result.err)
        self.assertEqual(self.run_program("info", "--json").json[0]["recognizer"],
                         info["recognizer"])

    def test_a_file_that_is_no_model(self):
        path = self.write("a.txt", TALKS)
        for name in (path, self.folder / "missing.ner"):
            result = self.run_program("index", "--model", name, self.news)
            self.assertIn((result.code, result.out), [(2, ""), (3, "")])
            self.assertRegex(result.err, r"^ksearch: [^\n]+\n$")
            self.assertFalse(self.index.exists())

    def test_no_entities(self):
        self.write("a.txt", TALKS)
        self.run_index("--no-entities", self.news)
        self.assertEqual(self.run_program("facets", "person").code, 1)


class BadInput(ProgramTest):
    def test_a_broken_record_is_named_and_the_rest_is_read(self):
        path = self.write(
            "news.jsonl",
            '{"id": "1", "text": "A ceasefire."}\n{"id": 2, "text": \n{"id": "3", "text": "Wheat."}\n',
        )
        result = self.run_program("index", "--json", self.news)
        self.assert_counts(result, code=4, added=2, failed=1)
        failed = result.json_errors[0]
        self.assertEqual((failed["type"], failed["path"]), ("failed", str(path)))
        self.assertIn("2", failed["member"])
        text = self.run_program("index", "--rebuild", self.news)
        self.assertEqual(text.code, 4)
        self.assertRegex(text.err, rf"^ksearch: {path}, [^\n]*2[^\n]*: [^\n]+\n$")
        listed = self.run_program("info", "--failed")
        self.assertEqual(listed.code, 0)
        self.assertIn(str(path), listed.out)

    def test_an_unreadable_file_is_named_with_the_reason(self):
        self.write("a.txt", TALKS)
        secret = self.write("b.txt", MARKET)
        secret.chmod(0)
        user = self.plain_user()
        result = self.run_program("index", self.news, user=user)
        self.assertEqual(result.code, 4, result.err)
        self.assertIn(f"ksearch: {secret}: ", result.err)
        self.assertIn("ermission denied", result.err)
        self.assertIn(str(secret), self.run_program("info", "--failed", user=user).out)
        self.assertEqual(self.run_program("ceasefire", user=user).code, 0)
        secret.chmod(0o644)
        self.assertEqual(self.run_program("index", self.news, user=user).code, 0)
        self.assertEqual(self.run_program("info", "--failed", user=user).out, "")
        self.assertEqual(self.run_program("wheat", user=user).code, 0)

    def test_what_failed_is_kept_and_not_tried_again_for_nothing(self):
        path = self.write("news.jsonl", '{"id": "1", "text": "A ceasefire."}\n{"id": 2, "text": \n')
        self.assert_counts(self.run_program("index", "--json", self.news), code=4, added=1, failed=1)
        again = self.run_program("index", "--json", self.news)
        self.assert_counts(again, unchanged=1)
        failed = self.run_program("info", "--failed", "--json").json[1]
        self.assertEqual((failed["type"], failed["path"]), ("failed", str(path)))
        path.write_text('{"id": "1", "text": "A ceasefire."}\n{"id": "2", "text": "Wheat."}\n')
        self.assert_counts(self.run_program("index", "--json", self.news), added=1, unchanged=1)
        self.assertEqual(self.run_program("info", "--failed").out, "")

    def test_nul_bytes_long_words_and_broken_utf8_are_indexed_with_a_warning(self):
        self.write("nul.txt", TALKS.replace("Moscow", "Mos\0cow"))
        self.write("long.txt", "One long word\n\n" + "x" * 300 + " and then wheat.\n")
        self.write("broken.txt", b"Broken bytes\n\nThe harbour \xff\xfe was closed on Friday.\n")
        result = self.run_program("index", "--json", "-v", self.news)
        self.assert_counts(result, added=3)
        repaired = [line for line in result.json_errors if line["type"] == "repaired"]
        self.assertGreaterEqual(len(repaired), 2, result.err)
        for word in ("ceasefire", "wheat", "harbour"):
            self.assertEqual(self.run_program(word).code, 0, word)
        self.assertEqual(self.run_program("index", "--rebuild", self.news).err, "")

    def test_a_file_that_is_no_document_any_more_leaves_nothing_behind(self):
        self.write("a.txt", TALKS)
        path = self.write("b.txt", MARKET)
        self.index_news()
        path.write_bytes(PNG)
        result = self.run_program("index", "--json", self.news)
        self.assert_counts(result, unchanged=1, removed=1, ignored=1)
        self.assertEqual(self.run_program("wheat").code, 1)
        self.assert_counts(self.run_program("index", "--json", self.news), unchanged=1, ignored=1)
        path.write_text(MARKET)
        self.assert_counts(self.run_program("index", "--json", self.news), added=1, unchanged=1)

    def test_a_large_file_is_indexed(self):
        paragraph = "The harbour was closed on Friday and the ships waited outside.\n\n"
        size = 50_000_000
        path = self.write("large.txt", paragraph * (size // len(paragraph)) + "Zanzibar was last.\n")
        result = self.run_program("index", "--json", self.news)
        self.assert_counts(result, added=1)
        self.assertEqual(self.run_program("Zanzibar", "--json").json[1]["path"], str(path))

    def test_what_is_no_document_is_ignored(self):
        self.write("a.txt", TALKS)
        self.write("picture.png", PNG)
        self.write(".hidden.txt", MARKET)
        self.write(".git/notes.txt", MARKET)
        os.mkfifo(self.news / "fifo.txt")
        (self.news / "device.txt").symlink_to("/dev/zero")
        (self.news / "loop").symlink_to(self.news)
        with socket.socket(socket.AF_UNIX) as listener:
            # A relative name: the longest path of a socket is short.
            here = os.getcwd()
            os.chdir(self.news)
            listener.bind("socket.txt")
            os.chdir(here)
            result = self.run_program("index", "--json", "-v", self.news)
        counts = json.loads(result.out.splitlines()[-1])
        self.assertEqual((result.code, counts["added"], counts["failed"]), (0, 1, 0), result.err)
        self.assertGreaterEqual(counts["ignored"], 4)
        ignored = {
            os.path.basename(line["path"]): line["reason"]
            for line in result.json_errors if line["type"] == "ignored"
        }
        for name in ("picture.png", "fifo.txt", "socket.txt"):
            self.assertIn(name, ignored)
        self.assertEqual(self.run_program("wheat").code, 1)
        self.assertEqual(self.run_program("index", self.news).err, "")

    def test_control_characters_of_paths_are_not_printed(self):
        self.write("evil\x1b[2J.jsonl", "{broken\n")
        result = self.run_program("index", self.news)
        self.assertEqual(result.code, 4)
        self.assertNotIn("\x1b", result.err)
        self.assertIn("evil\\x1b[2J.jsonl", result.err)


class Running(ProgramTest):
    def test_progress_is_drawn_on_a_terminal_and_taken_away(self):
        for number in range(50):
            self.write(f"{number}.txt", f"{TALKS}\n{number}\n")
        result = self.run_on_terminal("index", self.news)
        self.assertEqual(result.code, 0)
        shown = result.out.splitlines()[-1].split("\x1b[K")[-1]
        self.assertTrue(shown.startswith("50 added, "), result.out)
        dumb = self.run_on_terminal("index", self.news, env={"TERM": "dumb"})
        self.assertNotIn("\x1b", dumb.out)

    def test_interruption_leaves_the_index_as_it_was(self):
        self.write("a.txt", TALKS)
        self.index_news()
        process = subprocess.Popen(
            [PROGRAM, "index", "-"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=self.environment(), cwd=self.folder,
            # A shell starts what it runs in the background with SIGINT ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        record = json.dumps({"id": "x", "text": MARKET}).encode() + b"\n"
        try:
            # More than a pipe holds: when this returns, the program has begun to read.
            process.stdin.write(record.replace(b'"x"', b'"y"') * 2000)
            process.stdin.flush()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=TIMEOUT_SECONDS)
        finally:
            process.kill()
        self.assertEqual(process.returncode, -signal.SIGINT)  # 130 to a shell
        self.assertEqual(out, b"")
        self.assertEqual(
            err.decode(),
            "\nksearch: interrupted; the index is sound, the same command goes on\n",
        )
        self.assertEqual(self.run_program("ceasefire").code, 0)
        self.assertEqual(self.run_program("wheat").code, 1)
        self.assertEqual(self.run_program("index", self.news).code, 0)


class BadIndex(ProgramTest):
    def test_a_second_writer_waits_and_then_names_the_first(self):
        first = subprocess.Popen(
            [PROGRAM, "index", "-"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=self.environment(), cwd=self.folder,
        )
        try:
            # More than a pipe holds: when this returns, the program has its lock and reads.
            record = '{"id": "%d", "text": "A harbour."}\n'
            first.stdin.write("".join(record % number for number in range(10_000)).encode())
            first.stdin.flush()
            second = self.run_program("index", "-", stdin='{"id": "y", "text": "A ceasefire."}\n')
            out, err = first.communicate(timeout=TIMEOUT_SECONDS)
        finally:
            first.kill()
        self.assertEqual((second.code, second.out), (3, ""))
        self.assertIn(str(first.pid), second.err.splitlines()[-1])
        self.assertEqual(first.returncode, 0, err)
        self.assertEqual(self.run_program("harbour").code, 0)

    def test_a_damaged_index_says_so_and_can_be_rebuilt(self):
        self.write("a.txt", TALKS)
        self.index_news()
        for table in self.index.rglob("*.glass"):
            with open(table, "r+b") as file:
                file.truncate(10)
        for words in (["ceasefire"], ["info"], ["index", self.news]):
            result = self.run_program(*words, "--json")
            self.assertEqual((result.code, result.out), (3, ""), words)
            self.assertEqual(result.json_errors[-1]["code"], "index_corrupt")
            self.assertIn("--rebuild", result.json_errors[-1]["message"])
        result = self.run_program("index", "--rebuild", self.news)
        self.assertEqual((result.code, result.err), (0, "ksearch: the old index and records that no file holds cannot be read\n"))
        self.assertEqual(self.run_program("ceasefire").code, 0)

    def test_a_read_only_index_can_be_searched_and_not_written(self):
        self.write("a.txt", TALKS)
        user = self.plain_user()
        self.assertEqual(self.run_program("index", self.news, user=user).code, 0)
        for folder in [path for path in self.index.rglob("*") if path.is_dir()] + [self.index]:
            folder.chmod(0o500)
        self.assertEqual(self.run_program("ceasefire", user=user).code, 0)
        self.write("b.txt", MARKET)
        result = self.run_program("index", "--json", self.news, user=user)
        self.assertEqual((result.code, result.out), (3, ""))
        self.assertEqual(result.json_errors[-1]["code"], "read_only", result.err)


if __name__ == "__main__":
    unittest.main()
