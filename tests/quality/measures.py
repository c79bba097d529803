"""Measures of ranked retrieval, as trec_eval defines them."""

import math
import random


def ndcg(ranking, relevance, depth=10):
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002), gain = grade."""
    gained = sum(
        relevance.get(document, 0) / math.log2(rank + 2)
        for rank, document in enumerate(ranking[:depth])
    )
    ideal = sum(
        grade / math.log2(rank + 2)
        for rank, grade in enumerate(sorted(relevance.values(), reverse=True)[:depth])
    )
    return gained / ideal if ideal else 0.0


def average_precision(ranking, relevance):
    """Mean of the precision at each relevant document; not found ones count as 0."""
    relevant = {document for document, grade in relevance.items() if grade > 0}
    found, total = 0, 0.0
    for rank, document in enumerate(ranking, 1):
        if document in relevant:
            found += 1
            total += found / rank
    return total / len(relevant) if relevant else 0.0


def recall(ranking, relevance, depth=100):
    relevant = {document for document, grade in relevance.items() if grade > 0}
    return len(relevant & set(ranking[:depth])) / len(relevant) if relevant else 0.0


def precision(ranking, relevance, depth=10):
    return sum(relevance.get(document, 0) > 0 for document in ranking[:depth]) / depth


MEASURES = {"nDCG@10": ndcg, "MAP": average_precision, "R@100": recall, "P@10": precision}


def per_query(rankings, judgements):
    """Measure -> query -> value, over the judged queries that have a relevant document."""
    judged = [query for query, grades in judgements.items() if any(grades.values())]
    return {
        name: {query: measure(rankings.get(query, []), judgements[query]) for query in judged}
        for name, measure in MEASURES.items()
    }


def mean(values):
    return sum(values.values()) / len(values)


def all_measures(rankings, judgements):
    """Means over the queries that per_query() has, by name."""
    return {name: mean(values) for name, values in per_query(rankings, judgements).items()}


def significance(before, after, rounds=10_000):
    """p of the difference of two means over the same queries, two-sided: the paired randomisation test
    (Smucker, Allan and Carterette 2007), with a fixed seed."""
    deltas = [after[query] - before[query] for query in before]
    observed = abs(sum(deltas))
    draw = random.Random(1)
    extreme = sum(
        abs(sum(delta if draw.random() < 0.5 else -delta for delta in deltas)) >= observed - 1e-12
        for _ in range(rounds)
    )
    return (extreme + 1) / (rounds + 1)


def read_judgements(path):
    """TREC form; the document may hold spaces when the columns are tabs."""
    judgements = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t") if "\t" in line else line.split()
            query, _, document, grade = fields
            judgements.setdefault(query, {})[document] = max(0, int(grade))
    return judgements
