"""The readers and scores of roles and coreference, on documents made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.errors import DataError, MissingInput
from onrecord.evaluate.coreference import read_gap, read_gum, score_gap, score_gum
from onrecord.evaluate.roles import read_dwie, score_article
from onrecord.model import Actor, Mention, Role, Span

TEXT = "Chancellor Ada Brandt of Germany met Omar Reyes ."


def actor(name: str, *mentions: tuple[int, int, str], roles: tuple[Role, ...] = ()) -> Actor:
    return Actor.of(
        name, "person", roles=roles, mentions=tuple(Mention(Span(a, b), f) for a, b, f in mentions)
    )


@pytest.fixture
def dwie(tmp_path: Path) -> Path:
    row = {
        "id": "1",
        "text": TEXT,
        "mentions": [
            {"begin": 11, "end": 21, "text": "Ada Brandt", "concept": 0},
            {"begin": 25, "end": 32, "text": "Germany", "concept": 1},
        ],
        "concepts": [
            {"concept": 0, "text": "Ada Brandt", "link": None},
            {"concept": 1, "text": "Germany", "link": "Germany"},
        ],
        "relations": [{"s": 0, "p": "head_of_gov", "o": 1}],
    }
    path = tmp_path / "dwie_train.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def test_a_role_in_the_same_country_is_a_found_pair(dwie: Path) -> None:
    (article,) = read_dwie(dwie)
    role = Role("Chancellor", "Germany", "DE", Span(0, 10))
    scores = score_article(article, [actor("Ada Brandt", (11, 21, "name"), roles=(role,))])
    assert (scores["head_of_gov"].right, scores["head_of_gov"].given) == (1, 1)
    assert scores["head_of_gov"].wanted == 1
    wrong = Role("Chancellor", "Austria", "AT", Span(0, 10))
    scores = score_article(article, [actor("Ada Brandt", (11, 21, "name"), roles=(wrong,))])
    assert (scores["head_of_gov"].right, scores["head_of_gov"].given) == (0, 1)


def test_what_is_no_gold_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        list(read_dwie(tmp_path / "none.jsonl"))
    with pytest.raises(MissingInput):
        list(read_gum(tmp_path))
    with pytest.raises(MissingInput):
        list(read_gap(tmp_path / "none.tsv"))
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{}\n", encoding="utf-8")
    with pytest.raises(DataError):
        list(read_dwie(broken))


def conllu(*rows: tuple[str, str, str]) -> str:
    lines = ["# newdoc id = x"]
    for k, (word, pos, entity) in enumerate(rows, 1):
        misc = f"Entity={entity}" if entity else "_"
        lines.append("\t".join([str(k), word, word, pos, "X", "_", "0", "dep", "_", misc]))
    return "\n".join(lines) + "\n"


def test_a_pronoun_is_right_when_its_last_mention_is_of_the_same_entity(tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text(
        conllu(
            ("Ada", "PROPN", "(1-person-new-cf1-1-sgl"), ("Brandt", "PROPN", "1)"),
            ("met", "VERB", ""), ("Omar", "PROPN", "(2-person-new-cf1-1-sgl)"),
            (".", "PUNCT", ""), ("She", "PRON", "(1-person-giv-cf1-1-ana)"), ("left", "VERB", ""),
        ),
        encoding="utf-8",
    )  # fmt: skip
    (document,) = read_gum(tmp_path)
    assert document.text.startswith("Ada Brandt met Omar . She left")
    right = (actor("Ada Brandt", (0, 10, "name"), (22, 25, "pronoun")),)
    assert score_gum(document, right)["pronoun"].f1 == 1
    wrong = (
        actor("Ada Brandt", (0, 10, "name")),
        actor("Omar", (15, 19, "name"), (22, 25, "pronoun")),
    )
    score = score_gum(document, wrong)["pronoun"]
    assert (score.right, score.given, score.wanted) == (0, 1, 1)


def test_gap_counts_links_and_decisions(tmp_path: Path) -> None:
    path = tmp_path / "gap.tsv"
    head = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n"
    path.write_text(
        head + "d-1\tAda met Eva. She left.\tShe\t13\tAda\t0\tTRUE\tEva\t8\tFALSE\tu\n",
        encoding="utf-8",
    )
    (row,) = read_gap(path)
    score, right = score_gap(row, (actor("Ada", (0, 3, "name"), (13, 16, "pronoun")),))
    assert (score.right, score.given, score.wanted, right) == (1, 1, 1, 2)
