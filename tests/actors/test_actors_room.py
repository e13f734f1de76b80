"""The actors room: its data are whole, and its functions say what the data say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.actors import (
    PersonName,
    body_named,
    groups_of,
    members,
    office_of,
    same_person,
    territory,
)
from onrecord.actors.bodies import bodies, seats
from onrecord.actors.data import rows, table
from onrecord.actors.leaders import known_family, leaders
from onrecord.actors.names import gender_of, names_person, same_given, skeleton
from onrecord.actors.offices import modifiers, offices, plurals, verbs
from onrecord.actors.phrases import PhraseTable
from onrecord.actors.territories import named, territories
from onrecord.errors import DataError
from onrecord.model import kinds


def test_codes_and_wikidata_ids_are_those_of_rigour() -> None:
    from rigour.territories import get_territory

    for place in territories().values():
        known = get_territory(place.code.lower())
        if known is not None:
            assert known.qid == place.wikidata, place.code
        assert len(place.country) == 2


def test_every_territory_has_a_name_and_no_value_is_empty() -> None:
    for place in territories().values():
        assert place.names
        assert all((*place.names, *place.adjectives, *place.people, *place.seats)), place.code


def test_few_words_are_shared_by_two_territories() -> None:
    shared = {w for form in ("adjectives", "people") for w, p in named(form).items() if len(p) > 1}
    assert shared == {"Congolese", "Channel Islander", "Channel Islanders"}


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Russian", "RU"), ("British", "GB"), ("Dutch", "NL"), ("the Netherlands", "NL"),
        ("U.S.", "US"), ("Czechia", "CZ"), ("South Korean", "KR"), ("Cote d'Ivoire", "CI"),
        ("Scotland", "GB-SCT"), ("Burma", "MM"), ("Türkiye", "TR"), ("Atlantis", None),
    ],
)  # fmt: skip
def test_names_and_adjectives_lead_to_their_territory(word: str, code: str | None) -> None:
    place = territory(word)
    assert (place.code if place else None) == code


def test_bodies_have_kinds_of_the_model_and_states_that_exist() -> None:
    for body in bodies():
        assert body.kind in kinds("actor_kind"), body.name
        assert body.code is None or body.code in territories(), body.name
    for seat in seats():
        assert (seat.code in territories()) if seat.code else body_named(seat.body or ""), seat.name


def test_members_exist_and_leave_after_they_join() -> None:
    for row in table("groups")["group"]:
        for code, (joined, left) in row["members"].items():
            assert code in territories()
            assert not left or date.fromisoformat(joined) < date.fromisoformat(left)


@pytest.mark.parametrize(
    ("group", "on", "count"),
    [
        ("EU", date(2003, 1, 1), 15), ("EU", date(2019, 1, 1), 28), ("EU", date(2021, 1, 1), 27),
        ("NATO", date(2017, 6, 4), 28), ("NATO", date(2024, 3, 7), 32), ("G7", date(2020, 1, 1), 7),
        ("G8", date(2015, 1, 1), 0), ("BRICS", date(2010, 1, 1), 4),
        ("Baltic states", date(1995, 1, 1), 3),
        ("eurozone", date(2012, 1, 1), 17), ("Visegrad Four", date(2017, 1, 1), 4),
    ],
)  # fmt: skip
def test_membership_follows_the_date(group: str, on: date, count: int) -> None:
    assert len(members(group, on)) == count


def test_an_unknown_group_is_refused() -> None:
    with pytest.raises(KeyError):
        members("Hanseatic League", date(2020, 1, 1))
    assert "NATO" in groups_of("FI", date(2023, 4, 4))
    assert "NATO" not in groups_of("FI", date(2023, 4, 3))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Prime Minister", "head_of_government"), ("President-elect", "head_of_state"),
        ("deputy foreign minister", "minister"), ("Deputy Prime Minister", "deputy"),
        ("spokeswoman", "spokesperson"), ("Lt. Gen.", "military"), ("chief justice", "law"),
        ("member of the European Parliament", "legislator"), ("secretary of state", "minister"),
        ("prime ministers", "head_of_government"), ("secretary-general", "official"),
        ("teapot", None),
    ],
)  # fmt: skip
def test_the_last_words_of_a_title_tell_its_kind(title: str, kind: str | None) -> None:
    office = office_of(title)
    assert (office.kind if office else None) == kind


def test_heads_of_titles_are_lower_case_and_plurals_are_new_words() -> None:
    assert all(h == h.lower() for h in (*offices(), *modifiers()))
    assert not set(plurals()) & set(offices())
    assert "lead" in verbs("head")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", True),
        ("Volodymyr Zelenskiy", "Volodymyr Zelensky", True),
        ("Bill Clinton", "Hillary Clinton", False),
        ("Bill Clinton", "William J. Clinton", True),
        ("J. Okafor", "Jane Okafor", True),
        ("Kim Jong-un", "Kim Jong-nam", False),
        ("Gerhard Schröder", "Gerhard Schroeder", True),
        ("Sarah Isa Flores", "Isa Flores", True),
        ("Karl Voss Jr.", "Karl Voss Sr.", False),
    ],
)
def test_two_full_names_are_one_person_only_where_both_parts_agree(
    one: str, other: str, same: bool
) -> None:
    assert same_person(PersonName.parse(one), PersonName.parse(other)) is same


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("Leyen", "Ursula von der Leyen", True), ("von der Leyen", "Ursula von der Leyen", True),
        ("Salman", "Mohammed bin Salman", True), ("Kim", "Kim Jong-un", True),
        ("Xi", "Xi Jinping", True), ("Jinping", "Xi Jinping", False), ("Anna", "Anna Lind", False),
    ],
)  # fmt: skip
def test_a_family_name_may_stand_for_the_person(short: str, full: str, fits: bool) -> None:
    assert names_person(short, PersonName.parse(full)) is fits


def test_initials_short_forms_and_gender() -> None:
    assert same_given("Bernie", "Bernard")
    assert not same_given("Anna", "Arne")
    assert gender_of(PersonName.parse("Angela Lind")) == "female"
    assert gender_of(PersonName.parse("Xyl Lind")) is None


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüćéø' -", min_size=1, max_size=20))
def test_the_skeleton_of_a_name_does_not_depend_on_case_and_is_stable(name: str) -> None:
    assert skeleton(name.upper()) == skeleton(name.lower())
    assert PersonName.parse(name).words == PersonName.parse(name).words


def test_leaders_are_of_known_states_and_their_terms_run_forward() -> None:
    for code, office, name, start, end in rows("leaders", 5):
        assert code in territories()
        assert office in {"head_of_state", "head_of_government"}
        assert not end or int(start) <= int(end), name
    assert {x.code for x in leaders(PersonName.parse("Vladimir Putin"))} == {"RU"}
    assert leaders(PersonName.parse("Emmanuel Macron"), year=2016) == ()
    assert not known_family("Park")


def test_a_broken_row_is_refused() -> None:
    with pytest.raises(DataError, match="columns"):
        list(rows("leaders", 4))


def test_the_longest_phrase_wins() -> None:
    phrases: PhraseTable[str] = PhraseTable()
    phrases.add_all([("a",), ("a", "b")], "x")
    phrases.add(("b", "c"), "y")
    assert list(phrases.matches(["a", "b", "c"])) == [(0, 2, "x")]
    assert phrases.ending(["z", "b", "c"], 3) == (1, "y")
    assert phrases.at(["b"], 0) is None
