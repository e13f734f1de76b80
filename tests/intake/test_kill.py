"""`kill -9` at any moment of an `add` loses and doubles nothing; nor do two adds at once."""

from __future__ import annotations

import random
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from ledger_work import add_lines, dump, many, work
from onrecord.store.ledger import Ledger

KILLS = 50  # on each database
TEXTS = 24

pytestmark = pytest.mark.enable_socket  # processes talk through sockets


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> ForkServerContext:
    """Processes that begin at once: the server that they are copies of has imported all."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    context = get_context("forkserver")
    context.set_forkserver_preload(["ledger_work"])
    return context


def test_a_ledger_that_was_killed_again_and_again_equals_one_made_undisturbed(
    new_place: Callable[[], str], processes: ForkServerContext
) -> None:
    texts = many(TEXTS)
    with Ledger.open(new_place()) as whole:
        add_lines(whole, texts)
        wanted = dump(whole)
    chance = random.Random(7)
    place, kills, longest = new_place(), 0, 0.5  # seconds; a run takes about one
    while kills < KILLS:
        begun = processes.Event()
        process = processes.Process(target=work, args=(place, texts, begun))
        process.start()
        assert begun.wait(30)
        process.join(chance.uniform(0, longest))
        if process.is_alive():
            process.kill()
            kills += 1
        process.join()
        if process.exitcode == 0:  # it came to its end: compare, and begin another ledger
            with Ledger.open(place) as ledger:
                assert dump(ledger) == wanted
            place = new_place()
    with Ledger.open(place) as ledger:
        add_lines(ledger, texts)
        assert dump(ledger) == wanted


def test_two_processes_that_add_at_once_lose_and_double_nothing(
    new_place: Callable[[], str], processes: ForkServerContext
) -> None:
    texts = [text for n, text in enumerate(many(30)) if n % 7 != 6]  # no copies: order tells
    with Ledger.open(new_place()) as whole:
        add_lines(whole, texts)
        wanted = dump(whole)
    place = new_place()
    begun = [processes.Event(), processes.Event()]
    workers = [
        processes.Process(target=work, args=(place, mine, one, 0.005))
        for mine, one in zip((texts[:20], texts[10:]), begun, strict=True)
    ]
    for process in workers:
        process.start()
    for process in workers:
        process.join()
        assert process.exitcode == 0
    with Ledger.open(place) as ledger:
        found = dump(ledger)
    for table in ("text", "source", "reading", "appearance", "statement", "speaker", "position"):
        assert found[table] == wanted[table], table
