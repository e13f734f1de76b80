"""The same statements whatever surrounds the article."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.statements.tagger import TaggedAttribution, Tagger

pytestmark = pytest.mark.model

ARTICLE = """Ferries to stop in May, mayor says

The ferries will stop in May, Jane Roe, the mayor, said on Monday.

“They are old, and nobody repairs them,” she told reporters. “We have to build the bridge.”

According to the council, the bridge would take three years. Erik Dahl, who leads the opposition,
called the plan “a dream of accountants” and warned that nobody had counted its costs.

He said:

“We will vote against it.\
"""

TAGGER = Tagger()  # loads nothing before its first text
LINES = st.lists(
    st.sampled_from(
        [
            "Home | News | Sport",
            "Sign up for our newsletter",
            "",
            "Updated 14:05",
            "We use cookies to make this site better.",
            "“It is not safe,” the guard said, and he closed the gate.",
            "Menu\nNews\nWeather",
            "Erik Dahl said that it was late:",
            "Share this: “",
        ]
    ),
    max_size=12,
)


def inside(found: list[TaggedAttribution], shift: int) -> list[object]:
    end = shift + len(ARTICLE)
    rows: list[object] = []
    for a in found:
        roles = [[(s - shift, e - shift) for s, e in r] for r in (a.source, a.cue, a.content)]
        if all(shift <= s and e <= end for r in (a.source, a.cue, a.content) for s, e in r):
            rows.append((roles, a.confidence))
    return rows


@settings(max_examples=15, deadline=None)
@given(LINES, LINES)
def test_lines_before_and_after_change_no_span_and_no_confidence(
    before: list[str], after: list[str]
) -> None:
    head, tail = "\n".join(before) + "\n", "\n" + "\n".join(after)
    alone = inside(TAGGER.read(ARTICLE), 0)
    assert len(alone) >= 4
    assert inside(TAGGER.read(head + ARTICLE + tail), len(head)) == alone
