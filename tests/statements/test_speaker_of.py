"""From the words of a source to its speakers: actors and spans made by hand, the parse real."""

from __future__ import annotations

import pytest

from onrecord.extract import quotes
from onrecord.extract.draft import Draft
from onrecord.extract.parse import parse
from onrecord.extract.statements.assemble import assemble
from onrecord.extract.statements.found import Found
from onrecord.model import Actor, Mention, Span, Text

pytestmark = pytest.mark.model

Row = tuple[str, str, str]


def speakers(text: str, actors: list[tuple[str, str, list[str]]], rows: list[Row]) -> list[str]:
    """Who speaks, of actors (name, kind, words mentioned) and rows (source, cue, content)."""

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    made = tuple(
        Actor.of(name, kind, mentions=tuple(Mention(at(w)) for w in words))
        for name, kind, words in actors
    )
    draft = quotes.run(Draft(text=Text.of(text), doc=parse(text), actors=made))
    found = [Found((at(s),), (at(cue),), (at(content),), 0.9) for s, cue, content in rows]
    names = {a.id: a.name for a in made}
    statements = assemble(draft, found, "hand/1").statements
    return [" & ".join(names[i] for i in s.speakers) for s in statements]


def test_a_side_is_the_country_or_body_it_is_a_side_of() -> None:
    text = "The Danish side said that the ferries were too slow."
    rows = [("The Danish side", "said", "that the ferries were too slow")]
    assert speakers(text, [("Denmark", "country", ["Danish"])], rows) == ["Denmark"]
    assert speakers(text, [], rows) == [""]


def test_a_press_office_speaks_for_its_body() -> None:
    text = "The toll was agreed, the press office of Malta's Transport Ministry reported."
    body = "Malta's Transport Ministry"
    actors = [("Malta", "country", ["Malta"]), ("Maltese Transport Ministry", "government", [body])]
    rows = [(f"the press office of {body}", "reported", "The toll was agreed")]
    assert speakers(text, actors, rows) == ["Maltese Transport Ministry"]


def test_a_person_speaks_and_not_the_house_of_the_title() -> None:
    text = "Speaker of the Senate (upper house of parliament), Ana Ruiz, promised to pay for it."
    actors = [("Senate", "government", ["Senate"]), ("Ana Ruiz", "person", ["Ana Ruiz"])]
    rows = [(text[: text.index(", promised")], "promised", "to pay for it")]
    assert speakers(text, actors, rows) == ["Ana Ruiz"]


@pytest.mark.parametrize(("others", "expected"), [([], "Lena Sessions"), (["Tom Sessions"], "")])
def test_a_surname_that_no_step_saw_is_the_one_person_of_that_name(
    others: list[str], expected: str
) -> None:
    text = "“They must stay open,” Sessions said on Monday. Lena Sessions had met Tom Sessions."
    actors = [(name, "person", [name]) for name in ["Lena Sessions", *others]]
    if next(t for t in parse(text) if t.text == "Sessions").ent_type_:
        pytest.skip("this parser sees the name: then the actors' step answers for it")
    rows = [("Sessions", "said", "“They must stay open,”")]
    assert speakers(text, actors, rows) == [expected]


@pytest.mark.parametrize(
    ("kind", "between", "expected"),
    [
        ("organization", "", "Lahti Ports"),
        ("country", "", ""),
        ("organization", "The wind rose. Nobody sailed. ", ""),
    ],
)
def test_it_is_the_one_body_that_speaks_in_the_sentence_before(
    kind: str, between: str, expected: str
) -> None:
    text = f"Lahti Ports said tolls would rise. {between}It added that ferries were late."
    rows = [
        ("Lahti Ports", "said", "tolls would rise"),
        ("It", "added", "that ferries were late"),
    ]
    assert speakers(text, [("Lahti Ports", kind, ["Lahti Ports"])], rows)[1] == expected


def test_i_in_quoted_words_is_who_spoke_the_quoted_words_before() -> None:
    text = "“The toll is fair,” Ruiz said. “I think it will stay.”"
    rows = [("Ruiz", "said", "“The toll is fair,”"), ("I", "think", "it will stay")]
    assert speakers(text, [("Ruiz", "person", ["Ruiz"])], rows) == ["Ruiz", "Ruiz"]


def test_a_bare_list_of_names_speaks_as_one_and_an_owner_does_not() -> None:
    text = "Minister Ruiz, Mayor Ek and her aide Lind said that the toll was fair."
    people = [(name, "person", [name]) for name in ("Ruiz", "Ek", "Lind")]
    row = ("Minister Ruiz, Mayor Ek and her aide Lind", "said", "that the toll was fair")
    assert set(" & ".join(speakers(text, people, [row])).split(" & ")) == {"Ruiz", "Ek", "Lind"}
    text = "Ruiz's spokesman, Lind, said that the toll was fair."
    people = [("Ruiz", "person", ["Ruiz"]), ("Lind", "person", ["Lind"])]
    row = ("Ruiz's spokesman, Lind,", "said", "that the toll was fair")
    assert speakers(text, people, [row]) == ["Lind"]


@pytest.mark.parametrize(("kind", "expected"), [("person", "Lahti"), ("organization", "")])
def test_she_is_a_person_and_never_the_body_that_spoke_before(kind: str, expected: str) -> None:
    text = "Lahti said tolls would rise. She added that ferries were late."
    rows = [("Lahti", "said", "tolls would rise"), ("She", "added", "that ferries were late")]
    assert speakers(text, [("Lahti", kind, ["Lahti"])], rows)[1] == expected


@pytest.mark.parametrize(
    ("paper", "expected"), [("The statement", "Lahti Ports"), ("A statement", ""), ("The man", "")]
)
def test_a_paper_without_owner_is_of_the_body_that_spoke_just_before(
    paper: str, expected: str
) -> None:
    text = f"Lahti Ports said tolls would rise. {paper} added that ferries were late."
    rows = [("Lahti Ports", "said", "tolls would rise"), (paper, "added", "that ferries were late")]
    assert speakers(text, [("Lahti Ports", "organization", ["Lahti Ports"])], rows)[1] == expected


def test_a_short_name_in_brackets_after_a_description_speaks() -> None:
    text = "The union's mission in the Gulf (UMIG) said that the port was safe."
    rows = [("The union's mission in the Gulf (UMIG)", "said", "that the port was safe")]
    assert speakers(text, [("UMIG", "organization", ["UMIG"])], rows) == ["UMIG"]


def test_a_body_before_the_title_of_a_person_does_not_speak_with_her() -> None:
    text = "PLU (Port League Union) Deputy President Ana Ruiz said that the port was safe."
    actors = [("Port League Union", "organization", ["Port League Union"])]
    actors += [("Ana Ruiz", "person", ["Ana Ruiz"])]
    rows = [(text[: text.index(" said")], "said", "that the port was safe")]
    assert speakers(text, actors, rows) == ["Ana Ruiz"]
