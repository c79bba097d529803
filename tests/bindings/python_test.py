"""The Python module as programs use it. Run with PYTHONPATH at the folder that holds `ksearch`."""

import pathlib
import tempfile
import threading
import unittest

import ksearch

TEXT = "Vladimir Medinsky spoke of a ceasefire in Istanbul. “Enough”, said Mr Medinsky."


class ShipRecognizer:
    """Takes every word after "MV" for an organisation."""

    name = "ships-1"

    def recognize(self, text, language):
        start = text.find("MV ")
        while start >= 0:
            begin = start + 3
            end = begin
            while end < len(text) and text[end].isalpha():
                end += 1
            yield begin, end, "org", None
            start = text.find("MV ", end)


class ModuleTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="ksearch-test-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.directory = self.folder / "index"

    def write(self, **options):
        with ksearch.Writer(self.directory, **options) as writer:
            writer.put("one", TEXT, title="Talks – Istanbul", date="2025-05-16", authors=["Ann R."])
            writer.put("two", "The ferry to Istanbul sailed.", date="2025-07-01T12:00:00Z")
            self.assertEqual(writer.counts()["added"], 2)
        return ksearch.Index(self.directory)


class SearchTest(ModuleTest):
    def test_hits_are_sequences_with_marks_at_str_indices(self):
        results = self.write().search("Medinsky ceasefire", explain=True)
        self.assertEqual((len(results), results.total, results.total_is_exact), (1, 1, True))
        hit = results[0]
        self.assertEqual((hit.rank, hit.id, hit.date), (1, "one", "2025-05-16"))
        self.assertEqual((hit.person, hit.place), (["Vladimir Medinsky"], ["Istanbul"]))
        self.assertEqual(hit.authors, ["Ann R."])
        marked = {
            snippet.text[begin:end]
            for snippet in hit.snippets
            for begin, end in snippet.highlights
        }
        self.assertEqual(marked, {"Medinsky", "ceasefire"})
        for snippet in hit.snippets:
            begin, end = snippet.bytes
            self.assertEqual(TEXT.encode()[begin:end].decode(), str(snippet))
        self.assertTrue(all(reason.rule for reason in hit.reasons))
        self.assertEqual([hit.id for hit in results], ["one"])
        self.assertEqual(results[-1].id, "one")
        with self.assertRaises(IndexError):
            results[1]

    def test_a_hit_outlives_its_results(self):
        hit = self.write().search("Medinsky")[0]
        self.assertEqual(hit.title, "Talks – Istanbul")

    def test_filters_have_the_names_of_the_options(self):
        index = self.write()
        for arguments, expected in (
            ({"place": "Istanbul"}, {"one", "two"}),
            ({"place": ["Istanbul"], "person": ["Medinsky"]}, {"one"}),
            ({"without": {"person": "Medinsky"}}, {"two"}),
            ({"since": "2025-06"}, {"two"}),
            ({"until": "2025-06"}, {"one"}),
            ({"limit": 1, "sort": "newest"}, {"two"}),
            ({"limit": 1, "offset": 1, "sort": "newest"}, {"one"}),
        ):
            with self.subTest(arguments):
                self.assertEqual({hit.id for hit in index.search(**arguments)}, expected)

    def test_facets_count_what_filtering_finds(self):
        index = self.write()
        facets = index.search("", facets=["person", "place"]).facets
        self.assertEqual(list(facets), ["person", "place"])
        for field, facet in facets.items():
            for value in facet:
                self.assertEqual(index.search(**{field: value.value}).total, value.count)
        places = index.facet("place", contains="istan")
        self.assertEqual([(v.value, v.count) for v in places], [("Istanbul", 2)])
        self.assertEqual(places.values[0].variants[0].name, "Istanbul")
        self.assertEqual(len(index.facet("place", contains="nowhere")), 0)

    def test_documents_have_marks_and_mentions(self):
        index = self.write()
        document = index.document("one", "ceasefire")
        self.assertEqual(document.text, TEXT)
        self.assertEqual([document.text[b:e] for b, e in document.highlights], ["ceasefire"])
        persons = [m for m in document.mentions if m.type == "person"]
        begin, end = persons[-1].bytes
        self.assertEqual(TEXT.encode()[begin:end].decode(), "Mr Medinsky"[-(end - begin):])
        self.assertEqual({m.entity for m in persons}, {"Vladimir Medinsky"})
        evidence = index.mentions("", person="Medinsky")
        self.assertEqual({e.document for e in evidence}, {"one"})
        self.assertEqual(len(index.mentions("", limit=1)), 1)

    def test_counts_by_period_completions_and_likeness(self):
        index = self.write()
        timeline = index.timeline("", by="month")
        self.assertEqual(
            [(bar.period, bar.count) for bar in timeline.bars],
            [("2025-05", 1), ("2025-06", 0), ("2025-07", 1)],
        )
        self.assertIn("Istanbul", [completion.text for completion in index.suggest("istan")])
        self.assertEqual(index.related("Medinsky"), [])
        with ksearch.Writer(self.directory) as writer:
            writer.put("three", "Nothing in common.")
        self.assertEqual([hit.id for hit in index.similar("one")], ["two"])
        self.assertEqual(index.describe()["documents"], 3)

    def test_further_options_of_a_search(self):
        index = self.write()
        corrected = index.search("ceasefyre")
        self.assertEqual((corrected.corrected_query, corrected.suggested_query), ("ceasefire", ""))
        self.assertEqual([(w.word, w.near[0]) for w in corrected.unknown_words], [("ceasefyre", "ceasefire")])
        self.assertEqual(index.search("ceasefyre", spelling=False).total, 0)
        self.assertEqual(index.search("ferry", proximity=False, time_zone="+02:00").total, 1)
        with self.assertRaisesRegex(ksearch.Error, "'Europe/Atlantis'"):
            index.search("ferry", time_zone="Europe/Atlantis")
        self.assertEqual(index.search("boat", spelling=False, synonyms="boat, ferry").total, 1)
        self.assertEqual(index.search("ferry", recency=True, copies=True, snippet_order="best").total, 1)
        self.assertEqual(index.search("ferry").hits[0].snippets[0].page, 0)
        revision = index.revision()
        self.assertEqual(index.search("", since_revision=revision).total, 0)
        with ksearch.Writer(self.directory) as writer:
            writer.put("three", TEXT, title="Talks – Istanbul", metadata=[("desk", "foreign")])
        self.assertEqual(index.search("", since_revision=revision, copies=True).total, 1)
        self.assertEqual(index.document("three").copies, ["one"])
        self.assertEqual(index.document("three").metadata, [("desk", "foreign")])

    def test_documents_one_by_one(self):
        index = self.write()
        ids = []
        index.each_document(lambda document: ids.append(document.id))
        self.assertEqual(ids, ["one", "two"])
        first = []
        index.each_document(lambda document: first.append(document.id) or False)
        self.assertEqual(first, ["one"])
        with self.assertRaises(ZeroDivisionError):
            index.each_document(lambda document: 1 / 0)
        with self.assertRaises(ksearch.Error) as caught:
            index.each_document(lambda document: index.search("x"))
        self.assertIn("each_document", str(caught.exception))
        self.assertEqual(index.search("ferry").total, 1)

    def test_an_index_is_a_context_manager(self):
        self.write()
        with ksearch.Index(self.directory) as index:
            self.assertEqual(index.search("ferry").total, 1)
        with self.assertRaises(ksearch.Error) as caught:
            index.search("ferry")
        self.assertIn("closed", str(caught.exception))
        index.close()

    def test_other_threads_run_while_one_searches(self):
        index = self.write()
        asked = threading.Event()
        answered = threading.Event()

        def ask():
            asked.wait()
            index_of_its_own = ksearch.Index(self.directory)
            if index_of_its_own.search("Istanbul").total == 2:
                answered.set()

        other = threading.Thread(target=ask)
        other.start()

        # Within a search of one thread, another one searches to the end.
        def wait(document):
            asked.set()
            return not answered.wait(60)

        index.each_document(wait)
        other.join()
        self.assertTrue(answered.is_set())

    def test_a_sound_index_is_verified(self):
        self.write()
        report = ksearch.verify(self.directory)
        self.assertEqual((report["documents"], report["damages"]), (2, []))
        with self.assertRaises(ksearch.Error) as caught:
            ksearch.verify(self.folder / "none")
        self.assertEqual(caught.exception.code, "index_missing")

    def test_the_stubs_declare_what_the_module_has(self):
        import ast

        stub = pathlib.Path(ksearch.__file__).with_name("__init__.pyi").read_text()
        declared = {}
        for node in ast.parse(stub).body:
            if isinstance(node, ast.ClassDef):
                names = {
                    item.name if isinstance(item, ast.FunctionDef) else item.target.id
                    for item in node.body
                    if isinstance(item, (ast.FunctionDef, ast.AnnAssign))
                }
                declared[node.name] = names
        for name in ksearch.__all__:
            value = getattr(ksearch, name)
            if isinstance(value, type) and not issubclass(value, Exception):
                has = {n for n in vars(value) if not n.startswith("_")}
                with self.subTest(name):
                    self.assertEqual({n for n in declared[name] if not n.startswith("_")}, has)

    def test_threads_share_an_index(self):
        index = self.write()
        totals = []

        def ask():
            for _ in range(20):
                totals.append(index.search("Istanbul").total)

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(totals, [2] * 80)


class ErrorTest(ModuleTest):
    def test_a_missing_index_has_a_code(self):
        with self.assertRaises(ksearch.Error) as caught:
            ksearch.Index(self.directory)
        self.assertEqual(caught.exception.code, "index_missing")
        self.assertIn(str(self.directory), str(caught.exception))

    def test_a_bad_query_tells_the_place(self):
        index = self.write()
        query = "Größe date:someday"
        with self.assertRaises(ksearch.QueryError) as caught:
            index.search(query)
        error = caught.exception
        self.assertEqual(error.code, "invalid_query")
        self.assertIn("someday", query[error.begin : error.end])
        self.assertEqual(error.end, len(query))

    def test_wrong_arguments_are_named(self):
        index = self.write()
        for call, kind, said in (
            (lambda: index.search("x", nonsense=1), TypeError, "nonsense"),
            (lambda: index.search("x", limit="many"), TypeError, "limit"),
            (lambda: index.search("x", sort="best"), ValueError, "sort"),
            (lambda: index.search("x", snippet_order="good"), ValueError, "snippet_order"),
            (lambda: index.search("x", synonyms="alone"), ksearch.Error, "alone"),
            (lambda: index.search("x", since_revision=-1), TypeError, "since_revision"),
            (lambda: ksearch.Writer(self.directory, lock_wait=-1), ValueError, "lock_wait"),
            (lambda: index.search("x", facets=["colour"]), ValueError, "colour"),
            (lambda: index.facet("colour"), ValueError, "colour"),
            (lambda: index.timeline("", by="hour"), ValueError, "by"),
            (lambda: index.document("none"), ksearch.Error, "none"),
            (lambda: index.search("x", since="whenever"), ksearch.Error, "whenever"),
        ):
            with self.subTest(said), self.assertRaises(kind) as caught:
                call()
            self.assertIn(said, str(caught.exception))


class WriterTest(ModuleTest):
    def test_a_block_that_raises_commits_nothing(self):
        self.write()
        with self.assertRaises(RuntimeError):
            with ksearch.Writer(self.directory) as writer:
                writer.put("three", "Lost.")
                raise RuntimeError
        self.assertEqual(ksearch.Index(self.directory).search("").total, 2)

    def test_one_writer_at_a_time(self):
        with ksearch.Writer(self.directory) as writer:
            writer.put("one", "First.")
        self.assertEqual(ksearch.Index(self.directory).search("first").total, 1)
        with self.assertRaises(ksearch.Error):
            writer.put("two", "After the end.")

    def test_remove_and_corrections(self):
        self.write()
        with ksearch.Writer(self.directory) as writer:
            self.assertEqual(writer.remove("two"), 1)
            with self.assertRaises(ksearch.Error) as caught:
                writer.set_corrections("nonsense here")
            self.assertEqual(caught.exception.code, "invalid_argument")
        self.assertEqual(ksearch.Index(self.directory).search("").total, 1)

    def test_files_that_cannot_be_read_are_reported(self):
        news = self.folder / "news"
        news.mkdir()
        (news / "good.jsonl").write_text('{"id":"a","title":"A","text":"Truce."}\nbroken\n')
        failed = []
        with ksearch.Writer(self.directory, on_failed=lambda *what: failed.append(what)) as writer:
            writer.add_paths([news])
            self.assertEqual(writer.counts()["failed"], 1)
        self.assertEqual(len(failed), 1)
        path, member, reason = failed[0]
        self.assertEqual((path, member), (str(news / "good.jsonl"), "line 2"))
        self.assertTrue(reason)

    def test_further_options_of_a_writer(self):
        news = self.folder / "news"
        news.mkdir()
        (news / "good.txt").write_text("A truce held at the harbour.")
        (news / "left.txt").write_text("To be left out.")
        progress = []
        options = {"exclude": ["left*"], "on_progress": progress.append, "lock_wait": 0}
        with ksearch.Writer(self.directory, dry_run=True, **options) as writer:
            writer.add_paths([news])
            self.assertEqual(writer.counts()["added"], 1)
        with self.assertRaises(ksearch.Error):
            ksearch.Index(self.directory)
        warnings = []
        with ksearch.Writer(
            self.directory, on_warning=lambda *what: warnings.append(what), **options
        ) as writer:
            writer.add_paths([news])
            writer.add_json_lines('{"id":"a","title":"A","text":"Truce."}\n')
            with self.assertRaises(ksearch.Error) as caught:
                ksearch.Writer(self.directory, lock_wait=0)
            self.assertEqual(caught.exception.code, "index_locked")
        self.assertEqual(ksearch.Index(self.directory).search("truce").total, 2)
        self.assertEqual(progress[-1]["files_done"], 1)
        self.assertEqual(warnings, [])

    def test_a_recogniser_of_ones_own(self):
        with ksearch.Writer(self.directory, recognizer=ShipRecognizer()) as writer:
            writer.put("log", "Überfahrt: MV Corvina met MV Tern.")
        ships = ksearch.Index(self.directory).facet("org")
        self.assertEqual([ship.value for ship in ships], ["Corvina", "Tern"])

    def test_a_recogniser_that_fails_ends_the_run_with_its_reason(self):
        class Broken:
            name = "broken"

            def recognize(self, text, language):
                raise KeyError("lexicon")

        with self.assertRaises(ksearch.Error) as caught:
            with ksearch.Writer(self.directory, recognizer=Broken()) as writer:
                writer.put("log", "Text.")
        self.assertIn("lexicon", str(caught.exception))

    def test_what_is_no_document_is_refused(self):
        with ksearch.Writer(self.directory) as writer:
            with self.assertRaises(ValueError):
                writer.put("", "No id.")
            with self.assertRaises(ValueError):
                writer.put("x", "Text.", date="someday")


if __name__ == "__main__":
    unittest.main()
