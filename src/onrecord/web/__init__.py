"""Pages and JSON over a ledger: look, find the sentence, correct. Loads no language model."""

from onrecord.web.app import make_app
from onrecord.web.settings import Settings

__all__ = ["Settings", "make_app"]
