"""The steps as a spaCy component."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from onrecord.errors import PipelineError


@pytest.fixture
def nlp() -> Iterator[object]:
    """The default pipeline with our component to be added, left as it was afterwards."""
    from onrecord.extract.parse import load_pipeline
    from onrecord.spacy import register

    register()
    register()  # twice does no harm
    pipeline = load_pipeline()
    yield pipeline
    if "onrecord" in pipeline.pipe_names:
        pipeline.remove_pipe("onrecord")


def test_importing_registers_nothing() -> None:
    code = (
        "import onrecord.spacy, spacy\n"
        "from spacy.tokens import Doc\n"
        "print(Doc.has_extension('onrecord'))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_a_step_that_is_not_known_is_refused() -> None:
    from onrecord.spacy import make

    with pytest.raises(PipelineError, match="no step is called shouting"):
        make(None, "onrecord", ["shouting"])  # type: ignore[arg-type]


@pytest.mark.model
def test_a_doc_carries_its_record(nlp) -> None:  # type: ignore[no-untyped-def]
    nlp.add_pipe("onrecord")
    doc = nlp.make_doc("Aino Lahti met Erik Dahl in Turku last week.")
    doc._.onrecord_date = "2024-05-22"
    record = nlp(doc)._.onrecord
    assert record.document.text == doc.text
    assert [t.value for t in record.times] == ["2024-W20"]
    assert "Aino Lahti" in {a.name for a in record.actors}


@pytest.mark.model
def test_a_record_travels_with_its_doc(nlp) -> None:  # type: ignore[no-untyped-def]
    """Through bytes, as between processes."""
    from spacy.tokens import Doc

    nlp.add_pipe("onrecord", config={"steps": ["quotes", "times"]})
    doc = nlp("She left “last week”.")
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.onrecord == doc._.onrecord
    assert again._.onrecord.times
    assert not again._.onrecord.actors


@pytest.mark.model
def test_steps_that_do_not_fit_are_refused_when_added(nlp) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PipelineError, match="which no earlier step makes"):
        nlp.add_pipe("onrecord", config={"steps": ["events"]})


def test_a_doc_that_was_not_read_has_no_record() -> None:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from onrecord.spacy import register

    register()
    assert Doc(Vocab(), words=["No"])._.onrecord is None
