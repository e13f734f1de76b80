"""The first schema. Drafted by `migrations.draft`; indices of full text and triggers by hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, the full-text index over statements, the guard of judgements."""
    _make_tables()
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    for line in _POSTGRESQL if on_postgresql else _SQLITE:
        op.execute(line)


def _make_tables() -> None:  # noqa: PLR0915 (a list)
    op.create_table(
        "account",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("closed", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_account")),
    )
    op.create_table(
        "actor",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("read_name", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("read_kind", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("read_country", sa.String(length=8), nullable=True),
        sa.Column("country", sa.String(length=8), nullable=True),
        sa.Column("wikidata", sa.String(length=16), nullable=True),
        sa.Column("now", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
    )
    op.create_index(op.f("ix_actor_country"), "actor", ["country"], unique=False)
    op.create_index(op.f("ix_actor_folded"), "actor", ["folded"], unique=False)
    op.create_index(op.f("ix_actor_key"), "actor", ["key"], unique=False)
    op.create_index(op.f("ix_actor_now"), "actor", ["now"], unique=False)
    op.create_table(
        "issue",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("read_label", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("gathered", sa.String(length=24), nullable=False),
        sa.Column("now", sa.String(length=24), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
    )
    op.create_index(op.f("ix_issue_folded"), "issue", ["folded"], unique=False)
    op.create_index(op.f("ix_issue_gathered"), "issue", ["gathered"], unique=False)
    op.create_index(op.f("ix_issue_now"), "issue", ["now"], unique=False)
    op.create_table(
        "issue_link",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("issue", sa.String(length=24), nullable=False),
        sa.Column("relation", sa.String(length=10), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_issue_link")),
    )
    op.create_index(op.f("ix_issue_link_label"), "issue_link", ["label"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("layer", sa.String(length=12), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(length=64), nullable=True),
        sa.Column("verb", sa.String(length=10), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("coder", sa.String(length=80), nullable=False),
        sa.Column("judged", sa.String(length=32), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("undoes", sa.String(length=24), nullable=True),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_judgement")),
        sa.UniqueConstraint("id", name=op.f("uq_judgement_id")),
    )
    op.create_index(op.f("ix_judgement_coder"), "judgement", ["coder"], unique=False)
    op.create_index(op.f("ix_judgement_judged"), "judgement", ["judged"], unique=False)
    op.create_index("ix_judgement_mark", "judgement", ["layer", "mark"], unique=False)
    op.create_index(op.f("ix_judgement_text"), "judgement", ["text"], unique=False)
    op.create_index(op.f("ix_judgement_undoes"), "judgement", ["undoes"], unique=False)
    op.create_table(
        "opposite",
        sa.Column("issue", sa.String(length=24), nullable=False),
        sa.Column("other", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("issue", "other", name=op.f("pk_opposite")),
    )
    op.create_table(
        "passed",
        sa.Column("coder", sa.String(length=80), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("moment", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("coder", "mark", name=op.f("pk_passed")),
    )
    op.create_table(
        "place",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=8), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("geonames", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    op.create_index(op.f("ix_place_name"), "place", ["name"], unique=False)
    op.create_table(
        "text",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("known", sa.String(length=32), nullable=False),
        sa.Column("added", sa.String(length=32), nullable=False),
        sa.Column("family", sa.Integer(), nullable=True),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("characters", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_text")),
        sa.UniqueConstraint("id", name=op.f("uq_text_id")),
    )
    op.create_index(op.f("ix_text_family"), "text", ["family"], unique=False)
    op.create_index(op.f("ix_text_known"), "text", ["known"], unique=False)
    op.create_index(op.f("ix_text_published"), "text", ["published"], unique=False)
    op.create_table(
        "unsettled",
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_unsettled")),
    )
    op.create_table(
        "actor_link",
        sa.Column("actor", sa.String(length=24), nullable=False),
        sa.Column("into", sa.String(length=24), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actor.id"], name=op.f("fk_actor_link_actor")),
        sa.ForeignKeyConstraint(["into"], ["actor.id"], name=op.f("fk_actor_link_into")),
        sa.PrimaryKeyConstraint("actor", name=op.f("pk_actor_link")),
    )
    op.create_table(
        "appearance",
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("read_actor", sa.String(length=24), nullable=False),
        sa.Column("settled", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.String(length=24), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=8), nullable=True),
        sa.Column("wikidata", sa.String(length=16), nullable=True),
        sa.Column("mentions", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actor.id"], name=op.f("fk_appearance_actor")),
        sa.ForeignKeyConstraint(
            ["read_actor"], ["actor.id"], name=op.f("fk_appearance_read_actor")
        ),
        sa.ForeignKeyConstraint(["settled"], ["actor.id"], name=op.f("fk_appearance_settled")),
        sa.ForeignKeyConstraint(["text"], ["text.number"], name=op.f("fk_appearance_text")),
        sa.PrimaryKeyConstraint("text", "read_actor", name=op.f("pk_appearance")),
    )
    op.create_index(op.f("ix_appearance_actor"), "appearance", ["actor"], unique=False)
    op.create_table(
        "dropped",
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["text"], ["text.number"], name=op.f("fk_dropped_text")),
        sa.PrimaryKeyConstraint("text", "step", "reason", name=op.f("pk_dropped")),
    )
    op.create_table(
        "event",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("mode", sa.String(length=24), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("time", sa.String(length=24), nullable=True),
        sa.Column("statement", sa.String(length=24), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("found", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["text"], ["text.number"], name=op.f("fk_event_text")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_event")),
        sa.UniqueConstraint("id", name=op.f("uq_event_id")),
    )
    op.create_index("ix_event_day", "event", ["day"], unique=False)
    op.create_index(op.f("ix_event_text"), "event", ["text"], unique=False)
    op.create_index("ix_event_type", "event", ["type", "day"], unique=False)
    op.create_table(
        "issue_mention",
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("issue", sa.String(length=24), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("mentions", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["issue"], ["issue.id"], name=op.f("fk_issue_mention_issue")),
        sa.ForeignKeyConstraint(["text"], ["text.number"], name=op.f("fk_issue_mention_text")),
        sa.PrimaryKeyConstraint("text", "issue", name=op.f("pk_issue_mention")),
    )
    op.create_index(op.f("ix_issue_mention_issue"), "issue_mention", ["issue"], unique=False)
    op.create_table(
        "position",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("read_actor", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.String(length=24), nullable=False),
        sa.Column("read_issue", sa.String(length=24), nullable=False),
        sa.Column("issue", sa.String(length=24), nullable=False),
        sa.Column("read_stance", sa.String(length=10), nullable=False),
        sa.Column("stance", sa.String(length=10), nullable=False),
        sa.Column("read_condition", sa.Text(), nullable=True),
        sa.Column("condition", sa.Text(), nullable=True),
        sa.Column("condition_words", sa.Text(), nullable=True),
        sa.Column("voice", sa.String(length=16), nullable=False),
        sa.Column("read_evidence", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("statement", sa.String(length=24), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("found", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("utterance", sa.String(length=24), nullable=False),
        sa.Column("repeat", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actor.id"], name=op.f("fk_position_actor")),
        sa.ForeignKeyConstraint(["issue"], ["issue.id"], name=op.f("fk_position_issue")),
        sa.ForeignKeyConstraint(["read_actor"], ["actor.id"], name=op.f("fk_position_read_actor")),
        sa.ForeignKeyConstraint(["read_issue"], ["issue.id"], name=op.f("fk_position_read_issue")),
        sa.ForeignKeyConstraint(["text"], ["text.number"], name=op.f("fk_position_text")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_position")),
        sa.UniqueConstraint("id", name=op.f("uq_position_id")),
    )
    op.create_index(
        "ix_position_actor",
        "position",
        [
            "actor",
            "day",
            "issue",
            "repeat",
            "state",
            "stance",
            "voice",
            "confidence",
            "id",
            "condition",
        ],
        unique=False,
    )
    op.create_index("ix_position_day", "position", ["day", "issue", "actor"], unique=False)
    op.create_index(
        "ix_position_issue",
        "position",
        [
            "issue",
            "actor",
            "day",
            "repeat",
            "state",
            "stance",
            "voice",
            "confidence",
            "id",
            "condition",
        ],
        unique=False,
    )
    op.create_index(op.f("ix_position_statement"), "position", ["statement"], unique=False)
    op.create_index(op.f("ix_position_text"), "position", ["text"], unique=False)
    op.create_index(op.f("ix_position_utterance"), "position", ["utterance"], unique=False)
    op.create_table(
        "reading",
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("read", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["text"], ["text.number"], name=op.f("fk_reading_text")),
        sa.PrimaryKeyConstraint("text", name=op.f("pk_reading")),
    )
    op.create_table(
        "role",
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("read_actor", sa.String(length=24), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=24), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("of", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=8), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["actor"], ["actor.id"], name=op.f("fk_role_actor")),
        sa.ForeignKeyConstraint(["read_actor"], ["actor.id"], name=op.f("fk_role_read_actor")),
        sa.ForeignKeyConstraint(["text"], ["text.number"], name=op.f("fk_role_text")),
        sa.PrimaryKeyConstraint("text", "read_actor", "rank", name=op.f("pk_role")),
    )
    op.create_index(op.f("ix_role_actor"), "role", ["actor"], unique=False)
    op.create_table(
        "session",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("ends", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.name"], name=op.f("fk_session_account")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_account"), "session", ["account"], unique=False)
    op.create_table(
        "signature",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["text"], ["text.number"], name=op.f("fk_signature_text")),
        sa.PrimaryKeyConstraint("band", "text", name=op.f("pk_signature")),
    )
    op.create_index(op.f("ix_signature_text"), "signature", ["text"], unique=False)
    op.create_table(
        "source",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("retrieved", sa.String(length=32), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("added", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["text"], ["text.number"], name=op.f("fk_source_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    op.create_index(op.f("ix_source_outlet"), "source", ["outlet"], unique=False)
    op.create_index(op.f("ix_source_text"), "source", ["text"], unique=False)
    op.create_table(
        "statement",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("voice", sa.String(length=16), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("source_words", sa.Text(), nullable=False),
        sa.Column("cue_words", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("within", sa.String(length=24), nullable=True),
        sa.Column("said", sa.String(length=24), nullable=True),
        sa.Column("place", sa.String(length=24), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("found", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("utterance", sa.String(length=24), nullable=False),
        sa.Column("repeat", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["text"], ["text.number"], name=op.f("fk_statement_text")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_statement")),
        sa.UniqueConstraint("id", name=op.f("uq_statement_id")),
    )
    op.create_index(op.f("ix_statement_day"), "statement", ["day"], unique=False)
    op.create_index(op.f("ix_statement_text"), "statement", ["text"], unique=False)
    op.create_index(op.f("ix_statement_utterance"), "statement", ["utterance"], unique=False)
    op.create_table(
        "time",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=8), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["text"], ["text.number"], name=op.f("fk_time_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time")),
    )
    op.create_index(op.f("ix_time_text"), "time", ["text"], unique=False)
    op.create_table(
        "whereabouts",
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=24), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mentions", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["place"], ["place.id"], name=op.f("fk_whereabouts_place")),
        sa.ForeignKeyConstraint(["text"], ["text.number"], name=op.f("fk_whereabouts_text")),
        sa.PrimaryKeyConstraint("text", "place", name=op.f("pk_whereabouts")),
    )
    op.create_index(op.f("ix_whereabouts_place"), "whereabouts", ["place"], unique=False)
    op.create_table(
        "event_actor",
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=9), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("read_actor", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actor.id"], name=op.f("fk_event_actor_actor")),
        sa.ForeignKeyConstraint(["event"], ["event.number"], name=op.f("fk_event_actor_event")),
        sa.ForeignKeyConstraint(
            ["read_actor"], ["actor.id"], name=op.f("fk_event_actor_read_actor")
        ),
        sa.PrimaryKeyConstraint("event", "role", "rank", name=op.f("pk_event_actor")),
    )
    op.create_index("ix_event_actor_actor", "event_actor", ["actor", "event"], unique=False)
    op.create_table(
        "event_place",
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=24), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["event.number"], name=op.f("fk_event_place_event")),
        sa.ForeignKeyConstraint(["place"], ["place.id"], name=op.f("fk_event_place_place")),
        sa.PrimaryKeyConstraint("event", "place", name=op.f("pk_event_place")),
    )
    op.create_index(op.f("ix_event_place_place"), "event_place", ["place"], unique=False)
    op.create_table(
        "speaker",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=9), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("read_actor", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actor.id"], name=op.f("fk_speaker_actor")),
        sa.ForeignKeyConstraint(["read_actor"], ["actor.id"], name=op.f("fk_speaker_read_actor")),
        sa.ForeignKeyConstraint(
            ["statement"], ["statement.number"], name=op.f("fk_speaker_statement")
        ),
        sa.PrimaryKeyConstraint("statement", "role", "rank", name=op.f("pk_speaker")),
    )
    op.create_index("ix_speaker_actor", "speaker", ["actor", "role", "statement"], unique=False)


_POSTGRESQL = (
    "CREATE INDEX statement_search ON statement USING gin (to_tsvector('english', words))",
    "CREATE FUNCTION judgements_stay() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'judgements are only ever added'; END $$",
    "CREATE TRIGGER judgements_stay BEFORE UPDATE OR DELETE ON judgement "
    "FOR EACH ROW EXECUTE FUNCTION judgements_stay()",
)


_SQLITE = (
    # The words stay in `statement` alone; triggers keep the index to them.
    "CREATE VIRTUAL TABLE statement_search USING fts5("
    "words, content='statement', content_rowid='number', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER statement_search_insert AFTER INSERT ON statement BEGIN "
    "INSERT INTO statement_search(rowid, words) VALUES (new.number, new.words); END",
    "CREATE TRIGGER statement_search_delete AFTER DELETE ON statement BEGIN "
    "INSERT INTO statement_search(statement_search, rowid, words) "
    "VALUES ('delete', old.number, old.words); END",
    "CREATE TRIGGER statement_search_update AFTER UPDATE OF words ON statement BEGIN "
    "INSERT INTO statement_search(statement_search, rowid, words) "
    "VALUES ('delete', old.number, old.words); "
    "INSERT INTO statement_search(rowid, words) VALUES (new.number, new.words); END",
    "CREATE TRIGGER judgements_stay_1 BEFORE UPDATE ON judgement BEGIN "
    "SELECT RAISE(ABORT, 'judgements are only ever added'); END",
    "CREATE TRIGGER judgements_stay_2 BEFORE DELETE ON judgement BEGIN "
    "SELECT RAISE(ABORT, 'judgements are only ever added'); END",
)
