"""Names: recognition and merging, through the built program.

Two measurements. The files of names beside the project (third-party; skipped loudly without them)
are tagged token by token and scored by exact spans. The sample collection is indexed, and every
mention is compared with corpus/entities.tsv: F1 of mentions (document, type, surface), and B-cubed
F1 of the entities they are merged into (Bagga and Baldwin, 1998) over the mentions found.
"""

import collections
import csv
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["KSEARCH_PROGRAM"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
SHARED = pathlib.Path(os.environ.get("KSEARCH_SHARED_DIR", ROOT.parent / "shared"))

# The least F1 that is accepted, a little below what docs/model_card.md reports.
LEAST_NEWS_ALL, LEAST_NEWS_PEOPLE = 84.6, 91.1
LEAST_CORPUS_MENTIONS, LEAST_CORPUS_ENTITIES = 94.7, 98.0

# A mention holds the courtesy title before it; the annotation does not.
COURTESY = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Herr|Frau|Mme|Sir|Dame)\.?\s+")
# Case endings that the analyzer leaves with the word; the annotation does not.
TURKISH_CASE = re.compile(r"['’][a-zçğıöşü]{1,5}$")


# The documents of wwn by the begin of their names.
REGIONS = {
    "Africa": "af alg eg ghana mauritius nm panaf sa",
    "Americas": "arg canada ecuador hond mex nic pan paraguay peru uruguay ven",
    "East and South-East Asia": "asia cn jp kr mong my th tw",
    "Middle East": "iran israel jr kw qt saud uae",
    "Oceania": "aus nz",
    "South Asia": "bangladesh in",
}


def run(*words):
    done = subprocess.run([PROGRAM, *map(os.fspath, words)], stdout=subprocess.PIPE, check=True)
    return done.stdout.decode()


def rows_of(name):
    with open(CORPUS / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def f1(correct, found, gold):
    return 200 * correct / (found + gold) if found + gold else 0.0


def spans(sentence, column):
    """(begin, end, type) of the names that a column of BIO tags marks."""
    result = set()
    begin = None
    tags = [row[column] for row in sentence] + ["O"]
    for i, tag in enumerate(tags):
        if begin is not None and tag != "I-" + tags[begin][2:]:
            result.add((begin, i, tags[begin][2:]))
            begin = None
        if tag.startswith("B-"):
            begin = i
    return result


def news_scores(tagged):
    """F1 by type, and over people, places and organisations, of lines with two last columns:
    the annotated tag and the predicted one."""
    counts = collections.defaultdict(lambda: [0, 0, 0])
    sentence = []
    for line in [*tagged.splitlines(), ""]:
        columns = line.split("\t")
        if len(columns) >= 3:
            sentence.append(columns[-2:])
            continue
        gold, found = spans(sentence, 0), spans(sentence, 1)
        for name in {span[2] for span in gold | found}:
            for key in {name, "all"} if name != "MISC" else {name}:
                of_type = [{s for s in side if s[2] == name} for side in (found & gold, found, gold)]
                for i, side in enumerate(of_type):
                    counts[key][i] += len(side)
        sentence = []
    return {key: f1(*values) for key, values in counts.items()}


def region_of(name):
    """The part of the world that a document of wwn is about, from the begin of its name."""
    prefix = name.split("_")[0]
    for region, prefixes in REGIONS.items():
        if prefix in prefixes.split():
            return region
    return "elsewhere"


def by_region(tagged):
    """The lines of each region of the tagged file."""
    regions = collections.defaultdict(list)
    for document in re.split(r"(?m)^# doc ", tagged)[1:]:
        name, _, lines = document.partition("\n")
        regions[region_of(name)].append(lines)
    return {region: "\n".join(parts) for region, parts in sorted(regions.items())}


def place_of(words, text):
    """Begins and ends of some words, however they are spaced and quoted."""
    pattern = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", words))
    return [match.span() for match in re.finditer(pattern, text)]


def located_mentions(document, mentions, listed):
    """(type, surface, entity) of the mentions in the title and the body of an article."""
    text = document["text"]
    # A reader may have taken the first or last words for a dateline or a byline.
    begin = (place_of(listed["FIRST"], text) or [(0, 0)])[0][0]
    end = (place_of(listed["LAST"], text) or [(0, len(text))])[-1][1]
    apart = any(mention["in_title"] for mention in mentions)
    heading = text.find(listed["TITLE"], 0, begin)
    body = text.encode()
    for mention in mentions:
        if not mention["in_title"]:
            position = len(body[:mention["begin"]].decode())
            in_heading = (not apart and heading >= 0 and
                          heading <= position < heading + len(listed["TITLE"]))
            if not in_heading and not begin <= position < end:
                continue
        surface = COURTESY.sub("", " ".join(mention["text"].split()))
        if document["language"] == "tr":
            surface = TURKISH_CASE.sub("", surface)
        yield mention["field"], surface, mention["entity"]


def corpus_mentions():
    """DOC -> (type, surface) -> entities, as ksearch has them and as they are annotated."""
    with tempfile.TemporaryDirectory() as folder:
        index = pathlib.Path(folder) / "index"
        run("index", "-q", "-d", index, CORPUS)
        by_document = collections.defaultdict(list)
        for line in run("mentions", "--copies", "--json", "-d", index).splitlines():
            mention = json.loads(line)
            by_document[mention["document"]].append(mention)
        documents = [json.loads(run("show", "--json", "-d", index, name)) for name in by_document]
    listed = {row["DOC"]: row for row in rows_of("documents.tsv")}
    found = {}
    for document in documents:
        name = pathlib.Path(document["path"]).relative_to(CORPUS).as_posix()
        if name not in listed:
            name += "#" + document["id"]
        if name not in listed:
            continue  # a record that is no article
        of_document = collections.defaultdict(list)
        for kind, surface, entity in located_mentions(
            document, by_document[document["id"]], listed[name]
        ):
            of_document[kind, surface].append(entity)
        found[name] = of_document
    gold = {name: collections.defaultdict(list) for name in listed}
    for row in rows_of("entities.tsv"):
        if row["TYPE"] != "none":
            gold[row["DOC"]][row["TYPE"], row["SURFACE"]] += (
                [row["ENTITY"]] * int(row["OCCURRENCES"])
            )
    return found, gold


def b_cubed(pairs):
    """F1 of entities over mentions, each a pair of the entity found and the annotated one."""
    both = collections.Counter(pairs)
    found = collections.Counter(pair[0] for pair in pairs)
    gold = collections.Counter(pair[1] for pair in pairs)
    precision = sum(n * n / found[pair[0]] for pair, n in both.items()) / len(pairs)
    recall = sum(n * n / gold[pair[1]] for pair, n in both.items()) / len(pairs)
    return 200 * precision * recall / (precision + recall)


class Names(unittest.TestCase):
    def test_news_of_the_world(self):
        path = SHARED / "ner" / "wwn.dev.conll"
        if not path.exists():
            print(f"SKIPPED: no {path}")
            self.skipTest("no annotated news")
        tagged = run("entities", "--conll", path)
        for region, lines in by_region(tagged).items():
            of_region = news_scores(lines)
            print(f"wwn.dev F1, {region}: " + ", ".join(
                f"{key} {of_region.get(key, 0):.1f}" for key in ("PER", "LOC", "ORG", "all")))
        scores = news_scores(tagged)
        print("wwn.dev F1: " + ", ".join(f"{key} {scores[key]:.1f}"
                                         for key in ("PER", "LOC", "ORG", "all")))
        self.assertGreaterEqual(scores["all"], LEAST_NEWS_ALL)
        self.assertGreaterEqual(scores["PER"], LEAST_NEWS_PEOPLE)

    def test_sample_collection(self):
        found, gold = corpus_mentions()
        self.assertEqual(set(found), set(gold))
        counts = collections.defaultdict(lambda: [0, 0, 0])
        pairs = []
        wrong = []
        for name, annotated in gold.items():
            for key in sorted(annotated.keys() | found[name].keys()):
                ours, theirs = sorted(found[name].get(key, [])), sorted(annotated.get(key, []))
                for kind in (key[0], "all"):
                    for i, n in enumerate((min(len(ours), len(theirs)), len(ours), len(theirs))):
                        counts[kind][i] += n
                pairs += [((key[0], a), (key[0], b)) for a, b in zip(ours, theirs)]
                if len(ours) != len(theirs):
                    wrong.append(f"{len(ours) - len(theirs):+} {key[0]} {key[1]} ({name})")
        entities = b_cubed(pairs)
        print("corpus F1: " + ", ".join(f"{kind} {f1(*counts[kind]):.1f}"
                                        for kind in ("person", "place", "org", "all"))
              + f"; B-cubed F1 {entities:.1f}")
        if os.environ.get("KSEARCH_QUALITY_DETAILS"):
            split = collections.defaultdict(collections.Counter)
            for ours, theirs in pairs:
                split[theirs][ours] += 1
            wrong += [f"{k} is {dict(v)}" for k, v in split.items() if len(v) > 1]
            print("\n".join(wrong))
        self.assertGreaterEqual(f1(*counts["all"]), LEAST_CORPUS_MENTIONS)
        self.assertGreaterEqual(entities, LEAST_CORPUS_ENTITIES)


if __name__ == "__main__":
    unittest.main()
