"""ksearch entities: names in files, no index involved."""

import unittest

from harness import ROOT, TALKS, ProgramTest


class Entities(ProgramTest):
    def test_json_lines(self):
        path = self.write("talks.txt", TALKS)
        result = self.run_program("entities", "--json", path)
        self.assertEqual((result.code, result.err), (0, ""))
        mentions = result.json
        end = 0
        for mention in mentions:
            self.assertEqual(list(mention), ["file", "type", "text", "name", "begin", "end"])
            self.assertEqual(mention["file"], str(path))
            self.assertIn(mention["type"], ("person", "place", "org", "misc"))
            self.assertEqual(
                TALKS.encode()[mention["begin"]:mention["end"]].decode(), mention["text"]
            )
            self.assertGreaterEqual(mention["begin"], end)
            end = mention["end"]
        self.assertIn(
            ("person", "Vladimir Medinsky"),
            {(mention["type"], mention["name"]) for mention in mentions},
        )
        self.assertFalse(self.index.exists())

    def test_text_names_the_full_name_of_a_short_form(self):
        path = self.write("talks.txt", TALKS)
        result = self.run_program("entities", path)
        self.assertEqual(result.code, 0)
        self.assertRegex(result.out, r"(?m)talks\.txt:\d+-\d+: person  .*Medinsky = Vladimir Medinsky$")

    def test_standard_input(self):
        result = self.run_program("entities", "-", "--json", stdin=TALKS)
        self.assertEqual(result.code, 0)
        self.assertEqual({mention["file"] for mention in result.json}, {"-"})

    def test_records_are_told_apart(self):
        path = self.write("news.jsonl", '{"text": "Nothing."}\n{"text": "Vladimir Putin spoke."}\n')
        mentions = self.run_program("entities", "--json", path).json
        self.assertEqual([mention["text"] for mention in mentions], ["Vladimir Putin"])
        self.assertIn("member", mentions[0])

    def test_nothing_found(self):
        path = self.write("empty.txt", "nothing at all here.\n")
        result = self.run_program("entities", path)
        self.assertEqual((result.code, result.out, result.err), (1, "", ""))

    def test_unreadable_files_are_named_and_the_rest_is_read(self):
        path = self.write("talks.txt", TALKS)
        result = self.run_program("entities", "missing.txt", path)
        self.assertEqual(result.code, 4)
        self.assertRegex(result.err, r"^ksearch: [^\n]*missing\.txt[^\n]*\n$")
        self.assertIn("Medinsky", result.out)

    def test_files_of_no_known_format_and_special_files_are_ignored(self):
        talks = self.write("talks.txt", TALKS)
        picture = self.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        result = self.run_program("entities", picture, "/dev/null", talks)
        self.assertEqual(result.code, 0)
        self.assertIn("picture.png is ignored: PNG picture\n", result.err)
        self.assertIn("/dev/null is ignored: device\n", result.err)
        self.assertIn("Medinsky", result.out)

    def test_conll_lines_gain_a_tag(self):
        path = self.write(
            "tokens.conll",
            "-DOCSTART- -X- O\n\nVladimir NNP B-PER\nPutin NNP I-PER\nspoke VBD O\n. . O\n\n",
        )
        result = self.run_program("entities", "--conll", path)
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertEqual(
            result.out,
            "-DOCSTART- -X- O\n\nVladimir NNP B-PER B-PER\nPutin NNP I-PER I-PER\n"
            "spoke VBD O O\n. . O O\n\n",
        )

    def test_known_names(self):
        path = self.write("tale.txt", "Then Thexil Ug slept.\n")
        names = self.write("names", "org\tThexil Ug\n")
        mentions = self.run_program("entities", "--names", names, "--json", path).json
        self.assertEqual([(m["type"], m["name"]) for m in mentions], [("org", "Thexil Ug")])
        names.write_text("org Thexil Ug\n")
        result = self.run_program("entities", "--names", names, path)
        self.assertEqual((result.code, result.out), (2, ""))
        self.assertRegex(result.err, r"^ksearch: names, line 1: [^\n]+\n$")

    def test_another_model(self):
        path = self.write("talks.txt", TALKS)
        model = ROOT / "data" / "english-open.ner"
        mentions = self.run_program("entities", "--model", model, "--json", path).json
        self.assertIn("Vladimir Medinsky", {mention["name"] for mention in mentions})
        tokens = self.write("tokens.conll", "Vladimir\nPutin\nspoke\n.\n")
        result = self.run_program("entities", "--model", model, "--conll", tokens)
        self.assertEqual(result.out, "Vladimir\tB-PER\nPutin\tI-PER\nspoke\tO\n.\tO\n")
        result = self.run_program("entities", "--model", path, path)
        self.assertEqual((result.code, result.out), (2, ""))

    def test_conll_and_json_exclude_each_other(self):
        result = self.run_program("entities", "--conll", "--json", "x")
        self.assertEqual((result.code, result.out), (2, ""))
        self.assertEqual(
            result.json_errors[0]["message"], "'--conll' prints lines of its own, not JSON"
        )


if __name__ == "__main__":
    unittest.main()
