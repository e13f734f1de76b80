"""onrecord's steps as a spaCy component, for a pipeline of one's own.

After `register()` (spaCy calls it by itself through the package's entry point):

    nlp = spacy.load("en_core_web_md")
    nlp.add_pipe("onrecord")                                  # all steps
    nlp.add_pipe("onrecord", config={"steps": ["quotes"]})    # some of them, in this order
    nlp("…")._.onrecord                                       # a Record

The component goes last: it needs tags, lemmas, the dependency parse and entities. Importing
this package registers nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.errors import PipelineError
from onrecord.exchange.json import decode, encode
from onrecord.model import Record, Text

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from onrecord.extract.pipeline import Pipeline

__all__ = ["Component", "register"]

_KEPT = "onrecord"
"""The key of `Doc.user_data` where the record is kept, as its JSON: a `Doc` that is sent to
another process or saved takes only plain values with it."""


class Component:
    """A spaCy component that reads a parsed `Doc` and keeps the record with it.

    The day the text appeared is taken from `doc._.onrecord_date` (ISO 8601), if it is set.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline

    def __call__(self, doc: Doc) -> Doc:
        """The same `Doc`, with its record."""
        from onrecord.extract.draft import Draft
        from onrecord.extract.reader import as_text

        text = as_text(Text.of(doc.text), doc._.onrecord_date)
        record = self.pipeline(Draft(text=text, doc=doc)).record()
        doc.user_data[_KEPT] = encode(record).decode("utf-8")
        return doc


def register() -> None:
    """Make `nlp.add_pipe("onrecord")` and `doc._.onrecord` known to spaCy. Twice does no harm."""
    from spacy.language import Language
    from spacy.tokens import Doc

    if not Doc.has_extension("onrecord"):
        Doc.set_extension("onrecord", getter=_record_of)
        Doc.set_extension("onrecord_date", default=None)
    if not Language.has_factory("onrecord"):
        Language.factory(
            "onrecord",
            func=make,
            default_config={"steps": None},
            requires=["token.lemma", "token.tag", "token.dep", "doc.ents"],
            assigns=["doc._.onrecord"],
        )


def make(nlp: Language, name: str, steps: Sequence[str] | None) -> Callable[[Doc], Doc]:
    """The component with these steps (“quotes”, “actors” …), or all. The factory of spaCy.

    Raises `PipelineError` where a step is not known, or one needs what no earlier one makes.
    """
    from onrecord.extract.pipeline import Pipeline
    from onrecord.extract.steps import default_pipeline

    whole = default_pipeline()
    if steps is None:
        return Component(whole)
    known = {step.name.split("/")[0]: step for step in whole.steps}
    if unknown := [s for s in steps if s not in known]:
        raise PipelineError(
            f"no step is called {unknown[0]}", where=name, hint="one of " + ", ".join(known)
        )
    return Component(Pipeline(tuple(known[s] for s in steps)))


def _record_of(doc: Doc) -> Record | None:
    kept = doc.user_data.get(_KEPT)
    return _decoded(kept) if kept is not None else None


@lru_cache(maxsize=8)
def _decoded(line: str) -> Record:
    return decode(line)
