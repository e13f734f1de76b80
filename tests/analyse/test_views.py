"""Boards, profiles, changes, timelines and coverage over a ledger, on both databases."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from handmade_ledger import Says, article
from onrecord.analyse import (
    Board,
    board,
    changes_since,
    coverage,
    find_actor,
    find_issue,
    issues_by_activity,
    profile,
    timeline_of,
)
from onrecord.errors import LedgerError
from onrecord.model import Issue, Record
from onrecord.review import judge as judging
from onrecord.store import tables as t
from onrecord.store.ledger import Ledger

BRIDGE = "build the bridge"


def fill(ledger: Ledger, *records: Record) -> None:
    for record in records:
        ledger.add(record)


def stances(found: Board) -> dict[str, str]:
    return {e.standing.name: c.stance for c in found.columns for e in c.entries}


ARTICLES = (
    article("2024-03-01", Says("Aino Lahti", "it will be built", "supports", country="FI")),
    article(
        "2024-03-08",
        Says("Erik Dahl", "it costs too much", "opposes", country="SE", office="Minister"),
        Says("Aino Lahti", "it can wait", "open", condition="if Oslo pays", country="FI"),
    ),
    article(
        "2024-03-15",
        Says("Erik Dahl", "it may be worth a talk", "open", country="SE"),
        Says("Karin Ek", "she has not made up her mind", "undecided"),
        publisher="The Gazette",
    ),
)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2024-02-01", {}),
        ("2024-03-01", {"Aino Lahti": "supports"}),
        ("2024-03-08", {"Aino Lahti": "open", "Erik Dahl": "opposes"}),
        (None, {"Aino Lahti": "open", "Erik Dahl": "open", "Karin Ek": "undecided"}),
    ],
)
def test_the_board_moves_through_time(
    ledger: Ledger, as_of: str | None, expected: dict[str, str]
) -> None:
    fill(ledger, *ARTICLES)
    found = board(ledger, find_issue(ledger, BRIDGE), as_of)
    assert stances(found) == expected
    assert found.holders == len(expected)


def test_an_entry_has_its_words_source_condition_and_office(ledger: Ledger) -> None:
    fill(ledger, *ARTICLES)
    found = board(ledger, find_issue(ledger, BRIDGE), "2024-03-08")
    entries = {e.standing.name: e for c in found.columns for e in c.entries}
    lahti, dahl = entries["Aino Lahti"], entries["Erik Dahl"]
    assert lahti.standing.condition == "if Oslo pays"
    assert lahti.standing.chosen.words == "it can wait"
    assert lahti.rows == 2
    assert (dahl.office, dahl.standing.chosen.publisher) == ("Minister", "The Courier")
    assert dahl.standing.chosen.title == "Of 2024-03-08"


def test_known_by_leaves_out_texts_that_came_later(ledger: Ledger) -> None:
    fill(
        ledger,
        article("2024-03-01", Says("Aino Lahti", "yes", "supports"), retrieved="2024-03-02"),
        article("2024-03-08", Says("Aino Lahti", "no", "opposes"), retrieved="2024-04-02"),
    )
    issue = find_issue(ledger, BRIDGE)
    by = "2024-03-31T23:59:59.999999Z"
    assert stances(board(ledger, issue, known_by=by)) == {"Aino Lahti": "supports"}
    assert stances(board(ledger, issue)) == {"Aino Lahti": "opposes"}


def test_known_by_takes_back_judgements_that_came_later(ledger: Ledger) -> None:
    """An edit, a rejection and an added condition are not known before they were made."""
    fill(ledger, ARTICLES[1])
    issue = find_issue(ledger, BRIDGE)
    before = ledger.now()
    rows = {e.standing.name: e.standing.chosen.id for e in _entries(board(ledger, issue))}
    judging.judge(
        ledger, "position", rows["Aino Lahti"], "edit", {"stance": "opposes"}, coder="ann"
    )
    judging.judge(ledger, "position", rows["Erik Dahl"], "reject", coder="ann")
    assert stances(board(ledger, issue)) == {"Aino Lahti": "opposes"}
    then = board(ledger, issue, known_by=before)
    assert stances(then) == {"Aino Lahti": "open", "Erik Dahl": "opposes"}
    assert {e.standing.chosen.state for e in _entries(then)} == {"machine"}
    assert (then.machine, then.judged) == (2, 0)
    now = board(ledger, issue, known_by=ledger.now())
    assert stances(now) == {"Aino Lahti": "opposes"}


def test_known_by_takes_back_merges_and_names_that_came_later(ledger: Ledger) -> None:
    """Two issues and two actors merged since, and one renamed, are as they were; then as now."""
    fill(
        ledger,
        article("2024-03-01", Says("Aino Lahti", "yes", "supports", country="FI")),
        article("2024-03-08", Says("Erik Dahl", "no", "opposes", "erect the crossing")),
    )
    bridge, crossing = find_issue(ledger, BRIDGE), find_issue(ledger, "erect the crossing")
    lahti, dahl = find_actor(ledger, "Aino Lahti"), find_actor(ledger, "Erik Dahl")
    before = ledger.now()
    judging.judge(ledger, "issue", crossing, "merge", {"into": bridge}, coder="ann")
    merged = judging.judge(ledger, "actor", dahl, "merge", {"into": lahti}, coder="ann")
    judging.judge(ledger, "actor", lahti, "edit", {"name": "A. Lahti"}, coder="ann")
    assert stances(board(ledger, bridge)) == {"A. Lahti": "opposes"}
    assert stances(board(ledger, bridge, known_by=before)) == {"Aino Lahti": "supports"}
    assert find_issue(ledger, "erect the crossing") == bridge
    assert find_issue(ledger, "erect the crossing", before) == crossing
    assert stances(board(ledger, crossing, known_by=before)) == {"Erik Dahl": "opposes"}
    assert find_actor(ledger, "Erik Dahl", before) == dahl
    assert profile(ledger, dahl, known_by=before).said == 1
    assert profile(ledger, lahti, known_by=before).aliases == ()
    assert stances(board(ledger, bridge, known_by=merged.judged)) == {"Aino Lahti": "opposes"}
    assert stances(board(ledger, bridge)) == {"A. Lahti": "opposes"}  # nothing was written


def test_known_by_takes_back_splits_and_opposites_that_came_later(ledger: Ledger) -> None:
    fill(
        ledger,
        article("2024-03-01", Says("Aino Lahti", "yes", "supports")),
        article("2024-03-08", Says("Aino Lahti", "no", "opposes")),
        article("2024-03-09", Says("Karin Ek", "no", "opposes", "stop the works")),
    )
    bridge, lahti = find_issue(ledger, BRIDGE), find_actor(ledger, "Aino Lahti")
    (entry,) = _entries(board(ledger, bridge))
    before = ledger.now()
    judging.judge(
        ledger,
        "actor",
        lahti,
        "split",
        {"texts": [entry.standing.chosen.text], "into": {"name": "Aino Lahti II"}},
        coder="ann",
    )
    judging.judge(
        ledger,
        "issue",
        find_issue(ledger, "stop the works"),
        "edit",
        {"opposite": bridge},
        coder="a",
    )
    now = {"Aino Lahti": "supports", "Aino Lahti II": "opposes", "Karin Ek": "supports"}
    assert stances(board(ledger, bridge)) == now
    assert stances(board(ledger, bridge, known_by=before)) == {"Aino Lahti": "opposes"}
    assert profile(ledger, lahti, known_by=before).said == 2
    assert changes_since(ledger, issue=bridge) == []
    (change,) = changes_since(ledger, issue=bridge, known_by=before)
    assert (change.name, change.kind) == ("Aino Lahti", "reversed")
    assert stances(board(ledger, bridge)) == now


def test_a_row_judged_later_has_the_holder_that_its_text_settles(ledger: Ledger) -> None:
    """A name that people have told apart in one text stays apart where its row is judged later."""
    fill(ledger, ARTICLES[0], ARTICLES[1])
    bridge, lahti = find_issue(ledger, BRIDGE), find_actor(ledger, "Aino Lahti")
    chosen = next(e for e in _entries(board(ledger, bridge)) if e.standing.actor == lahti)
    judging.judge(
        ledger,
        "actor",
        lahti,
        "split",
        {"texts": [chosen.standing.chosen.text], "into": {"name": "Aino Lahti II"}},
        coder="ann",
    )
    before = ledger.now()
    judging.judge(ledger, "position", chosen.standing.chosen.id, "accept", coder="ann")
    expected = {"Aino Lahti": "supports", "Aino Lahti II": "open", "Erik Dahl": "opposes"}
    assert stances(board(ledger, bridge)) == expected
    assert stances(board(ledger, bridge, known_by=before)) == expected


def test_offices_keep_to_both_clocks(ledger: Ledger) -> None:
    """An office named after the day asked, or in a text got later, is not told."""
    fill(
        ledger,
        article(
            "2024-03-01",
            Says("Aino Lahti", "yes", "supports", office="Mayor"),
            retrieved="2024-03-01",
        ),
        article(
            "2024-03-08",
            Says("Aino Lahti", "maybe", "open", office="Minister"),
            retrieved="2024-04-01",
        ),
    )
    lahti = find_actor(ledger, "Aino Lahti")

    def titles(as_of: str | None = None, known_by: str | None = None) -> list[str]:
        return [role.title for role in profile(ledger, lahti, as_of, known_by).roles]

    assert titles() == ["Minister", "Mayor"]
    assert titles("2024-03-05") == ["Mayor"]
    assert titles(None, "2024-03-31T00:00:00.000000Z") == ["Mayor"]
    (entry,) = _entries(
        board(ledger, find_issue(ledger, BRIDGE), known_by="2024-03-31T00:00:00.000000Z")
    )
    assert entry.office == "Mayor"


def test_an_office_in_capitals_or_not_is_one(ledger: Ledger) -> None:
    """“mayor” and “Mayor” are one office, by the spelling of most texts; a text counts once."""
    mayors = ("2024-03-01", "Mayor"), ("2024-03-02", "Mayor"), ("2024-03-05", "mayor")
    for day, office in mayors:
        ledger.add(article(day, Says("Aino Lahti", f"yes on {day}", office=office)))
    (role,) = profile(ledger, find_actor(ledger, "Aino Lahti")).roles
    found = (role.title, role.first, role.last, role.texts)
    assert found == ("Mayor", "2024-03-01", "2024-03-05", 3)


def test_an_edit_to_another_issue_is_on_the_old_one_before(ledger: Ledger) -> None:
    fill(ledger, ARTICLES[0])
    issue = find_issue(ledger, BRIDGE)
    (entry,) = _entries(board(ledger, issue))
    before = ledger.now()
    judging.judge(
        ledger,
        "position",
        entry.standing.chosen.id,
        "edit",
        {"issue": {"label": "dig the tunnel"}},
        coder="ann",
    )
    tunnel = find_issue(ledger, "dig the tunnel")
    assert stances(board(ledger, issue)) == {}
    assert stances(board(ledger, issue, known_by=before)) == {"Aino Lahti": "supports"}
    assert stances(board(ledger, tunnel)) == {"Aino Lahti": "supports"}
    assert stances(board(ledger, tunnel, known_by=before)) == {}


def _entries(found: Board) -> list:  # type: ignore[type-arg]
    return [e for c in found.columns for e in c.entries]


def _make_opposite(ledger: Ledger, one: str, other: str) -> None:
    a, b = Issue.of(one).id, Issue.of(other).id
    with ledger.transaction(write=True) as db:
        db.execute(sa.delete(t.opposite))
        pairs = [{"issue": a, "other": b}, {"issue": b, "other": a}]
        db.execute(t.opposite.insert(), pairs)


def test_opposite_issues_are_one_board_with_stances_reversed(ledger: Ledger) -> None:
    fill(
        ledger,
        article("2024-03-01", Says("Aino Lahti", "keep them", "supports", "keep the ferries")),
        article("2024-03-02", Says("Erik Dahl", "scrap them", "supports", "scrap the ferries")),
        article("2024-03-09", Says("Aino Lahti", "perhaps", "open", "scrap the ferries")),
    )
    _make_opposite(ledger, "keep the ferries", "scrap the ferries")
    keep, scrap = (find_issue(ledger, f"{x} the ferries") for x in ("keep", "scrap"))
    assert stances(board(ledger, keep)) == {"Aino Lahti": "sceptical", "Erik Dahl": "opposes"}
    assert stances(board(ledger, scrap)) == {"Aino Lahti": "open", "Erik Dahl": "supports"}
    assert board(ledger, keep).issue.opposites == ((scrap, "scrap the ferries"),)
    (dahl,) = (e for e in _entries(board(ledger, keep)) if e.standing.name == "Erik Dahl")
    assert dahl.standing.chosen.reversed
    (change,) = changes_since(ledger, "2024-03-05")
    assert (change.name, change.kind, abs(change.steps)) == ("Aino Lahti", "reversed", 3)
    (stand,) = profile(ledger, find_actor(ledger, "Aino Lahti")).stands
    assert stand.rows == 2


def test_states_stand_as_members_of_a_group_unless_they_speak_themselves(ledger: Ledger) -> None:
    fill(
        ledger,
        article(
            "2024-03-01",
            Says("Baltic states", "they want it", "supports", kind="group"),
            Says("Estonia", "it has doubts", "sceptical", kind="country", country="EE"),
        ),
    )
    found = board(ledger, find_issue(ledger, BRIDGE))
    members = {m.name: (c.stance, m.group) for c in found.columns for m in c.members}
    assert members == {
        "Latvia": ("supports", "Baltic states"),
        "Lithuania": ("supports", "Baltic states"),
    }


def test_silent_are_those_named_often_and_members_of_groups_that_have_spoken(
    ledger: Ledger,
) -> None:
    named = [("Ola Nordmann", "person", "NO")]
    for day in range(1, 5):
        fill(
            ledger,
            article(
                f"2024-03-0{day}",
                Says("Aino Lahti", f"yes, {day} times", "supports", country="FI"),
                Says("Erik Dahl", f"no, {day} times", "opposes", country="SE"),
                Says("Ida Holm", f"perhaps, {day} times", "open", country="DK"),
                names=named,
            ),
        )
    silent = {s.name: (s.ground, s.why) for s in board(ledger, find_issue(ledger, BRIDGE)).silent}
    assert silent["Ola Nordmann"] == ("named", "named in 4 of 4 texts")
    assert silent["Norway"][0] == "member"
    assert "Finland" not in silent


def test_of_many_a_column_gives_those_with_most_rows(ledger: Ledger) -> None:
    says = [Says(f"Person {chr(65 + n)}", f"yes {n}", "supports") for n in range(5)]
    fill(ledger, article("2024-03-01", *says, Says("Person C", "yes again", "supports")))
    found = board(ledger, find_issue(ledger, BRIDGE), limit=2)
    assert found.columns[0].count == 5
    assert found.columns[0].entries[0].standing.name == "Person C"
    assert len(found.columns[0].entries) == 2


def test_a_profile_has_offices_standings_and_newest_statements(ledger: Ledger) -> None:
    fill(ledger, *ARTICLES)
    found = profile(ledger, find_actor(ledger, "Dahl"))
    assert found.actor.name == "Erik Dahl"
    assert [(r.title, r.first, r.last) for r in found.roles] == [
        ("Minister", "2024-03-08", "2024-03-08")
    ]
    assert [(s.label, s.standing.stance, s.rows) for s in found.stands] == [(BRIDGE, "open", 2)]
    assert [s.day for s in found.statements] == ["2024-03-15", "2024-03-08"]
    assert (found.said, found.rows, found.first, found.last) == (
        *(2, 2),
        *("2024-03-08", "2024-03-15"),
    )


def test_a_profile_as_of_a_day_knows_nothing_later(ledger: Ledger) -> None:
    fill(ledger, *ARTICLES)
    found = profile(ledger, find_actor(ledger, "Dahl"), as_of="2024-03-08")
    assert [s.day for s in found.statements] == ["2024-03-08"]
    assert (found.said, found.rows, found.last) == (1, 1, "2024-03-08")
    early = profile(ledger, find_actor(ledger, "Dahl"), known_by="2000-01-01T00:00:00.000000Z")
    assert (early.statements, early.said, early.rows) == ((), 0, 0)


def test_merged_actors_are_one_everywhere(ledger: Ledger) -> None:
    fill(
        ledger,
        article("2024-03-01", Says("Aino Lahti", "yes", "supports")),
        article("2024-03-08", Says("The Premier", "no", "opposes", kind="group")),
    )
    one, other = find_actor(ledger, "Aino Lahti"), find_actor(ledger, "The Premier")
    judging.judge(ledger, "actor", other, "merge", {"into": one}, coder="ann")
    assert find_actor(ledger, "The Premier") == one
    found = profile(ledger, one)
    assert found.aliases == ("The Premier",)
    assert (found.rows, found.said) == (2, 2)
    assert stances(board(ledger, find_issue(ledger, BRIDGE))) == {"Aino Lahti": "opposes"}
    (change,) = changes_since(ledger, actor=one)
    assert change.kind == "reversed"


def test_merged_issues_are_one_everywhere(ledger: Ledger) -> None:
    fill(
        ledger,
        article("2024-03-01", Says("Aino Lahti", "yes", "supports")),
        article("2024-03-08", Says("Erik Dahl", "no", "opposes", "span the strait")),
    )
    one, other = find_issue(ledger, BRIDGE), find_issue(ledger, "span the strait")
    judging.judge(ledger, "issue", other, "merge", {"into": one}, coder="ann")
    assert find_issue(ledger, "span the strait") == one
    found = board(ledger, one)
    assert stances(found) == {"Aino Lahti": "supports", "Erik Dahl": "opposes"}
    assert found.issue.labels == ("span the strait",)
    (row,) = issues_by_activity(ledger)
    assert (row.positions, row.holders) == (2, 2)


def test_changes_of_everybody_an_issue_an_actor(ledger: Ledger) -> None:
    fill(ledger, *ARTICLES)
    dahl, lahti = (("Erik Dahl", "reversed", 3), ("Aino Lahti", "softened", -1))

    def told(**asked: str) -> list[tuple[str, str, int]]:
        return [(c.name, c.kind, c.steps) for c in changes_since(ledger, **asked)]

    assert told() == [dahl, lahti]
    assert told(since="2024-03-10") == [dahl]
    assert told(until="2024-03-10") == [lahti]
    assert told(issue=find_issue(ledger, BRIDGE)) == [dahl, lahti]
    assert told(actor=find_actor(ledger, "Lahti")) == [lahti]
    assert told(kind="reversed") == [dahl]


def test_changes_since_a_day_know_where_one_stood_before_it(ledger: Ledger) -> None:
    """Only the rows of the last days are read, and the last one before them."""
    days = [(1, "supports"), (2, "opposes"), (3, "sceptical"), (28, "open")]
    for day, stance in days:
        fill(ledger, article(f"2024-03-{day:02}", Says("Aino Lahti", f"{stance} it", stance)))
    (change,) = changes_since(ledger, "2024-03-20")
    assert (change.before.day, change.before.stance, change.after.day) == (
        *("2024-03-03", "sceptical"),
        "2024-03-28",
    )


def test_a_family_name_means_its_person_before_issues_that_mention_it(ledger: Ledger) -> None:
    fill(
        ledger,
        article("2024-03-01", Says("Aino Lahti", "yes", "supports")),
        article("2024-03-02", Says("Erik Dahl", "no", "opposes", "accept Lahti's bid")),
    )
    assert timeline_of(ledger, "Lahti").name == "Aino Lahti"
    assert timeline_of(ledger, "bid").name == "accept Lahti's bid"


@pytest.mark.parametrize("words", ["", "  "])
def test_no_words_name_nothing(ledger: Ledger, words: str) -> None:
    fill(ledger, *ARTICLES)
    for find in (find_issue, find_actor, timeline_of):
        with pytest.raises(LedgerError, match="is named"):
            find(ledger, words)


def test_coverage_by_outlet_and_month_counts_each_source_once(ledger: Ledger) -> None:
    """By the source's own day, else by that of its text; what is not known is empty."""
    fill(
        ledger,
        *ARTICLES,
        article("2024-04-02", Says("Karin Ek", "yes"), publisher="The Gazette"),
        article(None, Says("Karin Ek", "no"), publisher=None),
    )
    cells = {(cell.outlet, cell.month): cell.count for cell in coverage(ledger).cells}
    assert cells == {
        ("The Courier", "2024-03"): 2,
        ("The Gazette", "2024-03"): 1,
        ("The Gazette", "2024-04"): 1,
        ("", ""): 1,
    }


def test_a_timeline_has_a_period_for_each_week_with_anything(ledger: Ledger) -> None:
    fill(ledger, *ARTICLES)
    found = timeline_of(ledger, BRIDGE)
    assert [(p.start, len(p.positions)) for p in found.periods] == [
        ("2024-02-26", 1),
        ("2024-03-04", 2),
        ("2024-03-11", 2),
    ]
    found = timeline_of(ledger, "Erik Dahl", by="month", since="2024-03-10")
    assert [(p.start, len(p.positions)) for p in found.periods] == [("2024-03-01", 1)]


def test_coverage_counts_what_is_there_and_what_people_decided(ledger: Ledger) -> None:
    fill(ledger, *ARTICLES)
    (row, *_) = _entries(board(ledger, find_issue(ledger, BRIDGE)))
    judging.judge(ledger, "position", row.standing.chosen.id, "accept", coder="ann")
    found = coverage(ledger)
    assert (found.texts, found.sources, found.first, found.last) == (
        *(3, 3),
        *("2024-03-01", "2024-03-15"),
    )
    assert [(c.name, c.count) for c in found.outlets] == [("The Courier", 2), ("The Gazette", 1)]
    assert [(c.name, c.count) for c in found.months] == [("2024-03", 3)]
    assert [(x.name, x.marks, x.judged) for x in found.layers] == [
        ("statement", 5, 0),
        ("position", 5, 1),
        ("event", 0, 0),
    ]
    assert [(c.name, c.count) for c in found.coders] == [("ann", 1)]


FOUND = {
    "a whole label": BRIDGE,
    "another case": "BUILD the Bridge",
    "one word that only it has": "bridge",
    "a part of a word": "bridg",
}


@pytest.mark.parametrize("words", FOUND.values(), ids=FOUND.keys())
def test_an_issue_is_found_by(words: str, ledger: Ledger) -> None:
    fill(ledger, *ARTICLES)
    assert find_issue(ledger, words) == Issue.of(BRIDGE).id


def test_where_several_fit_they_are_listed_with_the_busiest_first(ledger: Ledger) -> None:
    fill(
        ledger,
        *ARTICLES,
        article("2024-04-01", Says("Aino Lahti", "paint it", "supports", "paint the bridge")),
    )
    with pytest.raises(LedgerError, match="2 issues fit") as caught:
        find_issue(ledger, "bridge")
    hint = str(caught.value)
    assert hint.index(BRIDGE) < hint.index("paint the bridge")


def test_where_none_fits_the_nearest_are_named(ledger: Ledger) -> None:
    fill(ledger, *ARTICLES)
    with pytest.raises(LedgerError, match=r"no such actor.*Aino Lahti"):
        find_actor(ledger, "Aina Lahti")
    with pytest.raises(LedgerError, match=r"no such issue.*build the bridge"):
        find_issue(ledger, "burn the bridge")
    with pytest.raises(LedgerError, match="no such issue"):
        board(ledger, "i0000")
    with pytest.raises(LedgerError, match="no such actor"):
        profile(ledger, "a0000")


def test_an_empty_ledger_has_an_answer_to_everything(ledger: Ledger) -> None:
    assert changes_since(ledger) == []
    assert issues_by_activity(ledger) == []
    assert coverage(ledger).texts == 0


def test_changes_known_by_a_moment_are_those_before_later_judgements(ledger: Ledger) -> None:
    fill(ledger, *ARTICLES)
    before = ledger.now()
    (change,) = changes_since(ledger, "2024-03-10")
    judging.judge(ledger, "position", change.after.id, "reject", coder="ann")
    assert changes_since(ledger, "2024-03-10") == []
    (again,) = changes_since(ledger, "2024-03-10", known_by=before)
    assert (again.before.id, again.after.id) == (change.before.id, change.after.id)


def test_a_surname_of_its_own_does_not_hide_somebody_with_more_on_record(ledger: Ledger) -> None:
    fill(
        ledger,
        article("2024-03-01", Says("Aino Lahti", "yes")),
        article("2024-03-02", Says("Aino Lahti", "yes again")),
        article("2024-03-03", Says("Lahti Ferry Union", "no", kind="organization")),
        article("2024-03-04", names=[("Lahti", "organization", None)]),
    )
    with pytest.raises(LedgerError, match="actors fit") as caught:
        find_actor(ledger, "Lahti")
    assert "“Aino Lahti”" in str(caught.value)
    assert find_actor(ledger, "Aino Lahti") != find_actor(ledger, "Lahti Ferry Union")


@pytest.mark.parametrize("name", ["ahti", "ino"])
def test_a_part_within_a_word_is_nobody_s_name(name: str, ledger: Ledger) -> None:
    fill(ledger, *ARTICLES)
    with pytest.raises(LedgerError, match="no such actor"):
        find_actor(ledger, name)
