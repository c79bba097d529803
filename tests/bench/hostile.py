"""Hostile queries and large documents: hostile.py INDEX [--build build/release] [--repeats N].

Each query runs as `ksearch search --batch` lines in one process, so that starting the program does not count; the
least CPU time of the repeats is shown, with how it ended. A large document is made of the sentences of corpus/.
Machines are noisy: CPU time is quoted, not wall time.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).parents[2]
EVERYWHERE = "of the to in and a for on that is".split()
MEGABYTE = 1_000_000
WORDS = "government minister president people percent company police market state million".split()


def letters(count):
    """Different made-up words."""
    return [chr(97 + i % 26) + chr(97 + i // 26 % 26) + "z" + str(i) for i in range(count)]


def hostile_queries(corpus_words):
    near = [f"{a} NEAR/10 {b}" for a in WORDS[:8] for b in WORDS[:8]]
    frequent = " ".join(WORDS)
    return {
        "1 MiB of frequent words": (" ".join(WORDS) + " ") * (2**20 // (len(frequent) + 1)),
        "1 MiB of one letter": "a" * 2**20,
        "1 MiB of signs": "(" * 2**20,
        "10,000 made-up words": " ".join(letters(10_000)),
        "10,000 words of texts": " ".join((corpus_words * 10)[:10_000]),
        "256 words of texts": " ".join(corpus_words[:256]),
        "10,000 ANDs": " AND ".join(letters(10_000)),
        "nesting of 5,000": "(" * 5_000 + "a" + ")" * 5_000,
        "a*": "a*",
        "s?*": "s?*",
        "abc* abd* ...": " ".join(f"ab{chr(97 + i)}*" for i in range(26)),
        "64 prefixes": " ".join(f"{word[:3]}*" for word in corpus_words[:64]),
        "64 patterns": " ".join(f"{word[:2]}*{word[-1]}" for word in corpus_words[:64]),
        "64 fuzzy words": " ".join(f"{word}~2" for word in corpus_words[:64]),
        "64 NEARs": " ".join(f"({pair})" for pair in near),
        "30 NEARs of frequent words": " ".join(near[:30]),
        "30 phrases of frequent words": " ".join(f'"{a} {b}"' for a in EVERYWHERE for b in EVERYWHERE[:3]),
        "NEAR of 10 frequent words": " NEAR/20 ".join(WORDS),
        "phrase of 500 frequent words": '"' + " ".join(WORDS * 50) + '"',
        "phrase of stop words": '"to be of the and in a that is for it on with as"',
        "30 phrases of two stop words": " ".join(['"of the"', '"in the"', '"to the"'] * 10),
        "NOT of everything": "NOT " + " NOT ".join(WORDS),
        "60 ORs of dates": " OR ".join(f"date:{1960 + i}..{2020 + i % 5}" for i in range(60)),
    }


def cpu_of(command):
    """User and system seconds, exit code, last line of standard error, peak memory in MB."""
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        lines = errors.read().decode(errors="replace").strip().splitlines()
    return usage.ru_utime + usage.ru_stime, child.returncode, lines[-1] if lines else "", usage.ru_maxrss / 1024


def least(command, repeats):
    return min((cpu_of(command) for _ in range(repeats)), key=lambda run: run[0])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("index", type=pathlib.Path)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    program = arguments.build / "bin" / "ksearch"
    texts = [file.read_text(encoding="utf-8") for file in sorted(ROOT.glob("corpus/**/*.txt"))]
    words = list(dict.fromkeys(re.findall(r"[a-z]{4,}", " ".join(texts).lower())))

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        batch = folder / "batch"
        for name, query in hostile_queries(words).items():
            batch.write_text(f"1\t{query}\n", encoding="utf-8")
            seconds, code, message, memory = least(
                [program, "search", "-d", arguments.index, "--batch", batch], arguments.repeats)
            print(f"{name:<32}{seconds * 1e3:8.0f} ms  {memory:5.0f} MB  exit {code}  {message[:90]}", flush=True)

        sentences = "\n".join(texts)
        for megabytes in (1, 5, 25):
            large = folder / f"{megabytes}" / "large.txt"
            large.parent.mkdir()
            # Piece by piece: the peak memory of a child begins with that of this process.
            with large.open("w", encoding="utf-8") as file:
                file.write("A long report\n\n")
                for left in range(megabytes * MEGABYTE, 0, -len(sentences)):
                    file.write(sentences[:left])
                file.write("\n\nThe zeppelin landed at noon.\n")
            index = folder / f"index{megabytes}"
            subprocess.run([program, "index", "-q", "--no-entities", "-d", index, large.parent], check=True)
            for title, extra in (("without passages", ["--snippets", "0"]), ("with passages", [])):
                seconds, code, _, memory = least(
                    [program, "-d", index, "--copies", *extra, "zeppelin noon ceasefire"], arguments.repeats)
                print(f"{megabytes:>2} MB, hit {title:<22}{seconds * 1e3:8.0f} ms  {memory:5.0f} MB  exit {code}")
            seconds, code, _, memory = least(
                [program, "show", "-d", index, "--query", "zeppelin ceasefire", large], arguments.repeats)
            print(f"{megabytes:>2} MB, show{seconds * 1e3:27.0f} ms  {memory:5.0f} MB  exit {code}")


if __name__ == "__main__":
    sys.exit(main())
