#!/usr/bin/env python3
"""Writes corpus/formats/: a small file of each format that ksearch reads, and of those it only names.

Usage: format_samples.py [FOLDER]

They are what a newsroom's folder on one story might hold: an old lightship is to become a museum. All
of it is invented for this project. corpus/formats.tsv says what is found in each file by which query;
tests/cli/format_samples_test.py tries it.
"""

import base64
import gzip
import io
import json
import pathlib
import sys
import tarfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "cli"))

import documents  # noqa: E402  pylint: disable=wrong-import-position

AUTHOR = "Ada Quill"
SECONDS = 1747404300  # 2025-05-16 14:05 UTC
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)

PAGE = """<!doctype html>
<html lang="en"><head><title>Lightship Marenka to become a museum | Harbour Wire</title>
<meta property="og:title" content="Lightship Marenka to become a museum">
<meta property="og:site_name" content="Harbour Wire">
<meta property="article:published_time" content="2025-05-12T08:00:00Z">
<meta name="author" content="Ruben Vale"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Lightship Marenka to become a museum</h1>
<p>The town of Port Ellery has bought the lightship Marenka for one crown, and with her the duty to keep the
lantern burning on feast days, the council said on Monday.</p>
<p>She lay on the Ellery bank for sixty-one winters. Her crew of seven trimmed the wicks, wound the foghorn and
wrote down every ship that passed.</p></article>
<footer>Share this story</footer></body></html>
"""

XHTML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>What the lightship men ate</title>
<meta name="date" content="2025-05-13" /></head><body><article><h1>What the lightship men ate</h1>
<p>Salt pork, dumplings and, when the tender could not come for weeks, the cormorants that sat on the rail. The
recipe book of the Marenka is on show in the library from Saturday.</p></article></body></html>
"""

RTF = r"""{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title Regatta in honour of the lightship}
{\author Ada Quill}{\creatim\yr2025\mo5\dy14\hr9\min0}}
\f0\fs24 The sailing club will hold a {\b regatta} around the old berth of the lightship on the first
Sunday in June. Entries are taken at the boathouse until the 28th of May.\par
The cannon will be fired by a pensioner of the caf\'e9 at the pier.\par}
"""

MBOX = """From ada@port.example Wed May 14 10:00:00 2025
From: Ada Quill <ada@port.example>
To: Ruben Vale <ruben@wire.example>
Subject: Who rowed out to the lightship
Date: Wed, 14 May 2025 10:00:00 +0000
Message-ID: <rowed@port.example>

The lifeboat men did, every second Tuesday, with the post and the potatoes.

From ruben@wire.example Wed May 14 11:30:00 2025
From: Ruben Vale <ruben@wire.example>
To: Ada Quill <ada@port.example>
Subject: Re: Who rowed out to the lightship
Date: Wed, 14 May 2025 11:30:00 +0000
Message-ID: <rowed-2@wire.example>

>From which steps did they leave? The ones by the chandlery?
"""

MAIL = """From: =?UTF-8?Q?Zo=C3=AB_Marr?= <zoe@town.example>
To: Ruben Vale <ruben@wire.example>
Subject: =?UTF-8?B?UGFwZXJzIG9uIHRoZSBsaWdodHNoaXA=?=
Date: Thu, 15 May 2025 09:12:00 +0200
Message-ID: <papers@town.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="mixed"

--mixed
Content-Type: text/plain; charset=windows-1252
Content-Transfer-Encoding: quoted-printable

Attached is what the archive had. The engineer=92s drawing is too large to send; co=
me and see it.

--mixed
Content-Type: text/csv; name="moorings.csv"
Content-Disposition: attachment; filename="moorings.csv"

title,text,date
Chain,The mooring chain of the lightship was forged in 1926.,2025-05-15
Anchor,A mushroom anchor of two tons held her.,2025-05-15

--mixed
Content-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document; name="survey.docx"
Content-Disposition: attachment; filename="survey.docx"
Content-Transfer-Encoding: base64

{docx}
--mixed
Content-Type: message/rfc822

From: Jon Hask <jon@yard.example>
Subject: Slipway
Date: Tue, 13 May 2025 07:00:00 +0000

The slipway is free from the tenth of June.

--mixed--
"""

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Port Ellery Notices</title><item><guid>notice-41</guid>
<title>Buoys moved for the lightship</title><author>desk@notices.example (Jon Hask)</author>
<pubDate>Fri, 16 May 2025 06:00:00 GMT</pubDate><link>https://notices.example/41</link>
<description>Two green buoys off the north mole are lifted for a week.</description></item>
</channel></rss>
"""

ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Bird Watch</title><id>urn:birds</id>
<entry><id>urn:birds:7</id><title>Kittiwakes on the lightship</title><author><name>Zoë Marr</name></author>
<published>2025-05-11T05:30:00Z</published><link href="https://birds.example/7"/>
<content type="html">&lt;p&gt;Nine pairs of kittiwakes nest under her bridge.&lt;/p&gt;</content></entry></feed>
"""

NITF = """<?xml version="1.0" encoding="UTF-8"?>
<nitf><head><title>Lightship towed at dawn</title><docdata><date.issue norm="20250516T050000Z"/></docdata></head>
<body><body.head><hedline><hl1>Lightship towed at dawn</hl1></hedline><byline>By <person>Ruben Vale</person></byline>
<dateline><location>PORT ELLERY</location></dateline></body.head><body.content>
<p>Two tugs brought the lightship in before breakfast, and the hawser held.</p></body.content></body></nitf>
"""

NEWSML_G2 = """<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:wire:marenka-2" xml:lang="en">
<itemMeta><versionCreated>2025-05-16T07:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>Lightship waits for the tide</headline><by>Ruben Vale</by></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>The lightship must wait for a spring tide to pass the sill, the pilots said.</p></body></html></inlineXML>
</contentSet></newsItem>
"""

SGML = """<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" OLDID="1" NEWID="1">
<DATE>16-MAY-2025 08:00:00.00</DATE><TOPICS><D>ship</D></TOPICS><PLACES></PLACES><PEOPLE></PEOPLE><ORGS></ORGS>
<EXCHANGES></EXCHANGES><COMPANIES></COMPANIES>
<TEXT>&#2;<TITLE>SCRAP PRICE OF LIGHTSHIP FALLS</TITLE><DATELINE>    PORT ELLERY, May 16 - </DATELINE><BODY>Scrap
dealers had offered more for the ballast of the lightship than the town paid for the ship.
 Reuter
&#3;</BODY></TEXT></REUTERS>
"""

MARKDOWN = """---
title: Questions about the lightship
author: Ruben Vale
date: 2025-05-10
---

# Questions about the lightship

- Who owns the *binnacle*? The museum in Zarichne says it does.
- What did the [painters](https://paint.example/) find under the red?
"""

TEXT = """Lightship keeper remembers the winter of the ice

By Ruben Vale

PORT ELLERY, May 9, 2025 - The last man to have served on the lightship is ninety-four and remembers the ice. It
came up the channel like a piano being moved, Silas Orde said, and took the rudder with it.
"""

RECORDS = [
    {
        "id": "marenka-1",
        "title": "Lightship sold",
        "text": "The auctioneer asked for one crown and got it.",
        "date": "2025-05-08",
        "author": "Ruben Vale",
        "source": "Harbour Wire",
    },
    {
        "id": "marenka-2",
        "title": "Lightship insured",
        "text": "The underwriters want a watchman aboard at night.",
        "date": "2025-05-09",
        "author": "Ruben Vale",
        "source": "Harbour Wire",
    },
]
ARRAY = [
    {"title": "Lightship song", "text": "A shanty in seven verses, one for each man.", "author": "Zoë Marr"},
    {"title": "Lightship stamp", "text": "The philatelists ask for a stamp.", "author": "Jon Hask"},
]
CSV = """title;text;author;date
Lightship paint;Forty litres of vermilion are ordered.;Ada Quill;2025-05-07
Lightship rope;"Hemp, not nylon; the riggers insist.";Jon Hask;2025-05-07
"""
TSV = "title\ttext\nLightship bell\tThe bell was cast in a foundry that made trams.\n"

RETURNED = "The lightship's logbooks came back from the attic of a dentist."


def tar(members, mode):
    """A tar file of the members given by name."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            entry.mtime = SECONDS
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def compressed(content):
    return gzip.compress(content.encode(), mtime=SECONDS)


def web_record(text, address):
    return documents.warc(text, address)


def packages():
    """Office files, books and PDF."""
    about = {"author": AUTHOR}
    return {
        "statement.pdf": documents.pdf(
            (
                "Statement of the harbour office on the lightship.|The berth is paid for two years.",
                "Page two: the dredging of the basin begins in July.",
            ),
            title="The lightship and the basin",
            **about,
        ),
        "minutes.docx": documents.docx(
            ("Minutes on the lightship", "The breakwater will be closed while she is towed."),
            note="Mr Hask abstained.",
            title="Council minutes, 12 May",
            **about,
        ),
        "letter.odt": documents.odt(
            ("To the council", "The pilots offer to bring the lightship in without pilotage dues."),
            title="Letter of the pilots",
            **about,
        ),
        "budget.xlsx": documents.xlsx(
            ("Budget", "Lightship", "Carpentry", "and caulking", "Insurance"),
            title="What the lightship costs",
            **about,
        ),
        "prices.ods": documents.ods(
            ("Prices", "Lightship", "Admission for schoolchildren"), title="Prices", **about
        ),
        "briefing.pptx": documents.pptx(
            ("The lightship in figures", "Visitors: as many as the aquarium"),
            notes="Do not mention the dry rot",
            title="Briefing on the lightship",
            **about,
        ),
        "guide.epub": documents.epub(
            "And so to the lightship, by way of the ropewalk.",
            "The walk begins at the station.",
            title="Port Ellery on foot",
            **about,
        ),
    }


def archives():
    """Files that hold files."""
    inner = documents.zipped({"deep/logbooks.txt": RETURNED})
    return {
        "bundle.zip": documents.zipped({"notes/cook.txt": "The lightship's cook kept a parrot."}),
        "bundle.tar": tar({"mate.txt": b"The lightship's mate kept bees ashore."}, "w"),
        "nested.tar.gz": gzip.compress(tar({"inner.zip": inner}, "w"), mtime=SECONDS),
        "captain.html.gz": compressed("<html><title>Captain</title><p>A lightship has no helmsman."),
        "capture.warc": gzip.decompress(
            web_record("The lightship's oysters were famous.", "https://web.example/oysters")
        ),
        "capture.warc.gz": web_record(
            "The lightship's mussels were not.", "https://web.example/mussels"
        ),
    }


def unread():
    """What is only named: formats of old, and what is locked or has no text."""
    return {
        "old.doc": OLD_OFFICE,
        "old.msg": OLD_OFFICE,
        "old.pst": b"!BDN" + bytes(508),
        "locked.pdf": documents.pdf(("The lightship's secret.",), password="marenka"),
        "scanned.pdf": documents.pdf((), title="A scan of the lightship"),
        "locked.odt": documents.odt(encrypted=True),
    }


def samples():
    """The content of each file by name."""
    docx = documents.docx(
        ("Survey of the lightship", "The rivets of the keelson are sound."),
        note="Measured at low water.",
        title="Survey",
        author=AUTHOR,
    )
    files = {
        "page.html": PAGE,
        "kitchen.xhtml": XHTML,
        "release.rtf": RTF,
        "inbox.mbox": MBOX,
        "papers.eml": MAIL.replace("{docx}", base64.encodebytes(docx).decode()),
        "notices.rss": RSS,
        "birds.atom": ATOM,
        "towed.nitf": NITF,
        "tide.xml": NEWSML_G2,
        "scrap.sgm": SGML,
        "questions.md": MARKDOWN,
        "keeper.txt": TEXT,
        "wire.jsonl": "".join(json.dumps(record) + "\n" for record in RECORDS),
        "songs.json": json.dumps(ARRAY, ensure_ascii=False, indent=1) + "\n",
        "purchases.csv": CSV,
        "bells.tsv": TSV,
    }
    return {**files, **packages(), **archives(), **unread()}


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "corpus" / "formats")
    folder.mkdir(exist_ok=True)
    for name, content in samples().items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


if __name__ == "__main__":
    main()
