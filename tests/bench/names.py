"""Speed of recognising names: names.py [--megabytes N] [--repeats N] [--build build/release].

Runs `ksearch entities` on one file made of the English texts of corpus/, again and again, and on an empty one;
the difference in CPU time is the recognition. Tokens are counted as runs of letters and digits. Reports the
median of repeats, with the least and the most, and the size of the model. Loading a model is what `--model` with
the same model as a file costs more on one sentence, where the one in the program is only mapped.
"""

import argparse
import pathlib
import re
import statistics
import sys
import tempfile

from run import ROOT, run_child

START_REPEATS = 15


def corpus_text():
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").rglob("*.txt"))]
    english = [text for text in texts if len(re.findall(r"\bthe\b", text)) * 40 > len(text.split())]
    if not english:
        sys.exit("corpus/ has no English text")
    return "\n\n".join(english) + "\n\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=int, default=20)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    arguments = parser.parse_args()
    program = arguments.build / "bin" / "ksearch"
    unit = corpus_text()
    text = unit * (arguments.megabytes * 1_000_000 // len(unit.encode()) + 1)
    tokens = len(re.findall(r"\w+", text))
    size_mb = len(text.encode()) / 1e6
    with tempfile.TemporaryDirectory() as folder:
        long = pathlib.Path(folder) / "long.txt"
        long.write_text(text, encoding="utf-8")
        short = pathlib.Path(folder) / "short.txt"
        short.write_text("Rain.\n", encoding="utf-8")
        model = ["--model", ROOT / "data" / "english.ner"]
        start, loaded = [], []
        for _ in range(START_REPEATS):  # by turns, so that what else the machine does hits both
            start.append(run_child([program, "entities", short])[0])
            loaded.append(run_child([program, "entities", *model, short])[0])
        whole = [run_child([program, "entities", long])[0] for _ in range(arguments.repeats)]
    rates = [tokens / (seconds - statistics.median(start)) for seconds in whole]
    print(f"{size_mb:.1f} MB, {tokens} tokens, {arguments.repeats} repeats: median (least to most)")
    print(f"tokens per CPU second {statistics.median(rates):,.0f} ({min(rates):,.0f} to {max(rates):,.0f})")
    print(f"start to end on one sentence, CPU {statistics.median(start) * 1e3:.1f} ms"
          f" ({min(start) * 1e3:.1f} to {max(start) * 1e3:.1f})")
    print(f"loading the model from a file, CPU {(statistics.median(loaded) - statistics.median(start)) * 1e3:.1f} ms"
          f" more ({START_REPEATS} repeats)")
    print(f"model {(ROOT / 'data' / 'english.ner').stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
