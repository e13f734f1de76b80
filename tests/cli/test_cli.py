"""The command line: what it prints where, and how it ends."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from onrecord.cli import root
from onrecord.cli.progress import Progress
from onrecord.errors import EmptyInput, ModelError, OnrecordError
from onrecord.evaluate.figures import Figure
from onrecord.evaluate.tasks import TASKS, Task
from onrecord.exchange.json import decode
from onrecord.exchange.schema import schema
from onrecord.intake.reading import TOLD, Tally, read_inputs
from onrecord.model import FORMAT, Record, Text
from onrecord.sources import Failure, Notice

WORDS = "The minister said that the ferries would stay for another ten years."


class FakeReader:
    """A reader without a language model; breaks where a text says “break”."""

    def __init__(self, **settings: Any) -> None:
        self.settings = settings

    def read(self, text: Text) -> Record:
        if "break" in text.text:
            raise IndexError("off the end")
        return Record(FORMAT, text)

    def read_all(self, texts: Iterable[Text]) -> Iterator[Record]:
        ahead: list[Text] = []  # as the true one does, it takes texts before it gives records
        for text in texts:
            ahead.append(text)
            if len(ahead) == 3:
                yield from map(self.read, ahead)
                ahead = []
        yield from map(self.read, ahead)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.extract.reader.Reader", FakeReader)


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(root, [str(a) for a in arguments], input=stdin)


def write(folder: Path, **files: str | bytes) -> list[str]:
    for name, data in files.items():
        path = folder / f"{name}.txt"
        path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return [str(folder / f"{name}.txt") for name in files]


@pytest.mark.usefixtures("fake")
def test_json_is_all_that_goes_to_standard_output(tmp_path: Path) -> None:
    """One record a line, in the order given, which our own schema takes."""
    import jsonschema

    paths = write(tmp_path, b=WORDS, a=WORDS.replace("ten", "five"))
    result = run("read", *paths, "--json", "--date", "2024-05-22")
    assert result.exit_code == 0
    assert result.stderr == ""
    records = [decode(line) for line in result.stdout.splitlines()]
    assert [r.document.name for r in records] == paths
    assert records[0].document.published == date(2024, 5, 22)
    for line in result.stdout.splitlines():
        jsonschema.validate(json.loads(line), schema())


@pytest.mark.usefixtures("fake")
def test_bad_inputs_cost_one_line_each_and_the_good_ones_are_delivered(tmp_path: Path) -> None:
    paths = write(
        tmp_path, one=WORDS, empty="", binary=bytes(range(256)) * 9, two=WORDS, bad="break it",
        three=WORDS, old="The café said no to the résumé of the ministère.".encode("latin-1"),
    )  # fmt: skip
    missing = str(tmp_path / "gone.txt")
    result = run("read", *paths[:3], missing, *paths[3:], "--json")
    assert result.exit_code == 1
    names = [Path(decode(line).document.name).stem for line in result.stdout.splitlines()]
    assert names == ["one", "two", "three", "old"]
    told = result.stderr.splitlines()
    bad = [Path(line.split(": ")[1]).stem for line in told if "note:" not in line]
    assert bad == ["empty", "binary", "gone", "bad"]
    assert sum("note:" in line for line in told) == 1


@pytest.mark.parametrize("day", ["2024-02-30", "yesterday", "2024-13-01", "22.05.2024", ""])
def test_an_impossible_date_is_a_misuse(tmp_path: Path, day: str) -> None:
    result = run("read", *write(tmp_path, a=WORDS), "--date", day)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"“{day}” is not a day of the calendar" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "-", "--html", "a.html", "--json"],
        ["read", "-", "--html", "a.html", "-o", "b"],
        ["read", "-", "--processes", "0"],
        ["read", "-", "--what"],
        ["what"],
    ],
)
def test_a_misuse_exits_with_2(arguments: list[str]) -> None:
    result = run(*arguments, stdin=WORDS.encode())
    assert result.exit_code == 2
    assert result.stdout == ""


@pytest.mark.usefixtures("fake")
def test_standard_input_is_a_dash() -> None:
    result = run("read", "-", "--json", stdin=WORDS.encode())
    assert decode(result.stdout).document.text == WORDS


@pytest.mark.usefixtures("fake")
def test_the_page_is_written_to_its_file(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run("read", *write(tmp_path, a=WORDS, b=WORDS), "--html", page)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert "2 documents" in page.read_text(encoding="utf-8")


@pytest.mark.usefixtures("fake")
def test_nothing_is_written_where_nothing_was_read(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("read", *write(tmp_path, a=""), "--html", page).exit_code == 1
    assert not page.exists()


@pytest.mark.usefixtures("fake")
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    result = run("read", *write(tmp_path, a=WORDS), "-o", tmp_path / "no" / "such")
    assert isinstance(result.exception, OnrecordError)
    assert "cannot be written" in str(result.exception)


@pytest.mark.usefixtures("fake")
def test_tables_in_a_pipe_and_the_report_in_a_file_have_no_colour(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    paths = write(tmp_path, a=WORDS)
    assert run("read", *paths, "--table").stdout == ""
    assert run("read", *paths, "-o", out).exit_code == 0
    assert "\x1b" not in out.read_text(encoding="utf-8")
    assert "Nothing found" in out.read_text(encoding="utf-8")


def test_a_text_that_breaks_a_step_costs_no_other() -> None:
    """Whatever the reader had taken ahead is still read, each once, in order."""
    words = [f"text {n}" + (" break" if n in (4, 5) else "") for n in range(10)]
    inputs = [Text.of(w, name=str(n)) for n, w in enumerate(words)]
    tally = Tally()
    read = [r.document.name for r in read_inputs(inputs, FakeReader(), tally)]
    assert read == [str(n) for n in range(10) if n not in (4, 5)]
    assert [e.where for e in tally.failures] == ["4", "5"]
    assert "IndexError" in str(tally.failures[0])


def test_a_missing_model_stops_all() -> None:
    class NoModel(FakeReader):
        def read(self, text: Text) -> Record:
            raise ModelError("no such pipeline")

    with pytest.raises(ModelError):
        list(read_inputs([Text.of("a b")], NoModel(), Tally()))


def test_notices_that_say_the_same_are_counted() -> None:
    tally = Tally()
    inputs = [Notice(f"{n}.txt", "not in UTF-8, read as cp1252") for n in range(TOLD + 3)]
    failure = Failure(EmptyInput("empty", where="a\nb"))
    assert not list(read_inputs([*inputs, failure], FakeReader(), tally))
    lines = list(tally.lines())
    assert len(lines) == TOLD + 2
    assert "3 more" in lines[TOLD]
    assert all("\n" not in line for line in lines)


def test_the_schema_is_printed() -> None:
    assert json.loads(run("schema").stdout) == schema()


def test_every_command_explains_itself() -> None:
    """And each is in the list of the first help page."""
    overview = run("--help").stdout
    assert isinstance(root, click.Group)
    for name in root.list_commands(click.Context(root)):
        assert f"\n  {name} " in overview
        assert run(name, "--help").exit_code == 0


def _figures(gold: Path, reader: object) -> list[Figure]:
    return [Figure("places", "Made up", "dev", "span F1", 0.5, 1200)]


def test_figures_are_printed_as_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A task whose gold is not there is told; the others are printed."""
    (tmp_path / "here").mkdir()
    monkeypatch.setattr("onrecord.extract.reader.Reader", FakeReader)
    monkeypatch.setattr("onrecord.evaluate.figures.made_up", _figures, raising=False)
    rows = (
        Task("times", "figures:made_up", "here", ""),
        Task("places", "x:y", "gone", ""),
    )
    monkeypatch.setattr("onrecord.evaluate.tasks.TASKS", rows)
    result = run("evaluate", "--gold", tmp_path, "--markdown")
    assert "| places | Made up | dev | span F1 | 0.500 | 1,200 |" in result.stdout
    assert "the data are not here" in result.stderr
    assert result.exit_code == 1
    assert run("evaluate", "--gold", tmp_path, "--only", "times").exit_code == 0
    assert run("evaluate", "--gold", tmp_path, "--only", "what").exit_code == 2


def test_every_task_has_its_function() -> None:
    """Which takes the gold and a reader."""
    for task in TASKS:
        module, _, name = task.function.partition(":")
        function = getattr(import_module(f"onrecord.evaluate.{module}"), name)
        assert len(signature(function).parameters) >= 2


def test_a_task_that_breaks_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (Task("times", "figures:none", ".", ""), Task("places", "figures:fine", ".", ""))
    monkeypatch.setattr("onrecord.extract.reader.Reader", FakeReader)
    monkeypatch.setattr("onrecord.evaluate.figures.fine", _figures, raising=False)
    monkeypatch.setattr("onrecord.evaluate.tasks.TASKS", rows)
    result = run("evaluate", "--gold", tmp_path)
    assert result.stdout.splitlines()[1] == "places\tMade up\tdev\tspan F1\t0.500\t1,200"
    assert "AttributeError" in result.stderr
    assert result.exit_code == 1


def python(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    ).stdout


def test_help_loads_little() -> None:
    """Help must come at once, so it imports none of the libraries that do the work."""
    code = (
        "import sys, onrecord.cli\n"
        "try: onrecord.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "print('LOADED', *sorted(m.split('.')[0] for m in sys.modules))"
    )
    loaded = set(python(code).split("LOADED")[1].split())
    assert not loaded & {"spacy", "numpy", "rich", "msgspec", "trafilatura", "jinja2", "pandas"}


def test_importing_the_package_loads_nothing() -> None:
    code = "import sys; old = set(sys.modules); import onrecord; print(*set(sys.modules) - old)"
    roots = {module.split(".")[0] for module in python(code).split()}
    assert roots <= {"onrecord", *sys.stdlib_module_names}


def test_a_fault_a_person_can_mend_is_one_line(tmp_path: Path) -> None:
    (path,) = write(tmp_path, a=WORDS)
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "read", path, "--pipeline", "no_such_pipeline"],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("onrecord: no spaCy pipeline called “no_such_pipeline”")


@pytest.mark.model
def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    """`onrecord read … | head -c 1` ends without a word."""
    rows = "\n".join(json.dumps({"text": f"{WORDS} {n}" * 50}) for n in range(200))
    source = tmp_path / "a.jsonl"
    source.write_text(rows, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "onrecord", "read", str(source), "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.model
def test_the_same_input_gives_the_same_bytes_on_one_and_two_processes(tmp_path: Path) -> None:
    rows = "\n".join(
        json.dumps({"id": n, "text": f"Aino Lahti met Erik Dahl in Turku on {n} May. {WORDS}"})
        for n in range(1, 9)
    )
    source = tmp_path / "a.jsonl"
    source.write_text(rows, encoding="utf-8")
    outputs = [
        subprocess.run(
            [sys.executable, "-m", "onrecord", "read", str(source), "--json", *more],
            capture_output=True, check=True, timeout=300,
        ).stdout
        for more in ([], ["--processes", "2"])
    ]  # fmt: skip
    assert outputs[0] == outputs[1]
    assert outputs[0].count(b"\n") == 8


class Terminal(io.StringIO):
    """Standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("alone", [True, False])
def test_the_progress_line_does_not_stand_among_records(
    monkeypatch: pytest.MonkeyPatch, alone: bool
) -> None:
    """It goes on only while the records go elsewhere, and cannot be steered by a file's name."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with Progress(alone=alone) as progress:
        progress.done("a.txt")
        seen = len(terminal.getvalue())
        progress.done("[bold]\x1b[31mb.txt")
    assert "loading the language model" in terminal.getvalue()
    assert (len(terminal.getvalue()) > seen) == alone
    assert "\x1b[31mb.txt" not in terminal.getvalue()


def test_a_pipe_sees_no_progress(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(alone=True) as progress:
        progress.done("a.txt")
    assert capsys.readouterr() == ("", "")


def test_a_lone_text_that_breaks_is_not_read_twice() -> None:
    class Counting(FakeReader):
        times = 0

        def read(self, text: Text) -> Record:
            self.times += 1
            return super().read(text)

    reader, tally = Counting(), Tally()
    assert list(read_inputs([Text.of("break")], reader, tally)) == []
    assert (reader.times, len(tally.failures)) == (1, 1)
