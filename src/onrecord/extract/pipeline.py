"""Steps and pipelines: text and marks in, new marks out.

A step says which layers it needs and which it makes; a pipeline that does not fit is refused
when it is built, not when it is run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.errors import PipelineError
from onrecord.extract.draft import LAYERS, Draft


@dataclass(frozen=True, slots=True)
class Step:
    """A named callable. `name` (with its version) is what marks carry as `by`.

    `run` takes a draft and returns `draft.having(…)` with the layers of `makes` set.
    """

    name: str
    needs: tuple[str, ...]
    makes: tuple[str, ...]
    run: Callable[[Draft], Draft]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Steps in order. Raises `PipelineError` where one needs what no earlier one makes."""

    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        made: set[str] = set()
        for step in self.steps:
            if unknown := [x for x in step.needs + step.makes if x not in LAYERS]:
                raise PipelineError(
                    f"step {step.name} speaks of {', '.join(unknown)}",
                    hint=f"the layers are {', '.join(LAYERS)}",
                )
            if missing := [x for x in step.needs if x not in made]:
                raise PipelineError(
                    f"step {step.name} needs {', '.join(missing)}, which no earlier step makes",
                    hint="put the step that makes it before this one",
                )
            made.update(step.makes)

    def __call__(self, draft: Draft) -> Draft:
        """The draft after every step."""
        for step in self.steps:
            draft = step.run(draft)
        return draft

    def swap(self, name: str, step: Step) -> Pipeline:
        """The same pipeline with the step whose name begins so replaced."""
        at = [i for i, s in enumerate(self.steps) if s.name.split("/")[0] == name]
        if len(at) != 1:
            raise PipelineError(f"no single step is called {name}", hint=_names(self.steps))
        return Pipeline((*self.steps[: at[0]], step, *self.steps[at[0] + 1 :]))


def _names(steps: Sequence[Step]) -> str:
    return "one of " + ", ".join(s.name.split("/")[0] for s in steps)
