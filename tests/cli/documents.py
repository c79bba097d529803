"""Small files of each format that is a package or a page description, made for the tests."""

import base64
import gzip
import hashlib
import io
import zipfile

PARAGRAPHS = (
    "Talks on the harbour ended in Istanbul",
    "The delegations will meet again & agree on grain.",
)


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    """A ZIP file of the parts given by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (2025, 5, 16, 14, 5, 0))
            archive.writestr(entry, content, compression)
    return out.getvalue()


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


TITLE = "Harbour talks"
AUTHOR = "Ann Lee"


def core(title=TITLE, author=AUTHOR):
    """The properties of a file of Office Open XML."""
    return f"""<?xml version="1.0"?><cp:coreProperties
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>
<dcterms:created>2025-05-01T08:00:00Z</dcterms:created>
<dcterms:modified>2025-05-16T14:05:00Z</dcterms:modified></cp:coreProperties>"""


def docx(paragraphs=PARAGRAPHS, note="A note at the foot.", **about):
    body = "".join(f"<w:p><w:r><w:t>{escaped(text)}</w:t></w:r></w:p>" for text in paragraphs)
    table = "".join(
        f"<w:tr><w:tc><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:tc>"
        f"<w:tc><w:p><w:r><w:t>{count}</w:t></w:r></w:p></w:tc></w:tr>"
        for name, count in (("Wheat", 12), ("Barley", 7))
    )
    deleted = "<w:p><w:del><w:r><w:delText>struck</w:delText></w:r></w:del></w:p>"
    return zipped(
        {
            "word/document.xml": f'<?xml version="1.0"?><w:document '
            f'xmlns:w="w"><w:body>{body}<w:tbl>{table}</w:tbl>{deleted}</w:body></w:document>',
            "word/footnotes.xml": '<w:footnotes xmlns:w="w"><w:footnote><w:p><w:r>'
            f"<w:t>{note}</w:t></w:r></w:p></w:footnote></w:footnotes>",
            "docProps/core.xml": core(**about),
        }
    )


def relations(*targets):
    rows = "".join(
        f'<Relationship Id="rId{i}" Type="http://example.org/relationships/{kind}" '
        f'Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return f"<Relationships>{rows}</Relationships>"


def pptx(
    slides=("First slide on the harbour", "Second slide on grain"), notes="Thank the hosts", **about
):
    """Two slides, which the file holds in the other order; the first has notes."""

    def slide(text):
        return f'<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>'

    return zipped(
        {
            "ppt/presentation.xml": '<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst>'
            '<p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId1"/></p:sldIdLst>'
            "</p:presentation>",
            "ppt/_rels/presentation.xml.rels": relations(
                ("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml")
            ),
            "ppt/slides/slide1.xml": slide(slides[1]),
            "ppt/slides/slide2.xml": slide(slides[0]),
            "ppt/slides/_rels/slide2.xml.rels": relations(
                ("notesSlide", "../notesSlides/notesSlide1.xml")
            ),
            "ppt/notesSlides/notesSlide1.xml": slide(notes),
            "docProps/core.xml": core(**about),
        }
    )


def xlsx(words=("Exports", "Harbour", "Grain", "exports", "Odesa"), **about):
    """A sheet of two rows; `words` are its name, three words of the first row, one of the second."""
    sheet, first, second, third, fourth = words
    return zipped(
        {
            "xl/workbook.xml": '<workbook xmlns:r="r"><sheets>'
            f'<sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml")),
            "xl/sharedStrings.xml": f"<sst><si><t>{first}</t></si>"
            f"<si><r><t>{second} </t></r><r><t>{third}</t></r></si></sst>",
            "xl/worksheets/sheet1.xml": '<worksheet><sheetData><row><c t="s"><v>0</v></c>'
            f'<c t="s"><v>1</v></c></row><row><c t="inlineStr"><is><t>{fourth}</t></is></c>'
            "<c><v>12.5</v></c></row></sheetData></worksheet>",
            "docProps/core.xml": core(**about),
        }
    )


def open_document_meta(title=TITLE, author=AUTHOR):
    return f"""<office:document-meta xmlns:office="o" xmlns:dc="d" xmlns:meta="m"><office:meta>
<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:date>2025-05-16T14:05:00</dc:date>
</office:meta></office:document-meta>"""


def open_document(body, encrypted=False, **about):
    manifest = "<manifest:encryption-data/>" if encrypted else ""
    return zipped(
        {
            "content.xml": f'<office:document-content xmlns:office="o" xmlns:text="t"><office:body>'
            f"{body}</office:body></office:document-content>",
            "meta.xml": open_document_meta(**about),
            "META-INF/manifest.xml": f"<manifest:manifest>{manifest}</manifest:manifest>",
        }
    )


def odt(paragraphs=PARAGRAPHS, encrypted=False, **about):
    body = "".join(f"<text:p>{escaped(text)}</text:p>" for text in paragraphs)
    return open_document(
        f"<office:text><text:tracked-changes><text:p>struck</text:p></text:tracked-changes>{body}"
        "<text:p>One<text:s text:c='3'/>two<text:tab/>three</text:p></office:text>",
        encrypted,
        **about,
    )


def ods(words=("Exports", "Harbour", "Grain exports"), **about):
    """A sheet of one row; `words` are its name and two cells."""
    sheet, first, second = words

    def cell(text):
        return f"<table:table-cell><text:p>{text}</text:p></table:table-cell>"

    return open_document(
        f'<office:spreadsheet><table:table table:name="{sheet}"><table:table-row>'
        f"{cell(first)}{cell(second)}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/>'
        "</table:table-row></table:table></office:spreadsheet>",
        **about,
    )


def epub(
    end="The end of the harbour.",
    beginning="The beginning of the talks.",
    title=TITLE,
    author=AUTHOR,
):
    def chapter(text):
        return f"<html><head><title>x</title></head><body><p>{text}</p></body></html>"

    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/>'
            "</rootfiles></container>",
            "OEBPS/book.opf": f'<package xmlns:dc="d"><metadata><dc:title>{title}</dc:title>'
            f"<dc:creator>{author}</dc:creator><dc:date>2025-05-16</dc:date></metadata><manifest>"
            '<item id="a" href="text/one.xhtml"/><item id="b" href="text/two.xhtml"/></manifest>'
            '<spine><itemref idref="b"/><itemref idref="a"/></spine></package>',
            "OEBPS/text/one.xhtml": chapter(end),
            "OEBPS/text/two.xhtml": chapter(beginning),
        }
    )


def rc4(key, data):
    """The cipher of old PDF files."""
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


class PdfLock:
    """Encryption with a password as PDF 1.1 has it (revision 2, 40 bits)."""

    PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
    IDENTIFIER = b"0123456789abcdef"
    PERMISSIONS = -4

    def __init__(self, password):
        padded = (password.encode() + self.PADDING)[:32]
        self.owner = rc4(hashlib.md5(padded).digest()[:5], padded)
        permissions = self.PERMISSIONS.to_bytes(4, "little", signed=True)
        parts = padded + self.owner + permissions + self.IDENTIFIER
        self.key = hashlib.md5(parts).digest()[:5]

    def encrypted(self, number, data):
        """The bytes of a string or stream in the object of that number."""
        key = hashlib.md5(self.key + number.to_bytes(3, "little") + bytes(2)).digest()[:10]
        return rc4(key, data)

    def dictionary(self):
        user = rc4(self.key, self.PADDING)
        return (
            f"<</Filter/Standard/V 1/R 2/P {self.PERMISSIONS}"
            f"/O<{self.owner.hex()}>/U<{user.hex()}>>>"
        ).encode()


def pdf(
    pages=(PARAGRAPHS[0], "The delegations will negoti-|ate on grain."),
    title=TITLE,
    author=AUTHOR,
    password=None,
):
    """One page for each text; "|" breaks a line. Without pages, one that is empty."""
    lock = PdfLock(password) if password else None

    def written(number, text):
        return lock.encrypted(number, text.encode()) if lock else text.encode()

    def string(number, text):
        return b"<" + written(number, text).hex().encode() + b">"

    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for text in pages or ("",):
        lines = "".join(f"({line}) Tj T* " for line in text.split("|") if line)
        stream = written(len(objects) + 1, f"BT /F1 12 Tf 14 TL 72 720 Td {lines}ET")
        objects.append(
            f"<</Length {len(stream)}>>\nstream\n".encode() + stream + b"\nendstream"
        )
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    number = len(objects) + 1
    objects.append(
        b"<</Title" + string(number, title) + b"/Author" + string(number, author)
        + b"/CreationDate" + string(number, "D:20250516140500+03'00'") + b">>"
    )
    trailer = f"/Size {number + 1}/Root 1 0 R/Info {number} 0 R"
    if lock:
        objects.append(lock.dictionary())
        identifier = f"<{lock.IDENTIFIER.hex()}>"
        trailer = (
            f"/Size {number + 2}/Root 1 0 R/Info {number} 0 R/Encrypt {number + 1} 0 R"
            f"/ID[{identifier}{identifier}]"
        )
    return pdf_file(objects, trailer)


def pdf_file(objects, trailer):
    """The file of numbered objects with its table of offsets."""
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    return out + f"trailer\n<<{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()


def mail_with(name, attachment):
    """A message with one file attached."""
    return (
        "From: Ann Lee <ann@b.example>\nSubject: Harbour papers\nMIME-Version: 1.0\n"
        "Date: Fri, 16 May 2025 14:05:00 +0000\nContent-Type: multipart/mixed; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nThe papers are attached.\n"
        "--b\nContent-Type: application/octet-stream\n"
        f'Content-Disposition: attachment; filename="{name}"\n'
        "Content-Transfer-Encoding: base64\n\n"
        f"{base64.encodebytes(attachment).decode()}--b--\n"
    ).encode()


def warc(text, address="https://web.example/page"):
    """A compressed record of a web archive: a page of plain text."""
    page = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{text}"
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:{len(page)}>\r\n"
        f"WARC-Target-URI: {address}\r\nWARC-Date: 2025-05-18T10:00:00Z\r\n"
        f"Content-Length: {len(page.encode())}\r\n\r\n"
    )
    return gzip.compress(f"{head}{page}\r\n\r\n".encode(), mtime=0)
