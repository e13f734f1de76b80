"""What the model is asked: `prompt.jinja`, filled with one passage."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from typing import Any

import jinja2

from onrecord.extract.draft import Draft
from onrecord.extract.llm.passages import Passage
from onrecord.model import kinds


def prompt_for(draft: Draft, passage: Passage) -> str:
    """The question about one passage: the codebook in short, our actors, the sentences."""
    text = draft.text.text
    return _template().render(
        stances=list(kinds("stance").values()),
        title=" ".join((draft.text.title or "").split()),
        actors=passage.actors,
        context=passage.context,
        # a sentence is shown on one line; what is copied from it is found again all the same
        sentences=[" ".join(text[s.start : s.end].split()) for s in passage.sentences],
    )


@cache
def prompt_version() -> str:
    """Eight hexadecimal digits of the SHA-256 of all that shapes a question.

    Made from the content, so that no change of the prompt can keep an old version.
    """
    stances = [(k.value, k.meaning, k.example) for k in kinds("stance").values()]
    whole = "\x1f".join((_read("prompt.jinja"), _read("answer.schema.json"), repr(stances)))
    return hashlib.sha256(whole.encode("utf-8")).hexdigest()[:8]


@cache
def answer_schema() -> dict[str, Any]:
    """The JSON Schema of an answer, for servers that can hold a model to one."""
    schema: dict[str, Any] = json.loads(_read("answer.schema.json"))
    del schema["$comment"]  # for readers of the file; some servers refuse what they do not know
    row = schema["properties"]["positions"]["items"]
    row["properties"]["stance"]["enum"] = list(kinds("stance"))
    return schema


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # plain text, no page
    )
    return environment.from_string(_read("prompt.jinja"))


def _read(file: str) -> str:
    return resources.files("onrecord.extract.llm").joinpath(file).read_text(encoding="utf-8")
