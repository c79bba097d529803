"""Measures of ranked retrieval, as trec_eval defines them."""

import math


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


def all_measures(rankings, judgements):
    """Means over the judged queries that have a relevant document, by name."""
    judged = [query for query, grades in judgements.items() if any(grades.values())]
    measures = {
        "nDCG@10": ndcg, "MAP": average_precision, "R@100": recall, "P@10": precision,
    }
    return {
        name: sum(measure(rankings.get(query, []), judgements[query]) for query in judged)
        / len(judged)
        for name, measure in measures.items()
    }


def read_judgements(path):
    """TREC form; the document may hold spaces when the columns are tabs."""
    judgements = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t") if "\t" in line else line.split()
            query, _, document, grade = fields
            judgements.setdefault(query, {})[document] = max(0, int(grade))
    return judgements
