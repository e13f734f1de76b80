"""A finding: one stance word with its holder and its issue, before names and labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


TAGGED = "tagged"
"""The rule of findings that the trained tagger makes by itself."""

SURE = 0.3  # tuned on the dev split of `evaluate/coded.jsonl` and on gold that was not learnt from

NAMED, TOLD = 0.6, 0.3  # tuned as `SURE`, held out as well; so are the two below
LEAST_TAGGED, LEAST_RULE = 0.15, 0.04
"""What by the tagger falls to the names of actors. Where `TOLD` or more falls to names, a holder to
whom less falls than `LEAST_TAGGED`, or `LEAST_RULE` where a rule found the stance, is doubtful: the
one actor with `NAMED` or more is the holder then, or nobody."""


@dataclass(frozen=True)
class Finding:
    """`holders` are heads of words that name them; empty with `speaker` True: who speaks there.

    `trigger` are the words that carry the stance, `issue` the head of the words for the act,
    `rule` the kind of evidence (it decides voice and confidence), `at` the verb or noun that
    rules the clause. `called`: "the decision to end the scheme" is ("decision", True) of the
    scheme, so that who defends "the decision" later is against the scheme.
    """

    trigger: tuple[Token, ...]
    stance: str
    holders: tuple[Token, ...]
    issue: Token
    rule: str
    speaker: bool = False
    called: tuple[str, bool] | None = None  # the noun for it, and whether that means the reverse
    insider: bool = False  # holders count only if the speaker is one of them or speaks for them
    chance: float | None = None  # that it is a stance, by the tagger; None: it was not asked
    confidence: float | None = None  # that all of it is right; None: by its rule
    pointed: tuple[Token, ...] = ()  # the holders by the tagger, where the rule's own name nobody
    names: tuple[tuple[Token, float], ...] = ()  # words that may name the holder, by the tagger
    condition: tuple[Token, ...] = ()  # its words by the tagger, where no rule sees one

    @property
    def is_sure(self) -> bool:
        """Whether the tagger holds it for likely: signs that a rule asks for may be missing."""
        return self.chance is not None and self.chance >= SURE

    @property
    def at(self) -> Token:
        """The word the finding hangs on."""
        return self.trigger[0]
