"""Events in PLOVER types: who did what to whom, when, where, and in whose words.

Lexicon and rules over the parse (`frames`, `chains`), then links to the marks of earlier steps
(`link`). `find_events` gives the events before they are linked.
"""

from onrecord.extract.events.find import RawEvent, find_events
from onrecord.extract.events.link import NAME, run, step

__all__ = ["NAME", "RawEvent", "find_events", "run", "step"]
