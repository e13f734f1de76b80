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
from onrecord.store import accounts, events, judgements, positions
from onrecord.store.ledger import Ledger
from onrecord.store.positions import Asked
from onrecord.web.guard import hashed
from served import BRIDGE, Watched, axe_faults, browsing, eventually, holding, serving, stocked

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

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
    """Wait until so many rows of the queue are done."""
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
    expect(ek).to_contain_text("sink the budget")
    ek.locator('a[href*="/documents/"]').first.click()
    view.wait_for_url("**/documents/**#p*")
    lit = view.locator(".text .m.on", has_text="sink the budget")
    expect(lit).not_to_have_count(0)
    expect(view.locator(f"{CARD}.on")).to_contain_text("Karin Ek")
    view.keyboard.press("2")
    view.locator(f"{CARD}.open", has_text="Karin Ek").wait_for()
    assert stances(kept)["Karin Ek"] == "open"
    board_now = watched.open(f"/issues/{find_issue(kept, BRIDGE)}")
    expect(board_now.locator("#board .column.open")).to_contain_text("Karin Ek")
    view.locator(f"{CARD}.open").get_by_role("button", name="Undo").click()
    view.locator(f"{CARD}.sceptical", has_text="Karin Ek").wait_for()
    assert stances(kept)["Karin Ek"] == "sceptical"


def test_cards_and_words_point_at_each_other(watched: Watched, kept: Ledger) -> None:
    view = watched.open(f"/documents/{bridge_text(kept)}")
    card = view.locator(CARD, has_text="Karin Ek")
    card.hover()
    expect(view.locator(".text .m.on", has_text="sink the budget")).not_to_have_count(0)
    view.locator(".text .m.po", has_text="rejected the plan").first.hover()
    expect(view.locator(f"{CARD}.on")).to_contain_text("Green League")
    line = view.locator(".text .m.po", has_text="rejected the plan").first
    line.click()

    def beside() -> bool:
        card = view.locator(f"{CARD}.on").bounding_box()
        return abs(card["y"] - line.bounding_box()["y"]) < 40

    eventually(view, beside)


def test_cards_do_not_cover_each_other(watched: Watched, kept: Ledger) -> None:
    view = watched.open(f"/documents/{bridge_text(kept)}")
    cards = view.locator(".margin .card:not(.away)")
    eventually(view, lambda: cards.count() > 5)

    def apart() -> bool:
        boxes = sorted((c.bounding_box() for c in cards.all()), key=lambda box: box["y"])
        return all(one["y"] + one["height"] <= next["y"] + 0.5 for one, next in pairwise(boxes))

    eventually(view, apart)


def test_a_rejected_mark_is_struck_out_and_can_be_taken_back(
    watched: Watched, kept: Ledger
) -> None:
    view = watched.open(f"/documents/{bridge_text(kept)}")
    card = view.locator(CARD, has_text="Green League")
    card.locator(".who").click(position={"x": 200, "y": 5})
    card.get_by_role("button", name="Reject").click()
    view.locator(f"{CARD}.off", has_text="Green League").wait_for()
    expect(view.locator(".text .m.off", has_text="rejected the plan")).to_have_count(1)
    view.reload()
    off = view.locator(f"{CARD}.off", has_text="Green League")
    off.focus()
    off.get_by_role("button", name="Undo").click()
    off.wait_for(state="detached")
    assert stances(kept)["Green League"] == "sceptical"
    expect(view.locator(".text .m.off")).to_have_count(0)


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
    expect(card).to_contain_text("added by")
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


def test_an_event_is_added_by_selecting_its_words_and_corrected(
    watched: Watched, kept: Ledger
) -> None:
    """What it is, who did it and to whom are chosen; later another does it, by other words."""
    text = bridge_text(kept)
    view = watched.open(f"/documents/{text}")
    select_words(view, "met in Stockholm")
    pop = view.locator("#pop")
    pop.get_by_role("button", name="Event").click()
    pop.get_by_label("Type").select_option("CONSULT")
    pop.get_by_label("Who did it").fill("erik d")
    pop.locator("li", has_text="Erik Dahl").wait_for()
    view.keyboard.press("Enter")
    pop.get_by_label("To whom").fill("aino")
    pop.locator("li", has_text="Aino Lahti").wait_for()
    view.keyboard.press("Enter")
    pop.get_by_role("button", name="Add event").click()
    card = view.locator(".margin .card.event.on", has_text="Erik Dahl → Aino Lahti")
    expect(card).to_contain_text("added by")
    view.keyboard.press("e")
    who = card.get_by_label("Who did it")
    expect(who).to_have_value("Erik Dahl")
    who.fill("norw")
    card.locator(".pick li", has_text="Norway").wait_for()
    view.keyboard.press("Enter")
    select_words(view, "Dahl and Lahti met")
    card.get_by_role("button", name="Take the selected words").click()
    card.get_by_role("button", name="Save").click()
    view.locator(".margin .card.event", has_text="Norway → Aino Lahti").wait_for()
    with kept.transaction() as db:
        row = next(e for e in events.of_text(db, text) if e.state == "added")
    assert (row.type, row.names, row.to, row.words) == (
        "CONSULT",
        ("Norway",),
        ("Aino Lahti",),
        "Dahl and Lahti met",
    )


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
    expect(card.locator(".if")).to_contain_text("Commission paid half")  # the form says so before
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
    expect(view.locator("#waiting")).to_have_text(str(waiting - 3))
    assert len(set(names)) == 3
    passed = view.locator(".task.now").get_attribute("data-mark")
    view.keyboard.press("l")
    expect(view.locator("#passed")).to_have_text("1")
    expect(view.locator(".task.now")).not_to_have_attribute("data-mark", passed)
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
    expect(who).to_have_value("Norway")
    view.locator(".task.now .edit").get_by_role("button", name="Save").press("Enter")
    judged_here(view, 1)
    with kept.transaction() as db:
        assert positions.by_ids(db, [mark])[0].actor_name == "Norway"


def test_nothing_is_lost_when_the_server_is_away(watched: Watched, kept: Ledger) -> None:
    """What is decided meanwhile is kept by the browser, told, and sent when it is back."""
    view = watched.open("/review")
    view.wait_for_load_state("networkidle")
    view.context.set_offline(True)
    view.keyboard.press("a")
    view.locator("#waits", has_text="One decision is kept here").wait_for()
    view.keyboard.press("r")
    view.locator("#waits", has_text="2 decisions").wait_for()
    assert counted(kept) == 0
    view.context.set_offline(False)
    view.locator("#waits").wait_for(state="detached")
    assert counted(kept) == 2
    watched.faults = [f for f in watched.faults if "ERR_INTERNET_DISCONNECTED" not in f]


def test_an_undoing_does_not_overtake_what_it_undoes(watched: Watched, kept: Ledger) -> None:
    view = watched.open("/review")
    mark = view.locator(".task.now").get_attribute("data-mark")
    held = holding(view, "**/api/judge")
    view.keyboard.press("a")
    view.keyboard.press("u")
    eventually(view, lambda: bool(held))
    view.wait_for_timeout(700)  # time enough to overtake, if it could
    held[0].continue_()
    expect(said(view)).to_contain_text("undone: ")
    expect(view.locator(".task.now")).to_have_attribute("data-mark", mark)
    judged_here(view, 0)
    with kept.transaction() as db:
        assert positions.by_ids(db, [mark])[0].state == "machine"


def test_the_same_key_twice_is_one_decision(watched: Watched, kept: Ledger) -> None:
    """Another key after it is another decision, and the later one holds."""
    view = watched.open(f"/documents/{bridge_text(kept)}")
    held = holding(view, "**/api/judge")
    view.locator(CARD, has_text="Karin Ek").focus()
    for key in "2255":
        view.keyboard.press(key)
    for n in range(2):
        eventually(view, lambda n=n: len(held) == n + 1)
        held[n].continue_()
    view.locator(f"{CARD}.opposes", has_text="Karin Ek").wait_for()
    assert counted(kept) == 2
    assert stances(kept)["Karin Ek"] == "opposes"


def test_a_row_decided_by_mistake_is_decided_anew(watched: Watched, kept: Ledger) -> None:
    """One goes back to it: the stance that it had at first is a change again, not an acceptance."""
    view = watched.open("/review")
    now = view.locator(".task.now")
    mark, first = now.get_attribute("data-mark"), now.get_attribute("data-stance")
    waiting = int(view.locator("#waiting").inner_text())
    keys = ["supports", "open", "undecided", "sceptical", "opposes"]
    view.keyboard.press("1" if first != "supports" else "5")
    judged_here(view, 1)
    view.keyboard.press("k")
    view.keyboard.press(str(keys.index(first) + 1))
    eventually(view, lambda: counted(kept) == 2)
    with kept.transaction() as db:
        row = positions.by_ids(db, [mark])[0]
    assert (row.stance, row.state) == (first, "edited")
    expect(view.locator("#waiting")).to_have_text(str(waiting - 1))


def test_what_is_on_its_way_when_one_leaves_is_sent_by_the_next_page(
    watched: Watched, kept: Ledger
) -> None:
    view = watched.open("/review")
    held = holding(view, "**/api/judge")
    marks = [t.get_attribute("data-mark") for t in view.locator(".task").all()[:2]]
    view.keyboard.press("a")
    view.keyboard.press("a")  # waits for the answer to the first
    eventually(view, lambda: bool(held))
    view.goto(f"{watched.url}/review")
    eventually(view, lambda: len(held) == 2)
    view.unroute("**/api/judge")  # what is held goes on
    eventually(view, lambda: counted(kept) == 2)
    expect(view.locator("#waits")).to_have_count(0)
    with kept.transaction() as db:
        made = [j.mark for j in judgements.newest(db, limit=2)]
        assert made[::-1] == marks


def test_a_form_is_sent_once_however_often_its_button_is_clicked(
    watched: Watched, kept: Ledger
) -> None:
    view = watched.open("/codebook?words=green+league")
    view.get_by_role("link", name="Green League").click()
    view.get_by_label("Name").fill("Greens")
    held = holding(view, "**/judge")
    button = view.get_by_role("button", name="Correct")
    at = button.bounding_box()
    view.mouse.click(at["x"] + 9, at["y"] + 9)
    eventually(view, lambda: bool(held))
    view.mouse.click(at["x"] + 9, at["y"] + 9)
    view.wait_for_timeout(500)  # the second would have been sent by then
    assert len(held) == 1
    held[0].continue_()
    expect(view.get_by_role("heading", level=1)).to_contain_text("Greens")
    assert counted(kept) == 1


def test_a_server_that_was_started_anew_is_no_hindrance(watched: Watched, kept: Ledger) -> None:
    """The token of the page is old then: a new one is fetched, and the decision sent again."""
    view = watched.open("/review")
    view.locator('meta[name="csrf"]').evaluate("meta => { meta.content = 'old'; }")
    view.keyboard.press("a")
    said(view).get_by_role("button", name="Undo").click()
    expect(said(view)).to_contain_text("undone")
    assert counted(kept) == 2  # the acceptance and its undoing
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
            made = n + 1 + len(rows)
            eventually(bo, lambda made=made: counted(team) == made)
        bo.locator("#done").wait_for()
        cy = enter(watched, "cy", "/review/disagreements?first=ada&second=bo")
        expect(cy.locator(".differ > li")).to_have_count(1)
        expect(cy.locator(".differ > li")).to_contain_text("differ in stance")
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
        expect(reader.locator(CARD)).not_to_have_count(0)
        expect(reader.locator(".acts")).to_have_count(0)
        expect(reader.get_by_role("link", name="Review")).to_have_count(0)
        assert reader.goto(f"{url}/review").status == 403
        coder = enter(watched, "ada", "/codebook")
        expect(coder.get_by_text("Last judgements")).to_be_visible()
        assert coder.goto(f"{url}/people").status == 403
        admin = enter(watched, "eve", "/people")
        expect(admin.get_by_role("row", name="dee")).to_be_visible()
        admin.get_by_label("Role of dee").select_option("coder")
        with admin.expect_navigation():
            admin.get_by_role("row", name="dee").get_by_role("button", name="Set").first.click()
        expect(admin.get_by_label("Role of dee")).to_have_value("coder")
        reader.goto(f"{url}/documents")
        expect(reader).to_have_url(re.compile("login"))
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
    expect(view.get_by_role("row", name="Green League").first).to_be_visible()
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
    view = watched.open("/documents", color_scheme=scheme, reduced_motion="reduce")
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
        view.wait_for_load_state("networkidle")
        faults[path] = axe_faults(view)
    view.goto(f"{watched.url}/documents/{text}")
    view.keyboard.press("j")
    view.keyboard.press("e")
    view.locator(".card form.edit :focus").wait_for()
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

    def whole() -> bool:
        box = sheet.bounding_box()
        return bool(box["y"] >= 0 and box["y"] + box["height"] <= 844)

    eventually(view, whole)


def test_a_document_prints_with_its_cards_below(watched: Watched, kept: Ledger) -> None:
    view = watched.open(f"/documents/{bridge_text(kept)}")
    view.emulate_media(media="print")
    expect(view.locator(".show")).to_be_hidden()
    expect(view.locator(f"{CARD} blockquote").first).to_be_visible()
    assert len(view.pdf()) > 10_000


def test_without_script_marks_are_judged_by_plain_forms(watched: Watched, kept: Ledger) -> None:
    view = watched.open(f"/documents/{bridge_text(kept)}", java_script_enabled=False)
    card = view.locator(CARD, has_text="Karin Ek")
    card.get_by_role("button", name="Accept").click()
    expect(card).to_contain_text("accepted by")
    card.get_by_role("button", name="Undo").click()
    expect(card).to_contain_text("machine")


def test_the_keys_are_one_key_away(watched: Watched, kept: Ledger) -> None:
    for path in ("/review", f"/documents/{bridge_text(kept)}"):
        view = watched.open(path)
        view.keyboard.press("?")
        view.wait_for_url("**/help#keys")
