"""How well near-identical copies are told from different reports of one event.

Stories of the sample collection are copied with seeded edits as sites make them; corpus/istanbul holds different
reports of the same talks. Recall is the share of copies that are in the story of their original, precision the
share of pairs in one story that were made from one original.
"""

import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ["KSEARCH_PROGRAM"]
CORPUS = pathlib.Path(__file__).parents[2] / "corpus"
LEAST_RECALL = 0.95
LEAST_PRECISION = 0.99
LEAST_WORDS = 80
# The collection itself tells one story three times (corpus/README.md).
ONE_STORY = {
    "Third Istanbul round brings new prisoner exchange but no truce",
    "Prisoners, not peace: Istanbul talks end quickly",
    "Istanbul talks yield prisoners, not truce",
}
BOILERPLATE = (
    "You are reading our free edition. Register to receive the morning letter, choose the subjects that you "
    "follow and keep articles for later. Prices of the printed paper went up in spring."
)


def run(*words, stdin=None):
    return subprocess.run([PROGRAM, *map(str, words)], input=stdin, stdout=subprocess.PIPE, check=True).stdout


def replace_words(text, dice, words):
    """A fifth of the words become others of the collection."""
    parts = re.split(r"(\s+)", text)
    for at in dice.sample(range(0, len(parts), 2), len(parts) // 2 // 5):
        parts[at] = dice.choice(words)
    return "".join(parts)


def sentences(text):
    return re.split(r"(?<=[.!?])\s+", text)


def cut_start(text, dice, _):
    words = text.split(" ")
    return " ".join(words[len(words) * dice.randint(5, 20) // 100 :])


def cut_end(text, dice, _):
    words = text.split(" ")
    return " ".join(words[: len(words) - len(words) * dice.randint(5, 20) // 100])


def insert_paragraph(text, dice, words):
    added = " ".join(dice.choice(words) for _ in range(len(text.split()) // 5)) + "."
    parts = sentences(text)
    at = dice.randint(0, len(parts))
    return " ".join(parts[:at] + [added] + parts[at:])


def wrap(text, _dice, _words):
    return f"{BOILERPLATE[:80]}\n\n{text}\n\n{BOILERPLATE[80:]}"


def some_of_each(text, dice, words):
    parts = re.split(r"(\s+)", cut_end(text, dice, words))
    for at in dice.sample(range(0, len(parts), 2), len(parts) // 2 // 20):
        parts[at] = dice.choice(words)
    return "".join(parts)


EDITS = (replace_words, cut_start, cut_end, insert_paragraph, wrap, some_of_each)


class Copies(unittest.TestCase):
    def test_recall_and_precision(self):
        with tempfile.TemporaryDirectory() as folder:
            self.measure(pathlib.Path(folder))

    def documents(self, folder):
        run("index", "-q", "-d", folder / "corpus", CORPUS)
        hits = run("search", "--json", "--copies", "-n", "0", "--snippets", "0", "-d", folder / "corpus", "*")
        for line in hits.splitlines():
            hit = json.loads(line)
            if hit["type"] == "hit":
                document = json.loads(run("show", "--json", "-d", folder / "corpus", hit["id"]))
                if len(document["text"].split()) >= LEAST_WORDS:
                    yield document

    def measure(self, folder):
        documents = list(self.documents(folder))
        self.assertGreater(len(documents), 50)
        dice = random.Random(20260)
        words = [word for document in documents for word in document["text"].split()]
        records = []
        for number, document in enumerate(documents):
            records.append({"id": f"{number}", "title": document["title"], "text": document["text"]})
            for edit in EDITS:
                records.append({
                    "id": f"{number}/{edit.__name__}",
                    "title": f"From elsewhere: {document['title']}",
                    "text": edit(document["text"], dice, words),
                })
        dice.shuffle(records)
        lines = "".join(json.dumps(record) + "\n" for record in records)
        run("index", "-q", "--no-entities", "-d", folder / "copies", "-", stdin=lines.encode())
        story_of = {}
        for record in records:
            shown = json.loads(run("show", "--json", "-d", folder / "copies", record["id"]))
            story_of[record["id"]] = {record["id"], *shown["copies"]}

        missed = {edit.__name__: 0 for edit in EDITS}
        for number in range(len(documents)):
            for edit in EDITS:
                missed[edit.__name__] += f"{number}/{edit.__name__}" not in story_of[str(number)]
        recalls = {name: 1 - count / len(documents) for name, count in missed.items()}
        pairs = [(a, b) for a, story in story_of.items() for b in story if a < b]
        original_of = {str(number): str(number) for number in range(len(documents))}
        told_again = [str(n) for n, document in enumerate(documents) if document["title"] in ONE_STORY]
        original_of.update(dict.fromkeys(told_again, told_again[0]))
        wrong = [
            (a, b) for a, b in pairs if original_of[a.split("/")[0]] != original_of[b.split("/")[0]]
        ]
        recall = sum(recalls.values()) / len(recalls)
        precision = 1 - len(wrong) / len(pairs)
        print(f"{len(documents)} originals, {len(records)} documents, {len(pairs)} pairs in one story")
        for name, share in recalls.items():
            print(f"  recall {name:17}{share:.3f}")
        print(f"recall {recall:.3f} (at least {LEAST_RECALL}), precision {precision:.4f} (at least {LEAST_PRECISION})")
        for pair in wrong:
            print("  in one story:", *(documents[int(name.split("/")[0])]["title"] for name in pair), sep="\n    ")
        for name, share in recalls.items():
            self.assertGreaterEqual(share, LEAST_RECALL, name)
        self.assertGreaterEqual(precision, LEAST_PRECISION)
        self.assertEqual(len(told_again), len(ONE_STORY))
        self.assertLess(set(told_again), story_of[told_again[0]])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
