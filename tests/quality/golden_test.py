"""The rankings of corpus/queries.tsv beside those that were last accepted.

`golden_test.py --update` accepts the present ones: do so in the commit that changes them, and say there why
they are better.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import measures

PROGRAM = os.environ["KSEARCH_PROGRAM"]
ROOT = pathlib.Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
GOLDEN = pathlib.Path(__file__).parent / "golden" / "corpus.tsv"
DEPTH = 10
# The least nDCG@10 over the judged queries that is accepted.
LEAST_NDCG = 0.80


def document_name(hit):
    """As qrels.tsv calls it: the path below corpus/, and the id of a record."""
    path = pathlib.Path(hit["path"]).relative_to(CORPUS.resolve())
    return f"{path}#{hit['id']}" if path.suffix == ".jsonl" else str(path)


def rankings():
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        index = pathlib.Path(folder) / "index"
        # One thread: documents with equal scores keep the order in which they were added.
        subprocess.run([PROGRAM, "index", "-q", "-j", "1", "-d", index, CORPUS.resolve()], check=True)
        for line in (CORPUS / "queries.tsv").read_text(encoding="utf-8").splitlines():
            name, query = line.split("\t")
            run = subprocess.run(
                [PROGRAM, "search", "-d", index, "--json", "--copies", "-n", "100", "--snippets", "0", "--", query],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
            )
            assert run.returncode in (0, 1), f"{name}: {run.stderr}"
            answers = [json.loads(answer) for answer in run.stdout.splitlines()]
            found[name] = [document_name(hit) for hit in answers if hit["type"] == "hit"]
    return found


def as_lines(found):
    return [
        f"{query}\t{rank}\t{document}"
        for query, ranking in found.items()
        for rank, document in enumerate(ranking[:DEPTH], 1)
    ]


class Golden(unittest.TestCase):
    def test_rankings_of_the_corpus(self):
        found = rankings()
        judgements = measures.read_judgements(CORPUS / "qrels.tsv")
        means = measures.all_measures(found, judgements)
        print("corpus  " + "  ".join(f"{name} {value:.4f}" for name, value in means.items()))
        self.assertGreaterEqual(means["nDCG@10"], LEAST_NDCG)
        self.maxDiff = None
        self.assertEqual(as_lines(found), GOLDEN.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text("\n".join(as_lines(rankings())) + "\n", encoding="utf-8")
    else:
        unittest.main(verbosity=0)
