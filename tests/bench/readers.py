"""What reader processes cost a build: readers.py [--pages N] [--build build/release].

Makes web pages of the news collection beside the project, indexes them, and prints the CPU time of the
program and of its readers (ksearch-extract) beside that of reading the same pages in one process, without
an index (read_documents). What readers take beyond that is the cost of having processes.
"""

import argparse
import html
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from run import ROOT, documents


def write_pages(folder, count):
    for number, line in enumerate(documents(count)):
        record = json.loads(line)
        paragraphs = "".join(
            f"<p>{html.escape(part)}</p>\n" for part in record["text"].split("\n") if part.strip()
        )
        title = html.escape(record.get("title") or "")
        page = (
            f"<!doctype html><html lang=en><head><title>{title}</title></head><body>"
            f"<nav><a href=/>Home</a></nav><article><h1>{title}</h1>\n{paragraphs}</article></body></html>"
        )
        (folder / f"{number}.html").write_text(page, encoding="utf-8")


def seconds_of(arguments):
    """CPU seconds of a process, and of the children it waited for."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    # The name in parentheses may hold spaces; utime is the 14th field of all.
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    if process.wait() != 0:
        sys.exit(f"{arguments[0]} failed")
    ticks = os.sysconf("SC_CLK_TCK")
    user, system, child_user, child_system = (int(field) / ticks for field in fields[11:15])
    return user + system, child_user + child_system


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pages = folder / "pages"
        pages.mkdir()
        write_pages(pages, options.pages)
        alone, _ = seconds_of([options.build / "tests/quality/read_documents", *sorted(pages.iterdir())])
        print(f"reading {options.pages} pages in one process: {alone:.2f} s of CPU")
        for extra in ([], ["--no-entities"]):
            index = ["index", "-q", "-d", folder / f"index{len(extra)}", *extra, pages]
            own, readers = seconds_of([options.build / "bin/ksearch", *index])
            print(
                f"index {' '.join(extra)}: program {own:.2f} s, readers {readers:.2f} s of CPU; "
                f"readers {readers / (own + readers):.1%} of all, "
                f"their being processes {(readers - alone) / (own + readers):.1%}"
            )


if __name__ == "__main__":
    main()
