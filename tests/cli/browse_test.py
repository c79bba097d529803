"""browse: a scripted session in tmux, screens compared as text."""

import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import time
import unittest

from harness import MARKET, PROGRAM, ROOT, TALKS, TIMEOUT_SECONDS, ProgramTest

sys.path.append(str(ROOT / "tests" / "support"))
from hostile import CONTROLS, TEXTS, nickname, write_names, write_records  # noqa: E402


@unittest.skipUnless(shutil.which("tmux"), "SKIPPED: tmux is not installed")
class BrowseTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("talks.txt", TALKS)
        self.write("market.txt", MARKET)
        self.write("later.txt", "Umerov returns\n\nRustem Umerov spoke in Ankara. Vladimir Medinsky did not.\n")
        os.utime(self.news / "talks.txt", (1747000000, 1747000000))
        os.utime(self.news / "market.txt", (1747100000, 1747100000))
        os.utime(self.news / "later.txt", (1747200000, 1747200000))

    def tmux(self, *words):
        return subprocess.run(
            ["tmux", "-u", "-f", "/dev/null", "-S", str(self.folder / "tmux"), *words],
            env=self.environment({"TERM": "xterm-256color"}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
            timeout=TIMEOUT_SECONDS,
        ).stdout.decode()

    def start(self, *words, columns=80, rows=24, env=None):
        variables = {"TERM": "screen", **(env or {})}
        command = " ".join(
            ["env", *(shlex.quote(f"{name}={value}") for name, value in variables.items()),
             *(shlex.quote(os.fspath(word)) for word in (PROGRAM, "browse", *words)),
             "; echo code $?; cat"]
        )
        self.addCleanup(self.tmux, "kill-server")
        self.tmux("new-session", "-d", "-x", str(columns), "-y", str(rows), command)

    def screen(self):
        return self.tmux("capture-pane", "-p")

    def wait_for(self, *texts):
        """The screen, as soon as it holds all texts."""
        deadline = time.monotonic() + TIMEOUT_SECONDS / 25
        while True:
            screen = self.screen()
            if all(text in screen for text in texts):
                return screen
            if time.monotonic() > deadline:
                self.fail(f"no {texts} on the screen:\n{screen}")
            time.sleep(0.02)

    def press(self, *keys):
        self.tmux("send-keys", *keys)

    def test_a_session(self):
        self.index_news()
        self.start("Medinsky OR wheat")
        first = self.wait_for("3 documents", "? help")
        self.assertIn("People", first)
        self.assertIn("Medinsky leaves Istanbul without a ceasefire", first)

        self.press("h")  # to the facets; the first person is selected
        self.wait_for("Enter only")
        self.press("Enter")
        narrowed = self.wait_for("+Rustem Umerov", "2 documents")
        self.assertIn("Chosen", narrowed)
        self.assertNotIn("Wheat", narrowed)

        self.press("/", "a", "n", "k")  # filter as one types
        self.press("Escape")
        self.wait_for("Enter only")
        self.press("j", "-")  # the second value: without it
        excluded = self.wait_for("-Vladimir Medinsky")
        self.assertIn("0 documents", excluded)
        self.assertIn("no document matches", excluded)

        self.press("b")
        self.wait_for("+Rustem Umerov", "2 documents")
        self.press("b")
        self.wait_for("3 documents")
        self.press("b")
        self.wait_for("there is nothing to go back to")

        self.press("Tab", "Enter")  # read the selected hit
        self.wait_for("n N matches")
        self.press("Escape", "y")
        self.wait_for("ksearch search -- 'Medinsky OR wheat'", "Copied")
        self.press("Space", "?")
        self.wait_for("change the query", "quit")
        self.press("x", "s")
        self.wait_for("query: Medinsky OR wheat_")
        self.press("C-u", "w", "h", "e", "a", "t", "Enter")
        self.wait_for("1 document", "Wheat prices fall in Chicago")
        self.press("s", "C-u", "NEAR/", "Enter")
        refused = self.wait_for("wheat", "1 document")
        self.assertIn("Wheat prices", refused)
        self.press("q")
        self.wait_for("code 0")

    def test_without_a_query_the_newest_come_first(self):
        self.index_news()
        self.start()
        screen = self.wait_for("all documents", "3 documents")
        self.assertLess(screen.index("Umerov returns"), screen.index("Wheat prices"))

    def test_another_spelling_is_answered_or_offered(self):
        self.index_news()
        self.start("chicgo")
        self.wait_for(" chicago ", "1 document", "nothing matches chicgo; this is: chicago")
        self.press("s", "C-u")
        self.press("-l", "chicgo Medinsky")
        self.press("Enter")
        self.wait_for("chicgo Medinsky", "2 documents", "did you mean: chicago Medinsky? c searches for it")
        self.press("c")
        self.wait_for("chicago Medinsky", "3 documents")
        self.press("s", "C-u")
        self.press("-l", "zeppelin")
        self.press("Enter")
        self.wait_for("no document matches", "'zeppelin' is in no document")

    def test_it_follows_the_size_of_the_window(self):
        self.index_news()
        self.start()
        self.wait_for("3 documents")
        self.tmux("resize-window", "-x", "50", "-y", "12")
        narrow = self.wait_for("3 documents\n Umerov returns")
        self.press("h")
        self.wait_for("People")
        self.tmux("resize-window", "-x", "20", "-y", "4")
        self.wait_for("too small")
        self.tmux("resize-window", "-x", "120", "-y", "40")
        self.wait_for("People", "Umerov returns", "│")
        self.assertNotIn("│", narrow)

    def test_hostile_text_stays_text(self):
        self.write(
            "hostile.jsonl",
            '{"id":"h","title":"Evil \\u001b[2J\\u001b]0;x\\u0007 \\u202egnirts","text":"Wheat \\u001b[31m red \\u009b5m."}\n'
            '{"id":"w","title":"日本の小麦 e\\u0301te\\u0301","text":"Wheat 小麦 in 東京."}\n',
        )
        self.index_news()
        self.start("wheat")
        screen = self.wait_for("Evil \\x1b[2J", "日本の小麦 été".replace("é", "e\u0301"))
        self.assertIn("\\u202egnirts", screen)
        self.assertNotIn("\u202e", screen)

    def test_hostile_titles_texts_and_names_stay_text(self):
        write_records(self.news / "hostile.jsonl")
        names = self.folder / "names.tsv"
        write_names(names)
        self.index_news("-q", "--names", names)
        title = None
        # High enough for all of them at once.
        self.start("--copies", "hostile", columns=160, rows=170)
        count = f"{len(TEXTS)} documents"
        for keys, texts in (
            ([], ["\\x1b[2J\\x1b]0;owned\\x07 cleared", "\\u202eevil.example\\u202c reversed", "<svg onload=window.pwned=1>"]),
            (["h", "/"], ["find: _", "\\x01\\x02marks\\x03 " + nickname(31), "<svg onload=window.pwned=1"]),
            (["Escape", "Tab", "Enter"], ["n N matches", "A hostile text begins here"]),
        ):
            self.press(*keys)
            screen = self.wait_for(count, *texts)
            self.assertEqual(CONTROLS.findall(screen), [])
            window = self.tmux("display-message", "-p", "#{pane_title}")
            title = title or window
            self.assertEqual(window, title)
            self.assertNotIn("owned", window)

    def test_without_colour_and_without_utf8(self):
        self.index_news()
        self.start("wheat", env={"NO_COLOR": "1", "LC_ALL": "C"})
        screen = self.wait_for("1 document", "|", "----")
        self.assertTrue(screen.isascii(), screen)

    def test_a_file_is_opened_without_a_shell(self):
        opener = pathlib.Path(self.folder) / "opener"
        opener.write_text('#!/bin/sh\nprintf "%s|" "$@" > "$HOME/opened"\n')
        opener.chmod(0o755)
        odd = self.write("odd; touch $HOME/pwned.txt", "Barley grows\n\nBarley was cut.\n")
        self.index_news()
        self.start("barley", env={"PAGER": f"{opener} -R"})
        self.wait_for("1 document")
        self.press("o")
        deadline = time.monotonic() + TIMEOUT_SECONDS / 25
        opened = self.folder / "opened"
        while not (opened.exists() and opened.read_text()) and time.monotonic() < deadline:
            time.sleep(0.02)
        self.assertEqual(opened.read_text(), f"-R|{odd}|")
        self.assertFalse((self.folder / "pwned.txt").exists())
        self.wait_for("1 document")

    def test_it_needs_a_terminal_and_an_index(self):
        self.index_news()
        self.assert_error(
            self.run_program("browse"),
            2,
            "'browse' needs a terminal; 'ksearch search' goes anywhere",
        )
        self.start("-d", self.folder / "none")
        self.wait_for("code 3")


if __name__ == "__main__":
    unittest.main()
