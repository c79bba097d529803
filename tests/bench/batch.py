"""Batches of queries: batch.py INDEX [--queries FILE] [--repeats N] [--build build/release].

Runs a thousand queries, those of run.py or the lines of FILE, through `ksearch --batch` with ten hits each, in one
thread and in one a processor, and shows what a query costs: CPU time without that of starting and ending the program,
queries for a second of CPU time, and how much of the time by the clock threads save. Each figure is the least of the
repeats, which take turns. Machines are noisy: ratios of one run count.
"""

import argparse
import os
import pathlib
import tempfile

import run

FORMATS = {
    "paths": ["--format", "paths"],
    "trec": ["--format", "trec"],
    "json without passages": ["--json", "--snippets", "0"],
    "json, two passages": ["--json"],
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("index", type=pathlib.Path)
    parser.add_argument("--queries", type=pathlib.Path)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--build", type=pathlib.Path, default=run.ROOT / "build" / "release")
    arguments = parser.parse_args()
    program = arguments.build / "bin" / "ksearch"
    queries = (arguments.queries.read_text(encoding="utf-8").splitlines() if arguments.queries
               else run.make_queries(run.documents(10_000)))
    with tempfile.TemporaryDirectory() as folder:
        one, many = pathlib.Path(folder) / "one", pathlib.Path(folder) / "many"
        one.write_text(f"1\t{queries[0]}\n", encoding="utf-8")
        many.write_text("".join(f"{i}\t{query}\n" for i, query in enumerate(queries)), encoding="utf-8")

        def command(extra, jobs, batch):
            return [program, "-d", arguments.index, *extra, "-j", str(jobs), "--batch", batch]

        best = {}
        processors = os.cpu_count()
        for _ in range(arguments.repeats):
            for name, extra in FORMATS.items():
                for key, jobs, batch in (("start", 1, one), ("one", 1, many), ("all", processors, many)):
                    cpu, wall, _ = run.run_child(command(extra, jobs, batch))
                    known = best.get((name, key), (cpu, wall))
                    best[name, key] = (min(cpu, known[0]), min(wall, known[1]))
    print(f"{len(queries)} queries, ten hits each; {processors} processors")
    for name in FORMATS:
        cpu = best[name, "one"][0] - best[name, "start"][0]
        threads = best[name, "all"][0] / best[name, "one"][0], best[name, "one"][1] / best[name, "all"][1]
        print(f"{name:<24}{cpu / len(queries) * 1e3:8.3f} ms of CPU a query, {len(queries) / cpu:7.0f} a second; "
              f"{processors} threads: CPU {threads[0]:.2f} times, {threads[1]:.2f} times as fast")


if __name__ == "__main__":
    main()
