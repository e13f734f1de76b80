"""What the tests of this folder share: a server on this machine, its settings, two drafts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from llm_fakes import ARTICLE, FakeServer, Settle, at, draft_of, said

from onrecord.extract.draft import Draft, Quotation
from onrecord.extract.llm.settings import LlmSettings
from onrecord.model import Actor, Mention, Role, Span


@pytest.fixture
def server() -> Iterator[FakeServer]:
    """A server that says at first that there are no positions."""
    made = FakeServer()
    yield made
    made.stop()


@pytest.fixture
def settle(server: FakeServer, tmp_path: Path) -> Settle:
    """Settings for the server, with short waits and a cache of the test's own."""

    def make(**changed: Any) -> LlmSettings:
        plain: dict[str, Any] = {
            "url": server.url,
            "model": "tiny",
            "cache": tmp_path / "kept",
            "timeout": 5.0,
            "first_wait": 0.01,
        }
        return LlmSettings(**(plain | changed))

    return make


@pytest.fixture
def bridge() -> Draft:
    """Four sentences with four actors: 1 Finland, 2 Aino Lahti, 3 Sweden, 4 Erik Dahl, 5 Greens."""
    lahti = Actor.of(
        "Aino Lahti",
        "person",
        country="FI",
        roles=(Role("Prime Minister", "Finland", "FI", at(ARTICLE, "Prime Minister")),),
        mentions=(
            Mention(at(ARTICLE, "Aino Lahti")),
            Mention(at(ARTICLE, "her"), "pronoun"),
            Mention(at(ARTICLE, "Lahti", 1)),
        ),
    )
    finland = Actor.of(
        "Finland", "country", country="FI", mentions=(Mention(at(ARTICLE, "Finland")),)
    )
    sweden = Actor.of(
        "Sweden",
        "country",
        country="SE",
        mentions=(Mention(at(ARTICLE, "Sweden")), Mention(at(ARTICLE, "Stockholm"))),
    )
    dahl = Actor.of(
        "Erik Dahl",
        "person",
        country="SE",
        roles=(Role("minister", "Sweden", "SE", at(ARTICLE, "Swedish minister")),),
        mentions=(Mention(at(ARTICLE, "Erik Dahl")),),
    )
    greens = Actor.of("Green League", "party", mentions=(Mention(at(ARTICLE, "Green League")),))
    quote = at(ARTICLE, "“We will never close the ferries,”")
    return draft_of(
        ARTICLE,
        (lahti, finland, sweden, dahl, greens),
        quotes=(Quotation(quote, Span(quote.start + 1, quote.end - 1)),),
        statements=(
            said(
                lahti,
                "Aino Lahti",
                "said",
                "her government would build the bridge only if Sweden paid half of it",
            ),
            said(lahti, "Lahti", "told", "“We will never close the ferries,”", nth=1),
            said(dahl, "Erik Dahl", "said", "Stockholm was  ready to discuss the bridge", cue=1),
        ),
    )


@pytest.fixture
def long_text() -> Draft:
    """Five passages of ten sentences, the same actor in each."""
    text = " ".join(f"Norland rejects proposal {n} of the council." for n in range(50))
    mentions = tuple(Mention(at(text, "Norland", n)) for n in range(50))
    return draft_of(text, (Actor.of("Norland", "country", mentions=mentions),))
