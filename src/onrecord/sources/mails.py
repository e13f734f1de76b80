"""Mails and mailboxes → one `Text` a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr
from typing import IO, BinaryIO

from onrecord.errors import EmptyInput, InputError, UndecodableInput
from onrecord.model import Text
from onrecord.sources.days import day_of
from onrecord.sources.decode import decode
from onrecord.sources.formats import MAIL
from onrecord.sources.markup import words_of
from onrecord.sources.origin import Origin, web_address
from onrecord.sources.outcome import Failure, Found, Notice
from onrecord.sources.pages import page
from onrecord.sources.reflow import paragraphs
from onrecord.sources.streams import lines, too_large, whole

_LARGEST = 50 << 20  # bytes of one message, its attachments with it
_FROM = re.compile(rb"From \S+.*\d{4}\s*$")
"""The line before each message of a mailbox; in the words of a message it has a > before it."""
_HARD = 80  # characters: no line of a mail broken by its program is longer
_HARD_SHARE = 0.3  # of the lines, at least so many nearly that long: it was broken by a program


def read_mail(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    """The text of one mail."""
    data = whole(stream, origin, _LARGEST)
    if not data.strip():
        raise EmptyInput("the file is empty", where=origin.name, hint="another file")
    yield from _message(data, origin, item=None)


def read_mailbox(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    """The texts of a mailbox's messages, each as it is read.

    A message without words is counted, a broken one fails alone.
    """
    wordless, number = 0, 0
    for number, data in enumerate(_messages(stream, origin), start=1):
        if isinstance(data, InputError):
            yield Failure(data)
            continue
        try:
            yield from _message(data, origin, item=str(number))
        except EmptyInput:
            wordless += 1
        except InputError as error:
            yield Failure(error)
        except Exception as error:  # headers of junk mail break the parser in many ways
            where = f"{origin.name}!{number}"
            wrong = UndecodableInput(
                f"a mail that is broken: {error}", where=where, hint="leave it out"
            )
            yield Failure(wrong)
    if not number:
        raise EmptyInput(
            "no mail in this mailbox", where=origin.name, hint="a file whose first line is “From …”"
        )
    if wordless:
        yield Notice(origin.name, f"left out mails without words: {wordless}")


def _messages(stream: IO[bytes], origin: Origin) -> Iterator[bytes | InputError]:
    """The bytes of each message, or the error of one that is too large."""
    parts: list[bytes] | None = None  # None before the first
    size = 0
    blank = True
    for line in lines(stream, origin):
        if blank and line.startswith(b"From ") and _FROM.match(line):
            if parts is not None:
                yield _whole_message(parts, size, origin)
            parts, size = [], 0
        elif parts is not None:
            size += len(line)
            if size <= _LARGEST:
                parts.append(line[1:] if re.match(rb">+From ", line) else line)
        blank = not line.strip()
    if parts is not None:
        yield _whole_message(parts, size, origin)


def _whole_message(parts: list[bytes], size: int, origin: Origin) -> bytes | InputError:
    return b"".join(parts) if size <= _LARGEST else too_large(origin.name, _LARGEST)


def _message(data: bytes, origin: Origin, *, item: str | None) -> Iterator[Found]:
    """The text of one message: its plain words, else those of its HTML."""
    mail = message_from_bytes(data, policy=policy.default)
    where = origin.inside(item) if item else origin
    named = _header(mail, "Message-ID").strip("<>") if item else None
    found = Origin(
        name=f"{origin.name}!{named}" if named else where.name,
        hint="-",
        published=origin.published,
        url=where.url,
        retrieved=origin.retrieved,
        depth=where.depth,
    )
    yield _text(mail, found)
    attached = sum(part.get_content_disposition() == "attachment" for part in mail.walk())
    if attached:
        yield Notice(found.name, "attachments are not read")


def _text(mail: EmailMessage, origin: Origin) -> Text:
    sender, address = parseaddr(_header(mail, "From"))
    words = _plain(mail, origin)
    if not any(c.isalnum() for c in words):
        words = _of_html(mail, origin)
    return origin.text(
        words,
        media_type=MAIL,
        title=_header(mail, "Subject"),
        url=web_address(_header(mail, "Archived-At").strip("<>")),
        publisher=sender or address,
        published=day_of(_header(mail, "Date")) or origin.published,
    )


def _plain(mail: EmailMessage, origin: Origin) -> str:
    """The plain part. Quoted lines are kept; lines that a program broke are joined."""
    part = mail.get_body(("plain",))
    if part is None:
        return ""
    words = _decoded(part, origin).replace("\r\n", "\n").strip("\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        return _flowed(words, delete=str(part.get_param("delsp", "")).lower() == "yes")
    rows = words.split("\n")
    filled = [row for row in rows if row.strip() and not row.startswith(">")]
    near = sum(len(row) > 0.75 * _HARD for row in filled)
    if filled and max(map(len, filled)) <= _HARD and near >= _HARD_SHARE * len(filled):
        return "\n".join(paragraphs(rows))
    return words


def _flowed(words: str, *, delete: bool) -> str:
    """Lines that end with a space go on in the next (RFC 3676), but for the signature's."""
    found: list[str] = []
    open_ = False
    for row in words.split("\n"):
        line = row[1:] if row.startswith(" ") else row
        if open_ and not line.startswith(">"):
            found[-1] = (found[-1][:-1] if delete else found[-1]) + line
        else:
            found.append(line)
        open_ = line.endswith(" ") and line != "-- "
    return "\n".join(found)


def _of_html(mail: EmailMessage, origin: Origin) -> str:
    """The words of the HTML part: its article, or all of them where it has none."""
    part = mail.get_body(("html",))
    if part is None:
        return ""
    markup = _decoded(part, origin, html=True)
    try:
        return page(markup, origin).text
    except EmptyInput:
        return words_of(markup)


def _decoded(part: Message, origin: Origin, *, html: bool = False) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return ""
    charset = part.get_content_charset()
    return decode(data, name=origin.name, html=html, charset=charset)[0]


def _header(mail: EmailMessage, name: str) -> str:
    """A header's words; nothing where there is none, or it is broken."""
    try:
        return str(mail.get(name) or "").strip()
    except Exception:  # the parser of headers breaks on some that are malformed
        return ""
