"""Benchmarks of the release build: run.py [--documents N] [--repeats N] [--build build/release].

Reports CPU seconds, peak memory and size of an index of the news collection beside the project, and the
latency of queries, warm in one process and cold as the program. Medians of repeats, with the least and the
most. Machines differ and are noisy: compare figures of one run, quote medians.
"""

import argparse
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).parents[2]
SHARED = pathlib.Path(os.environ.get("KSEARCH_SHARED_DIR", ROOT.parent / "shared"))
SEED = 1
QUERIES = 200  # of each of five kinds


def documents(count):
    archive = SHARED / "news" / "news100k.jsonl.zst"
    if not archive.exists():
        sys.exit(f"no news collection at {archive}")
    with subprocess.Popen(["zstd", "-dcq", archive], stdout=subprocess.PIPE) as reader:
        lines = [line for line, _ in zip(reader.stdout, range(count))]
        reader.kill()
    return lines


def make_queries(lines):
    """Frequent words, rare words, words side by side, AND, and phrases, all from the texts themselves."""
    draw = random.Random(SEED)
    texts = [re.findall(r"[a-z]{3,}", json.loads(line)["text"].lower()) for line in lines]
    texts = [words for words in texts if len(words) > 30]
    frequency = {}
    for words in texts:
        for word in set(words):
            frequency[word] = frequency.get(word, 0) + 1
    ranked = sorted(frequency, key=lambda word: (-frequency[word], word))
    frequent = ranked[50:600]
    rare = [word for word in ranked if 2 <= frequency[word] <= 20]

    def near_by(count):
        words = draw.choice(texts)
        start = draw.randrange(len(words) - 25)
        return draw.sample(words[start:start + 25], count)

    def run_of(count):
        words = draw.choice(texts)
        start = draw.randrange(len(words) - count)
        return words[start:start + count]

    queries = []
    for _ in range(QUERIES):
        queries.append(draw.choice(frequent))
        queries.append(draw.choice(rare))
        queries.append(" ".join(near_by(draw.choice((2, 3)))))
        queries.append(" AND ".join(near_by(draw.choice((2, 3)))))
        queries.append('"' + " ".join(run_of(draw.choice((2, 3)))) + '"')
    return queries


def run_child(command):
    """CPU seconds, wall seconds and peak memory in MB of one run."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{command} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024


def show(name, values, unit, digits=1):
    print(f"{name:<34}{statistics.median(values):10.{digits}f} {unit:<6}"
          f" ({min(values):.{digits}f} to {max(values):.{digits}f})")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    arguments = parser.parse_args()
    program = arguments.build / "bin" / "ksearch"
    lines = documents(arguments.documents)
    text_bytes = sum(len(json.loads(line)["text"].encode()) for line in lines)
    print(f"collection: first {len(lines)} documents of the news, {text_bytes / 1e6:.1f} MB of text; "
          f"{os.cpu_count()} processors; {arguments.repeats} repeats: median (least to most)")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "news.jsonl").write_bytes(b"".join(lines))
        (folder / "queries.txt").write_text("\n".join(make_queries(lines)) + "\n")
        for title, extra in (("without entities", ["--no-entities"]), ("with entities", [])):
            runs = []
            for repeat in range(arguments.repeats):
                index = folder / f"{title}-{repeat}"
                runs.append(run_child([program, "index", "-q", "-d", index, *extra,
                                       folder / "news.jsonl"]))
            cpu, wall, memory = zip(*runs)
            show(f"build {title}: CPU", cpu, "s")
            show("  wall", wall, "s")
            show("  text", [text_bytes / 1e6 / seconds for seconds in cpu], "MB/CPU s", 2)
            show("  peak memory", memory, "MB", 0)
            size = sum(file.stat().st_size for file in index.rglob("*") if file.is_file())
            print(f"  index: {size / 1e6:.1f} MB, {size / text_bytes:.2f} times the text")
        bench = subprocess.run([arguments.build / "bin" / "query_bench", index, folder / "queries.txt"],
                               stdout=subprocess.PIPE, check=True, text=True)
        figures = json.loads(bench.stdout)
        print(f"queries: {figures['queries']}, best of {figures['repeats']}, {figures['build']}, "
              f"{figures['compiler']}")
        for kind in ("bare", "snippets", "facets"):
            values = figures[f"{kind}_ms"]
            print(f"  {kind:<12}" + "  ".join(f"{name} {value:7.3f} ms" for name, value in values.items()))
        cold = [run_child([program, "-d", index, query])[1] * 1e3
                for query in make_queries(lines)[:50]]
        show("cold process, ten hits", cold, "ms")


if __name__ == "__main__":
    main()
