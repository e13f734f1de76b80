"""A codebook drafted from labels, and one looked over."""

from __future__ import annotations

from onrecord.issues import Codebook, Coder, Entry, IssueIndex, Judge, parse_codebook
from onrecord.issues.drafting import as_toml, draft, look_over, try_out

LABELS = {
    "raise the fuel tax": 3,
    "increase the fuel tax": 5,
    "cut the fuel tax": 2,
    'name the ship "Hope"': 2,
    "recruit teachers": 1,
}


def test_a_draft_has_frequent_issues_with_their_phrases_and_opposites(judge: Judge) -> None:
    drafted = draft(LABELS, IssueIndex(judge))
    assert (drafted[0][0].title, drafted[0][1]) == ("increase the fuel tax", 8)
    assert drafted[0][0].phrases == ("raise the fuel tax",)
    assert drafted[0][0].opposite == "cut-fuel-tax"
    assert "recruit teachers" not in [e.title for e, _ in drafted]


def test_a_draft_is_a_codebook_that_can_be_read(judge: Judge) -> None:
    drafted = draft(LABELS, IssueIndex(judge), least=1)
    book = parse_codebook(as_toml(drafted))
    assert book.entries == tuple(e for e, _ in drafted)


def test_the_most_frequent_issues_alone_are_given(judge: Judge) -> None:
    assert len(draft(LABELS, IssueIndex(judge), most=1)) == 1


def test_what_overlaps_or_contradicts_is_found(judge: Judge) -> None:
    book = Codebook(
        (
            Entry("a", "raise the fuel tax", exclude=("fuel",)),
            Entry("b", "increase the fuel tax"),
            Entry("c", "widen the canal", phrases=("narrow the canal",)),
            Entry("d", "cut the fuel tax"),
        )
    )
    found = {(f.kind, f.issues) for f in look_over(book, judge)}
    assert found == {
        ("contradicts", ("a",)),
        ("overlaps", ("a", "b")),
        ("contradicts", ("c",)),
        ("contradicts", ("a", "d")),
        ("contradicts", ("b", "d")),
    }


def test_what_never_matches_and_what_fits_two_is_found_in_labels(judge: Judge) -> None:
    book = Codebook(
        (
            Entry("a", "raise the fuel tax", include=("tax",)),
            Entry("b", "reform the tax office", include=("tax",)),
            Entry("c", "widen the canal"),
        )
    )
    labels = {"raise the road tax": (2, ""), "recruit teachers": (1, "")}
    findings, counts = try_out(book, Coder(book, judge), labels)
    assert {(f.kind, f.issues) for f in findings} == {
        ("overlaps", ("a", "b")),
        ("never matches", ("a",)),
        ("never matches", ("b",)),
        ("never matches", ("c",)),
    }
    assert counts == {None: 3}
