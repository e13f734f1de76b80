"""XML without its dangers: no entities of its own, no outside files."""

from __future__ import annotations

import re

from onrecord.errors import UndecodableInput

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def refuse_entities(data: bytes, name: str) -> None:
    """Raise `UndecodableInput` where XML declares entities: they can grow without bound.

    For parsers that cannot be told to refuse them. No feed or news item needs any.
    """
    if _ENTITY.search(data) or _ENTITY.search(data.replace(b"\0", b"")):
        raise UndecodableInput(
            "XML that declares entities", where=name, hint="the same without its DOCTYPE"
        )
