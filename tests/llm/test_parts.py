"""The parts that ask nobody: settings, passages, words found in the text, kept answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from llm_fakes import draft_of

from onrecord.errors import ModelError
from onrecord.extract.draft import Draft
from onrecord.extract.llm.answers import Row, rows_of
from onrecord.extract.llm.cache import Cache, Kept, key_of
from onrecord.extract.llm.client import LONGEST_WAIT, retry_after
from onrecord.extract.llm.passages import CHARACTERS, CONTEXT, SENTENCES, passages
from onrecord.extract.llm.prompt import answer_schema, prompt_for, prompt_version
from onrecord.extract.llm.settings import LlmSettings, base_url, cache_folder
from onrecord.extract.llm.verify import Checker, Refused
from onrecord.model import Actor, Mention, Span, kinds


@pytest.mark.parametrize(
    ("given_url", "base"),
    [
        ("http://localhost:11434", "http://localhost:11434/v1"),
        ("http://localhost:11434/", "http://localhost:11434/v1"),
        ("http://localhost:8080/v1/", "http://localhost:8080/v1"),
        ("https://a.example/api/v1", "https://a.example/api/v1"),
        ("https://a.example/v1/chat/completions", "https://a.example/v1"),
        ("http://[::1]:8000", "http://[::1]:8000/v1"),
    ],
)
def test_a_url_is_taken_in_the_ways_people_write_it(given_url: str, base: str) -> None:
    assert base_url(given_url) == base


@pytest.mark.parametrize(
    "url",
    [
        "localhost:11434",
        "file:///a.txt",
        "ftp://a.example",
        "http://",
        "http://[::1",
        "http://a.example:port",
        "https://user:hush@a.example",
        "https://a.example/v1?key=hush",
        "",
    ],
)
def test_another_url_is_refused_without_being_shown(url: str) -> None:
    with pytest.raises(ModelError) as caught:
        LlmSettings(url=url)
    assert "hush" not in str(caught.value)
    assert "--llm-url" in str(caught.value)


@pytest.mark.parametrize(
    ("key", "url", "fine"),
    [
        ("k", "http://127.0.0.1:8000", True),
        ("k", "http://192.168.1.7:8000", True),
        ("k", "http://box.local:8000", True),
        ("k", "https://a.example", True),
        ("k", "http://a.example", False),
        ("", "https://a.example", False),
        (None, "https://a.example", False),
        ("two\nlines", "https://a.example", False),
    ],
)
def test_a_key_is_needed_where_one_is_named_and_never_sent_in_the_clear(
    monkeypatch: pytest.MonkeyPatch, key: str | None, url: str, fine: bool
) -> None:
    monkeypatch.delenv("A_KEY", raising=False)
    if key is not None:
        monkeypatch.setenv("A_KEY", key)
    if fine:
        assert LlmSettings(url=url, key_env="A_KEY").key() == key
    else:
        with pytest.raises(ModelError):
            LlmSettings(url=url, key_env="A_KEY")


@pytest.mark.parametrize(
    "wrong", [{"timeout": 0}, {"parallel": 0}, {"attempts": 0}, {"budget": -1}]
)
def test_settings_that_cannot_be_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ModelError):
        LlmSettings(url="http://localhost", **wrong)


def test_answers_are_kept_below_the_user_s_cache(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder(None) == tmp_path / "onrecord" / "llm"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert cache_folder(None) == Path.home() / ".cache" / "onrecord" / "llm"
    assert cache_folder(tmp_path / "own") == tmp_path / "own"


def test_a_passage_s_own_sentences_are_every_sentence_once(long_text: Draft) -> None:
    cut = list(passages(long_text))
    own = [s for p in cut for s in p.sentences[p.context :]]
    assert [long_text.text.words(s) for s in own] == [s.text for s in long_text.doc.sents]
    assert [p.context for p in cut] == [0] + [CONTEXT] * (50 // SENTENCES - 1)


@settings(deadline=None)  # the first call may load what all use
@given(st.lists(st.integers(1, 3 * CHARACTERS), max_size=8))
def test_no_passage_is_longer_than_a_model_can_take(lengths: list[int]) -> None:
    text = " ".join("a" * n + "." for n in lengths) or " "
    for passage in passages(draft_of(text, ())):
        assert passage.span.end - passage.span.start <= CHARACTERS


def test_a_prompt_shows_actors_with_their_words_and_marks_the_context(long_text: Draft) -> None:
    second = list(passages(long_text))[1]
    titled = replace(long_text, text=replace(long_text.text, title="Council\nat odds"))
    prompt = prompt_for(titled, second)
    assert "\n1. Norland (country)\n" in prompt
    assert "\n[3] (context) Norland rejects proposal 9 of the council.\n" in prompt
    assert "\n[4] Norland rejects proposal 10 of the council.\n" in prompt
    assert "\nTitle (context): Council at odds\n" in prompt
    assert all(f"- {value}: " in prompt for value in kinds("stance"))


def test_words_of_a_text_are_no_template() -> None:
    text = "Norland said {{ 7 * 7 }} {% raw %} would do."
    draft = draft_of(text, (Actor.of("Norland", "country", mentions=(Mention(Span(0, 7)),)),))
    assert "{{ 7 * 7 }} {% raw %}" in prompt_for(draft, next(passages(draft)))


def test_the_schema_of_an_answer_has_the_stances_of_the_codebook() -> None:
    assert "$comment" not in answer_schema()
    row = answer_schema()["properties"]["positions"]["items"]
    assert row["properties"]["stance"]["enum"] == list(kinds("stance"))
    assert set(row["required"]) == set(Row.__struct_fields__)
    assert len(prompt_version()) == 8


def checker(text: str) -> Checker:
    actor = Actor.of("Norland", "country", mentions=(Mention(Span(0, 1)),))
    draft = draft_of(text, (actor,))
    return Checker(draft, next(passages(draft)))


words = st.text(st.sampled_from("ab“”'’\" \n\u00a0\t,"), min_size=1, max_size=40)


@settings(deadline=None)
@given(before=words, middle=words, after=words)
def test_words_copied_from_a_text_are_found_where_they_stand(
    before: str, middle: str, after: str
) -> None:
    """Whatever was done to their white space and quotation marks."""
    text = f"x {before} begin {middle} end {after} y"
    copied = " ".join(f"begin {middle} end".replace("“", '"').replace("’", "'").split())
    found = list(checker(text)._find(copied))
    start = text.index("begin")
    assert Span(start, text.index("end") + 3) in found


@settings(deadline=None)
@given(st.text(max_size=30))
def test_whatever_a_model_writes_a_span_of_the_text_comes_of_it_or_nothing(written: str) -> None:
    text = "Norland rejects the “new” proposal of the council. Sudland is open to it."
    for span in checker(text)._find(written):
        assert 0 <= span.start < span.end <= len(text)
        shown = text[span.start : span.end].replace("“", '"').replace("”", '"')
        assert any(c.isalnum() for c in shown)


@settings(deadline=None)
@given(st.text())
def test_any_answer_is_read_without_an_error(answer: str) -> None:
    rows_of(answer)
    rows_of('{"positions": [' + answer)


def test_an_answer_nested_too_deep_is_no_answer() -> None:
    assert rows_of('{"positions":' + "[" * 100_000) is None


LABELS = "Norland rejected the deployment of EU-led patrols and banned fishing at 3 ports."


@pytest.mark.parametrize(
    ("issue", "label"),
    [
        ("deploy EU-led patrols", "deploy EU-led patrols"),
        ("Deploy the patrols.", "deploy the patrols"),
        ("to ban fishing at 3 ports", "ban fishing at 3 ports"),
        ("ban fishing by Norland", "ban fishing by Norland"),
        ("ban fishing by Sudland", None),
        ("ban fishing at 4 ports", None),
        ("deploy NATO-led patrols", None),
        ("ban whaling", None),
        ("protect marine wildlife", None),
        ("never ban fishing", None),
        ("fishing", None),
        ("the of", None),
    ],
)
def test_a_label_is_made_of_the_words_of_its_passage(issue: str, label: str | None) -> None:
    """Forms of one word count as that word; names and numbers must be there as they are."""
    row = Row(1, "opposes", issue, "Norland rejected the deployment")
    if label is None:
        with pytest.raises(Refused, match=r"^issue"):
            checker(LABELS).check(row)
    else:
        assert checker(LABELS).check(row).label == label


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("12", 12.0),
        ("99999999999999999999", LONGEST_WAIT),
        ("Wed, 01 May 2024 10:00:30 GMT", 30.0),
        ("Wed, 01 May 2024 09:00:00 GMT", 0.0),
        ("-5", None),
        ("later", None),
    ],
)
def test_a_wait_is_told_in_seconds_or_by_a_date(header: str, seconds: float | None) -> None:
    assert retry_after(header, now=datetime(2024, 5, 1, 10, tzinfo=UTC)) == seconds


def test_a_kept_answer_comes_back_and_a_disk_that_refuses_costs_nothing(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "kept")
    key = key_of("tiny", "a question", 100)
    assert cache.get(key) is None
    assert cache.put(key, Kept("an answer", 7))
    assert cache.get(key) == Kept("an answer", 7)
    other = key_of("tiny", "another question", 100)
    (tmp_path / "kept" / other[:2]).write_text("a file where the folder should be")
    assert not cache.put(other, Kept("an answer", 7))
    assert cache.get(other) is None
