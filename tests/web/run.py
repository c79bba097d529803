#!/usr/bin/env python3
"""Drives the web page of the built program in Chromium.

Usage: run.py MODULES SCREENSHOTS; $KSEARCH_PROGRAM is the program. Indexes corpus/ and a collection
of hostile texts in a temporary folder, serves both on loopback at ports that the system chooses,
installs what package-lock.json pins in the folder MODULES, and runs page_test.mjs. Skips, with a
line that says so, only where node, npm or chromium are not installed.
"""

import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.append(str(ROOT / "tests" / "support"))
from hostile import write_names, write_records  # noqa: E402

PROGRAM = os.environ["KSEARCH_PROGRAM"]
# Hang guards, ten times wider than what these take under a sanitizer.
TEST_SECONDS = 800
INSTALL_SECONDS = 300


def install_modules(folder):
    """Installs what the lock file pins, unless it was installed there before."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "page_test.mjs"):
        shutil.copy(HERE / name, folder)
    done = folder / "node_modules" / ".package-lock.json"
    lock = folder / "package-lock.json"
    pinned = (HERE / "package-lock.json").read_bytes()
    if done.exists() and lock.exists() and lock.read_bytes() == pinned:
        return
    lock.write_bytes(pinned)
    subprocess.run(
        ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"],
        cwd=folder,
        check=True,
        timeout=INSTALL_SECONDS,
    )


@contextlib.contextmanager
def served(index, *words):
    """The address at which an index is served while the block runs; `words` are those of `index`."""
    subprocess.run([PROGRAM, "index", "-q", "-d", index, *words], check=True)
    command = [PROGRAM, "serve", "-d", index, "--listen", "127.0.0.1:0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server.stdout.readline().strip().rstrip("/")
        finally:
            server.terminate()


def main():
    modules, screenshots = map(pathlib.Path, sys.argv[1:])
    missing = [name for name in ("node", "npm", "chromium") if shutil.which(name) is None]
    if missing:
        print(f"SKIPPED: the web page is not tested, since {', '.join(missing)} is not installed")
        return 0
    install_modules(modules)
    screenshots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ksearch-web-") as folder:
        folder = pathlib.Path(folder)
        write_records(folder / "hostile.jsonl")
        write_names(folder / "names.tsv")
        with served(folder / "sample", ROOT / "corpus") as sample, served(
            folder / "hostile", "--names", folder / "names.tsv", folder / "hostile.jsonl"
        ) as hostile:
            return subprocess.run(
                ["node", "--test", modules / "page_test.mjs"],
                env=os.environ
                | {
                    "SAMPLE": sample,
                    "HOSTILE": hostile,
                    "HOSTILE_TEXTS": str(ROOT / "tests" / "support" / "hostile.json"),
                    "SCREENSHOTS": str(screenshots),
                    "CHROMIUM": shutil.which("chromium"),
                },
                timeout=TEST_SECONDS,
                check=False,
            ).returncode


if __name__ == "__main__":
    sys.exit(main())
