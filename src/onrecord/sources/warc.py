"""WARC and WET, plain and gzipped, of any number of members → one `Text` a page."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.errors import EmptyInput, InputError, UndecodableInput
from onrecord.model import Text
from onrecord.sources.decode import decode
from onrecord.sources.formats import PLAIN
from onrecord.sources.origin import Origin, web_address
from onrecord.sources.outcome import Failure, Found, Notice
from onrecord.sources.pages import page

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_LARGEST = 50 << 20  # bytes of one page
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_warc(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    """One text a page that was answered with 200, and a plain text of WET, as each is read.

    The address and the time of the crawl come from the record. Records of other kinds and pages
    that hold no article (most of any crawl) are counted.
    """
    from fastwarc.warc import ArchiveIterator

    left: Counter[str] = Counter()
    read, end = 0, 0
    source = _Forward(stream)
    try:
        for record in ArchiveIterator(cast(BinaryIO, source), auto_decode="all"):
            read += 1
            end = _end(record)
            try:
                text = _text(record, origin, left)
            except InputError as error:
                yield Failure(error)
                continue
            if text is not None:
                yield text
    except (OSError, ValueError, EOFError) as error:
        yield Failure(_broken(str(error), read, origin))
    else:
        if end > source.tell():
            yield Failure(_broken("it ends within a record", read, origin))
        if not read:
            raise EmptyInput("no records in this archive", where=origin.name, hint="another file")
    if left:
        kinds = ", ".join(f"{n} {what}" for what, n in sorted(left.items()))
        yield Notice(origin.name, f"left out records: {kinds}")


def _end(record: WarcRecord) -> int:
    """Where a record ends at the least, in bytes from the beginning of the stream."""
    headers = sum(len(name) + len(value) for name, value in record.headers.items())
    return int(record.stream_pos) + headers + int(record.headers.get("Content-Length") or 0)


def _broken(what: str, read: int, origin: Origin) -> InputError:
    after = f" after {read} records" if read else ""
    return UndecodableInput(
        f"a WARC archive that is broken{after}: {what}", where=origin.name, hint="fetch it again"
    )


class _Forward(io.BufferedIOBase):
    """A stream of which the archive's reader asks only where it is: pipes can be read too."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """As of the stream."""
        data = self._stream.read(-1 if size is None else size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """To where it is; raises `io.UnsupportedOperation` for any other place."""
        if (whence, offset) not in ((1, 0), (0, self._at)):
            raise io.UnsupportedOperation("seek")
        return self._at


def _text(record: WarcRecord, origin: Origin, left: Counter[str]) -> Text | None:
    """The text of a record; None where it holds none, which is counted."""
    kind = str(record.record_type)
    if kind not in ("response", "resource", "conversion"):
        left[kind] += 1
        return None
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    if not address.startswith(("http://", "https://")):
        left["not of the web"] += 1
        return None
    if kind == "response" and (status := _status(record)) != 200:
        left[f"answered with {status or 'no status'}"] += 1
        return None
    type_ = _type(record)
    if type_ not in _PAGES and not (kind == "conversion" and type_ == "text/plain"):
        left[f"of type {type_ or 'unknown'}"] += 1
        return None
    data = record.reader.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        left["too large"] += 1
        return None
    return _of_words(record, data, address, origin, left)


def _of_words(
    record: WarcRecord, data: bytes, address: str, origin: Origin, left: Counter[str]
) -> Text | None:
    about = origin.inside(address)
    where = Origin(
        name=about.name,
        hint="-",
        published=origin.published,
        url=web_address(address),
        retrieved=record.record_date,
        depth=about.depth,
    )
    html = _type(record) in _PAGES
    charset = record.http_charset if record.is_http else None
    try:
        words, _ = decode(data, name=where.name, html=html, charset=charset)
        return page(words, where) if html else where.text(words, media_type=PLAIN)
    except EmptyInput:
        left["without an article" if html else "without words"] += 1
        return None


def _status(record: WarcRecord) -> int | None:
    return record.http_headers.status_code if record.http_headers else None


def _type(record: WarcRecord) -> str:
    """The media type of what is in the record, without its parameters."""
    if record.is_http:
        return (record.http_content_type or "").lower()
    return (record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
