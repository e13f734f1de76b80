"""Positions by a language model of the user's own, instead of the rules. Off unless asked for.

The model is shown numbered sentences and a numbered list of the actors that earlier steps found,
and points: at an actor, a stance, words of the text. Words that are not there, actors that are
not listed and labels in other words than the text's are dropped and counted. Voice, statement and
confidence are worked out here. Any server that speaks OpenAI's chat completions will do.
"""

from __future__ import annotations

from onrecord.errors import ModelError
from onrecord.extract.llm.settings import LlmSettings
from onrecord.extract.pipeline import Step

NAME = "positions/llm-1"

__all__ = ["NAME", "LlmSettings", "llm_step"]


def llm_step(settings: LlmSettings, fallback: Step | None = None) -> Step:
    """The step that asks `settings.url`, in the place of the step `positions`.

    `fallback` (such as `positions.step()`) reads a text for which the server gave no answer;
    without it such a text has the positions of the passages that were answered, mostly none, and
    counts the rest as dropped. Nothing is asked before the first text. Raises `ModelError` where
    answers cannot be kept or the packages it needs are not installed.
    """
    try:
        from onrecord.extract.llm.step import LlmPositions
    except ModuleNotFoundError as error:
        raise ModelError(
            f"a language model of your own needs the package {error.name}",
            where="--positions llm",
            hint="pip install 'onrecord[llm]'",
        ) from error
    return Step(
        name=NAME,
        needs=("quotes", "actors", "statements"),
        makes=("issues", "positions"),
        run=LlmPositions(settings, NAME, fallback),
    )
