"""onrecord: who said what, who stands where on what, what happened, where and when.

`read(text, date=…)` gives a frozen `Record`; `Reader` reads many; `frames` makes data frames;
`Ledger` keeps records, to be asked by `onrecord.analyse` and corrected by `onrecord.review`.
Each name loads on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.exchange.frames import frames
    from onrecord.extract.reader import Reader, read
    from onrecord.model import Record, Text
    from onrecord.store.ledger import Ledger

__version__ = "0.1.0"
__all__ = ["Ledger", "Reader", "Record", "Text", "__version__", "frames", "read"]

_HOMES = {
    "Reader": "onrecord.extract.reader",
    "read": "onrecord.extract.reader",
    "frames": "onrecord.exchange.frames",
    "Ledger": "onrecord.store.ledger",
    "Record": "onrecord.model",
    "Text": "onrecord.model",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
