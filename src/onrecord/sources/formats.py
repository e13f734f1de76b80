"""Which kind of file it is: by its first bytes, what a server said, its suffix, how it begins."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import PurePath
from typing import Any

PLAIN, HTML, JSONL, XML = "text/plain", "text/html", "application/jsonl", "application/xml"
TABLE, PARQUET = "text/csv", "application/vnd.apache.parquet"
FEED, NEWSML = "application/rss+xml", "application/vnd.iptc.g2.newsitem+xml"
NINJS = "application/vnd.iptc.ninjs+json"
PDF, WARC, GZIP, ZIP = "application/pdf", "application/warc", "application/gzip", "application/zip"
MAIL, MAILBOX = "message/rfc822", "application/mbox"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT, EPUB = "application/vnd.oasis.opendocument.text", "application/epub+zip"

_PROLOG = re.compile(
    # Atomic and possessive, so that no input makes it try again and again.
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^<>\[]|\[.*?\]\s*(?=>))*+>)*+"
    r"<(?:[\w.-]+:)?([\w.-]+)",
    re.DOTALL | re.IGNORECASE,
)
_MAIL_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]")
_MAIL_SURE = re.compile(rb"(?im)^(?:message-id|mime-version|received):")
_MAILBOX_LINE = re.compile(rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ")


@dataclass(frozen=True, slots=True)
class Refused:
    """A format that is recognised by its first bytes, but not read."""

    name: str
    first: bytes
    hint: str


def kind_of(path: str, head: bytes, declared: str | None = None) -> str:
    """The media type of a file, `-` for one without a name; `declared` is what a server said.

    First bytes that cannot be text go before what is said of it; what is said of it before a
    guess. Of XML the root element decides.

    >>> kind_of("page.htm", b""), kind_of("-", b"<!DOCTYPE html><html>")
    ('text/html', 'text/html')
    >>> kind_of("-", b'{"text": "Kallas said no."}'), kind_of("-", b"Kallas said no.")
    ('application/jsonl', 'text/plain')
    >>> kind_of("a.txt", b"%PDF-1.7"), kind_of("-", b"<?xml version='1.0'?><rss>")
    ('application/pdf', 'application/rss+xml')
    """
    for first, sure in _first_bytes():
        if head.startswith(first):
            return sure
    suffix = PurePath(path).suffix.lower()
    told = readable_suffixes().get(suffix) if suffix and path != "-" else None
    said = _types().get(declared) if declared else None
    kind = said if said and (said != PLAIN or not told) else told
    if kind in (None, XML, HTML) and (root := root_of(head)):
        begins_as_xml = b"<?xml" in head[:8].replace(b"\0", b"")
        return _roots().get(root) or kind or (XML if begins_as_xml else PLAIN)
    return kind or _by_beginning(head)


def _by_beginning(head: bytes) -> str:
    begin = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip()
    if begin.startswith(b"{"):
        return JSONL
    if begin.startswith((b"WARC/1.0\r\n", b"WARC/1.1\r\n")):
        return WARC
    if begin.startswith(b"PAR1") and not begin[4:400].isascii():
        return PARQUET
    if _MAILBOX_LINE.match(begin):
        return MAILBOX
    return MAIL if _is_mail(begin) else PLAIN


def _is_mail(begin: bytes) -> bool:
    """Headers that no letter has but a mail as it was sent."""
    headers = re.split(rb"\r?\n\r?\n", begin, maxsplit=1)[0]
    return bool(_MAIL_LINE.match(begin) and _MAIL_SURE.search(headers))


def root_of(head: bytes) -> str | None:
    """The name of the root element of XML or HTML, without its prefix; None where it is neither.

    >>> root_of(b"<!-- a feed --><atom:feed xmlns:atom='...'>"), root_of(b"Rates rose <br> again")
    ('feed', None)
    """
    begin = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
    if not begin.startswith(b"<"):
        return None
    characters = begin.decode("latin-1")
    if characters[:14].lower() == "<!doctype html":
        return "html"
    match = _PROLOG.match(characters)
    if not match:
        return None
    return "html" if match.group(1).lower() == "html" else match.group(1)


def name_of(kind: str) -> str:
    """How a person is told of this kind, such as `a PDF`."""
    return _names().get(kind, "a file")


@cache
def readable_suffixes() -> dict[str, str]:
    """Suffix → media type of the files that a directory is searched for."""
    return {suffix: row["kind"] for row in _file()["read"] for suffix in row["suffixes"]}


@cache
def refused() -> tuple[Refused, ...]:
    """The formats that are told from their first bytes and not read."""
    return tuple(
        Refused(row["name"], bytes.fromhex(row["first"]), row["hint"]) for row in _file()["refused"]
    )


@cache
def _types() -> dict[str, str]:
    return {name: row["kind"] for row in _file()["read"] for name in (row["kind"], *row["types"])}


@cache
def _first_bytes() -> tuple[tuple[bytes, str], ...]:
    return tuple(
        (bytes.fromhex(row["first"]), row["kind"]) for row in _file()["read"] if "first" in row
    )


@cache
def _roots() -> dict[str, str]:
    return {name: row["kind"] for row in _file()["root"] for name in row["elements"]}


@cache
def _names() -> dict[str, str]:
    return {row["kind"]: row["name"] for row in (*_file()["root"], *_file()["read"])}


@cache
def _file() -> dict[str, Any]:
    source = resources.files("onrecord.sources").joinpath("formats.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
