"""One stream of bytes of any kind → its texts, or one failure that says what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from onrecord.errors import EmptyInput, InputError, MissingInput, UndecodableInput
from onrecord.sources import formats
from onrecord.sources.archives import read_gzip, read_zip
from onrecord.sources.books import read_epub
from onrecord.sources.decode import decode
from onrecord.sources.documents import read_docx, read_odt
from onrecord.sources.feeds import read_feed
from onrecord.sources.formats import kind_of, name_of, root_of
from onrecord.sources.mails import read_mail, read_mailbox
from onrecord.sources.newsml import read_newsml
from onrecord.sources.origin import Origin
from onrecord.sources.outcome import Failure, Found, Notice
from onrecord.sources.pages import page
from onrecord.sources.parquet import read_parquet
from onrecord.sources.pdf import read_pdf
from onrecord.sources.rows import read_json, rows
from onrecord.sources.streams import lines, look, whole
from onrecord.sources.tables import is_table, read_table
from onrecord.sources.warc import read_warc

Reader = Callable[[BinaryIO, Origin], Iterator[Found]]
_BROKEN = 160  # characters told of what a library says about a broken file


def read(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    """The texts of one input, whatever it is. Nothing is raised: what is wrong is a `Failure`."""
    kind = None
    try:
        head, stream = look(stream)
        kind = kind_of(origin.hint, head, origin.declared)
        if kind == formats.PLAIN and origin.hint == "-" and is_table(head, origin):
            kind = formats.TABLE  # from standard input a table is told by its first line
        yield from _readers()[kind](stream, origin)
    except InputError as error:
        yield Failure(error)
    except FileNotFoundError:  # a link that leads nowhere, or a file gone since it was listed
        yield Failure(MissingInput("no such file", where=origin.name, hint="check the path"))
    except Exception as error:  # a parser may break in any way on a broken file
        if isinstance(error, OSError) and error.strerror:
            wrong = InputError(error.strerror, where=origin.name, hint="check the path")
        else:
            told = " ".join(str(error).split())[:_BROKEN] or type(error).__name__
            wrong = UndecodableInput(
                f"{name_of(kind or formats.PLAIN)} that is broken: {told}",
                where=origin.name,
                hint="open it in its own program and save it again",
            )
        yield Failure(wrong)


def _readers() -> dict[str, Reader]:
    return {
        formats.PLAIN: _plain,
        formats.HTML: _page,
        formats.JSONL: _json,
        formats.XML: _unknown_xml,
        formats.FEED: read_feed,
        formats.NEWSML: read_newsml,
        formats.TABLE: read_table,
        formats.PARQUET: read_parquet,
        formats.PDF: read_pdf,
        formats.WARC: read_warc,
        formats.MAIL: read_mail,
        formats.MAILBOX: read_mailbox,
        formats.GZIP: partial(read_gzip, read=read),
        formats.ZIP: partial(
            read_zip,
            read=read,
            inner={formats.DOCX: read_docx, formats.ODT: read_odt, formats.EPUB: read_epub},
        ),
    }


def _characters(stream: BinaryIO, origin: Origin, *, html: bool = False) -> Iterator[Notice | str]:
    """A notice of an encoding that is not UTF-8, if it is none, then the characters."""
    data = whole(stream, origin)
    if not data.strip():
        raise EmptyInput("the file is empty", where=origin.name, hint="another file")
    characters, encoding = decode(data, name=origin.name, html=html, charset=origin.charset)
    if encoding not in ("utf-8", "ascii"):
        yield Notice(origin.name, f"not in UTF-8, read as {encoding}")
    yield characters


def _plain(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    for item in _characters(stream, origin):
        yield item if isinstance(item, Notice) else origin.text(item, media_type=formats.PLAIN)


def _page(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    for item in _characters(stream, origin, html=True):
        yield item if isinstance(item, Notice) else page(item, origin)


def _json(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    head, stream = look(stream)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        for item in _characters(stream, origin):
            if isinstance(item, Notice):
                yield item
            else:
                recoded = (line.encode("utf-8", "replace") for line in item.split("\n"))
                yield from rows(recoded, origin)
    elif head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].strip() in (b"{", b"["):
        yield from read_json(whole(stream, origin), origin)
    else:
        yield from rows(lines(stream, origin), origin)


def _unknown_xml(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    head, _ = look(stream)
    if not head.strip():
        raise EmptyInput("the file is empty", where=origin.name, hint="another file")
    root = root_of(head)
    what = f"XML whose root element is <{root}>" if root else "no XML in spite of its name"
    raise UndecodableInput(
        f"this is {what}",
        where=origin.name,
        hint="read are RSS, Atom, NewsML-G2, NITF and XHTML",
    )
    yield  # a generator, as all readers are
