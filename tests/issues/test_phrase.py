"""What the word lists make of a label."""

from __future__ import annotations

import pytest

from onrecord.issues.lexicon import lemma, patterns, synonyms
from onrecord.issues.phrase import country_words, read_phrase


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("deploying", "deploy"),
        ("banned", "ban"),
        ("rates", "rate"),
        ("taxes", "tax"),
        ("refugees", "refugee"),
        ("countries", "country"),
        ("kept", "keep"),
        ("labour", "labor"),
        ("ruling", "ruling"),
        ("fluoridating", "fluoridate"),
        ("xyzzy", "xyzzy"),
    ],
)
def test_a_word_loses_its_form_and_an_unknown_noun_keeps_it(word: str, base: str) -> None:
    assert lemma(word) == base


@pytest.mark.parametrize(
    ("label", "act", "turned", "theme"),
    [
        ("fund the orchestra", "fund", 1, ("orchestra",)),
        ("stop funding the orchestra", "fund", -1, ("orchestra",)),
        ("not fund the orchestra", "fund", -1, ("orchestra",)),
        ("lift the ban on drones", "ban", -1, ("drone",)),
        ("impose a ban on drones", "ban", 1, ("drone",)),
        ("block the appointment of the judge", "appointment", -1, ("judge",)),
        ("keep the museum closed", "keep * closed", 1, ("museum",)),
        ("deployment of troops to the coast", "deployment", 1, ("troop", "coast")),
        ("let firms prohibit scarves", "prohibit", 1, ("firm", "scarf")),
    ],
)
def test_the_act_is_found_with_what_turns_it_round(
    label: str, act: str, turned: int, theme: tuple[str, ...]
) -> None:
    reading = read_phrase(label).readings[0]
    assert (reading.act.lemma, reading.act.turned, reading.theme) == (act, turned, theme)


def test_words_that_may_be_act_or_object_give_two_readings() -> None:
    assert len(read_phrase("end rural policing").readings) == 2


def test_names_are_counted_by_country_whatever_their_form() -> None:
    country = country_words([("UA", ["Ukraine", "Ukrainian", "Kyiv"])])
    phrase = read_phrase("train Ukrainian pilots near Kyiv", country)
    assert dict(phrase.names) == {"c:UA": 2}


def test_a_word_of_two_countries_names_none() -> None:
    country = country_words([("CD", ["DR Congo", "Congolese"]), ("CG", ["Congo", "Congolese"])])
    assert country("Congolese") is None
    assert country("congo") == "CG"


@pytest.mark.parametrize(
    ("label", "years", "numbers"),
    [
        ("cut output by 40 percent by 2030", {2030}, {40.0}),
        ("cut output by forty percent", set(), {40.0}),
        ("hire 1,500 nurses", set(), {1500.0}),
        ("halve the fee", set(), {50.0}),
    ],
)
def test_years_and_numbers_are_read_in_figures_and_words(
    label: str, years: set[int], numbers: set[float]
) -> None:
    phrase = read_phrase(label)
    assert (phrase.years, phrase.numbers) == (years, numbers)


def test_a_prime_minister_is_no_minister() -> None:
    phrase = read_phrase("dismiss the prime minister")
    assert {m for members in phrase.rivals.values() for m in members} == {"prime minister"}


@pytest.mark.parametrize("label", ["", "the", "…", "42", "to"])
def test_a_label_without_an_act_is_read_all_the_same(label: str) -> None:
    assert read_phrase(label).label == label


def test_no_word_undoes_itself_on_one_axis() -> None:
    """A word on both sides of an axis would be its own opposite."""
    import tomllib
    from importlib import resources

    text = resources.files("onrecord.issues").joinpath("acts.toml").read_text(encoding="utf-8")
    for axis in tomllib.loads(text)["axis"]:
        words = [w for side in ("more", "less", "hold") for w in set(axis.get(side, ()))]
        assert len(words) == len(set(words)), axis["name"]


def test_the_lists_load_with_a_first_word_each() -> None:
    assert all(p.words[0] == first for first, some in patterns().items() for p in some)
    assert all(words[0] == first for first, some in synonyms().items() for words, _ in some)
