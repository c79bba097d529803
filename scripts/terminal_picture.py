#!/usr/bin/env python3
"""Draws what a command prints on a terminal as an SVG: docs/images/terminal.svg of README.md.

Usage: terminal_picture.py LINES COMMAND [ARGUMENT...] > PICTURE

The command runs on a pseudo-terminal of 80 columns; the first LINES lines of its output are drawn.

    export PATH="$PWD/build/release/bin:$PATH" KSEARCH_INDEX="$PWD/build/demo-index"
    scripts/terminal_picture.py 28 ksearch "Medinsky ceasefire" --facets -n 2 > docs/images/terminal.svg
"""

import fcntl
import os
import pty
import re
import shlex
import struct
import sys
import termios
from xml.sax.saxutils import escape

COLUMNS = 80
CHARACTER_WIDTH, LINE_HEIGHT, MARGIN = 8.4, 19, 16
# Select Graphic Rendition (ECMA-48, 8.3.117): the few that ksearch uses.
STYLES = {"1": "bold", "2": "dim", "31": "red", "32": "green", "33": "yellow", "34": "blue", "36": "cyan"}
ESCAPE = re.compile(r"\x1b\]8;;[^\x1b\x07]*(?:\x1b\\|\x07)|\x1b\[([0-9;]*)m")
HEAD = """<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" role="img" aria-label="{title}">
<style>
text {{ font: 14px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #d8dee9; white-space: pre }}
.bold {{ font-weight: bold }} .dim {{ fill: #8b95a7 }} .red {{ fill: #ff7b72 }} .green {{ fill: #7ee787 }}
.yellow {{ fill: #e3b341 }} .blue {{ fill: #79c0ff }} .cyan {{ fill: #76e3ea }}
</style>
<rect width="100%" height="100%" rx="8" fill="#0f141c"/>"""


def output_of(command):
    """What a command writes to a terminal of 80 columns."""
    process, terminal = pty.fork()
    if process == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
        os.environ.pop("NO_COLOR", None)
        os.environ["TERM"] = "xterm-256color"
        os.execvp(command[0], command)
    written = b""
    try:
        while part := os.read(terminal, 65536):
            written += part
    except OSError:  # how a pseudo-terminal tells its end
        pass
    os.waitpid(process, 0)
    return written.decode().replace("\r\n", "\n")


def spans_of(line, style):
    """The pieces of a line with their styles, and the style that the next line begins with."""
    spans, done = [], 0
    for match in ESCAPE.finditer(line):
        spans.append((line[done : match.start()], frozenset(style)))
        done = match.end()
        for code in (match.group(1) or "").split(";") if match.group(1) is not None else ():
            style = set() if code in ("", "0") else style | {STYLES[code]} if code in STYLES else style
    spans.append((line[done:], frozenset(style)))
    return [span for span in spans if span[0]], style


def main():
    count, command = int(sys.argv[1]), sys.argv[2:]
    lines = ["\x1b[32m$\x1b[0m " + shlex.join(command).replace("'", '"')]
    lines += output_of(command).split("\n")[:count]
    height = 2 * MARGIN + len(lines) * LINE_HEIGHT
    title = escape(lines[0].split(" ", 1)[1], {'"': "&quot;"})
    print(HEAD.format(width=2 * MARGIN + COLUMNS * CHARACTER_WIDTH, height=height, title=title))
    style = set()
    for number, line in enumerate(lines, 1):
        spans, style = spans_of(line, style)
        pieces = "".join(
            f'<tspan class="{" ".join(sorted(how))}">{escape(text)}</tspan>' if how else escape(text)
            for text, how in spans
        )
        print(f'<text xml:space="preserve" x="{MARGIN}" y="{MARGIN + number * LINE_HEIGHT - 5}">{pieces}</text>')
    print("</svg>")


if __name__ == "__main__":
    main()
