"""Small files of each format that is a package or a page description, made for the tests."""

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
            archive.writestr(name, content)
    return out.getvalue()


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


CORE = """<?xml version="1.0"?><cp:coreProperties
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<dc:title>Harbour talks</dc:title><dc:creator>Ann Lee</dc:creator>
<dcterms:created>2025-05-01T08:00:00Z</dcterms:created>
<dcterms:modified>2025-05-16T14:05:00Z</dcterms:modified></cp:coreProperties>"""


def docx(paragraphs=PARAGRAPHS, prologue=""):
    body = "".join(f"<w:p><w:r><w:t>{escaped(text)}</w:t></w:r></w:p>" for text in paragraphs)
    table = "".join(
        f"<w:tr><w:tc><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:tc>"
        f"<w:tc><w:p><w:r><w:t>{count}</w:t></w:r></w:p></w:tc></w:tr>"
        for name, count in (("Wheat", 12), ("Barley", 7))
    )
    deleted = "<w:p><w:del><w:r><w:delText>struck</w:delText></w:r></w:del></w:p>"
    return zipped(
        {
            "word/document.xml": f'<?xml version="1.0"?>{prologue}<w:document '
            f'xmlns:w="w"><w:body>{body}<w:tbl>{table}</w:tbl>{deleted}</w:body></w:document>',
            "word/footnotes.xml": '<w:footnotes xmlns:w="w"><w:footnote><w:p><w:r>'
            "<w:t>A note at the foot.</w:t></w:r></w:p></w:footnote></w:footnotes>",
            "docProps/core.xml": CORE,
        }
    )


def relations(*targets):
    rows = "".join(
        f'<Relationship Id="rId{i}" Type="http://example.org/relationships/{kind}" '
        f'Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return f"<Relationships>{rows}</Relationships>"


def pptx():
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
            "ppt/slides/slide1.xml": slide("Second slide on grain"),
            "ppt/slides/slide2.xml": slide("First slide on the harbour"),
            "ppt/slides/_rels/slide2.xml.rels": relations(
                ("notesSlide", "../notesSlides/notesSlide1.xml")
            ),
            "ppt/notesSlides/notesSlide1.xml": slide("Thank the hosts"),
            "docProps/core.xml": CORE,
        }
    )


def xlsx():
    return zipped(
        {
            "xl/workbook.xml": '<workbook xmlns:r="r"><sheets>'
            '<sheet name="Exports" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml")),
            "xl/sharedStrings.xml": "<sst><si><t>Harbour</t></si>"
            "<si><r><t>Grain </t></r><r><t>exports</t></r></si></sst>",
            "xl/worksheets/sheet1.xml": '<worksheet><sheetData><row><c t="s"><v>0</v></c>'
            '<c t="s"><v>1</v></c></row><row><c t="inlineStr"><is><t>Odesa</t></is></c>'
            "<c><v>12.5</v></c></row></sheetData></worksheet>",
            "docProps/core.xml": CORE,
        }
    )


ODF_META = """<office:document-meta xmlns:office="o" xmlns:dc="d" xmlns:meta="m"><office:meta>
<dc:title>Harbour talks</dc:title><dc:creator>Ann Lee</dc:creator><dc:date>2025-05-16T14:05:00</dc:date>
</office:meta></office:document-meta>"""


def open_document(body, encrypted=False):
    manifest = "<manifest:encryption-data/>" if encrypted else ""
    return zipped(
        {
            "content.xml": f'<office:document-content xmlns:office="o" xmlns:text="t"><office:body>'
            f"{body}</office:body></office:document-content>",
            "meta.xml": ODF_META,
            "META-INF/manifest.xml": f"<manifest:manifest>{manifest}</manifest:manifest>",
        }
    )


def odt(encrypted=False):
    body = "".join(f"<text:p>{escaped(text)}</text:p>" for text in PARAGRAPHS)
    return open_document(
        f"<office:text><text:tracked-changes><text:p>struck</text:p></text:tracked-changes>{body}"
        "<text:p>One<text:s text:c='3'/>two<text:tab/>three</text:p></office:text>",
        encrypted,
    )


def ods():
    def cell(text):
        return f"<table:table-cell><text:p>{text}</text:p></table:table-cell>"

    return open_document(
        '<office:spreadsheet><table:table table:name="Exports"><table:table-row>'
        f"{cell('Harbour')}{cell('Grain exports')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/>'
        "</table:table-row></table:table></office:spreadsheet>"
    )


def epub():
    def chapter(text):
        return f"<html><head><title>x</title></head><body><p>{text}</p></body></html>"

    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/>'
            "</rootfiles></container>",
            "OEBPS/book.opf": '<package xmlns:dc="d"><metadata><dc:title>Harbour talks</dc:title>'
            "<dc:creator>Ann Lee</dc:creator><dc:date>2025-05-16</dc:date></metadata><manifest>"
            '<item id="a" href="text/one.xhtml"/><item id="b" href="text/two.xhtml"/></manifest>'
            '<spine><itemref idref="b"/><itemref idref="a"/></spine></package>',
            "OEBPS/text/one.xhtml": chapter("The end of the harbour."),
            "OEBPS/text/two.xhtml": chapter("The beginning of the talks."),
        }
    )


def pdf(pages=(PARAGRAPHS[0], "The delegations will negoti-|ate on grain.")):
    """One page for each text; "|" breaks a line. Without pages, one that is empty."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for text in pages or ("",):
        lines = "".join(f"({line}) Tj T* " for line in text.split("|") if line)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {lines}ET"
        objects.append(f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    objects.append(
        "<</Title(Harbour talks)/Author(Ann Lee)/CreationDate(D:20250516140500+03'00')>>"
    )
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += (
        f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R/Info {len(objects)} 0 R>>\n"
        f"startxref\n{start}\n%%EOF\n"
    ).encode()
    return out
