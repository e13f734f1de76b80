"""A codebook of the user's own: read, checked, and told what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import DataError, MissingInput
from onrecord.issues import Codebook, Entry, parse_codebook, read_codebook
from onrecord.issues.codebook import WordPattern

TOML = """
[[issue]]
id = "curfew"
title = "extend the curfew"
definition = "The night curfew in the capital."
phrases = ["prolong the curfew"]
include = ["curfew"]
exclude = ["birds"]
opposite = "no-curfew"
parent = "order"

[[issue]]
id = "no-curfew"
title = "lift the curfew"
opposite = "curfew"

[[issue]]
id = "order"
title = "tighten public order laws"
"""

YAML = """
issue:
  - id: curfew
    title: extend the curfew
    definition: The night curfew in the capital.
    phrases: [prolong the curfew]
    include: [curfew]
    exclude: [birds]
    opposite: no-curfew
    parent: order
  - {id: no-curfew, title: lift the curfew, opposite: curfew}
  - {id: order, title: tighten public order laws}
"""


def test_toml_and_yaml_say_the_same() -> None:
    assert parse_codebook(TOML) == parse_codebook(YAML, yaml=True)


def test_a_file_is_read_by_the_end_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text("﻿" + TOML, encoding="utf-8")
    (tmp_path / "book.yml").write_text(YAML, encoding="utf-8")
    assert read_codebook(tmp_path / "book.toml") == read_codebook(tmp_path / "book.yml")


def test_a_file_that_is_not_there_or_not_utf8_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="cannot be read"):
        read_codebook(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9")
    with pytest.raises(DataError, match="UTF-8"):
        read_codebook(tmp_path / "latin.toml")


_BASE = '[[issue]]\nid = "a"\ntitle = "raise the tax"\n'
_OTHER = '[[issue]]\nid = "b"\ntitle = "cut the tax"\n'


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "no issue in the codebook"),
        ("x = ", "not TOML"),
        ('name = "x"', "unknown key “name” at the top"),
        ("issue = 3", "“issue” is no list"),
        ("issue = [3]", "issue 1: an issue that is no table"),
        ('[[issue]]\nid = "a"', "no title"),
        ('[[issue]]\ntitle = "a"', "issue 1: no id"),
        ('[[issue]]\nid = "a"\ntitle = " "', "issue 1 (“a”): no title"),
        (_BASE + "color = 1", "issue 1 (“a”): unknown key “color”"),
        (_BASE + "definition = 1", "definition is no text"),
        (_BASE + 'phrases = "x"', "phrases is no list of texts"),
        ('[[issue]]\nid = "a b"\ntitle = "x"', "other characters"),
        (_BASE + _BASE, "issue “a”: two issues have this id"),
        (_BASE + _BASE.replace('"a"', '"b"'), "its title is that of “a” too"),
        (_BASE + 'opposite = "z"', "its opposite “z” is no issue"),
        (_BASE + 'parent = "a"', "it is its own parent"),
        (_BASE + 'opposite = "b"\n' + _OTHER, "“b” does not name it as its opposite"),
        (_BASE + 'parent = "b"\n' + _OTHER + 'parent = "a"', "parents go in a circle: a → b → a"),
        (_BASE + 'include = ["*"]', "the pattern “*” has no word"),
    ],
)
def test_a_fault_is_told_with_what_where_and_what_to_try(text: str, what: str) -> None:
    with pytest.raises(DataError) as caught:
        parse_codebook(text, name="book.toml")
    assert what in str(caught.value)
    assert caught.value.where is not None
    assert caught.value.where.startswith("book.toml")
    assert caught.value.hint


@pytest.mark.parametrize("text", ["- a", "issue: {a: 1}", "a: [", "issue: [1]", "3"])
def test_yaml_of_another_shape_is_told(text: str) -> None:
    with pytest.raises(DataError):
        parse_codebook(text, yaml=True)


def test_parents_are_given_nearest_first() -> None:
    book = Codebook(
        (
            Entry("a", "raise the tax", parent="b"),
            Entry("b", "change the tax law", parent="c"),
            Entry("c", "change the law"),
        )
    )
    assert book.above("a") == ("b", "c")
    assert book.kin("c", "a")


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("sanction* russia", "lift the Sanctions on Russia", True),
        ("sanction* russia", "lift the sanctions on Iran", False),
        ("sanction", "sanctions", False),
        ('"no-fly zone"', "set up a no fly zone", True),
        ('"no-fly zone"', "no zone to fly in", False),
        ("citroen", "subsidise Citroën", True),
        ("tax", "taxi", False),
    ],
)
def test_a_pattern_finds_whole_words_in_any_order(pattern: str, text: str, found: bool) -> None:
    assert WordPattern.of(pattern).found_in(text) is found
