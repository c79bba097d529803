"""Ranking of the classical test collections beside the project, through the built program.

They are third-party and not part of the project; without them the test is skipped, loudly. Of them only
measures are kept (golden/collections.tsv: collection, query, then the measures), so that a change of ranking
shows for each query, and whether it is more than chance. `collections_test.py --update` accepts the present
measures: do so in the commit that changes them, and say there why they are better.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import measures

PROGRAM = os.environ["KSEARCH_PROGRAM"]
SHARED = pathlib.Path(
    os.environ.get("KSEARCH_SHARED_DIR", pathlib.Path(__file__).parents[3] / "shared")
)
GOLDEN = pathlib.Path(__file__).parent / "golden" / "collections.tsv"
# The least nDCG@10 that is accepted, of each collection and of their mean.
LEAST = {"cran": 0.545, "cisi": 0.425, "med": 0.710}
LEAST_MEAN = 0.560
# Queries whose nDCG@10 changed most that are listed.
SHOWN = 5


def rankings_of(collection, folder):
    index = folder / collection.name
    subprocess.run(
        [PROGRAM, "index", "-q", "-d", index, "--language", "en", "--no-entities", "-j", "1",
         collection / "docs.jsonl"],
        stderr=subprocess.DEVNULL,
        check=False,  # two records of Cranfield are empty: exit code 4
    )
    run = subprocess.run(
        [PROGRAM, "search", "-d", index, "--batch", collection / "queries.tsv", "--plain",
         "--format", "trec", "--copies", "--limit", "1000"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True,
    )
    rankings = {}
    for line in run.stdout.splitlines():
        query, _, document, rank, _, tag = line.split()
        ranking = rankings.setdefault(query, [])
        ranking.append(document)
        assert int(rank) == len(ranking) and tag == "ksearch"
    return rankings


def measure_all():
    """Collection -> measure -> query -> value."""
    with tempfile.TemporaryDirectory() as folder:
        return {
            name: measures.per_query(
                rankings_of(SHARED / "ir" / name, pathlib.Path(folder)),
                measures.read_judgements(SHARED / "ir" / name / "qrels.tsv"),
            )
            for name in LEAST
        }


def as_lines(found):
    return [
        "\t".join([name, query] + [f"{values[query]:.4f}" for values in by_measure.values()])
        for name, by_measure in found.items()
        for query in by_measure["nDCG@10"]
    ]


def read_golden():
    golden = {name: {measure: {} for measure in measures.MEASURES} for name in LEAST}
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        name, query, *values = line.split("\t")
        for measure, value in zip(measures.MEASURES, values):
            golden[name][measure][query] = float(value)
    return golden


def compare(name, before, after):
    """Prints the means of a collection, how they differ from the golden ones, and where most."""
    for measure, values in after.items():
        rounded = {query: round(value, 4) for query, value in values.items()}
        change = measures.mean(rounded) - measures.mean(before[measure])
        line = f"{name:<6}{measure:<9}{measures.mean(values):8.4f}"
        if rounded != before[measure]:
            p = measures.significance(before[measure], rounded)
            better = sum(rounded[query] > before[measure][query] for query in rounded)
            worse = sum(rounded[query] < before[measure][query] for query in rounded)
            line += f"  {change:+.4f}, p {p:.3f}, {better} better, {worse} worse"
        print(line)
    deltas = {query: after["nDCG@10"][query] - before["nDCG@10"][query] for query in after["nDCG@10"]}
    for query in sorted(deltas, key=lambda query: -abs(deltas[query]))[:SHOWN]:
        if abs(deltas[query]) > 0.0001:
            print(f"      query {query:<6}{deltas[query]:+.4f}")


@unittest.skipUnless((SHARED / "ir").is_dir(), f"SKIPPED: no test collections in {SHARED / 'ir'}")
class Collections(unittest.TestCase):
    def test_ranking(self):
        found = measure_all()
        golden = read_golden()
        means = {name: measures.mean(by_measure["nDCG@10"]) for name, by_measure in found.items()}
        for name, by_measure in found.items():
            compare(name, golden[name], by_measure)
        mean = sum(means.values()) / len(means)
        print(f"mean of the collections, nDCG@10: {mean:.4f}")
        for name, least in LEAST.items():
            with self.subTest(name):
                self.assertGreaterEqual(means[name], least)
        self.assertGreaterEqual(mean, LEAST_MEAN)
        self.assertEqual(as_lines(found), GOLDEN.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        GOLDEN.write_text("\n".join(as_lines(measure_all())) + "\n", encoding="utf-8")
    else:
        unittest.main(verbosity=0)
