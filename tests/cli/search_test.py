"""ksearch QUERY, facets, show, remove, info: answers and their formats."""

import csv
import datetime
import io
import json
import re
import subprocess
import unittest

from harness import MARKET, PROGRAM, TALKS, ProgramTest

ENDS = {"+14:00": 14, "-12:00": -12}
HIT_KEYS = [
    "type", "rank", "score", "id", "title", "title_highlights", "path", "url", "source", "date",
    "language", "snippets", "person", "place", "org", "copies",
]


class SearchTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.talks = self.write("talks.txt", TALKS)
        self.market = self.write("market.txt", MARKET)
        self.index_news()


class Searching(SearchTest):
    def test_text_for_a_pipe(self):
        result = self.run_program("Medinsky ceasefire")
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertRegex(result.lines[0], r"^1 document in [0-9.]+ m?s$")
        self.assertEqual(result.lines[2], "1  Medinsky leaves Istanbul without a ceasefire")
        self.assertIn(f"   {self.talks}", result.lines)
        self.assertNotIn("\x1b", result.out)

    def test_words_of_a_query_may_be_apart(self):
        together = self.run_program("Medinsky ceasefire", "--json").json
        apart = self.run_program("Medinsky", "--json", "ceasefire").json
        self.assertEqual(together[1:], apart[1:])

    def test_an_empty_query_is_all_documents(self):
        self.write(
            "dated.jsonl",
            "".join(f'{{"id":"{day}","text":"On day {day}.","date":"2025-05-0{day}"}}\n' for day in (2, 3, 1)),
        )
        self.index_news()

        def ids(*words):
            found = self.run_program("--json", *words)
            self.assertEqual((found.code, found.err), (0, ""))
            return [hit["id"] for hit in found.json if hit["type"] == "hit"]

        # The other two documents have the date of their file.
        for words in (["search", ""], [" "], ["--sort", "newest"], ["--since-rev", "0", ""]):
            self.assertEqual(len(ids(*words)), 5, words)
            self.assertEqual(ids(*words)[2:], ["3", "2", "1"], words)
        self.assertEqual(ids("--sort", "oldest")[:3], ["1", "2", "3"])
        self.assertEqual(ids("--since-rev", "1"), ["3", "2", "1"])
        self.assertEqual(ids("--until", "2025-05-02"), ["2", "1"])
        self.assertEqual(self.run_program("--since-rev", "99").code, 1)

    def test_a_language_that_no_document_has(self):
        result = self.run_program("ceasefire", "--language", "ENGLISH")
        self.assertEqual((result.code, result.out), (1, ""))
        self.assertIn(
            "ksearch: warning: no document of this index is in the language 'ENGLISH'; there are en\n",
            result.err,
        )

    def test_no_hit(self):
        result = self.run_program("zeppelin")
        self.assertEqual(
            (result.code, result.out, result.err),
            (1, "", "ksearch: no document matches\nksearch: 'zeppelin' is in no document\n"),
        )
        self.assertEqual(self.run_program("zeppelin", "-q").err, "")
        result = self.run_program("zeppelin", "--json")
        self.assertEqual((result.code, result.err, len(result.json)), (1, "", 1))
        self.assertEqual(result.json[0]["total"], 0)

    def test_a_misspelled_word(self):
        result = self.run_program("medinskj")
        self.assertEqual(result.code, 0)
        self.assertEqual(
            result.err,
            "ksearch: 'medinskj' is in no document; near it is medinsky\n"
            "ksearch: nothing matches the query; this is the answer to: medinsky\n",
        )
        result = self.run_program("medinskj chicago")
        self.assertIn("ksearch: did you mean: medinsky chicago\n", result.err)
        self.assertEqual(self.run_program("medinskj", "--no-correct").code, 1)
        header = self.run_program("medinskj", "--json").json[0]
        self.assertEqual(
            (header["parsed_query"], header["corrected_query"], header["unknown_words"]),
            ("medinskj", "medinsky",
             [{"word": "medinskj", "begin": 0, "end": 8, "near": ["medinsky"]}]),
        )
        batch = self.write("batch.tsv", "a\tmedinskj\n")
        result = self.run_program("--batch", batch, "--format", "trec")
        self.assertEqual((result.code, result.out, result.err), (1, "", ""))

    def test_synonyms(self):
        synonyms = self.write("synonyms.txt", "truce, ceasefire\n")
        self.assertEqual(self.run_program("truce", "--synonyms", synonyms).code, 0)
        self.write("synonyms.txt", "truce, ceasefire\nalone\n")
        self.assert_error(
            self.run_program("truce", "--synonyms", synonyms), 2,
            f"{synonyms}: line 2 has one entry alone; write: ceasefire, truce",
        )

    def test_what_is_new_since_a_revision(self):
        revision = self.run_program("*", "--json").json[0]["revision"]
        self.assertEqual(self.run_program("*", "--since-rev", str(revision)).code, 1)
        new = self.write("new.txt", "A new ceasefire\n\nIt holds.\n")
        self.run_program("index", self.news)
        result = self.run_program("*", "--since-rev", str(revision), "--format", "paths")
        self.assertEqual(result.lines, [str(new)])

    def test_all_hits_one_by_one_are_those_of_a_page(self):
        for format in ("text", "json", "csv", "paths", "trec"):
            with self.subTest(format):
                words = ("ceasefire OR wheat", "--format", format)
                if format in ("text", "json"):
                    words += ("--facets=person",)
                page = self.run_program(*words, "-n", "1000").out
                every = self.run_program(*words, "-n", "0").out
                timeless = [re.sub(r'in [0-9.]+ m?s|"took_us":[0-9]+', "", text) for text in (page, every)]
                self.assertEqual(timeless[0], timeless[1])
                self.assertTrue(page)

    def test_every_document(self):
        self.assertEqual(self.run_program("*", "--json").json[0]["total"], 2)

    def test_json_lines(self):
        result = self.run_program("ceasefire", "--json", "--facets")
        self.assertEqual((result.code, result.err), (0, ""))
        header, hit, *facets = result.json
        self.assertEqual(
            list(header),
            ["type", "version", "query", "parsed_query", "total", "relation", "revision", "took_us"],
        )
        self.assertEqual(
            (header["type"], header["version"], header["query"], header["total"],
             header["relation"]),
            ("results", 1, "ceasefire", 1, "exact"),
        )
        self.assertEqual(list(hit), HIT_KEYS)
        self.assertEqual((hit["rank"], hit["path"], hit["language"]), (1, str(self.talks), "en"))
        text = TALKS.encode()
        for snippet in hit["snippets"]:
            self.assertEqual(list(snippet), ["text", "begin", "end", "highlights"])
            stored = text[snippet["begin"]:snippet["end"]].decode()
            self.assertEqual(re.sub(r"\s", " ", stored), snippet["text"])
            for begin, end in snippet["highlights"]:
                self.assertEqual(
                    snippet["text"].encode()[begin:end].lower(), b"ceasefire"
                )
        self.assertEqual([facet["field"] for facet in facets], ["person", "place", "org"])
        self.assertEqual(list(facets[0]), ["type", "field", "values", "more"])
        names = {value["value"]: value["count"] for value in facets[0]["values"]}
        self.assertEqual(names.get("Vladimir Medinsky"), 1)

    def test_a_facet_counts_what_its_filter_finds(self):
        for field in ("person", "place", "org", "language", "source", "type"):
            facet = self.run_program("facets", field, "--json", "-n", "0")
            if facet.code == 1:
                continue
            for value in facet.json[0]["values"]:
                query = f'{field}:"{value["value"]}"'
                found = self.run_program(query, "--json").json
                self.assertEqual(found[0]["total"], value["count"], query)

    def test_filters(self):
        def total(*words):
            return self.run_program("*", "--json", *words).json[0]["total"]

        self.assertEqual(total("--person", "Vladimir Medinsky"), 1)
        self.assertEqual(total("--person", "Vladimir Medinsky", "--person", "Rustem Umerov"), 1)
        self.assertEqual(total("--person", "Vladimir Medinsky", "--place", "Chicago"), 0)
        self.assertEqual(total("--without", "person=Vladimir Medinsky"), 1)
        self.assertEqual(total("--language", "en"), 2)
        self.assertEqual(total("--source", "news"), 2)
        self.assertEqual(total("--until", "1990"), 0)
        result = self.run_program("--json", "--place", "Chicago")
        self.assertEqual(result.json[0]["total"], 1)

    def test_limit_and_offset(self):
        answer = self.run_program("*", "--json", "-n", "1", "--offset", "1").json
        self.assertEqual([line["rank"] for line in answer if line["type"] == "hit"], [2])
        answer = self.run_program("*", "--json", "--limit", "0").json
        self.assertEqual(len(answer), 3)

    def test_a_bad_query_has_a_caret(self):
        result = self.run_program("peace AND")
        self.assertEqual(
            (result.code, result.out, result.err),
            (2, "", "ksearch: AND needs a word, a phrase or a group after it\n"
                    "peace AND\n"
                    "      ^^^\n"),
        )

    def test_an_unknown_field_is_blamed_and_the_known_ones_named(self):
        result = self.run_program("peace writer:Smith")
        self.assertEqual((result.code, result.out), (2, ""))
        message, query, carets = result.err.splitlines()
        self.assertTrue(message.startswith('ksearch: there is no field "writer"; the fields are '))
        self.assertEqual((query, carets), ("peace writer:Smith", "      ^^^^^^"))
        error = self.run_program("peace writer:Smith", "--json").json_errors[0]
        self.assertEqual(list(error), ["type", "code", "message", "begin", "end"])
        self.assertEqual((error["code"], error["begin"]), ("invalid_query", 6))

    def test_a_warning_goes_to_standard_error(self):
        result = self.run_program('"ceasefire of')
        self.assertEqual(result.code, 0)
        self.assertRegex(result.err, r"^ksearch: warning: [^\n]+\n$")
        self.assertEqual(self.run_program('"ceasefire of', "-q").err, "")
        warning = self.run_program('"ceasefire of', "--json").json_errors[0]
        self.assertEqual(warning["type"], "warning")

    def test_a_bad_date(self):
        forms = 'write 2025, 2025-05, 2025-05-16, yesterday, "last month" or "2 weeks ago"'
        result = self.run_program("x date:2025-13")
        self.assertEqual(
            (result.code, result.out, result.err),
            (2, "", f'ksearch: "2025-13" is no date; {forms}\nx date:2025-13\n       ^^^^^^^\n'),
        )
        result = self.run_program("x", "--since", "someday")
        self.assertEqual((result.code, result.out), (2, ""))
        self.assertIn("someday", result.err)

    def test_a_time_zone_tells_what_today_is(self):
        def days():
            now = datetime.datetime.now(datetime.timezone.utc)
            # At any moment it is another day at one end of the world than at the other.
            return {zone: str((now + datetime.timedelta(hours=hours)).date()) for zone, hours in ENDS.items()}

        ends = days()
        self.assertEqual(len(set(ends.values())), 2)
        self.write(
            "days.jsonl", "".join(f'{{"id":"{day}","text":"Bells.","date":"{day}"}}\n' for day in ends.values())
        )
        self.index_news()
        found = {
            zone: [hit["id"] for hit in self.run_program("bells date:today", "--time-zone", zone, "--json").json[1:]]
            for zone in ENDS
        }
        if days() == ends:  # else it became midnight in between
            self.assertEqual(found, {zone: [day] for zone, day in ends.items()})

        refused = self.run_program("date:today", "--time-zone", "Europe/Atlantis")
        self.assertEqual((refused.code, refused.out), (2, ""))
        self.assertIn("'Europe/Atlantis'", refused.err)

    def test_an_oversized_query_is_refused(self):
        result = self.run_program("(" * 5000 + "x" + ")" * 5000)
        self.assertEqual((result.code, result.out), (2, ""))

    def test_plain_text_has_no_operators(self):
        self.assertEqual(self.run_program("--plain", "ceasefire AND ((").code, 0)

    def test_explain(self):
        result = self.run_program("ceasefire", "--explain")
        self.assertIn("read as: ", result.out)
        self.assertRegex(result.out, r"\n +100\.0 %  ceasefire: .*ceasefire.* \(.+\)\n")
        hit = self.run_program("ceasefire", "--explain", "--json").json[1]
        self.assertEqual(list(hit), [*HIT_KEYS, "reasons"])

    def test_csv(self):
        result = self.run_program("ceasefire", "--format", "csv")
        self.assertEqual((result.code, result.err), (0, ""))
        rows = list(csv.DictReader(io.StringIO(result.out)))
        self.assertEqual(len(rows), 1)
        self.assertEqual(rows[0]["path"], str(self.talks))
        self.assertIn("Vladimir Medinsky", rows[0]["person"])

    def test_paths(self):
        result = self.run_program("*", "--format", "paths")
        self.assertEqual(sorted(result.lines), sorted([str(self.market), str(self.talks)]))

    def test_trec(self):
        result = self.run_program("ceasefire", "--format", "trec")
        self.assertRegex(result.out, r"^1 Q0 \S+ 1 \d+\.\d+ ksearch\n$")

    def test_a_closed_pipe_is_no_error(self):
        for number in range(200):
            self.write(f"{number}.txt", f"{TALKS}\n{number}\n")
        self.index_news()
        process = subprocess.Popen(
            [PROGRAM, "ceasefire", "--limit", "0", "--json"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=self.environment(), cwd=self.folder,
        )
        process.stdout.close()
        self.assertEqual((process.wait(), process.stderr.read()), (0, b""))
        process.stderr.close()

    def test_a_full_disk_is_an_error(self):
        with open("/dev/full", "wb") as full:
            process = subprocess.run(
                [PROGRAM, "ceasefire"], stdout=full, stderr=subprocess.PIPE,
                env=self.environment(), cwd=self.folder, check=False,
            )
        self.assertEqual(process.returncode, 3)
        self.assertEqual(
            process.stderr,
            b"ksearch: standard output cannot be written: No space left on device\n",
        )


class Batch(SearchTest):
    def test_queries_of_a_file(self):
        queries = self.write("../queries.tsv", "q1\tceasefire\r\n\nq2\twheat prices\nq3\tzeppelin\n")
        result = self.run_program("--batch", queries, "--format", "trec")
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertEqual([line.split()[0] for line in result.lines], ["q1", "q2"])
        result = self.run_program("--batch", "-", "--json", stdin="q1\tceasefire\n")
        self.assertEqual(result.json[0]["batch_id"], "q1")

    def test_a_bad_line_is_reported_and_the_rest_runs(self):
        queries = self.write("../queries.tsv", "q1\tceasefire\nno tab\nq3\tnosuch:x\nq4\twheat\n")
        result = self.run_program("--batch", queries, "--format", "trec")
        self.assertEqual(result.code, 2)
        self.assertEqual([line.split()[0] for line in result.lines], ["q1", "q4"])
        lines = result.err.splitlines()
        self.assertEqual(lines[0], f"ksearch: {queries}, line 2: not of the form ID<TAB>QUERY")
        self.assertTrue(lines[1].startswith(f"ksearch: {queries}, line 3: "))
        self.assertIn("nosuch:x", lines[2])
        self.assertIn("^", lines[3])

    def test_threads_answer_in_the_order_of_the_lines(self):
        lines = [
            f"{i}\t{('ceasefire', 'wheat prices', 'zeppelin', 'nosuch:x', 'abc* OR')[i % 5]}\n"
            for i in range(300)
        ]
        queries = self.write("../queries.tsv", "".join(lines) + "no tab\n")
        for extra in (["--format", "trec"], ["--format", "paths"], []):
            one, three = (
                self.run_program("--batch", queries, "-q", "-j", jobs, *extra) for jobs in "13"
            )
            self.assertEqual((one.code, three.code), (2, 2))
            self.assertEqual(one.out, three.out)
            self.assertEqual(one.err, three.err)
        answers = self.run_program("--batch", queries, "--json", "--jobs", "3").json
        ids = [line["batch_id"] for line in answers if line["type"] == "results"]
        self.assertEqual(ids, [str(i) for i in range(300) if i % 5 < 3])
        # All hits of a query are written as they are made, one query after the other.
        everything = self.run_program("--batch", queries, "--format", "trec", "-n", "0", "-j", "3")
        self.assertEqual(everything.out, self.run_program("--batch", queries, "--format", "trec").out)

    def test_jobs_are_for_batches(self):
        self.assert_error(self.run_program("peace", "-j", "2"), 2, "'--jobs' is for '--batch'")
        queries = self.write("../queries.tsv", "q1\tceasefire\n")
        self.assert_error(
            self.run_program("--batch", queries, "-j", "257"), 2, "'--jobs' is at most 256, not '257'"
        )

    def test_one_header_for_all_records(self):
        result = self.run_program(
            "--batch", "-", "--format", "csv", stdin="a\tceasefire\nb\twheat\n"
        )
        rows = list(csv.DictReader(io.StringIO(result.out)))
        self.assertEqual([row["batch_id"] for row in rows], ["a", "b"])

    def test_nothing_found_and_nothing_to_read(self):
        self.assertEqual(
            self.run_program("--batch", "-", "--format", "trec", stdin="a\tzeppelin\n").code, 1
        )
        self.assert_error(
            self.run_program("--batch", "missing"), 2,
            "'missing' cannot be read: No such file or directory",
        )


class OtherCommands(SearchTest):
    def test_facets(self):
        result = self.run_program("facets", "person")
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertRegex(result.out, r"(?m)^ *1  Vladimir Medinsky$")
        matched = self.run_program("facets", "person", "--match", "umerov")
        self.assertEqual([line.split("  ")[1] for line in matched.lines], ["Rustem Umerov"])
        result = self.run_program("facets", "person", "--json", "-n", "1")
        self.assertEqual(list(result.json[0]), ["type", "field", "values", "more"])
        self.assertEqual(len(result.json[0]["values"]), 1)
        self.assertEqual(self.run_program("facets", "organisation", "--json").json[0]["field"], "org")
        self.assertEqual(self.run_program("facets", "person", "zeppelin").code, 1)
        # A name as the query asks about that name; another query about all names of its matches.
        explained = self.run_program("facets", "person", "--explain", "Umerov")
        self.assertEqual([line for line in explained.lines if not line.startswith("   ")],
                         ["1  Rustem Umerov"])
        everyone = self.run_program("facets", "person", "--explain", "ceasefire")
        self.assertRegex(everyone.out, r"(?m)^ *1  Vladimir Medinsky$")

    def test_a_bad_query_of_facets(self):
        result = self.run_program("facets", "person", "nosuch:x")
        self.assertEqual((result.code, result.out), (2, ""))
        self.assertIn("^", result.err)

    def test_show(self):
        hit = self.run_program("ceasefire", "--json").json[1]
        for name in (hit["id"], self.talks, "news/talks.txt"):
            result = self.run_program("show", name)
            self.assertEqual((result.code, result.err), (0, ""), name)
            self.assertIn("asked for a ceasefire of thirty days", result.out)
        shown = self.run_program("show", hit["id"], "--json", "--query", "ceasefire").json[0]
        self.assertEqual(shown["type"], "document")
        text = shown["text"].encode()
        self.assertEqual(
            {text[begin:end] for begin, end in shown["highlights"]}, {b"ceasefire"}
        )
        for mention in shown["mentions"]:
            where = shown["title"] if mention["in_title"] else shown["text"]
            self.assertEqual(
                where.encode()[mention["begin"]:mention["end"]].decode(), mention["text"]
            )
        marked = self.run_program("show", hit["id"], "--query", "ceasefire", "--color", "always")
        self.assertIn("\x1b[1;31mceasefire\x1b[0m", marked.out)

    def test_show_says_when_a_file_holds_more(self):
        path = self.write("two.jsonl", '{"id":"a","text":"One."}\n{"id":"b","text":"Two."}\n')
        self.index_news()
        result = self.run_program("show", path)
        self.assertEqual(result.code, 0)
        self.assertRegex(
            result.err,
            rf"^ksearch: {path} holds several documents, this is .*[12]; "
            "the others are shown by their ids\n$",
        )
        self.assertEqual(self.run_program("show", "b").err, "")

    def test_unknown_documents(self):
        result = self.run_program("show", "nosuch")
        self.assertEqual((result.code, result.out), (1, ""))
        self.assertEqual(
            result.err, "ksearch: no document in the index has the id or path nosuch\n"
        )
        result = self.run_program("remove", "nosuch")
        self.assertEqual(result.code, 1)
        self.assertEqual(
            result.err, "ksearch: no document in the index has the id or path nosuch\n"
        )

    def test_remove(self):
        result = self.run_program("remove", "news/talks.txt")
        self.assertEqual((result.code, result.out), (0, "removed 1 document\n"))
        self.assertEqual(self.run_program("ceasefire").code, 1)
        self.assertEqual(self.run_program("facets", "person", "--match", "Medinsky").code, 1)
        hit = self.run_program("wheat", "--json").json[1]
        result = self.run_program("remove", hit["id"], "nosuch", "--json")
        self.assertEqual(result.code, 1)
        self.assertEqual(result.json[0]["removed"], 1)
        self.assertEqual(self.run_program("*").code, 1)

    def test_info(self):
        result = self.run_program("info")
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertRegex(result.out, r"(?m)^documents +2$")
        self.assertIn(str(self.news), result.out)
        description = self.run_program("info", "--json").json[0]
        self.assertEqual(
            (description["type"], description["version"], description["documents"]), ("index", 1, 2)
        )
        self.assertEqual(description["languages"], [{"value": "en", "count": 2}])
        self.assertEqual(self.run_program("info", "--failed").out, "")


class OnATerminal(SearchTest):
    def test_colours_and_links(self):
        shown = self.run_on_terminal("Medinsky ceasefire").out
        self.assertIn("\x1b[1;31mMedinsky\x1b[0m", shown)
        self.assertIn("\x1b]8;;file://", shown)
        for options, env in (
            ([], {"NO_COLOR": "1"}),
            ([], {"TERM": "dumb"}),
            (["--color", "never"], {}),
        ):
            plain = self.run_on_terminal("Medinsky ceasefire", *options, env=env)
            self.assertEqual(plain.code, 0)
            self.assertNotIn("\x1b", plain.out)
        forced = self.run_program("ceasefire", "--color", "always", env={"NO_COLOR": "1"})
        self.assertIn("\x1b[1;31mceasefire\x1b[0m", forced.out)

    def test_lines_fit_the_terminal(self):
        for columns in (40, 80, 120):
            for env in ({"NO_COLOR": "1"}, {"NO_COLOR": "1", "COLUMNS": "30"}):
                shown = self.run_on_terminal("ceasefire", "--facets", columns=columns, env=env)
                width = int(env.get("COLUMNS", columns))
                for line in shown.out.splitlines():
                    if str(self.folder) not in line:  # a path is never cut without a link
                        self.assertLessEqual(len(line), width, line)

    def test_control_characters_of_documents_never_reach_the_terminal(self):
        evil = "Evil \x1b]0;owned\x07 title\u202e\n\nThe zeppelin \x1b[2J\u009b31m \x7f rose.\n"
        path = self.write("evil.txt", evil)
        record = {"id": "evil\x1b[2J", "title": "t\x1b[2J", "text": "zeppelin \u009b2J",
                  "url": "https://example.org/\x1b]8;;", "source": "s\x07", "person": "x"}
        self.write("evil.jsonl", json.dumps(record) + "\n")
        self.assertEqual(self.run_program("index", "-q", self.news).code, 0)
        runs = [
            ["zeppelin", "--facets=source,person", "-v", "--explain"],
            ["zeppelin", "--json"],
            ["zeppelin", "--format", "csv"],
            ["zeppelin", "--format", "trec"],
            ["zeppelin", "--format", "paths"],
            ["show", path, "-v"],
            ["show", path, "--json"],
            ["facets", "source"],
            ["zep\x1b[2Jpelin nosuch:x"],
        ]
        for words in runs:
            with self.subTest(words=words):
                shown = self.run_on_terminal(*words, env={"NO_COLOR": "1"}).out
                self.assertNotRegex(shown, "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


if __name__ == "__main__":
    unittest.main()
