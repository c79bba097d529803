#!/usr/bin/env python3
"""Checks the sample collection in corpus/ against what its README promises.

Usage: corpus_check.py [unittest options]

Every article is reduced to its visible text by a small extractor of this file's own (it shares no
code with ksearch's readers), then to its body: from the words that documents.tsv names as FIRST to
those it names as LAST. Counts, languages, judgements and gold mentions are checked on those bodies.
No sentence may come from elsewhere: no eight words in a row may occur in ../shared/articles or in
the first 10,000 documents of ../shared/news (KSEARCH_SHARED_DIR names another place).
"""

import csv
import datetime
import email
import email.policy
import email.utils
import functools
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest
from collections import Counter, defaultdict
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
SHARED = pathlib.Path(os.environ.get("KSEARCH_SHARED_DIR", ROOT.parent / "shared"))

LEAST_BY_FORMAT = {"txt": 20, "html": 16, "md": 10, "eml": 12, "jsonl": 14}
LEAST_BY_LANGUAGE = {"en": 45, "ru": 3, "uk": 3, "tr": 3, "fr": 3, "de": 3}
LEAST_ARTICLES = 66
LEAST_QUERIES = 45
WORDS = range(120, 501)
FIRST_DATE, LAST_DATE = datetime.date(2024, 11, 1), datetime.date(2025, 9, 30)
SHARED_RUN = 8
NEWS_DOCUMENTS = 10_000


class Article(NamedTuple):
    """One line of documents.tsv and the text it describes."""

    doc: str
    language: str
    date: str
    source: str
    author: str
    title: str
    body: str
    visible: str

    @property
    def file(self):
        return self.doc.partition("#")[0]

    @property
    def record(self):
        return self.doc.partition("#")[2]

    @property
    def format(self):
        suffix = pathlib.PurePath(self.file).suffix[1:]
        return "html" if suffix == "xhtml" else suffix


class VisibleText(html.parser.HTMLParser):
    """The text of a page without scripts, captions and inserted boxes; blocks end lines."""

    HIDDEN = {"head", "script", "style", "figcaption", "aside"}
    INLINE = {"a", "b", "em", "i", "span", "strong", "sub", "sup"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.hidden = 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in self.HIDDEN
        if tag not in self.INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag):
        self.hidden -= tag in self.HIDDEN
        if tag not in self.INLINE:
            self.parts.append("\n")

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


def text_of_html(page):
    parser = VisibleText()
    parser.feed(page)
    return "".join(parser.parts)


def text_of_markdown(source):
    without_front_matter = re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.S)
    without_targets = re.sub(r"\]\([^)]*\)", "]", without_front_matter)
    return re.sub(r"[*_`]", "", without_targets)


def parse_mail(path):
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def text_of_mail(path):
    body = parse_mail(path).get_body(preferencelist=("plain", "html"))
    content = body.get_content()
    return text_of_html(content) if body.get_content_type() == "text/html" else content


@functools.cache
def records(file):
    lines = (CORPUS / file).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def text_of(doc):
    file, _, record = doc.partition("#")
    path = CORPUS / file
    if record:
        return next(r.get("text") or r["body"] for r in records(file) if r["id"] == record)
    if path.suffix == ".eml":
        return text_of_mail(path)
    content = path.read_text(encoding="utf-8")
    if path.suffix in (".html", ".xhtml"):
        return text_of_html(content)
    return text_of_markdown(content) if path.suffix == ".md" else content


def one_line(text):
    return " ".join(text.split())


def table(name):
    with open(CORPUS / name, encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@functools.cache
def articles():
    """All articles; one whose file or boundaries are wrong ends the run with a message."""
    result = []
    header, *rows = table("documents.tsv")
    assert " ".join(header) == "DOC LANGUAGE DATE SOURCE AUTHOR TITLE FIRST LAST", header
    for row in rows:
        doc, language, date, source, author, title, first, last = row
        visible = one_line(text_of(doc))
        begin = visible.find(first)
        end = visible.rfind(last)
        if begin < 0 or end < begin:
            sys.exit(f"{doc}: FIRST or LAST of documents.tsv is not in its text")
        body = visible[begin : end + len(last)]
        result.append(Article(doc, language, date, source, author, title, body, visible))
    return result


def words(text):
    return [w for w in text.split() if any(c.isalnum() for c in w)]


def runs(text):
    """Every sequence of SHARED_RUN consecutive words, folded, as one string."""
    folded = re.findall(r"\w+", text.lower())
    return (" ".join(folded[i : i + SHARED_RUN]) for i in range(len(folded) - SHARED_RUN + 1))


def collection_files(pattern):
    """Files of the judged collection; those of formats/ are another one (formats.tsv)."""
    return [path for path in sorted(CORPUS.rglob(pattern)) if path.parent.name != "formats"]


def skip(reason):
    print(f"SKIPPED: {reason}", file=sys.stderr)


class Documents(unittest.TestCase):
    def test_every_article_file_and_record_is_listed_once(self):
        present = []
        for path in collection_files("*"):
            file = path.relative_to(CORPUS).as_posix()
            if path.suffix == ".jsonl":
                present += [f"{file}#{record['id']}" for record in records(file)]
            elif path.parent != CORPUS and path.is_file():
                present.append(file)
        self.assertEqual(sorted(a.doc for a in articles()), sorted(present))

    def test_there_are_enough_articles_of_each_format_and_language(self):
        self.assertGreaterEqual(len(articles()), LEAST_ARTICLES)
        formats = Counter(a.format for a in articles())
        languages = Counter(a.language for a in articles())
        for least, found in ((LEAST_BY_FORMAT, formats), (LEAST_BY_LANGUAGE, languages)):
            for kind, count in least.items():
                self.assertGreaterEqual(found[kind], count, kind)

    def test_a_body_has_120_to_500_words(self):
        for article in articles():
            with self.subTest(doc=article.doc):
                self.assertIn(len(words(article.body)), WORDS)

    def test_dates_parse_and_agree_with_the_document(self):
        for article in articles():
            with self.subTest(doc=article.doc):
                date = datetime.date.fromisoformat(article.date)
                self.assertTrue(FIRST_DATE <= date <= LAST_DATE, article.date)
                self.assertTrue(self.states_date(article, date), f"no {article.date} in it")

    @staticmethod
    def states_date(article, date):
        path = CORPUS / article.file
        if article.format == "eml":
            return email.utils.parsedate_to_datetime(parse_mail(path)["Date"]).date() == date
        if article.format == "jsonl":
            record = next(r for r in records(article.file) if r["id"] == article.record)
            return (record.get("date") or record["published"]).startswith(article.date)
        if article.format in ("html", "md"):
            return article.date in path.read_text(encoding="utf-8")
        if article.date in path.name:
            return True
        head = path.read_text(encoding="utf-8").splitlines()[:8]
        day = re.compile(rf"(?<!\d){date.day}(?!\d).*{date.year}")
        return any(day.search(line) for line in head)

    def test_the_title_is_in_the_document(self):
        for article in articles():
            with self.subTest(doc=article.doc):
                if article.format == "eml":
                    title = parse_mail(CORPUS / article.file)["Subject"]
                    self.assertEqual(one_line(title), article.title)
                elif article.format == "jsonl":
                    record = next(r for r in records(article.file) if r["id"] == article.record)
                    self.assertEqual(record["title"], article.title)
                else:
                    self.assertIn(article.title, article.visible)

    def test_record_ids_are_unique(self):
        ids = Counter(a.record for a in articles() if a.record)
        self.assertEqual([i for i, count in ids.items() if count > 1], [])

    def test_mails_parse_without_defects(self):
        for path in collection_files("*.eml"):
            with self.subTest(mail=path.name):
                parts = list(parse_mail(path).walk())
                self.assertEqual([d for part in parts for d in part.defects], [])

    def test_no_eight_words_in_a_row_come_from_the_shared_articles(self):
        folder = SHARED / "articles"
        if not folder.is_dir():
            return skip(f"no {folder}")
        self.assert_nothing_shared(p.read_text(encoding="utf-8") for p in folder.glob("*.txt"))

    def test_no_eight_words_in_a_row_come_from_the_shared_news(self):
        archive = SHARED / "news" / "news100k.jsonl.zst"
        if not archive.is_file() or not shutil.which("zstd"):
            return skip(f"no {archive} or no zstd to read it")
        with subprocess.Popen(["zstd", "-dc", archive], stdout=subprocess.PIPE) as zstd:
            lines = (line for line, _ in zip(zstd.stdout, range(NEWS_DOCUMENTS)))
            self.assert_nothing_shared(json.loads(line)["text"] for line in lines)
            zstd.stdout.close()

    def assert_nothing_shared(self, texts):
        ours = {run: a.doc for a in articles() for run in runs(f"{a.title} {a.visible}")}
        shared = {(ours[run], run) for text in texts for run in runs(text) if run in ours}
        self.assertEqual(sorted(shared), [])


class Judgements(unittest.TestCase):
    def setUp(self):
        self.queries = table("queries.tsv")

    def test_query_ids_are_unique_and_many(self):
        ids = [row[0] for row in self.queries]
        self.assertEqual(len(set(ids)), len(ids))
        self.assertGreaterEqual(len(ids), LEAST_QUERIES)
        for row in self.queries:
            self.assertRegex("\t".join(row), r"^q\d\d\t\S.*$")

    def test_every_query_has_a_relevant_document(self):
        relevant = {row[0] for row in self.judged() if row[3] > 0}
        self.assertEqual(sorted({row[0] for row in self.queries}), sorted(relevant))

    def test_every_judgement_names_a_query_and_a_document_once(self):
        docs = {a.doc for a in articles()}
        seen = Counter((query, doc) for query, _, doc, _ in self.judged())
        self.assertEqual([pair for pair, count in seen.items() if count > 1], [])
        for _, doc in seen:
            self.assertIn(doc, docs)

    def judged(self):
        """The lines of qrels.tsv; a document's path may hold spaces, so columns end at tabs."""
        rows = table("qrels.tsv")
        for row in rows:
            self.assertEqual(len(row), 4, row)
            self.assertEqual(row[1], "0", row)
            self.assertIn(row[3], ("0", "1", "2"), row)
        return [(query, zero, doc, int(grade)) for query, zero, doc, grade in rows]


class Mentions(unittest.TestCase):
    """entities.tsv: a surface is counted where no longer surface of its document covers it."""

    def setUp(self):
        self.rows = table("entities.tsv")[1:]
        self.article = {a.doc: a for a in articles()}

    def test_rows_are_well_formed_and_unique(self):
        header = table("entities.tsv")[0]
        self.assertEqual(header, ["DOC", "TYPE", "SURFACE", "OCCURRENCES", "ENTITY"])
        keys = Counter()
        for row in self.rows:
            self.assertEqual(len(row), 5, row)
            doc, kind, surface, occurrences, entity = row
            self.assertIn(doc, self.article)
            self.assertIn(kind, ("person", "place", "org", "none"))
            self.assertGreater(int(occurrences), 0, row)
            self.assertEqual(entity == "", kind == "none", row)
            keys[doc, kind, surface, entity] += 1
        self.assertEqual([key for key, count in keys.items() if count > 1], [])

    def test_surfaces_occur_as_often_as_stated(self):
        stated = defaultdict(Counter)
        for doc, _, surface, occurrences, _ in self.rows:
            stated[doc][surface] += int(occurrences)
        for doc, counts in stated.items():
            with self.subTest(doc=doc):
                self.assertEqual(occurrences_in(self.article[doc], counts), dict(counts))

    def test_every_english_article_is_annotated(self):
        annotated = {row[0] for row in self.rows}
        english = {a.doc for a in articles() if a.language == "en"}
        self.assertEqual(sorted(english - annotated), [])

    def test_an_entity_has_one_type(self):
        types = defaultdict(set)
        for _, kind, _, _, entity in self.rows:
            if kind != "none":
                types[entity].add(kind)
        self.assertEqual({e: t for e, t in types.items() if len(t) > 1}, {})


def occurrences_in(article, surfaces):
    """How often each surface stands in title and body, the longest one first at every place."""
    longest_first = sorted(surfaces, key=len, reverse=True)
    pattern = "|".join(rf"(?<!\w){re.escape(s)}(?!\w)" for s in longest_first)
    return dict(Counter(re.findall(pattern, f"{article.title}\n{article.body}")))


if __name__ == "__main__":
    unittest.main()
