#!/usr/bin/env python3
"""Scores article extraction on the pages of scrapinghub/article-extraction-benchmark.

Usage: article_extraction.py READ_DOCUMENTS HTML_ZYTE_FOLDER [--half design|held-out] [--worst N]
       article_extraction.py --index KSEARCH HTML_ZYTE_FOLDER [...]

The measure is the benchmark's own: 4-gram shingles of \\w+ tokens, counted; precision and recall of
a page, and F1 of their means over all pages. A page belongs to the design half when the first hex
digit of its name is even; constants were chosen looking at that half only.
"""
import argparse
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

LEAST_F1 = 0.95


def shingles(text, size=4):
    tokens = re.findall(r"\w+", text)
    count = max(1, len(tokens) - size + 1)
    return collections.Counter(tuple(tokens[i:i + size]) for i in range(count) if tokens)


def precision_recall(expected, found):
    expected, found = shingles(expected), shingles(found)
    true_positives = sum(min(count, found[shingle]) for shingle, count in expected.items())
    false_positives = sum(max(0, count - expected[shingle]) for shingle, count in found.items())
    false_negatives = sum(max(0, count - found[shingle]) for shingle, count in expected.items())
    if true_positives == false_positives == false_negatives == 0:
        return 1.0, 1.0
    if true_positives == 0:
        return 0.0, 0.0
    return (true_positives / (true_positives + false_positives),
            true_positives / (true_positives + false_negatives))


def is_design(name):
    return int(name[0], 16) % 2 == 0


def score(names, truth, found):
    pairs = [precision_recall(truth[name]["articleBody"], found.get(name, "")) for name in names]
    precision = sum(p for p, _ in pairs) / len(pairs)
    recall = sum(r for _, r in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall), precision, recall, pairs


def extract(program, folder, names):
    with tempfile.TemporaryDirectory() as pages:
        paths = []
        for name in names:
            path = pathlib.Path(pages) / f"{name}.html"
            path.write_bytes(gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()))
            paths.append(str(path))
        output = subprocess.run([program, *paths], check=True, capture_output=True).stdout
    documents = (json.loads(line) for line in output.splitlines())
    return {pathlib.Path(d["path"]).stem: d["text"] for d in documents if "text" in d}


def show_indexed(ksearch, folder, names):
    """The texts as `ksearch index` and then `ksearch show` give them."""
    with tempfile.TemporaryDirectory() as index:
        pages = folder / "html"
        subprocess.run([ksearch, "index", "-q", "--no-entities", "-d", index, pages], check=True)
        texts = {}
        for name in names:
            shown = subprocess.run([ksearch, "show", "--json", "-d", index,
                                    pages.resolve() / f"{name}.html.gz"],
                                   check=False, capture_output=True).stdout
            texts[name] = json.loads(shown)["text"] if shown else ""
        return texts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--half", choices=["design", "held-out"])
    parser.add_argument("--index", action="store_true",
                        help="the program is ksearch: index the pages, then show them")
    parser.add_argument("--worst", type=int, default=0, help="list the N worst pages")
    options = parser.parse_args()
    if not options.folder.exists():
        print(f"SKIPPED: no pages in {options.folder}")
        return 0
    truth = json.loads((options.folder / "ground-truth.json").read_text())
    names = sorted(truth)
    halves = {"design": [n for n in names if is_design(n)],
              "held-out": [n for n in names if not is_design(n)], "all": names}
    chosen = [options.half] if options.half else list(halves)
    read = show_indexed if options.index else extract
    found = read(options.program, options.folder, halves[options.half or "all"])
    f1 = 0
    for half in chosen:
        f1, precision, recall, pairs = score(halves[half], truth, found)
        print(f"{half}: {len(pairs)} pages, F1 {f1:.4f}, precision {precision:.4f}, "
              f"recall {recall:.4f}")
        worst = sorted(zip(pairs, halves[half]), key=lambda page: min(page[0]))[:options.worst]
        for (precision, recall), name in worst:
            print(f"  {precision:.3f} {recall:.3f} {name} {truth[name]['url']}")
    return 0 if options.half or f1 >= LEAST_F1 else 1


if __name__ == "__main__":
    sys.exit(main())
