"""The step against a server on this machine: what it reads, and what it does when things fail."""

from __future__ import annotations

import json
import pickle
import re
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from llm_fakes import FakeServer, Reply, Settle, answered, completion

from onrecord.errors import ModelError
from onrecord.extract.draft import Draft
from onrecord.extract.llm import llm_step
from onrecord.extract.llm.step import GONE, SPENT, trouble_told
from onrecord.extract.pipeline import Pipeline, Step
from onrecord.extract.reader import Reader
from onrecord.extract.steps import default_pipeline

pytestmark = pytest.mark.enable_socket

BUILD = {
    "actor": 2,
    "stance": "supports",
    "issue": "build the bridge",
    "sentence": 1,
    "evidence": "her government would build the bridge",
    "condition": "only if Sweden paid half of it",
}
FERRIES = {
    "actor": 2,
    "stance": "opposes",
    "issue": "close the ferries",
    "sentence": 2,
    "evidence": '"We will never close the ferries,"',
    "condition": None,
}
DISCUSS = {
    "actor": 4,
    "stance": "open",
    "issue": "Discuss the bridge",
    "sentence": 3,
    "evidence": "Stockholm was ready to discuss the bridge",
    "condition": None,
}
PLAN = {
    "actor": 5,
    "stance": "opposes",
    "issue": "accept the plan",
    "sentence": 4,
    "evidence": "The Green League rejected the plan",
    "condition": None,
}


def reasons(draft: Draft) -> dict[str, int]:
    return {d.reason: d.count for d in draft.dropped}


def board(draft: Draft) -> list[tuple[str, str, str, str, str]]:
    record = draft.record()
    return [
        (
            record.actor(p.actor).name,
            p.stance,
            record.issue(p.issue).label,
            p.voice,
            draft.text.words(*(p.condition or ())),
        )
        for p in record.positions
    ]


def test_rows_become_positions_with_a_voice_worked_out_here(
    server: FakeServer, settle: Settle, bridge: Draft
) -> None:
    third = DISCUSS | {"actor": 3}
    server.replies = [answered(BUILD, FERRIES, DISCUSS, third)]
    read = llm_step(settle()).run(bridge)
    assert sorted(board(read)) == [
        ("Aino Lahti", "opposes", "close the ferries", "direct", ""),
        (
            "Aino Lahti",
            "supports",
            "build the bridge",
            "indirect",
            "only if Sweden paid half of it",
        ),
        ("Erik Dahl", "open", "discuss the bridge", "indirect", ""),
        ("Sweden", "open", "discuss the bridge", "spokesperson", ""),
    ]
    assert not read.dropped
    assert [p.statement is None for p in read.positions] == [False] * 4
    by = {p.by for p in read.positions}
    assert len(by) == 1
    assert re.fullmatch(r"positions/llm-1 prompt-[0-9a-f]{8} tiny", by.pop())


def test_the_words_of_the_text_are_found_over_white_space_and_quotes(
    server: FakeServer, settle: Settle, bridge: Draft
) -> None:
    server.replies = [answered(FERRIES, DISCUSS)]
    read = llm_step(settle()).run(bridge)
    words = {bridge.text.words(*p.evidence) for p in read.positions}
    assert words == {
        "“We will never close the ferries,”",
        "Stockholm was  ready to discuss the bridge",
    }


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"evidence": "her government will build the bridge"}, "words that are not in the text"),
        ({"evidence": ""}, "words that are not in the text"),
        ({"evidence": "er government would build"}, "words that are not in the text"),
        (
            {"evidence": "the bridge", "sentence": None},
            "words that stand in the passage more than once",
        ),
        (
            {"evidence": "the bridge", "sentence": 2},
            "words that stand in the passage more than once",
        ),
        ({"evidence": "government"}, "evidence of a single word"),
        ({"condition": "provided that Sweden pays"}, "words that are not in the text"),
        ({"actor": 9}, "actor that is not in the list"),
        ({"actor": 0}, "actor that is not in the list"),
        ({"actor": "Aino Lahti"}, "row of another form than asked"),
        ({"stance": "neutral"}, "stance that the codebook has not"),
        ({"issue": ""}, "issue without an act and what it is done to"),
        ({"issue": "not build the bridge"}, "issue that is negated"),
        ({"issue": "fund transport infrastructure"}, "issue in other words than the text's"),
        (
            {"issue": "build the Öresund bridge"},
            "issue with a name or number that is not in the text",
        ),
        ({"issue": "build the \ud83d bridge"}, "issue that is no short phrase"),
        ({"issue": "build 12 bridges"}, "issue with a name or number that is not in the text"),
        ({"issue": "build the bridge " + "half " * 20}, "issue that is no short phrase"),
    ],
)
def test_a_row_that_points_at_nothing_is_dropped_and_counted(
    server: FakeServer, settle: Settle, bridge: Draft, change: dict[str, Any], reason: str
) -> None:
    server.replies = [answered(BUILD | change, FERRIES)]
    read = llm_step(settle()).run(bridge)
    assert reasons(read) == {reason: 1}
    assert [b[2] for b in board(read)] == ["close the ferries"]


def test_the_sentence_decides_between_words_that_stand_there_twice(
    server: FakeServer, settle: Settle, bridge: Draft
) -> None:
    server.replies = [answered(BUILD | {"evidence": "the bridge", "sentence": 3})]
    (position,) = llm_step(settle()).run(bridge).positions
    assert position.evidence[0].start == bridge.text.text.index("the bridge. The Green")


@pytest.mark.parametrize(
    "around",
    [
        "%s",
        "Here you are:\n```json\n%s\n```\nAnything else?",
        "<think>Perhaps {this} or {that: 1}?</think> %s",
        '{"note": "first"} %s {"positions": []}',
    ],
)
def test_the_answer_is_found_among_other_words(
    server: FakeServer, settle: Settle, bridge: Draft, around: str
) -> None:
    server.replies = [
        completion(around % json.dumps({"positions": [PLAN | {"issue": "x"}, BUILD]}))
    ]
    read = llm_step(settle()).run(bridge)
    assert [b[2] for b in board(read)] == ["build the bridge"]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (completion("I am sorry, no."), "answer that is not of the form asked for"),
        (completion('{"positions": [{"actor": 1'), "answer that is not of the form asked for"),
        (completion("{" * 5000), "answer that is not of the form asked for"),
        (completion('{"positions": "none"}'), "answer that is not of the form asked for"),
        (answered(BUILD, finish="length"), "answer that was cut off"),
        (
            Reply(b"<html>Sign in</html>", type="text/html"),
            "passage without an answer: the server answered something else than a chat completion",
        ),
        (
            Reply(b'{"choices": []}'),
            "passage without an answer: the server answered something else than a chat completion",
        ),
        (
            Reply(b'{"a": "' + b"x" * 5_000_000 + b'"}'),
            "passage without an answer: the answer is too large",
        ),
        (Reply(b"{}", 307, headers={"Location": "http://a.example/"}), "the server answered 307"),
        (Reply(b"{}", 401), "passage without an answer: the server answered 401"),
        (Reply(b"{}", 404), "passage without an answer: the server answered 404"),
        (Reply(b"{}", 500), "passage without an answer: the server answered 500"),
        (Reply(b"{}", length=99), "passage without an answer: the connection broke off"),
        (
            Reply(b"zz", headers={"Content-Encoding": "gzip"}),
            "passage without an answer: the server's answer cannot be read",
        ),
    ],
)
def test_a_bad_answer_costs_its_passage_only(
    server: FakeServer, settle: Settle, bridge: Draft, reply: Reply, reason: str
) -> None:
    server.replies = [reply]
    read = llm_step(settle()).run(bridge)
    assert not read.positions
    assert not read.issues
    assert len(read.record().statements) == 3, "the other layers are delivered"
    assert len(read.dropped) == 1
    assert read.dropped[0].reason.endswith(reason)


def test_a_wrong_content_type_is_no_matter_where_the_body_is_right(
    server: FakeServer, settle: Settle, bridge: Draft
) -> None:
    server.replies = [replace(answered(BUILD), type="text/plain")]
    assert len(llm_step(settle()).run(bridge).positions) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_passing_failure_is_tried_again(
    server: FakeServer, settle: Settle, bridge: Draft, status: int
) -> None:
    server.replies = [Reply(b"{}", status), Reply(b"{}", status), answered(BUILD)]
    read = llm_step(settle()).run(bridge)
    assert len(read.positions) == 1
    assert not read.dropped
    assert len(server.asked) == 3


def test_a_wait_that_the_server_asks_for_is_kept(
    server: FakeServer, settle: Settle, bridge: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("tenacity.nap.time.sleep", waits.append)
    server.replies = [Reply(b"{}", 429, headers={"Retry-After": "7"}), answered(BUILD)]
    assert len(llm_step(settle()).run(bridge).positions) == 1
    assert 7.0 in waits


def test_the_number_of_attempts_is_bounded(
    server: FakeServer, settle: Settle, bridge: Draft
) -> None:
    server.replies = [Reply(b"{}", 503)]
    llm_step(settle(attempts=3)).run(bridge)
    assert len(server.asked) == 3


@pytest.mark.parametrize("taken", ["json_object", None])
def test_a_server_that_refuses_a_form_is_asked_in_another(
    server: FakeServer, settle: Settle, long_text: Draft, taken: str | None
) -> None:
    def strict(body: dict[str, Any]) -> Reply:
        form = body.get("response_format", {}).get("type")
        return answered() if form == taken else Reply(b"{}", 400)

    server.replies = [strict]
    read = llm_step(settle(parallel=1)).run(long_text)
    assert not read.dropped
    refusals = 1 if taken else 2
    assert len(server.asked) == 5 + refusals, "the form is found once"


def test_a_server_too_slow_is_given_up_on(
    server: FakeServer, settle: Settle, bridge: Draft
) -> None:
    server.replies = [replace(answered(BUILD), wait=0.6)]
    read = llm_step(settle(timeout=0.1, attempts=2)).run(bridge)
    assert reasons(read) == {"passage without an answer: the server did not answer in time": 1}
    assert len(server.asked) == 2


def test_a_server_that_is_not_there_costs_one_clear_line(settle: Settle, long_text: Draft) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    read = llm_step(settle(url=f"http://127.0.0.1:{port}", parallel=1)).run(long_text)
    assert reasons(read) == {
        "passage without an answer: the server is not reached": 3,
        GONE: 2,
    }
    assert [trouble_told(d) for d in read.dropped] == [
        f"language model: {GONE}",
        "language model: passage without an answer: the server is not reached",
    ]


def test_a_text_without_answers_can_be_read_by_the_rules(
    server: FakeServer, settle: Settle, bridge: Draft
) -> None:
    def run(draft: Draft) -> Draft:
        return draft.having(issues=("rules",), positions=("rules",))

    rules = Step("positions/rules-1", (), ("issues", "positions"), run)
    server.replies = [Reply(b"{}", 401)]
    read = llm_step(settle(), fallback=rules).run(bridge)
    assert read.positions == ("rules",)
    assert reasons(read) == {"passage without an answer: the server answered 401": 1}
    server.replies = [answered(BUILD)]
    read = llm_step(settle(), fallback=rules).run(bridge)
    assert len(read.positions) == 1
    assert read.positions != ("rules",)


def test_what_was_answered_once_is_not_asked_again(
    server: FakeServer, settle: Settle, bridge: Draft
) -> None:
    server.replies = [answered(BUILD, FERRIES)]
    first = llm_step(settle()).run(bridge)
    second = llm_step(settle()).run(bridge)
    assert len(server.asked) == 1
    assert first.record() == second.record()
    llm_step(settle(model="other")).run(bridge)
    assert len(server.asked) == 2, "another model is another question"


def test_a_cached_answer_needs_no_server_and_no_budget(
    server: FakeServer, settle: Settle, bridge: Draft
) -> None:
    server.replies = [answered(BUILD)]
    llm_step(settle()).run(bridge)
    read = llm_step(settle(url="http://127.0.0.1:9", budget=0)).run(bridge)
    assert len(read.positions) == 1
    assert not read.dropped


def test_a_damaged_or_useless_answer_is_asked_for_again(
    server: FakeServer, settle: Settle, bridge: Draft, tmp_path: Path
) -> None:
    server.replies = [completion("no"), answered(BUILD)]
    llm_step(settle()).run(bridge)
    assert not list((tmp_path / "kept").rglob("*.json")), "no answer, nothing to keep"
    llm_step(settle()).run(bridge)
    (kept,) = (tmp_path / "kept").rglob("*.json")
    kept.write_bytes(b'{"answer": "')
    assert len(llm_step(settle()).run(bridge).positions) == 1
    assert len(server.asked) == 3
    assert not list((tmp_path / "kept").rglob("*.part"))


def test_half_a_character_costs_nothing_but_the_keeping(
    server: FakeServer, settle: Settle, bridge: Draft
) -> None:
    broken = BUILD | {"evidence": "her \ud83d government"}
    server.replies = [completion(json.dumps({"positions": [broken, FERRIES]}))]
    read = llm_step(settle()).run(bridge)
    assert [b[2] for b in board(read)] == ["close the ferries"]
    server.replies = [completion('{"positions": []} \ud83d')]
    read = llm_step(settle(model="other")).run(bridge)
    assert not read.positions


def test_a_budget_stops_the_asking_and_the_rest_is_counted(
    server: FakeServer, settle: Settle, long_text: Draft
) -> None:
    server.replies = [answered(tokens=2_500)]
    read = llm_step(settle(budget=9_000, parallel=1)).run(long_text)
    asked = len(server.asked)
    assert 1 <= asked < 5
    assert reasons(read) == {SPENT: 5 - asked}
    assert all(trouble_told(d) for d in read.dropped)
    read.record()


def test_a_budget_holds_over_all_texts_of_a_run(
    server: FakeServer, settle: Settle, bridge: Draft, long_text: Draft
) -> None:
    server.replies = [answered(tokens=5_000)]
    step = llm_step(settle(budget=5_100))
    assert not step.run(bridge).dropped
    assert reasons(step.run(long_text)) == {SPENT: 5}
    assert len(server.asked) == 1


def test_no_budget_at_all_asks_nothing(
    server: FakeServer, settle: Settle, long_text: Draft
) -> None:
    assert reasons(llm_step(settle(budget=0)).run(long_text)) == {SPENT: 5}
    assert not server.asked


def test_the_record_does_not_depend_on_how_many_are_asked_at_once(
    server: FakeServer, settle: Settle, long_text: Draft, tmp_path: Path
) -> None:
    def by_number(body: dict[str, Any]) -> Reply:
        prompt = body["messages"][0]["content"].rpartition("Sentences:")[2]
        own = [int(n) for n in re.findall(r"\] Norland rejects proposal (\d+)", prompt)]
        rows = [
            {
                "actor": 1,
                "stance": "opposes",
                "issue": f"accept proposal {n}",
                "evidence": f"Norland rejects proposal {n}",
            }
            for n in own
        ]
        return replace(answered(*rows), wait=0.05 if own[0] % 20 == 0 else 0.0)

    server.replies = [by_number]
    records = [
        llm_step(settle(parallel=n, cache=tmp_path / str(n))).run(long_text).record()
        for n in (1, 2, 5)
    ]
    assert len(records[0].positions) == 50
    assert records[0] == records[1] == records[2]


def test_the_key_is_sent_and_shown_nowhere(
    server: FakeServer,
    settle: Settle,
    bridge: Draft,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("MY_KEY", "secret-123")
    server.replies = [
        Reply(b'{"error": "bad key secret-123"}', 500),
        Reply(b'{"error": "bad key secret-123"}', 403),
    ]
    caplog.set_level("DEBUG")
    settings = settle(key_env="MY_KEY")
    step = llm_step(settings)
    read = step.run(bridge)
    assert server.headers[0]["Authorization"] == "Bearer secret-123"
    shown = repr((settings, step, read.dropped)) + caplog.text
    server.replies = [answered(BUILD)]
    step = llm_step(settings)
    shown += repr(step.run(bridge).positions)
    shown += "".join(p.read_text() for p in (tmp_path / "kept").rglob("*.json"))
    assert "secret" not in shown


def test_without_a_name_the_one_model_of_the_server_is_taken(
    server: FakeServer, settle: Settle, bridge: Draft
) -> None:
    server.replies = [answered(BUILD)]
    read = llm_step(settle(model=None)).run(bridge)
    assert server.asked[0]["model"] == "tiny"
    assert read.positions[0].by.endswith(" tiny")
    server.models = ["one", "two"]
    read = llm_step(settle(model=None)).run(bridge)
    assert reasons(read) == {
        "passage without an answer: the server has 2 models; name one with --llm-model": 1
    }


def test_passages_without_an_actor_are_not_asked_about(
    server: FakeServer, settle: Settle, bridge: Draft
) -> None:
    read = llm_step(settle()).run(replace(bridge, actors=()))
    assert not server.asked
    assert reasons(read) == {"passage that names no actor of ours: not asked about": 1}


def test_the_step_takes_the_place_of_the_rules(settle: Settle) -> None:
    def nothing(draft: Draft) -> Draft:
        return draft

    before = Step("before/1", (), ("quotes", "actors", "statements"), nothing)
    rules = Step("positions/rules-1", ("statements",), ("issues", "positions"), nothing)
    swapped = Pipeline((before, rules)).swap("positions", llm_step(settle()))
    assert [s.name for s in swapped.steps] == ["before/1", "positions/llm-1"]


@pytest.mark.model
def test_a_reading_with_all_steps_has_the_model_s_positions(
    server: FakeServer, settle: Settle
) -> None:
    text = "Olaf Scholz said Germany would send the tanks if Poland agreed. He met Donald Tusk."

    def first_actor(body: dict[str, Any]) -> Reply:
        listed = re.findall(r"^(\d+)\. (.+?) \(", body["messages"][0]["content"], re.MULTILINE)
        number = next(int(n) for n, name in reversed(listed) if name == "Olaf Scholz")
        row = {"actor": number, "stance": "supports", "issue": "send the tanks"}
        words = {"evidence": "Germany would send the tanks", "condition": "if Poland agreed"}
        return answered(row | words)

    server.replies = [first_actor]
    pipeline = default_pipeline().swap("positions", llm_step(settle()))
    record = Reader(pipeline=pipeline).read(text)
    (position,) = record.positions
    assert record.actor(position.actor).name == "Olaf Scholz"
    assert record.document.words(*(position.condition or ())) == "if Poland agreed"
    assert position.voice == "indirect"
    assert position.statement == record.statements[0].id


def test_the_step_does_not_go_to_another_process(settle: Settle) -> None:
    with pytest.raises(ModelError, match="one process"):
        pickle.dumps(llm_step(settle()))


def test_a_cache_that_cannot_be_written_is_said_before_anything_is_read(
    settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ModelError, match="no answers can be kept") as caught:
        llm_step(settle(cache=tmp_path / "file"))
    assert "--llm-cache" in str(caught.value)
