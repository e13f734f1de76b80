"""Files of every kind, made here; their words are our own."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage

FIRST = "The minister said on Monday that the ferries would stay for at least another ten years."
SECOND = "“Nobody will lose a connection,” she told reporters at the harbour and left."
BODY = f"{FIRST}\n{SECOND}"
MARKUP = f"<p>{FIRST}</p><script>track()</script><p>{SECOND}</p>"
PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><title>Ferries stay</title>'
    '<meta property="og:site_name" content="The Strait Daily"></head>'
    f"<body><article><h1>Ferries stay</h1>{MARKUP}</article></body></html>"
).encode()
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def rss() -> bytes:
    """Three items: whole, without words, a summary only."""
    return f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {CONTENT}>
<channel><title>The Strait Daily</title><link>https://strait.example/</link>
<item><title>Ferries &amp;amp; fares</title><link>/ferries</link><guid isPermaLink="false">7</guid>
<pubDate>Wed, 22 May 2024 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[{MARKUP}]]></content:encoded></item>
<item><title>A picture</title><link>/picture</link>
<description>&lt;img src="a.png"&gt;</description></item>
<item><title>Harbour</title><description>{FIRST}</description></item></channel></rss>
""".encode()


def atom() -> bytes:
    return f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Strait Daily</title>
<entry><title>Ferries stay</title><id>urn:strait:7</id><link href="https://strait.example/7"/>
<published>2024-05-22T10:00:00Z</published><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml">{MARKUP}</div></content></entry></feed>""".encode()


def record(
    url: str, payload: bytes, *, kind: str = "response", type_: str = "application/http"
) -> bytes:
    """One WARC record."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-05-22T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: {type_}\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def answer(body: bytes, *headers: str, status: str = "200 OK", type_: str = "text/html") -> bytes:
    """One answer of a web server, as it was sent."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {type_}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def warc(*, packed: bool = False) -> bytes:
    """Two pages, one of them packed by the server, a plain text, and what is left out."""
    site = "https://strait.example"
    squeezed = answer(gzip.compress(PAGE), "Content-Encoding: gzip")
    records = [
        record(f"{site}/info", b"x", kind="warcinfo"),
        record(f"{site}/1", answer(PAGE)),
        record(f"{site}/2", squeezed),
        record(f"{site}/gone", answer(PAGE, status="404 Not Found")),
        record(f"{site}/a.png", answer(b"\x89PNG", type_="image/png")),
        record(f"{site}/menu", answer(b"<html><body><a href='/'>Home</a></body></html>")),
        record(f"{site}/3", FIRST.encode(), kind="conversion", type_="text/plain"),
    ]
    return b"".join(gzip.compress(r) if packed else r for r in records)


def pdf(pages: Sequence[Sequence[str]], info: str = "") -> bytes:
    """A PDF of these lines (Latin letters), its properties as PDF writes them."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids ["
        + " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
        + "] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in enumerate(pages):
        shown = "".join(
            f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj T*\n"
            for line in lines
        )
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td\n{shown}ET" if lines else "0 0 m"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
        )
        size = len(stream.encode("cp1252"))
        objects.append(f"<< /Length {size} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< {info} >>")
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body.encode("cp1252") + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    total = len(objects) + 1
    return (
        out
        + (
            f"xref\n0 {total}\n0000000000 65535 f \n{table}trailer\n"
            f"<< /Size {total} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
            f"startxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


def encrypted_pdf() -> bytes:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf([["Words."]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(*, dated: bool = True) -> bytes:
    """A heading, a paragraph, a table of two cells, a paragraph."""
    from datetime import datetime

    import docx as library

    document = library.Document()
    document.add_heading("Ferries stay")
    document.add_paragraph(FIRST)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Line", "Fare"
    document.add_paragraph(SECOND)
    document.core_properties.title = "The ferry paper"
    if dated:
        document.core_properties.author = "The ministry"
        document.core_properties.modified = datetime(2024, 5, 22, 10)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(files: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def odt() -> bytes:
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    content = (
        f'<o:document-content xmlns:o="{office}" xmlns:t="{text}"><o:body><o:text>'
        "<t:tracked-changes><t:p>Taken out.</t:p></t:tracked-changes>"
        f"<t:h>Ferries stay</t:h>\n  <t:p>{FIRST[:20]}<t:span>{FIRST[20:]}</t:span></t:p>"
        f"<t:p>{SECOND}<o:annotation><t:p>A remark.</t:p></o:annotation></t:p>"
        "</o:text></o:body></o:document-content>"
    )
    about = (
        f'<o:document-meta xmlns:o="{office}" xmlns:dc="http://purl.org/dc/elements/1.1/"><o:meta>'
        "<dc:title>The ferry paper</dc:title><dc:date>2024-05-22T10:00:00</dc:date>"
        "</o:meta></o:document-meta>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "meta.xml": about,
        }
    )


def epub(chapter: str = "text/one%201.xhtml") -> bytes:
    """A cover without words and a chapter."""
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    )
    kind = 'media-type="application/xhtml+xml"'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Speeches</dc:title>'
        "<dc:publisher>Harbour Press</dc:publisher><dc:date>2024-05-22</dc:date></metadata>"
        f'<manifest><item id="a" href="cover.xhtml" {kind}/><item id="b" href="{chapter}" {kind}/>'
        '</manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OPS/book.opf": package,
            "OPS/cover.xhtml": "<html><body><img src='c.png'/></body></html>",
            "OPS/text/one 1.xhtml": "<html><head><title>x</title></head><body>"
            f"<h2>On <i>ferries</i></h2>{MARKUP}</body></html>",
        }
    )


def mail(*, html: bool = False, subject: str = "Férries stay") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "The Strait Daily <news@strait.example>"
    message["Subject"] = subject
    message["Date"] = "Wed, 22 May 2024 10:00:00 +0200"
    message["Message-ID"] = "<7@strait.example>"
    if html:
        message.set_content(f"<html><body>{MARKUP}</body></html>", subtype="html")
    else:
        message.set_content(f"> Will they stay?\n{BODY}\n")
    return message


def mailbox() -> bytes:
    """A mail, one without words, and one that begins a line with From."""
    start = b"From news@strait.example Wed May 22 10:00:00 2024\n"
    return b"\n".join(
        [
            start + mail().as_bytes(),
            start + b"Subject: nothing\n\n\n",
            start + b"Subject: last\n\n>From Monday on the ferries stay.\n",
        ]
    )


def news_item(guid: str = "urn:newsml:strait.example:7", *, nitf: bool = True) -> str:
    xhtml = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{MARKUP}</body></html>'
    inner = (
        '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline>'
        "<hl1>Ferries stay</hl1></hedline></body.head><body.content>"
        f"{MARKUP}<media><media-caption>A ferry.</media-caption></media>"
        "</body.content></body></nitf>"
    )
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}"><itemMeta>'
        '<provider literal="STRAIT"><name>Strait News Agency</name></provider>'
        "<versionCreated>2024-05-22T23:30:00-05:00</versionCreated></itemMeta><contentMeta>"
        "<headline>Ferries stay</headline></contentMeta><contentSet><inlineXML>"
        f"{inner if nitf else xhtml}</inlineXML></contentSet></newsItem>"
    )


def news_message() -> bytes:
    """Two items, one without words, and a package."""
    picture = (
        '<newsItem guid="urn:p"><contentSet><remoteContent href="a.jpg"/></contentSet></newsItem>'
    )
    return (
        '<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
        f'{news_item()}{picture}<packageItem guid="urn:k"/>{news_item("urn:8", nitf=False)}'
        "</itemSet></newsMessage>"
    ).encode()


def ninjs(version: int = 2) -> dict[str, object]:
    item: dict[str, object] = {
        "uri": "https://strait.example/7",
        "type": "text",
        "versioncreated": "2024-05-22T10:00:00Z",
    }
    picture = {"uri": "https://strait.example/p", "type": "picture"}
    if version == 1:
        return item | {
            "headline": "Ferries stay",
            "body_xhtml": MARKUP,
            "source": "Strait News Agency",
            "associations": {"photo": picture},
        }
    return item | {
        "headlines": [{"value": "Ferries stay"}],
        "bodies": [
            {"role": "caption", "contenttype": "text/plain", "value": f"{BODY} {BODY}"},
            {"role": "main", "contenttype": "text/html", "value": MARKUP},
        ],
        "infosources": [{"name": "Strait News Agency"}],
        "associations": [picture],
    }


def table(*, sign: str = ";") -> str:
    """Two rows, the second without words; line breaks within a field."""
    quoted = '"' + f"{FIRST}\n\n{SECOND}".replace('"', '""') + '"'
    rows = [
        ["Doc ID", "Published_At", "Body", "Outlet", "Link"],
        ["7", "22/05/2024", quoted, "The Strait Daily", "https://strait.example/7"],
        ["8", "", "", "", ""],
    ]
    return "".join(sign.join(row) + "\r\n" for row in rows)


def parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    days = ["2024-05-22", None]
    pq.write_table(pa.table({"article": [BODY, None], "date": days, "n": [1, 2]}), out)
    return out.getvalue()


def json_line() -> bytes:
    return json.dumps({"id": "7", "text": BODY}).encode() + b"\n"
