"""The pictures of docs/screens: a ledger of our own example articles, served, and photographed.

    python docs/screens.py [NAME…]

Reads `examples/cod.jsonl` (eight articles about a ban that never was) with the language model,
judges some of what it read as two people would, and writes a PNG of every page, 1400 wide, light.
Needs chromium, playwright and pillow.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "screens"
SIZE = {"width": 1400, "height": 900}
ONRECORD = (sys.executable, "-m", "onrecord")
LARGEST = 300_000  # bytes of a picture


def fill(ledger: Path) -> None:
    """A ledger of the example articles, some of it judged by Ada and by Ben."""
    from onrecord.analyse import find_issue
    from onrecord.review.judge import judge
    from onrecord.store import positions
    from onrecord.store.ledger import Ledger

    subprocess.run(
        [*ONRECORD, "add", ROOT / "examples" / "cod.jsonl", "--ledger", ledger],
        check=True,
    )
    with Ledger.open(ledger) as kept:
        issue = find_issue(kept, "ban cod fishing")
        with kept.transaction() as db:
            rows = positions.of_issue(db, issue)
        for n, row in enumerate(rows):
            doubtful = "no longer support" in row.words
            if n % 3 == 0 or doubtful:
                judge(kept, "position", row.id, "accept", coder="ada")
            if doubtful:
                judge(kept, "position", row.id, "edit", {"stance": "sceptical"}, coder="ben")
            elif n % 6 == 0:
                judge(kept, "position", row.id, "accept", coder="ben")
        # One text that both have finished, so that there is something to compare.
        doubted = next(row.text for row in rows if "no longer support" in row.words)
        with kept.transaction() as db:
            of_it = positions.of_text(db, doubted)
        for row in of_it:
            if "no longer support" not in row.words:
                judge(kept, "position", row.id, "accept", coder="ben")
            judge(kept, "position", row.id, "accept", coder="ada")


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """Its URL, while it is served."""
    command = [*ONRECORD, "serve", "--ledger", ledger.name, "--port", "0", "--coder", "ada"]
    process = subprocess.Popen(command, cwd=ledger.parent, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        yield line.split()[1].rstrip("/")
    finally:
        process.terminate()
        process.wait(20)


def pages(view: Any, url: str) -> dict[str, str]:
    """Name of a picture → path."""

    def ask(path: str) -> Any:
        return view.request.get(url + "/api" + path).json()

    issue = ask("/issues?q=ban+cod")["issues"][0]["id"]
    actor = ask("/actors?q=" + quote("Karen Holst"))["actors"][0]["id"]
    board = ask(f"/issues/{issue}/board")["board"]
    row = board["columns"][0]["entries"][0]["standing"]["chosen"]
    return {
        "start": "/",
        "issues": "/issues",
        "issue": f"/issues/{issue}",
        "as-of": f"/issues/{issue}?as_of=2024-05-21",
        "changes": f"/issues/{issue}/changes",
        "network": f"/issues/{issue}/network?of=actors",
        "map": f"/issues/{issue}/where",
        "actors": "/actors",
        "actor": f"/actors/{actor}",
        "search": "/search?q=boats",
        "document": f"/documents/{row['text']}#{row['id']}",
        "documents": "/documents",
        "review": "/review",
        "disagreements": "/review/disagreements",
        "codebook": "/codebook",
        "api": "/api",
        "help": "/help",
    }


def main() -> None:
    """Take the pictures named, or all."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "cod.sqlite"
        fill(ledger)
        with served(ledger) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            view = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
            for name, path in pages(view, url).items():
                if len(sys.argv) > 1 and name not in sys.argv[1:]:
                    continue
                view.goto(url + path)
                view.wait_for_load_state("networkidle")
                view.wait_for_timeout(400)
                if name == "network":
                    view.locator(".net .hit").first.dispatch_event("click")
                    view.locator("#tie blockquote").first.wait_for()
                picture = OUT / f"{name}.png"
                seen = Image.open(BytesIO(view.screenshot()))
                seen.convert("RGB").quantize(256).save(picture, optimize=True)
                size = picture.stat().st_size
                print(f"{picture.relative_to(ROOT)}: {size / 1000:.0f} kB")
                if size > LARGEST:
                    raise SystemExit(f"{name} is too large")
            browser.close()


if __name__ == "__main__":
    main()
