"""Correcting in the browser: a document's cards, the queue by keyboard, two coders, roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from entering import PASSWORD
from onrecord.analyse import board, find_issue
from onrecord.review.judge import judge
from onrecord.store import accounts, judgements, positions
from onrecord.store.ledger import Ledger
from onrecord.store.positions import Asked
from onrecord.web.guard import hashed
from served import BRIDGE, Watched, axe_faults, browsing, serving, stocked

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

ROLES = {"ada": "coder", "bo": "coder", "cy": "editor", "dee": "reader", "eve": "admin"}
CARD = ".margin .card.position"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing() as started:
        yield started


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        yield stocked(ledger)


@pytest.fixture
def watched(browser: Any, kept: Ledger) -> Iterator[Watched]:
    with serving(kept) as url:
        looking = Watched(browser, url)
        yield looking
        looking.close()


def select_words(view: Any, words: str) -> None:
    """Select words of the text, as a pointer would: they may run over several marks."""
    found = view.evaluate(
        """words => {
          for (const line of document.querySelectorAll("[data-o]")) {
            const at = line.textContent.indexOf(words);
            if (at < 0) continue;
            const ends = [at, at + words.length].map((end, n) => {
              const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
              let left = end, node;
              while ((node = nodes.nextNode()))
                if (left < node.length || (n && left === node.length)) return [node, left];
                else left -= node.length;
            });
            getSelection().setBaseAndExtent(...ends[0], ...ends[1]);
            return true;
          }
          return false;
        }""",
        words,
    )
    assert found


def bridge_text(ledger: Ledger) -> str:
    with ledger.transaction() as db:
        rows = positions.of_issue(db, find_issue(ledger, BRIDGE))
    return next(row.text for row in rows if row.day == "2024-05-22")


def stances(ledger: Ledger) -> dict[str, str]:
    found = board(ledger, find_issue(ledger, BRIDGE))
    return {e.standing.name: c.stance for c in found.columns for e in c.entries}


def counted(ledger: Ledger) -> int:
    with ledger.transaction() as db:
        return len(judgements.newest(db, limit=1000))


def judged_here(view: Any, count: int) -> None:
    """Wait until so many rows of the queue are done (a script in the page may not be evaluated)."""
    from playwright.sync_api import expect

    expect(view.locator(".task.done")).to_have_count(count)


def said(view: Any) -> Any:
    return view.locator("#said")


def test_a_newcomers_path_ends_with_a_changed_board_and_back(
    watched: Watched, kept: Ledger
) -> None:
    """Start → issue → sentence → document → another stance → board changed → undone."""
    assert stances(kept)["Karin Ek"] == "sceptical"
    view = watched.open("/")
    view.get_by_role("link", name=BRIDGE).first.click()
    ek = view.locator("#board .card", has_text="Karin Ek")
    assert "sink the budget" in ek.inner_text()
    ek.locator('a[href*="/documents/"]').first.click()
    view.wait_for_url("**/documents/**#p*")
    lit = " ".join(view.locator(".text .m.on").all_inner_texts())
    assert "sink the budget" in lit
    card = view.locator(f"{CARD}.on")
    assert "Karin Ek" in card.inner_text()
    view.keyboard.press("2")
    view.locator(f"{CARD}.open", has_text="Karin Ek").wait_for()
    said(view).get_by_role("button", name="Undo").wait_for()
    assert stances(kept)["Karin Ek"] == "open"
    board_now = watched.open(f"/issues/{find_issue(kept, BRIDGE)}")
    assert "Karin Ek" in board_now.locator("#board .column.open").inner_text()
    said(view).get_by_role("button", name="Undo").click()
    view.locator(f"{CARD}.sceptical", has_text="Karin Ek").wait_for()
    assert stances(kept)["Karin Ek"] == "sceptical"


def test_cards_and_words_point_at_each_other(watched: Watched, kept: Ledger) -> None:
    view = watched.open(f"/documents/{bridge_text(kept)}")
    card = view.locator(CARD, has_text="Karin Ek")
    card.hover()
    assert view.locator(".text .m.on").count() > 0
    view.locator(".text .m.po", has_text="rejected the plan").first.hover()
    assert "Green League" in view.locator(f"{CARD}.on").inner_text()
    line = view.locator(".text .m.po", has_text="rejected the plan").first.bounding_box()
    view.locator(".text .m.po", has_text="rejected the plan").first.click()
    view.wait_for_timeout(300)
    beside = view.locator(f"{CARD}.on").bounding_box()
    assert abs(beside["y"] - line["y"]) < 40


def test_cards_do_not_cover_each_other(watched: Watched, kept: Ledger) -> None:
    view = watched.open(f"/documents/{bridge_text(kept)}")
    view.wait_for_timeout(300)
    boxes = sorted(
        (c.bounding_box() for c in view.locator(".margin .card:not(.away)").all()),
        key=lambda box: box["y"],
    )
    assert len(boxes) > 5
    for one, other in pairwise(boxes):
        assert one["y"] + one["height"] <= other["y"] + 0.5


def test_a_rejected_mark_is_struck_out_and_can_be_taken_back(
    watched: Watched, kept: Ledger
) -> None:
    view = watched.open(f"/documents/{bridge_text(kept)}")
    card = view.locator(CARD, has_text="Green League")
    card.locator(".who").click(position={"x": 200, "y": 5})
    card.get_by_role("button", name="Reject").click()
    view.locator(f"{CARD}.off", has_text="Green League").wait_for()
    assert view.locator(".text .m.off", has_text="rejected the plan").count() == 1
    view.reload()
    off = view.locator(f"{CARD}.off", has_text="Green League")
    off.focus()
    off.get_by_role("button", name="Undo").click()
    off.wait_for(state="detached")
    assert stances(kept)["Green League"] == "sceptical"
    assert view.locator(".text .m.off").count() == 0


def test_a_position_is_added_by_selecting_its_words(watched: Watched, kept: Ledger) -> None:
    """Who and what are chosen by typing, without the mouse; a new issue is made by its words."""
    view = watched.open(f"/documents/{bridge_text(kept)}")
    words = "Fishermen blocked the port of Kapellskär"
    select_words(view, words)
    view.locator("#pop").get_by_role("button", name="Position").click()
    view.get_by_label("Who", exact=True).fill("erik d")
    view.locator("#pop li", has_text="Erik Dahl").wait_for()
    view.keyboard.press("Enter")
    view.get_by_label("Issue", exact=True).fill("block the port")
    view.locator("#pop li", has_text="new issue").wait_for()
    view.keyboard.press("Enter")
    view.locator("#pop .five label.opposes").click()
    view.get_by_role("button", name="Add position").click()
    card = view.locator(CARD, has_text="block the port")
    card.wait_for()
    assert "added by" in card.inner_text()
    with kept.transaction() as db:
        row = positions.of_issue(db, find_issue(kept, "block the port"))[0]
    assert (row.words, row.actor_name, row.stance, row.state) == (
        words,
        "Erik Dahl",
        "opposes",
        "added",
    )


def test_a_statement_is_added_over_marks_that_are_there(watched: Watched, kept: Ledger) -> None:
    view = watched.open(f"/documents/{bridge_text(kept)}")
    words = "Dahl and Lahti met in Stockholm last week"
    select_words(view, words)
    view.locator("#pop").get_by_role("button", name="Statement").click()
    view.get_by_label("Quoted").select_option("indirect")
    view.get_by_role("button", name="Add statement").click()
    view.locator(".margin .card.statement", has_text=words).wait_for(state="attached")


def test_evidence_and_condition_are_taken_from_the_text(watched: Watched, kept: Ledger) -> None:
    view = watched.open(f"/documents/{bridge_text(kept)}")
    card = view.locator(CARD, has_text="Karin Ek")
    card.focus()
    view.keyboard.press("e")
    card.locator("form :focus").wait_for()  # a form that opens takes the focus, and the selection
    select_words(view, "the costs could “sink the budget”")
    card.get_by_role("button", name="Take the selected words").first.click()
    evidence = card.locator('[data-show="evidence"]')
    evidence.filter(has_text=re.compile("^the costs could")).wait_for()
    select_words(view, "the Commission paid half of it")
    card.get_by_role("button", name="Take the selected words").last.click()
    card.get_by_role("button", name="Save").click()
    view.locator(CARD, has_text="Commission paid half").filter(has_text="Karin Ek").wait_for()
    with kept.transaction() as db:
        row = next(
            r
            for r in positions.of_text(db, bridge_text(kept), Asked(rejected=True))
            if r.actor_name == "Karin Ek"
        )
    assert row.words == "the costs could “sink the budget”"
    assert row.condition_words == "the Commission paid half of it"


def test_the_queue_is_worked_through_by_keyboard_alone(watched: Watched, kept: Ledger) -> None:
    """Accept, another stance, reject, later, a note; then everything is undone, key by key."""
    before = stances(kept)
    view = watched.open("/review")
    first = view.locator(".task.now")
    waiting = int(view.locator("#waiting").inner_text())
    names = [first.get_attribute("data-mark")]
    view.keyboard.press("a")
    judged_here(view, 1)
    names.append(view.locator(".task.now").get_attribute("data-mark"))
    now = view.locator(".task.now").get_attribute("data-stance")
    view.keyboard.press("1" if now != "supports" else "5")
    judged_here(view, 2)
    names.append(view.locator(".task.now").get_attribute("data-mark"))
    view.keyboard.press("r")
    judged_here(view, 3)
    assert int(view.locator("#waiting").inner_text()) == waiting - 3
    assert len(set(names)) == 3
    passed = view.locator(".task.now").get_attribute("data-mark")
    view.keyboard.press("l")
    view.locator("#passed", has_text="1").wait_for()
    assert view.locator(".task.now").get_attribute("data-mark") != passed
    view.keyboard.press("j")
    view.keyboard.press("k")
    view.keyboard.press("c")
    view.keyboard.type("ask the second coder")
    view.keyboard.press("Tab")
    view.keyboard.press("Enter")
    view.locator("#said", has_text="ask the second coder").wait_for()
    assert counted(kept) == 4
    with kept.transaction() as db:
        made = judgements.newest(db, limit=4)
        assert all(j.value["seconds"] >= 0 for j in made if j.verb != "comment")
    for n in range(4):
        view.keyboard.press("u")
        view.locator("#said", has_text="undone").wait_for()
        judged_here(view, 3 - n)  # the note went first
    assert stances(kept) == before
    view.reload()
    marks = [t.get_attribute("data-mark") for t in view.locator(".task").all()]
    assert passed not in marks[:-1]  # it comes last, when all others are done
    assert set(names) <= set(marks)


def test_an_actor_is_changed_in_the_queue_by_typing(watched: Watched, kept: Ledger) -> None:
    view = watched.open("/review")
    mark = view.locator(".task.now").get_attribute("data-mark")
    view.keyboard.press("e")
    who = view.locator(".task.now .edit").get_by_label("Who")
    who.fill("norw")
    view.locator(".task.now .pick li", has_text="Norway").first.wait_for()
    view.keyboard.press("Enter")
    assert who.input_value() == "Norway"
    view.locator(".task.now .edit").get_by_role("button", name="Save").press("Enter")
    judged_here(view, 1)
    with kept.transaction() as db:
        assert positions.by_ids(db, [mark])[0].actor_name == "Norway"


def test_nothing_is_lost_when_the_server_is_away(watched: Watched, kept: Ledger) -> None:
    """What is decided meanwhile is kept by the browser, told, and sent when it is back."""
    view = watched.open("/review")
    view.wait_for_timeout(400)
    view.context.set_offline(True)
    view.keyboard.press("a")
    view.locator("#waits", has_text="One decision is kept here").wait_for()
    view.keyboard.press("r")
    view.locator("#waits", has_text="2 decisions").wait_for()
    assert counted(kept) == 0
    view.context.set_offline(False)
    view.locator("#waits").wait_for(state="detached", timeout=15_000)
    assert counted(kept) == 2
    watched.faults = [f for f in watched.faults if "ERR_INTERNET_DISCONNECTED" not in f]


def test_a_server_that_was_started_anew_is_no_hindrance(watched: Watched, kept: Ledger) -> None:
    """The token of the page is old then: a new one is fetched, and the decision sent again."""
    view = watched.open("/review")
    view.locator('meta[name="csrf"]').evaluate("meta => { meta.content = 'old'; }")
    view.keyboard.press("a")
    said(view).get_by_role("button", name="Undo").wait_for()
    assert counted(kept) == 1
    watched.faults = [f for f in watched.faults if "403" not in f]


@pytest.fixture
def team(kept: Ledger) -> Ledger:
    secret = hashed(PASSWORD)
    with kept.transaction(write=True) as db:
        for name, role in ROLES.items():
            accounts.open_account(db, name, secret, role, kept.now())
    return kept


def enter(watched: Watched, name: str, path: str = "/") -> Any:
    view = watched.open(path)
    view.get_by_label("Name").fill(name)
    view.get_by_label("Password").fill(PASSWORD)
    view.get_by_role("button", name="Log in").click()
    view.locator(".me", has_text=name).wait_for()
    return view


def test_two_coders_differ_and_an_editor_settles_it(browser: Any, team: Ledger) -> None:
    """The second codes blind; the differences stand side by side; one key settles one."""
    with team.transaction() as db:
        rows = positions.of_text(db, bridge_text(team))
    for row in rows:
        judge(team, "position", row.id, "accept", coder="ada")
    with serving(team) as url:
        watched = Watched(browser, url)
        bo = enter(watched, "bo", "/review?blind=true")
        ids = {row.id for row in rows}
        for n in range(int(bo.locator("#waiting").inner_text())):
            task = bo.locator(".task.now")
            mine = task.get_attribute("data-mark") in ids
            stance = task.get_attribute("data-stance")
            bo.keyboard.press("1" if mine and stance == "open" else "a")
            judged_here(bo, n + 1)
        bo.locator("#done").wait_for()
        bo.wait_for_timeout(500)
        cy = enter(watched, "cy", "/review/disagreements?first=ada&second=bo")
        assert cy.locator(".differ > li").count() == 1
        assert "differ in stance" in cy.locator(".differ > li").inner_text()
        assert axe_faults(cy) == []
        cy.keyboard.press("j")
        cy.keyboard.press("2")
        cy.locator(".differ .verdict", has_text="settled as bo has it").wait_for()
        assert stances(team)["Erik Dahl"] == "supports"
        watched.close()


def test_roles_decide_what_one_sees_and_does(browser: Any, team: Ledger) -> None:
    with serving(team) as url:
        watched = Watched(browser, url)
        reader = enter(watched, "dee", f"/documents/{bridge_text(team)}")
        reader.wait_for_url("**/documents/**")
        assert reader.locator(".acts").count() == 0
        assert reader.get_by_role("link", name="Review").count() == 0
        assert reader.goto(f"{url}/review").status == 403
        coder = enter(watched, "ada", "/codebook")
        assert coder.get_by_text("Last judgements").is_visible()
        assert coder.goto(f"{url}/people").status == 403
        admin = enter(watched, "eve", "/people")
        assert admin.get_by_role("row", name="dee").is_visible()
        admin.get_by_label("Role of dee").select_option("coder")
        admin.get_by_role("row", name="dee").get_by_role("button", name="Set").first.click()
        admin.wait_for_load_state()
        assert admin.get_by_label("Role of dee").input_value() == "coder"
        reader.goto(f"{url}/documents")
        assert "login" in reader.url
        watched.faults = [f for f in watched.faults if "403" not in f]
        watched.close()


def test_a_merge_shows_what_it_changes_and_is_undone(watched: Watched, kept: Ledger) -> None:
    view = watched.open("/codebook?words=green+league")
    view.get_by_role("link", name="Green League").click()
    into = view.get_by_label("The same as")
    into.fill("norw")
    view.locator(".pick li", has_text="Norway").first.wait_for()
    view.keyboard.press("Enter")
    view.keyboard.press("Enter")
    view.get_by_text("Green League merged into Norway").wait_for()
    assert view.get_by_role("row", name="Green League").first.is_visible()
    assert axe_faults(view) == []
    assert "Green League" in stances(kept)
    view.get_by_role("button", name="Do it").click()
    view.get_by_text("Names that count as this actor").wait_for()
    assert "Green League" not in stances(kept)
    view.get_by_role("button", name="Undo: Green League merged into Norway").click()
    view.locator(".log .undone").wait_for()
    assert "Green League" in stances(kept)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_used_with_a_screen_reader(
    watched: Watched, kept: Ledger, scheme: str
) -> None:
    issue = find_issue(kept, BRIDGE)
    text = bridge_text(kept)
    with kept.transaction() as db:
        actor = positions.of_text(db, text)[0].actor
    view = watched.open("/documents", color_scheme=scheme)
    faults = {}
    for path in (
        "/documents",
        f"/documents/{text}",
        "/review",
        "/review/disagreements",
        "/codebook",
        f"/codebook/issues/{issue}",
        f"/codebook/actors/{actor}",
        "/add",
        "/people",
        "/api",
        "/help",
    ):
        view.goto(watched.url + path)
        view.wait_for_timeout(250)
        faults[path] = axe_faults(view)
    view.goto(f"{watched.url}/documents/{text}")
    view.keyboard.press("j")
    view.keyboard.press("e")
    faults["edit"] = axe_faults(view)
    assert {path: found for path, found in faults.items() if found} == {}


def test_a_phone_shows_every_page_whole(watched: Watched, kept: Ledger) -> None:
    """Nothing is wider than the screen; a tap on a mark opens its card at the foot."""
    text = bridge_text(kept)
    view = watched.open("/documents", viewport={"width": 390, "height": 844}, has_touch=True)
    for path in ("/review", "/codebook", "/add", "/people", "/api", "/help", f"/documents/{text}"):
        view.goto(watched.url + path)
        assert view.evaluate("document.documentElement.scrollWidth") <= 390, path
    view.locator(".text .m.po").first.tap()
    sheet = view.locator(".card.sheet")
    sheet.wait_for()
    box = sheet.bounding_box()
    assert box["y"] + box["height"] <= 844


def test_a_document_prints_with_its_cards_below(watched: Watched, kept: Ledger) -> None:
    view = watched.open(f"/documents/{bridge_text(kept)}")
    view.emulate_media(media="print")
    assert view.locator(".show").is_hidden()
    assert view.locator(f"{CARD} blockquote").first.is_visible()
    assert len(view.pdf()) > 10_000


def test_without_script_marks_are_judged_by_plain_forms(watched: Watched, kept: Ledger) -> None:
    view = watched.open(f"/documents/{bridge_text(kept)}", java_script_enabled=False)
    card = view.locator(CARD, has_text="Karin Ek")
    card.get_by_role("button", name="Accept").click()
    assert "accepted by" in view.locator(CARD, has_text="Karin Ek").inner_text()
    view.locator(CARD, has_text="Karin Ek").get_by_role("button", name="Undo").click()
    assert "machine" in view.locator(CARD, has_text="Karin Ek").inner_text()


def test_the_keys_are_one_key_away(watched: Watched, kept: Ledger) -> None:
    for path in ("/review", f"/documents/{bridge_text(kept)}"):
        view = watched.open(path)
        view.wait_for_timeout(300)
        view.keyboard.press("?")
        view.wait_for_url("**/help#keys")
