"""Looking at a served ledger in a browser: search, slider, network, map, by mouse and keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.analyse import find_actor, find_issue
from onrecord.store.ledger import Ledger
from served import BRIDGE, Watched, axe_faults, browsing, eventually, holding, serving, stocked

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    place: Path = tmp_path_factory.mktemp("looking")
    with Ledger.open(place / "ledger.sqlite") as ledger:
        yield stocked(ledger)


@pytest.fixture(scope="module")
def url(kept: Ledger) -> Iterator[str]:
    with serving(kept) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing() as started:
        yield started


@pytest.fixture
def watched(browser: Any, url: str) -> Iterator[Watched]:
    watching = Watched(browser, url)
    yield watching
    watching.close()


@pytest.fixture(scope="module")
def issue(kept: Ledger) -> str:
    return find_issue(kept, BRIDGE)


def stands(view: Any, name: str, stance: str) -> None:
    """Wait until the board has an actor under this stance, and under no other."""
    link = view.get_by_role("link", name=name, exact=True)
    here = view.locator("#board section", has=view.locator(".card", has=link))
    expect(here).to_have_count(1)
    expect(here).to_have_class(re.compile(rf"\b{stance}\b"))


def test_from_the_start_to_the_sentence(watched: Watched) -> None:
    view = watched.open("/")
    view.get_by_role("link", name=BRIDGE).first.click()
    view.locator(".card", has_text="Norway").locator("a.src").first.click()
    view.wait_for_url(re.compile(r"/documents/[0-9a-f]+\?at=p[0-9a-f]+#p[0-9a-f]+"))
    expect(view.locator("main")).to_contain_text("it could join if the tolls were low")


def test_search_while_typing_by_keyboard_alone(watched: Watched) -> None:
    view = watched.open("/")
    view.keyboard.press("/")
    view.keyboard.type("lahti")
    view.locator('#found a.all[href$="q=lahti"]').wait_for()  # not the list of its first letters
    view.keyboard.press("ArrowDown")
    view.keyboard.press("Enter")
    view.wait_for_url("**/actors/*")
    expect(view.get_by_role("heading", level=1)).to_have_text("Aino Lahti")


def test_the_slider_moves_the_board_through_time(watched: Watched, issue: str) -> None:
    view = watched.open(f"/issues/{issue}")
    stands(view, "Erik Dahl", "supports")
    slider = view.locator("#slider")
    slider.focus()
    view.keyboard.press("Home")
    view.locator('#board[data-as-of="2023-03-01"]').wait_for()
    stands(view, "Erik Dahl", "opposes")
    expect(view).to_have_url(re.compile(r"\?as_of=2023-03-01$"))
    expect(slider).to_have_attribute("aria-valuetext", "1 Mar 2023")
    view.keyboard.press("End")
    view.locator('#board[data-as-of=""]').wait_for()
    stands(view, "Erik Dahl", "supports")
    expect(view).not_to_have_url(re.compile("as_of"))
    view.goto(f"{watched.url}/issues/{issue}?as_of=2023-03-01")
    stands(view, "Erik Dahl", "opposes")


def test_a_board_that_comes_late_does_not_cover_the_newer_one(watched: Watched, issue: str) -> None:
    view = watched.open(f"/issues/{issue}")
    held = holding(view, "**/board?as_of=2023-03-01")
    view.locator("#slider").focus()
    view.keyboard.press("Home")
    eventually(view, lambda: bool(held))
    view.keyboard.press("ArrowRight")
    view.locator('#board[data-as-of="2024-05-20"]').wait_for()
    with view.expect_response("**/board?as_of=2023-03-01"):
        held[0].continue_()
    view.wait_for_timeout(500)  # time enough for it to be shown, if it were
    expect(view.locator("#board")).to_have_attribute("data-as-of", "2024-05-20")
    expect(view.locator("#board")).not_to_have_attribute("aria-busy", "true")


def test_an_edge_leads_to_its_statements_in_one_click(watched: Watched, issue: str) -> None:
    view = watched.open(f"/issues/{issue}/network")
    view.locator(".net .hit").first.wait_for(state="attached")
    view.locator(".net .hit").first.dispatch_event("click")
    view.locator("#tie blockquote").first.wait_for()
    expect(view.locator("#tie a.src").first).to_have_attribute("href", re.compile("^/documents/"))


def test_the_list_of_ties_does_the_same_by_keyboard(watched: Watched, issue: str) -> None:
    view = watched.open(f"/issues/{issue}/network")
    view.locator(".listed summary").focus()
    view.keyboard.press("Enter")
    view.locator(".listed td a").first.focus()
    view.keyboard.press("Enter")
    view.locator("#tie blockquote").first.wait_for()


def test_the_network_is_the_same_on_every_visit_but_for_what_was_dragged(
    watched: Watched, issue: str
) -> None:
    view = watched.open(f"/issues/{issue}/network")

    def places() -> dict[str, str]:
        view.locator(".net .node").first.wait_for()
        found: dict[str, str] = view.eval_on_selector_all(
            ".net .node",
            "all => Object.fromEntries(all.map(n => [n.getAttribute('aria-label'),"
            " n.getAttribute('transform')]))",
        )
        return found

    first = places()
    view.reload()
    assert places() == first
    node = view.locator(".net .node.actor").first
    name = str(node.get_attribute("aria-label"))
    box = node.locator("circle").bounding_box()
    view.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    view.mouse.down()
    view.mouse.move(box["x"] + 90, box["y"] + 70, steps=4)
    view.mouse.up()
    view.get_by_role("button", name="Lay out anew").wait_for()  # it is kept where it was put
    moved = places()
    assert moved[name] != first[name]
    view.reload()
    numbers = [float(n) for n in re.findall(r"[-\d.]+", places()[name])]
    assert numbers == pytest.approx([float(n) for n in re.findall(r"[-\d.]+", moved[name])], abs=1)


def test_a_name_is_never_over_the_edge_of_the_network(watched: Watched, issue: str) -> None:
    view = watched.open(f"/issues/{issue}/network", viewport={"width": 390, "height": 844})
    node = view.locator(".net .node.here")
    node.focus()
    for _ in range(40):
        view.keyboard.press("ArrowRight")
    picture, name = view.locator(".net svg"), node.locator(".name")
    box, edge = name.bounding_box(), picture.bounding_box()
    assert box["width"] > 100
    assert box["x"] + box["width"] <= edge["x"] + edge["width"]
    assert box["x"] >= edge["x"]


def test_a_list_on_a_phone_is_read_without_moving_it_sideways(watched: Watched) -> None:
    view = watched.open("/", viewport={"width": 390, "height": 844})
    for path in ("/issues", "/actors", "/documents"):
        view.goto(watched.url + path)
        view.locator(".stacked td").first.wait_for()
        hidden = view.locator(".scroll").evaluate("at => at.scrollWidth - at.clientWidth")
        assert (path, hidden) == (path, 0)


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_network_is_saved_as_a_picture(watched: Watched, issue: str, kind: str) -> None:
    view = watched.open(f"/issues/{issue}/network")
    view.locator(".net .node").first.wait_for()
    view.locator(".netbar .menu summary").click()
    with view.expect_download() as saving:
        view.locator(f'[data-save="{kind}"]').click()
    begin = Path(saving.value.path()).read_bytes()[:200]
    assert begin.startswith(b"\x89PNG" if kind == "png" else b"<svg")


def test_network_and_map_come_into_view(watched: Watched, issue: str) -> None:
    view = watched.open(f"/issues/{issue}")
    view.locator("#where").scroll_into_view_if_needed()
    view.locator(".map circle").first.wait_for()
    expect(view.locator(".map svg")).to_have_count(1)
    view.locator(".net .node").first.wait_for()
    expect(view.locator(".net svg")).to_have_count(1)


def test_the_network_follows_the_slider(watched: Watched, issue: str) -> None:
    view = watched.open(f"/issues/{issue}")
    view.locator("#network").scroll_into_view_if_needed()
    view.locator(".net .node").first.wait_for()
    before = view.locator(".net .node").count()
    view.locator("#slider").focus()
    view.keyboard.press("Home")
    view.locator('.net[data-as-of="2023-03-01"] .node').first.wait_for()
    expect(view.locator(".net svg")).to_have_count(1)
    eventually(view, lambda: 0 < view.locator(".net .node").count() < before)
    expect(view.locator("#as_of")).to_have_value("2023-03-01")


def test_playing_goes_through_the_days_and_stops_at_the_last(watched: Watched, issue: str) -> None:
    view = watched.open(f"/issues/{issue}")
    view.evaluate(
        """() => {
          const days = document.body.dataset;
          days.last = document.getElementById("board").dataset.asOf;
          const note = () => {
            const day = document.getElementById("board")?.dataset.asOf;
            if (day !== undefined && days.last !== day) days.seen = `${days.seen ?? ""} ${day}`;
            days.last = day ?? days.last;
          };
          new MutationObserver(note).observe(document, { childList: true, subtree: true });
        }"""
    )
    play = view.locator("#play")
    play.click()
    expect(play).to_have_attribute("aria-pressed", "true")
    expect(play).to_have_attribute("aria-pressed", "false")
    expect(view.locator("#board")).to_have_attribute("data-as-of", "")
    days = " 2023-03-01 2024-05-20 2024-05-22 2024-09-02 "  # and the last, which is no day
    expect(view.locator("body")).to_have_attribute("data-seen", days)


def test_without_script_the_pages_still_say_it_all(watched: Watched, issue: str) -> None:
    view = watched.open(f"/issues/{issue}", java_script_enabled=False)
    view.locator("#as_of").fill("2023-03-01")
    view.get_by_role("button", name="Show").click()
    stands(view, "Erik Dahl", "opposes")
    view.get_by_role("link", name="The discourse network around this issue").click()
    view.locator(".listed summary").click()
    view.locator(".listed td a").first.click()
    expect(view).to_have_url(re.compile("/tie"))
    expect(view.locator("blockquote")).not_to_have_count(0)


def paths(kept: Ledger) -> list[str]:
    issue, actor = find_issue(kept, BRIDGE), find_actor(kept, "Erik Dahl")
    return [
        *("/", "/issues", "/actors", "/search?q=ferries"),
        *(f"/issues/{issue}", f"/issues/{issue}/changes", f"/issues/{issue}/where"),
        *(f"/issues/{issue}/network", f"/issues/{issue}/network?of=actors"),
        *(f"/actors/{actor}", f"/actors/{actor}/said"),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_used_with_a_screen_reader(
    kept: Ledger, watched: Watched, scheme: str
) -> None:
    """And is no wider than a phone."""
    view = watched.open("/", color_scheme=scheme)
    for path in paths(kept):
        view.goto(watched.url + path)
        view.wait_for_load_state("networkidle")
        assert {path: axe_faults(view)} == {path: []}
    if scheme == "light":
        view.set_viewport_size({"width": 390, "height": 844})
        for path in paths(kept):
            view.goto(watched.url + path)
            wide = view.evaluate("document.documentElement.scrollWidth")
            assert (path, wide) <= (path, 390)
