"""The command line itself: commands, options, help, exit codes."""

import unittest

from harness import MARKET, TALKS, ProgramTest


class Usage(ProgramTest):
    def test_version(self):
        for words in (["version"], ["--version"], ["search", "--version"]):
            result = self.run_program(*words)
            self.assertEqual((result.code, result.err), (0, ""))
            self.assertRegex(result.out, r"^ksearch \d+\.\d+\.\d+\n$")

    def test_help_is_on_standard_output(self):
        for words in (["--help"], ["-h"], ["help"], ["help", "index"], ["index", "--help"]):
            result = self.run_program(*words)
            self.assertEqual((result.code, result.err), (0, ""))
            self.assertIn("Usage: ksearch", result.out)
            self.assertIn("Example:", result.out)
            self.assertTrue(all(len(line) <= 79 for line in result.lines))

    def test_help_on_an_unknown_command(self):
        self.assert_error(
            self.run_program("help", "frobnicate"),
            2,
            "there is no command 'frobnicate'; 'ksearch help' lists them",
        )

    def test_no_query(self):
        for words in ([], ["search"], ["--json", "-q"]):
            result = self.run_program(*words)
            self.assertEqual((result.code, result.out), (2, ""))
            self.assertIn("no query was given", result.err)

    def test_a_stray_value_after_a_switch_is_no_word_of_the_query(self):
        self.assert_error(
            self.run_program("--recency", "30d", "peace"),
            2,
            "'--recency' takes no value; if '30d' is a word of the query, write it before the "
            "options or after '--'",
        )

    def test_languages_that_there_are_not(self):
        for command in ("index", "entities"):
            for code in ("zz", "ENGLISH", "xx"):
                self.assert_error(
                    self.run_program(command, "--language", code, "."),
                    2,
                    f"'--language' is a code such as en, or auto, not '{code}'",
                )

    def test_reserved_words_are_refused_and_not_searched(self):
        self.assert_error(
            self.run_program("shard"), 2, "'shard' is not part of this version"
        )

    def test_unknown_options(self):
        self.assert_error(
            self.run_program("peace", "--facet"),
            2,
            "unknown option '--facet'; did you mean '--facets'?",
        )
        self.assert_error(
            self.run_program("peace", "-zelensky"),
            2,
            "unknown option '-zelensky'; a query that begins with '-' goes after '--'",
        )
        self.assert_error(
            self.run_program("info", "--rebuild"), 2, "'info' has no option '--rebuild'"
        )

    def test_bad_values(self):
        for words, message in (
            (["x", "--limit", "ten"], "'--limit' takes a whole number, not 'ten'"),
            (["x", "-n", "4294967297"], "'--limit' is at most 1000000000, not '4294967297'"),
            (["x", "--limit"], "option '--limit' needs a value"),
            (["x", "--sort", "date"], "'--sort' is relevance, newest or oldest, not 'date'"),
            (["x", "--color", "yes"], "'--color' is auto, always or never, not 'yes'"),
            (["x", "--format", "xml"], "'--format' is text, json, csv, paths or trec, not 'xml'"),
            (["x", "--without", "Putin"],
             "'--without' takes FIELD=NAME, such as person=Putin, not 'Putin'"),
            (["x", "--batch", "f"], "'--batch' takes its queries from the file alone"),
            (["facets"],
             "no field was given: person, place, org, language, source, author, type or month"),
            (["facets", "people"],
             "there is no field 'people'; there are person, place, org, language, source, author,"
             " type and month"),
            (["show"], "'show' takes one id or path"),
            (["remove"], "no id or path was given to remove"),
            (["entities"], "no file was given to recognise names in"),
            (["entities", "--conll", "--names", "x", "y"],
             "'--conll' scores the model, without '--names'"),
            (["index", "--no-entities", "--names", "/dev/null", "."],
             "'--no-entities' and '--names' exclude each other"),
            (["index", "--no-entities", "--model", "x", "."],
             "'--no-entities' and '--model' exclude each other"),
            (["info", "x"], "'info' takes no operand"),
            (["index", "--language", "English"],
             "'--language' is a code such as en, or auto, not 'English'"),
            (["index", "--jobs", "1000", "."], "'--jobs' is at most 256, not '1000'"),
            (["index", "--prune", "--no-prune"], "'--prune' and '--no-prune' exclude each other"),
            (["index", "-", "--files-from", "-"],
             "standard input can be read for one thing only"),
            (["index", "--corrections", "missing"],
             "'missing' cannot be read: No such file or directory"),
            (["index", "--files-from", "missing"],
             "'missing' cannot be read: No such file or directory"),
        ):
            with self.subTest(words=words):
                self.assert_error(self.run_program(*words), 2, message)

    def test_a_folder_is_no_file_to_read(self):
        self.index_news()
        for words in (
            ["--batch"],
            ["peace", "--synonyms"],
            ["index", "--names"],
            ["index", "--corrections"],
            ["index", "--files-from"],
            ["entities", "--conll"],
            ["serve", "--token"],
        ):
            with self.subTest(words=words):
                self.assert_error(
                    self.run_program(*words, self.news),
                    2,
                    f"'{self.news}' cannot be read: Is a directory",
                )

    def test_errors_are_json_when_json_is_asked_for(self):
        result = self.run_program("--json", "peace", "--frobnicate")
        self.assertEqual((result.code, result.out), (2, ""))
        self.assertEqual(
            result.json_errors,
            [{
                "type": "error",
                "code": "invalid_argument",
                "message": "unknown option '--frobnicate'; a query that begins with '-' goes after"
                           " '--'",
            }],
        )


    def test_facets_and_explanations_have_no_place_in_records(self):
        for option in ("--facets", "--explain"):
            for name in ("csv", "trec", "paths"):
                self.assert_error(
                    self.run_program("peace", "--format", name, option),
                    2,
                    f"'{option}' needs the format text or json",
                )

    def test_two_formats_at_once(self):
        result = self.run_program("x", "--json", "--format", "csv")
        self.assertEqual((result.code, result.out), (2, ""))
        self.assertEqual(
            result.json_errors[0]["message"], "'--json' and '--format' ask for different formats"
        )


class IndexDirectory(ProgramTest):
    def test_missing_index(self):
        for words in (["peace"], ["facets", "person"], ["show", "x"], ["remove", "x"], ["info"]):
            result = self.run_program(*words)
            self.assertEqual((result.code, result.out), (3, ""))
            self.assertRegex(result.err, r"^ksearch: [^\n]*index[^\n]*\n$")
            self.assertIn(str(self.index), result.err)
        self.assertFalse(self.index.exists())

    def test_missing_index_as_json(self):
        result = self.run_program("peace", "--json")
        self.assertEqual(result.code, 3)
        self.assertEqual(
            [(error["type"], error["code"]) for error in result.json_errors],
            [("error", "index_missing")],
        )

    def test_a_directory_that_is_no_index_is_left_alone(self):
        self.index.mkdir()
        (self.index / "diary.txt").write_text("mine")
        self.write("a.txt", TALKS)
        for words in (["peace"], ["index", self.news], ["index", "--rebuild", self.news]):
            result = self.run_program(*words, "--json")
            self.assertEqual((result.code, result.out), (3, ""))
            self.assertEqual(result.json_errors[-1]["code"], "index_foreign")
        self.assertEqual([path.name for path in self.index.iterdir()], ["diary.txt"])

    def test_where_the_index_is(self):
        self.write("a.txt", TALKS)
        places = [
            (["-d", self.folder / "given"], {}, "given"),
            ([], {"KSEARCH_INDEX": str(self.folder / "variable")}, "variable"),
            ([], {"KSEARCH_INDEX": None, "XDG_DATA_HOME": str(self.folder / "xdg")},
             "xdg/ksearch/default"),
            ([], {"KSEARCH_INDEX": "", "XDG_DATA_HOME": "relative"},
             ".local/share/ksearch/default"),
        ]
        for options, env, place in places:
            result = self.run_program("index", self.news, *options, env=env)
            self.assertEqual((result.code, result.err), (0, ""))
            self.assertTrue((self.folder / place / "XAPIANDB").exists(), place)
            self.assertEqual((self.folder / place).stat().st_mode & 0o777, 0o700)
            self.assertEqual(self.run_program("ceasefire", *options, env=env).code, 0)
        self.assert_error(
            self.run_program("x", env={"KSEARCH_INDEX": None, "HOME": None}),
            2,
            "no index is named: give '-d DIR' or set HOME",
        )

    def test_options_may_stand_before_the_command(self):
        self.write("a.txt", TALKS)
        self.write("b.txt", MARKET)
        result = self.run_program("-q", "-d", self.index, "index", self.news)
        self.assertEqual((result.code, result.out, result.err), (0, "", ""))
        self.assertEqual(self.run_program("--json", f"-d{self.index}", "wheat").json[0]["total"], 1)


if __name__ == "__main__":
    unittest.main()
