"""Bytes → characters, in the encoding they are in, or a clear `UndecodableInput`."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from onrecord.errors import UndecodableInput
from onrecord.sources.formats import refused

_SAMPLE = 200_000  # bytes looked at to tell an encoding: more did not change an answer
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_ODD = re.compile(rb"[\x80-\xff][^\n]{0,200}")
"""Bytes that are not ASCII, with those after them; with those before, all that tells encodings."""
_AROUND = 200
_MESS = 0.2  # share of unlikely characters above which a guess is no reading


def decode(
    data: bytes, *, name: str, html: bool = False, charset: str | None = None
) -> tuple[str, str]:
    """The characters of `data` and the encoding they were in.

    A byte-order mark is dropped and nothing else changed. UTF-8 first; then `charset`, what a
    server or a mail said; then what an HTML page declares; then what the bytes look like.
    Raises `UndecodableInput`.

    >>> decode("\\ufeffKallas said “no”.\\r\\n".encode("utf-8"), name="a.txt")
    ('Kallas said “no”.\\r\\n', 'utf-8')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError as error:
                raise _undecodable(name, f"begins as {encoding} but does not go on so") from error
    if wide := _wide(data):
        return data.decode(wide), wide
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:4096]) if html else None
    for told in (charset, declared.group(1).decode("ascii", "replace") if declared else None):
        try:
            if told:
                return str(data, told), told.lower()
        except (ValueError, LookupError):  # not in it, or no such encoding of characters
            continue
    return _guess(data, name)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: Western text has a zero in every second byte."""
    head = data[:2000]
    if len(head) < 8 or len(data) % 2:
        return None
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if zeros.count(0) > 0.7 * len(zeros):
            try:
                data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return encoding
    return None


def _refuse_binary(data: bytes, name: str) -> None:
    for kind in refused():
        if data.startswith(kind.first):
            raise UndecodableInput(f"this is {kind.name}, not text", where=name, hint=kind.hint)
    head = data[:_SAMPLE]
    if b"\0" in head or len(_CONTROL.findall(head)) > 0.01 * len(head):
        raise UndecodableInput("these bytes are not text", where=name, hint="a text file")


def _guess(data: bytes, name: str) -> tuple[str, str]:
    """What an encoding detector makes of it; of equals Windows-1252, English texts' usual one."""
    from charset_normalizer import from_bytes

    odd = (
        data[max(0, m.start() - _AROUND) : m.end()].rpartition(b"\n")[2]
        for m in islice(_ODD.finditer(data), _SAMPLE // _AROUND)
    )
    sample = b" ".join(odd)[:_SAMPLE]
    matches = list(from_bytes(sample))
    good = [m for m in matches if m.chaos < _MESS]
    names = [c for m in good for c in (m.encoding, *m.could_be_from_charset)]
    if good and "cp1252" in names:
        western = next(m for m in good if "cp1252" in (m.encoding, *m.could_be_from_charset))
        if western.chaos <= good[0].chaos:
            names.insert(0, "cp1252")
    for encoding in dict.fromkeys(names):
        try:
            return data.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    raise _undecodable(name, "its bytes are in no encoding we can tell")


def _undecodable(name: str, what: str) -> UndecodableInput:
    return UndecodableInput(what, where=name, hint="iconv -f ENCODING -t UTF-8 FILE")
