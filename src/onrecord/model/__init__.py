"""The nouns: frozen, standard library only."""

from onrecord.model.ids import content_id, fold, text_id
from onrecord.model.kinds import Kind, kind_sets, kinds
from onrecord.model.marks import (
    Actor,
    Dropped,
    Event,
    Issue,
    Mention,
    Place,
    Position,
    Role,
    Spans,
    Statement,
    When,
)
from onrecord.model.record import FORMAT, Record
from onrecord.model.spans import Span, check_span, merge_spans
from onrecord.model.text import Text

__all__ = [
    "FORMAT",
    "Actor",
    "Dropped",
    "Event",
    "Issue",
    "Kind",
    "Mention",
    "Place",
    "Position",
    "Record",
    "Role",
    "Span",
    "Spans",
    "Statement",
    "Text",
    "When",
    "check_span",
    "content_id",
    "fold",
    "kind_sets",
    "kinds",
    "merge_spans",
    "text_id",
]
