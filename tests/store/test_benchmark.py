"""The benchmark of a large ledger still makes one and still asks it, at a small size."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.analyse import coverage
from onrecord.store.ledger import Ledger

FILE = Path(__file__).parents[2] / "benchmarks" / "ledger.py"


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_of_ledger", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ACTORS", 40)
    monkeypatch.setattr(module, "ISSUES", 20)
    return module


def test_it_makes_a_ledger_and_asks_it(benchmark: ModuleType, ledger: Ledger) -> None:
    benchmark.fill(ledger, 400)
    found = coverage(ledger)
    assert (found.texts, found.layers[0].marks, found.issues) == (50, 400, 20)
    for name, question in benchmark.questions(ledger):
        assert question() is not None, name
    assert len(benchmark.judging(ledger, 3)) == 3
