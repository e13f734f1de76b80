"""The step: passages asked about in order, answers held against the text, positions made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from onrecord.errors import ModelError
from onrecord.extract.draft import Draft
from onrecord.extract.llm.answers import Row, rows_of
from onrecord.extract.llm.cache import Cache, Kept, key_of
from onrecord.extract.llm.client import Client, ServerTrouble
from onrecord.extract.llm.passages import Passage, passages
from onrecord.extract.llm.prompt import prompt_for, prompt_version
from onrecord.extract.llm.rows import Builder
from onrecord.extract.llm.settings import LlmSettings, cache_folder
from onrecord.extract.llm.verify import check_all
from onrecord.extract.pipeline import Step
from onrecord.model import Dropped

GIVES_UP = 3
"""Passages in a row without an answer after which the server is asked no more in this run."""
LETTERS = 3
"""Characters to a token where the server does not count: English has about four, so that the
budget is never outrun by much."""
NO_ACTOR = "passage that names no actor of ours: not asked about"
SPENT = "passage not asked about: budget used up"
GONE = "passage not asked about: the server was given up on"
LOST = "passage without an answer: "
UNKEPT = "answer that could not be kept on disk"
CUT = "answer that was cut off"
FORMLESS = "answer that is not of the form asked for"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What came of one passage: rows, or why there are none. `trouble`: the server's fault."""

    rows: list[Row | None] | None
    reason: str | None = None
    tokens: int = 0
    trouble: bool = False
    lasting: bool = False
    unkept: bool = False


@dataclass(frozen=True, slots=True)
class _Question:
    passage: Passage
    prompt: str
    cost: int  # of the prompt alone, in tokens


class LlmPositions:
    """Reads positions by asking a server. Holds the run's budget, so one process only."""

    def __init__(self, settings: LlmSettings, name: str, fallback: Step | None) -> None:
        self.settings = settings
        self.name = name
        self.fallback = fallback
        self.spent = 0
        self.model = settings.model
        self._cache = Cache(cache_folder(settings.cache))
        self._over: str | None = None  # why nothing is asked any more
        self._failures = 0

    def __reduce__(self) -> tuple[object, ...]:
        """Refuses to be copied to another process: each would spend the whole budget."""
        raise ModelError(
            "a language model of your own is asked from one process",
            where="--positions llm",
            hint="leave out --processes",
        )

    def __call__(self, draft: Draft) -> Draft:
        """The draft with issues and positions, or without where the server gave no answer."""
        dropped: Counter[str] = Counter()
        failed = False
        found: list[tuple[Passage, list[Row | None]]] = []
        for passage, asked in self._ask_all(draft, dropped):
            if asked.reason is not None:
                dropped[asked.reason] += 1
            if asked.unkept:
                dropped[UNKEPT] += 1
            failed = failed or asked.trouble
            if asked.rows is not None:
                found.append((passage, asked.rows))
        if failed and self.fallback is not None:
            # all of a text by one reader: half by each would be read as silence of the other
            return self.fallback.run(draft.having(dropped=self._drops(dropped)))
        builder = Builder(draft, f"{self.name} prompt-{prompt_version()} {self.model}")
        for passage, rows in found:
            for checked in check_all(draft, passage, rows, dropped):
                builder.add(checked)
        return draft.having(
            issues=builder.issues(), positions=builder.positions(), dropped=self._drops(dropped)
        )

    def _drops(self, dropped: Counter[str]) -> list[Dropped]:
        return [Dropped(self.name, reason, n) for reason, n in sorted(dropped.items())]

    # --- asking

    def _ask_all(self, draft: Draft, dropped: Counter[str]) -> Iterator[tuple[Passage, _Asked]]:
        """Each passage with what came of it, in text order.

        Passages are asked about in groups of `parallel`. What may be spent is settled before a
        group and what was spent after it, in order, so that the outcome does not depend on
        which answer comes first.
        """
        waiting = []
        for passage in passages(draft):
            if passage.actors:
                waiting.append(passage)
            else:
                dropped[NO_ACTOR] += 1
        if not waiting:
            return
        client = Client(self.settings)
        try:
            with ThreadPoolExecutor(self.settings.parallel) as pool:
                for at in range(0, len(waiting), self.settings.parallel):
                    group = waiting[at : at + self.settings.parallel]
                    questions = [self._question(draft, p) for p in group]
                    asked = self._ask_group(client, pool, questions)
                    yield from zip(group, asked, strict=True)
        finally:
            client.close()

    def _question(self, draft: Draft, passage: Passage) -> _Question:
        prompt = prompt_for(draft, passage)
        return _Question(passage, prompt, len(prompt) // LETTERS + 1)

    def _ask_group(
        self, client: Client, pool: ThreadPoolExecutor, questions: list[_Question]
    ) -> list[_Asked]:
        trouble = self._find_model(client) if self._over is None else None
        if trouble is not None:
            self._over = GONE
            first = _Asked(None, LOST + trouble.reason, trouble=True)
            return [first] + [_Asked(None, GONE, trouble=True)] * (len(questions) - 1)
        kept = [self._cached(q) for q in questions]
        allowed: list[bool] = []
        promised = self.spent
        for question, known in zip(questions, kept, strict=True):
            most = question.cost + self.settings.answer_tokens
            budget = self.settings.budget
            if known is None and self._over is None and budget is not None:
                if promised + most > budget:
                    self._over = SPENT
                else:
                    promised += most
            allowed.append(known is None and self._over is None)
        asked = iter(
            list(
                pool.map(
                    lambda q: self._ask(client, q),
                    [q for q, may in zip(questions, allowed, strict=True) if may],
                )
            )
        )
        return [
            self._settle(known, next(asked) if may else None)
            for known, may in zip(kept, allowed, strict=True)
        ]

    def _settle(self, known: Kept | None, asked: _Asked | None) -> _Asked:
        """Books what one passage came to."""
        if known is not None:
            return _Asked(rows_of(known.answer))
        if asked is None:
            return _Asked(None, self._over, trouble=self._over == GONE)
        self.spent += asked.tokens
        self._failures = self._failures + 1 if asked.trouble else 0
        if self._over is None and (asked.lasting or self._failures >= GIVES_UP):
            self._over = GONE
        return asked

    def _find_model(self, client: Client) -> ServerTrouble | None:
        """Asks which model the server has, where none was named: the one, else none."""
        if self.model is not None:
            return None
        try:
            models = client.models()
        except ServerTrouble as trouble:
            return trouble
        if len(models) != 1:
            return ServerTrouble(f"the server has {len(models)} models; name one with --llm-model")
        self.model = models[0]
        return None

    def _key(self, question: _Question) -> str:
        return key_of(self.model or "", question.prompt, self.settings.answer_tokens)

    def _cached(self, question: _Question) -> Kept | None:
        if self.model is None:
            return None
        kept = self._cache.get(self._key(question))
        return kept if kept is not None and rows_of(kept.answer) is not None else None

    def _ask(self, client: Client, question: _Question) -> _Asked:
        try:
            answer = client.ask(self.model or "", question.prompt, question.cost)
        except ServerTrouble as trouble:
            return _Asked(
                None,
                LOST + trouble.reason,
                tokens=trouble.tokens,
                trouble=True,
                lasting=trouble.lasting,
            )
        tokens = answer.tokens
        if tokens is None or tokens < 0:
            tokens = question.cost + len(answer.text) // LETTERS + 1
        if not answer.whole:
            return _Asked(None, CUT, tokens=tokens)
        rows = rows_of(answer.text)
        if rows is None:
            return _Asked(None, FORMLESS, tokens=tokens)
        done = self._cache.put(self._key(question), Kept(answer.text, tokens))
        return _Asked(rows, tokens=tokens, unkept=not done)


def trouble_told(dropped: Dropped) -> str | None:
    """One line for a person where a count of this step means that the server failed them.

    The same for every text with that trouble, so that many can be told as one.

    >>> trouble_told(Dropped("positions/llm-1", LOST + "the server is not reached", 2))
    'language model: passage without an answer: the server is not reached'
    >>> trouble_told(Dropped("positions/llm-1", NO_ACTOR, 2)) is None
    True
    """
    if not dropped.step.startswith("positions/llm-"):
        return None
    if dropped.reason in (SPENT, GONE, UNKEPT, CUT, FORMLESS) or dropped.reason.startswith(LOST):
        return f"language model: {dropped.reason}"
    return None
