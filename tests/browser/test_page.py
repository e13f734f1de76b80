"""The page in a browser: marks and records point at each other, and nothing is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import handmade
from onrecord.model import kinds
from onrecord.report.page import page
from served import PATIENCE, browsing

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

MARK = ".text .m.po"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing() as started:
        yield started


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens a page with these settings; fails at the end on an error or a request."""
    path = tmp_path / "page.html"
    records = [handmade.bridge(), handmade.renamed(handmade.bridge(), "second.txt")]
    path.write_text("".join(page(records)), encoding="utf-8")
    problems: list[str] = []
    contexts: list[Any] = []

    def request(asked: Any) -> None:
        if not asked.url.startswith(("file:", "data:")):
            problems.append(asked.url)

    def open_page(**settings: Any) -> Any:
        context = browser.new_context(**settings)
        contexts.append(context)
        view = context.new_page()
        view.set_default_timeout(1000 * PATIENCE)
        view.on("console", lambda message: problems.append(message.text))
        view.on("pageerror", lambda error: problems.append(str(error)))
        view.on("dialog", lambda dialog: (problems.append("dialog"), dialog.dismiss()))
        view.on("request", request)
        view.goto(path.as_uri())
        return view

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


def test_pointing_at_words_shows_their_record(opened: Any) -> None:
    """The card comes with the record, the entry beside the text lights up, and both go again."""
    view = opened(viewport={"width": 1280, "height": 800})
    view.locator(MARK).first.hover()
    expect(view.locator("#card")).to_contain_text("build a bridge across the strait")
    expect(view.locator(".side .e.supports.on")).to_have_count(1)
    view.mouse.move(5, 5)
    expect(view.locator("#card")).to_be_hidden()
    expect(view.locator(".on")).to_have_count(0)


def test_pointing_at_a_record_shows_its_words(opened: Any) -> None:
    """Also of a broken quotation: both of its parts."""
    view = opened(viewport={"width": 1280, "height": 800})
    view.locator(".side .e.statement", has_text="We will build it").first.hover()
    lit = view.locator(".text .m.on")
    expect(lit.filter(has_text="We will build it")).not_to_have_count(0)
    expect(lit.filter(has_text="The ferries <script>")).not_to_have_count(0)


def test_a_click_holds_the_card_until_escape(opened: Any) -> None:
    view = opened(viewport={"width": 1280, "height": 800})
    view.locator(MARK).first.click()
    expect(view.locator("#card")).to_be_visible()
    view.mouse.move(5, 5)
    view.wait_for_timeout(300)  # a card that goes would be gone by then
    expect(view.locator("#card")).to_be_visible()
    view.keyboard.press("Escape")
    expect(view.locator("#card")).to_be_hidden()


def test_a_layer_can_be_put_out(opened: Any) -> None:
    view = opened(viewport={"width": 1280, "height": 800})
    name = view.locator(".text .m.ac").first
    expect(name).to_have_css("font-weight", "600")
    view.locator(".t-ac").first.uncheck()
    expect(name).to_have_css("font-weight", "400")


def test_a_phone_shows_the_page_whole(opened: Any) -> None:
    """Nothing is wider than the screen, and a tap opens the card at its foot."""
    view = opened(viewport={"width": 360, "height": 740}, has_touch=True)
    assert view.evaluate("document.documentElement.scrollWidth") <= 360
    view.locator(MARK).first.tap()
    expect(view.locator("#card")).to_be_visible()
    box = view.locator("#card").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_on_their_ground(opened: Any, scheme: str) -> None:
    """Contrast of text and of every stance against the paper is at least 4.5 (WCAG AA)."""
    view = opened(color_scheme=scheme)
    names = ["ink", "soft", "place", "time", "event", "link", *kinds("stance")]
    ratios = view.evaluate(
        """names => {
          const probe = document.body.appendChild(document.createElement("i"));
          const light = name => {
            probe.style.setProperty("color", `var(--${name})`);
            const [r, g, b] = getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3)
              .map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
            return .2126 * r + .7152 * g + .0722 * b + .05;
          };
          const paper = light("paper");
          const ratio = n => Math.max(light(n), paper) / Math.min(light(n), paper);
          return Object.fromEntries(names.map(n => [n, ratio(n)]));
        }""",
        names,
    )
    assert {n: round(r, 2) for n, r in ratios.items() if r < 4.5} == {}


def test_without_script_every_link_still_leads_to_its_words(opened: Any) -> None:
    view = opened(java_script_enabled=False)
    expect(view.locator(".text .ref").first).to_be_visible()
    view.locator(".side .held .go").first.click()
    expect(view).to_have_url(re.compile("#d1-p"))


def test_it_prints(opened: Any, tmp_path: Path) -> None:
    view = opened()
    view.emulate_media(media="print")
    expect(view.locator("fieldset.show").first).to_be_hidden()
    expect(view.locator(".text .ref").first).to_be_visible()
    assert len(view.pdf()) > 10_000
