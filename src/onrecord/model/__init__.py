"""The nouns: frozen, standard library only."""

from onrecord.model.ids import content_id, fold, text_id
from onrecord.model.kinds import Kind, kind_sets, kinds
from onrecord.model.ledger import (
    ACCEPTED,
    ADDED,
    EDITED,
    MACHINE,
    REJECTED,
    Change,
    Judgement,
    PositionRow,
    Source,
    Standing,
    StatementRow,
)
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
    "ACCEPTED",
    "ADDED",
    "EDITED",
    "FORMAT",
    "MACHINE",
    "REJECTED",
    "Actor",
    "Change",
    "Dropped",
    "Event",
    "Issue",
    "Judgement",
    "Kind",
    "Mention",
    "Place",
    "Position",
    "PositionRow",
    "Record",
    "Role",
    "Source",
    "Span",
    "Spans",
    "Standing",
    "Statement",
    "StatementRow",
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
