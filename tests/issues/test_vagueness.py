"""Labels that say too little are no one's act but their own text's."""

from __future__ import annotations

import pytest
from fake import FakeEncoder

from onrecord.issues import IssueIndex, Judge, vague

CASES = [
    ("pass the bill", True),
    ("reject the plan", True),
    ("hold a referendum", True),
    ("join the ban", True),
    ("resign", True),
    ("hold a referendum in Scotland", False),
    ("pass the Fisheries Act", False),
    ("raise the minimum wage", False),
    ("cut emissions by 40 %", False),
    ("build a harbour", False),
]


@pytest.mark.parametrize(("label", "expected"), CASES)
def test_a_label_without_a_name_or_a_telling_word_is_vague(label: str, expected: bool) -> None:
    """What every country has one of tells nothing; a name, a number or any other word does."""
    assert vague(label) == expected


def test_nothing_joins_a_vague_label_but_the_same_words() -> None:
    """“Pass the bill” of one text is not “approve the bill” of another."""
    index = IssueIndex(Judge(FakeEncoder()))
    index.add(["pass the bill"])
    index.add(["approve the bill", "Pass the bill"])
    assert index.issue_of("Pass the bill") == index.issue_of("pass the bill")
    assert index.issue_of("approve the bill") != index.issue_of("pass the bill")
