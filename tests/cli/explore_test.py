"""timeline, related, similar, suggest: what leads on from a query."""

import json
import unittest

from harness import MARKET, TALKS, ProgramTest


def record(number, day, text, **more):
    return json.dumps({"id": f"r{number}", "title": f"Report {number}", "date": day, "text": text, **more})


class ExploreTest(ProgramTest):
    def setUp(self):
        super().setUp()
        lines = []
        for number in range(60):
            text = "Grain was sold." if number < 10 else "Nothing was sold."
            if number < 9:
                text += " Vladimir Medinsky met reporters in Istanbul."
            lines.append(record(number, f"2025-{1 + number % 3:02}-{1 + number % 28:02}", text))
        lines.append(record(99, "", "Grain of no date."))
        self.write("reports.jsonl", "\n".join(lines))
        self.index_news()

    def test_timeline_counts_by_the_unit_asked_for(self):
        months = self.run_program("timeline", "grain")
        self.assertEqual((months.code, months.err), (0, ""))
        self.assertEqual(months.out, "2025-01  4\n2025-02  3\n2025-03  3\nundated  1\n")
        for unit, first in (("day", "2025-01-01"), ("week", "2025-W01"), ("year", "2025")):
            (timeline,) = self.run_program("timeline", "--by", unit, "--json", "grain").json
            self.assertEqual((timeline["type"], timeline["by"]), ("timeline", unit))
            self.assertEqual(timeline["bars"][0]["period"], first)
            self.assertEqual(sum(bar["count"] for bar in timeline["bars"]), 10)
            self.assertEqual(timeline["undated"], 1)

    def test_timeline_follows_filters(self):
        result = self.run_program("timeline", "--since", "2025-02", "--person", "Medinsky")
        self.assertEqual(result.out, "2025-02  3\n2025-03  3\n")

    def test_timeline_draws_bars_on_a_terminal(self):
        result = self.run_on_terminal("timeline", "grain", columns=40)
        self.assertIn("2025-01  4  ████████████████████████████\n", result.out)
        ascii_only = self.run_on_terminal("timeline", "grain", columns=40, env={"LANG": "C"})
        self.assertIn("2025-01  4  ############################\n", ascii_only.out)

    def test_timeline_of_nothing_and_of_nonsense(self):
        self.assertEqual(self.run_program("timeline", "unheard").code, 1)
        self.assert_error(
            self.run_program("timeline", "--by", "hour"),
            2,
            "a timeline goes by day, week, month or year, not by 'hour'",
        )
        self.assertEqual(self.run_program("timeline", "NEAR/").code, 2)

    def test_related_names_what_stands_out(self):
        result = self.run_program("related", "grain")
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertEqual(
            result.out,
            "People\n9 of 9  ×5.5  Vladimir Medinsky\n\nPlaces\n9 of 9  ×5.5  Istanbul\n",
        )
        related = self.run_program("related", "--json", "grain").json
        self.assertEqual([line["value"] for line in related], ["Vladimir Medinsky", "Istanbul"])
        self.assertEqual((related[0]["count"], related[0]["total"]), (9, 9))

    def test_related_leaves_out_what_the_query_names(self):
        for query in ("Medinsky", "person:Medinsky"):
            related = self.run_program("related", "--json", query).json
            self.assertEqual([line["value"] for line in related], ["Istanbul"])
        nothing = self.run_program("related")
        self.assert_error(nothing, 1, "no name stands out")

    def test_similar_finds_documents_of_the_same_words(self):
        self.write("talks.txt", TALKS)
        self.write("market.txt", MARKET)
        self.write("again.txt", "Medinsky on the ceasefire\n\nIstanbul saw no ceasefire, Umerov said.\n")
        self.index_news()
        hits = self.run_program("similar", "--json", self.news / "talks.txt").json
        self.assertEqual(hits[0]["type"], "results")
        self.assertEqual(hits[1]["path"], str(self.news / "again.txt"))
        self.assertNotIn(str(self.news / "talks.txt"), [hit.get("path") for hit in hits])
        text = self.run_program("similar", self.news / "talks.txt", "-n", "1")
        self.assertEqual(text.code, 0)
        self.assertIn("Medinsky on the ceasefire", text.out)
        explained = self.run_program("similar", self.news / "talks.txt", "-n", "1", "--explain").out
        self.assertIn("read as: ", explained)
        narrowed = self.run_program("similar", self.news / "talks.txt", "--query", "+wheat")
        self.assertEqual(narrowed.code, 1)

    def test_similar_says_which_document_of_a_file_it_took(self):
        path = self.write(
            "two.jsonl",
            '{"id":"a","text":"Medinsky spoke in Istanbul."}\n{"id":"b","text":"Wheat fell."}\n',
        )
        self.write("talks.txt", TALKS)
        self.index_news()
        result = self.run_program("similar", path)
        self.assertRegex(
            result.err,
            rf"^ksearch: warning: {path} holds several documents, this is about [ab]; "
            "the others are asked for by their ids\n",
        )
        self.assertNotIn("several documents", self.run_program("similar", "a").err)

    def test_similar_of_an_unknown_document(self):
        self.assert_error(
            self.run_program("similar", "nobody"),
            1,
            "no document in the index has the id or path nobody",
        )
        self.assert_error(self.run_program("similar"), 2, "'similar' takes one id or path")

    def test_suggest_completes_names_then_words(self):
        result = self.run_program("suggest", "MEDI")
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertEqual(
            result.out, "Vladimir Medinsky  person  9\nmedinsky           word    9\n"
        )
        first, second = self.run_program("suggest", "--json", "ist").json
        self.assertEqual(
            first, {"type": "completion", "text": "Istanbul", "field": "place", "count": 9}
        )
        self.assertEqual((second["text"], second["field"]), ("istanbul", "word"))
        self.assertEqual(len(self.run_program("suggest", "-n", "1", "--json", "ist").json), 1)

    def test_suggest_of_nothing(self):
        self.assertEqual(self.run_program("suggest", "zzz").code, 1)
        self.assert_error(
            self.run_program("suggest"), 2, "'suggest' takes the beginning of a name or word"
        )

    def test_facets_have_bars_on_a_terminal(self):
        result = self.run_on_terminal("facets", "person", columns=60)
        self.assertEqual(result.out, "9  ████████████  Vladimir Medinsky\n")


if __name__ == "__main__":
    unittest.main()
