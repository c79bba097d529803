"""Hostile texts as a collection: titles, texts, sources, authors, addresses and names of people."""

import json
import pathlib
import re

TEXTS = json.loads((pathlib.Path(__file__).parent / "hostile.json").read_text(encoding="utf-8"))
# C0 but for the line feed, DEL, C1, line and paragraph separators, bidirectional controls.
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def nickname(number):
    """A name that the recogniser finds in a text, and whose full name is hostile."""
    return f"Quorl{chr(ord('a') + number // 26)}{chr(ord('a') + number % 26)}"


def person(number):
    """How facets call the person of a text."""
    return f"{TEXTS[number]} {nickname(number)}"


def write_names(path):
    """Known names for `index --names`."""
    lines = (f"person\t{person(number)}\t{nickname(number)}\n" for number in range(len(TEXTS)))
    path.write_text("".join(lines), encoding="utf-8")


def write_records(path):
    """JSON Lines: each text as a title, a source, an author, an address and, among words, as a body."""
    with path.open("w", encoding="utf-8") as out:
        for number, text in enumerate(TEXTS):
            record = {
                "id": f"hostile-{number}",
                "title": text,
                "text": f"A hostile text begins here: {text} and ends there. {nickname(number)} left.",
                "source": text,
                "authors": [text],
                "url": text if number % 2 else "javascript:window.pwned=1",
                "language": "en",
            }
            out.write(json.dumps(record) + "\n")
