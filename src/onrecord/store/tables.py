"""The ledger's tables, for SQLite and PostgreSQL alike.

Three groups, kept apart:

- *read*: `text` (each once, by its characters), `source` (each place it was found), `reading`
  (which steps read it, when) and the machine's marks (`appearance`, `statement`, `position`, …),
  which a newer reading of the same text replaces;
- *judged*: `judgement`, append-only;
- *seen*: what readers see. A pure function of the other two, written in the same transaction as
  what it follows from. Columns named `read_…` hold what the machine read; the columns without the
  prefix what holds now. Merges are one indirection (`actor.now`, `issue.now`), so that merging two
  actors with a million rows costs one row.

Spans are JSON lists of `[start, end]` with the words they cover beside them, so that `check` can
say whether a mark still stands on its words. Days are ISO 8601 text: they sort and compare as they
are. Texts, statements and positions have a small integer key (`number`) beside their id of content:
rows that point at them stay small, and order of arrival breaks ties.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID, DAY, MOMENT = String(24), String(10), String(32)


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True, autoincrement=True)


def _found() -> Column[bool]:
    """Whether today's reading has the mark: else a person stands behind it."""
    return Column("found", Boolean, nullable=False, server_default=false())


def _text(*, primary: bool = False, index: bool = False) -> Column[int]:
    return Column(
        "text", ForeignKey("text.number"), nullable=False, primary_key=primary, index=index
    )


# what was read -----------------------------------------------------------------------------------

text = Table(
    "text",
    metadata,
    _number(),
    Column("id", String(64), nullable=False, unique=True),  # SHA-256 of the characters
    Column("title", Text),
    Column("language", String(8), nullable=False),
    Column("media_type", Text, nullable=False),
    Column("words", Integer, nullable=False),
    Column("published", DAY, index=True),  # the earliest of its sources
    Column("known", MOMENT, nullable=False, index=True),  # the earliest retrieved, else added
    Column("added", MOMENT, nullable=False),
    # The first text of the wire copies it belongs to: its own number where it is no copy.
    Column("family", Integer, index=True),
    Column("sources", Integer, nullable=False),  # how many places it was found in
    # Last: what stands after a long value in a row costs reading the value.
    Column("characters", Text, nullable=False),
)

source = Table(
    "source",
    metadata,
    Column("id", ID, primary_key=True),  # of text, name, url, publisher, published
    _text(index=True),
    Column("name", Text, nullable=False),
    Column("url", Text),
    Column("publisher", Text),
    Column("outlet", Text, index=True),  # the publisher, else the host of the address
    Column("title", Text),
    Column("published", DAY),
    Column("retrieved", MOMENT),
    Column("media_type", Text, nullable=False),
    Column("added", MOMENT, nullable=False),
)

reading = Table(
    "reading",
    metadata,
    _text(primary=True),
    Column("steps", Text, nullable=False),  # names and versions of the steps, JSON list
    Column("read", MOMENT, nullable=False),
)

signature = Table(  # bands of the MinHash of a text: two texts that share one may be copies
    "signature",
    metadata,
    Column("band", BigInteger, primary_key=True),
    _text(primary=True, index=True),
)

dropped = Table(
    "dropped",
    metadata,
    _text(primary=True),
    Column("step", Text, primary_key=True),
    Column("reason", Text, primary_key=True),
    Column("rank", Integer, nullable=False),  # its place in the record's list
    Column("count", Integer, nullable=False),
)

# who ---------------------------------------------------------------------------------------------

actor = Table(
    "actor",
    metadata,
    Column("id", ID, primary_key=True),
    Column("read_name", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("key", Text, index=True),  # actors of two keys are never one; none: made by a person
    Column("read_kind", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("read_country", String(8)),  # the one most often read
    Column("country", String(8), index=True),
    Column("wikidata", String(16)),
    Column("now", ID, nullable=False, index=True),  # what it is merged into, else itself
)

appearance = Table(  # one actor in one text
    "appearance",
    metadata,
    _text(primary=True),
    Column("read_actor", ID, ForeignKey("actor.id"), primary_key=True),
    Column("settled", ID, ForeignKey("actor.id"), nullable=False),  # by the machine
    Column("actor", ID, ForeignKey("actor.id"), nullable=False, index=True),  # after splits
    Column("why", Text),  # why `settled` differs from `read_actor`
    Column("rank", Integer, nullable=False),  # its place in the record's list
    Column("name", Text, nullable=False),
    Column("country", String(8)),
    Column("wikidata", String(16)),
    Column("mentions", Text, nullable=False),  # JSON: [start, end, form, words] each
)

actor_link = Table(  # two actors that the machine takes for one: why
    "actor_link",
    metadata,
    Column("actor", ID, ForeignKey("actor.id"), primary_key=True),
    Column("into", ID, ForeignKey("actor.id"), nullable=False),
    Column("why", Text, nullable=False),
)

role = Table(
    "role",
    metadata,
    _text(primary=True),
    Column("read_actor", ID, ForeignKey("actor.id"), primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("actor", ID, ForeignKey("actor.id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("of", Text),
    Column("country", String(8)),
    Column("words", Text, nullable=False),
    Column("day", DAY),  # when its text was published
)

unsettled = Table(  # names with news since actors were last told apart: see `identities`
    "unsettled", metadata, Column("key", Text, primary_key=True)
)

# where and when ----------------------------------------------------------------------------------

place = Table(
    "place",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("country", String(8)),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("geonames", Integer),
    Column("kind", String(16), nullable=False),
)

whereabouts = Table(  # one place in one text
    "whereabouts",
    metadata,
    _text(primary=True),
    Column("place", ID, ForeignKey("place.id"), primary_key=True, index=True),
    Column("rank", Integer, nullable=False),  # its place in the record's list
    Column("name", Text, nullable=False),
    Column("mentions", Text, nullable=False),  # JSON: [start, end, words] each
)

time = Table(
    "time",
    metadata,
    Column("id", ID, primary_key=True),
    _text(index=True),
    Column("rank", Integer, nullable=False),  # its place in the record's list
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("type", String(8), nullable=False),
    Column("value", Text),
    Column("words", Text, nullable=False),
)

# who said what -----------------------------------------------------------------------------------

statement = Table(
    "statement",
    metadata,
    _number(),
    Column("id", ID, nullable=False, unique=True),
    _text(index=True),
    Column("kind", String(8), nullable=False),
    Column("voice", String(16), nullable=False),
    Column("source", Text, nullable=False),
    Column("cue", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("source_words", Text, nullable=False),
    Column("cue_words", Text, nullable=False),
    Column("words", Text, nullable=False),  # of the content
    Column("within", ID),
    Column("said", ID),
    Column("place", ID),
    Column("day", DAY, index=True),  # when said, else published
    Column("confidence", Float, nullable=False),
    Column("by", Text, nullable=False),
    Column("state", String(10), nullable=False),
    _found(),
    Column("utterance", ID, nullable=False, index=True),  # the same words of the same mouth
    Column("repeat", Boolean, nullable=False),  # not the first row of its utterance
)

speaker = Table(  # who said it, or whom it was said to
    "speaker",
    metadata,
    Column("statement", ForeignKey("statement.number"), primary_key=True),
    Column("role", String(9), primary_key=True),  # speaker or addressee
    Column("rank", Integer, primary_key=True),
    Column("read_actor", ID, ForeignKey("actor.id"), nullable=False),
    Column("actor", ID, ForeignKey("actor.id"), nullable=False),
    Index("ix_speaker_actor", "actor", "role", "statement"),
)

# who stands where --------------------------------------------------------------------------------

issue = Table(  # one label: the issue it was gathered in, and what that is merged into
    "issue",
    metadata,
    Column("id", ID, primary_key=True),
    Column("read_label", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("gathered", ID, nullable=False, index=True),
    Column("now", ID, nullable=False, index=True),
    Column("vague", Boolean, nullable=False, server_default=false()),  # see onrecord.issues.vague
    Column("vector", LargeBinary),  # of the label where it founded an issue: float32
)

issue_link = Table(  # why a label was gathered where it is, in order
    "issue_link",
    metadata,
    _number(),
    Column("label", Text, nullable=False, index=True),
    Column("issue", ID, nullable=False),
    Column("relation", String(10), nullable=False),  # founder, same, opposite
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
)

opposite = Table(  # two issues, each the reverse of the other; both directions are kept
    "opposite",
    metadata,
    Column("issue", ID, primary_key=True),
    Column("other", ID, primary_key=True),
)

issue_mention = Table(
    "issue_mention",
    metadata,
    _text(primary=True),
    Column("issue", ID, ForeignKey("issue.id"), primary_key=True, index=True),
    Column("rank", Integer, nullable=False),  # its place in the record's list
    Column("label", Text, nullable=False),
    Column("mentions", Text, nullable=False),  # JSON: [spans, words] each
)

_DECIDING = ("repeat", "state", "stance", "voice", "confidence", "id", "condition")

position = Table(
    "position",
    metadata,
    _number(),
    Column("id", ID, nullable=False, unique=True),
    _text(index=True),
    Column("read_actor", ID, ForeignKey("actor.id"), nullable=False),
    Column("actor", ID, ForeignKey("actor.id"), nullable=False),
    Column("read_issue", ID, ForeignKey("issue.id"), nullable=False),
    Column("issue", ID, ForeignKey("issue.id"), nullable=False),
    Column("read_stance", String(10), nullable=False),
    Column("stance", String(10), nullable=False),
    Column("read_condition", Text),
    Column("condition", Text),
    Column("condition_words", Text),
    Column("voice", String(16), nullable=False),
    Column("read_evidence", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("statement", ID, index=True),
    Column("day", DAY),
    Column("confidence", Float, nullable=False),
    Column("by", Text, nullable=False),
    Column("state", String(10), nullable=False),
    _found(),
    Column("utterance", ID, nullable=False, index=True),
    Column("repeat", Boolean, nullable=False),
    # All that a standing is derived from: it reads these alone, then the rows that decide.
    Index("ix_position_issue", "issue", "actor", "day", *_DECIDING),
    Index("ix_position_actor", "actor", "day", "issue", *_DECIDING),
    # For the queue by uncertainty. Not led by `state`: SQLite would take it for other questions.
    Index("ix_position_confidence", "confidence", "id", "state", "repeat"),
    Index("ix_position_day", "day", "issue", "actor"),
)

# what happened -----------------------------------------------------------------------------------

event = Table(
    "event",
    metadata,
    _number(),
    Column("id", ID, nullable=False, unique=True),
    _text(index=True),
    Column("type", String(12), nullable=False),
    Column("mode", String(24)),
    Column("status", String(12), nullable=False),
    Column("trigger", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("time", ID),
    Column("statement", ID),
    Column("day", DAY),
    Column("confidence", Float, nullable=False),
    Column("by", Text, nullable=False),
    Column("state", String(10), nullable=False),
    _found(),
    Index("ix_event_type", "type", "day"),
    Index("ix_event_day", "day"),
)

event_actor = Table(
    "event_actor",
    metadata,
    Column("event", ForeignKey("event.number"), primary_key=True),
    Column("role", String(9), primary_key=True),  # actor or recipient
    Column("rank", Integer, primary_key=True),
    Column("read_actor", ID, ForeignKey("actor.id"), nullable=False),
    Column("actor", ID, ForeignKey("actor.id"), nullable=False),
    Index("ix_event_actor_actor", "actor", "event"),
)

event_place = Table(
    "event_place",
    metadata,
    Column("event", ForeignKey("event.number"), primary_key=True),
    Column("place", ID, ForeignKey("place.id"), primary_key=True, index=True),
    Column("rank", Integer, nullable=False),  # its place in the event's list
)

# what people decided -----------------------------------------------------------------------------

judgement = Table(
    "judgement",
    metadata,
    _number(),  # order of arrival in this ledger; what holds goes by `judged`, then `id`
    Column("id", ID, nullable=False, unique=True),
    Column("layer", String(12), nullable=False),  # position, statement, event, actor, issue, text
    Column("mark", String(64), nullable=False),
    Column("text", String(64), index=True),  # SHA-256 of the text the mark is of, if of one
    Column("verb", String(10), nullable=False),
    Column("value", Text, nullable=False),  # JSON with sorted keys
    Column("coder", String(80), nullable=False, index=True),
    Column("judged", MOMENT, nullable=False, index=True),
    Column("why", Text),
    Column("undoes", ID, index=True),
    Column("snapshot", Text, nullable=False),  # the mark as it was seen, JSON with sorted keys
    Index("ix_judgement_mark", "layer", "mark"),
)

passed = Table(  # marks that a coder looked at and left for later: the queue goes on behind them
    "passed",
    metadata,
    Column("coder", String(80), primary_key=True),
    Column("mark", String(64), primary_key=True),
    Column("moment", MOMENT, nullable=False),
)

# who may come in (a served ledger of a team) -----------------------------------------------------

account = Table(
    "account",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("password", Text, nullable=False),  # argon2id hash
    Column("role", String(10), nullable=False),  # reader, coder, editor, admin
    Column("made", MOMENT, nullable=False),
    Column("closed", MOMENT),
)

session = Table(
    "session",
    metadata,
    Column("token", String(64), primary_key=True),  # SHA-256 of the cookie's token
    Column("account", ForeignKey("account.name"), nullable=False, index=True),
    Column("csrf", String(64), nullable=False),
    Column("made", MOMENT, nullable=False),
    Column("ends", MOMENT, nullable=False),
)

MARKS = (
    dropped,
    event_place,
    event_actor,
    event,
    position,
    issue_mention,
    speaker,
    statement,
    time,
    whereabouts,
    role,
    appearance,
    reading,
)
"""The tables that a newer reading of a text replaces, in an order that breaks no foreign key."""
