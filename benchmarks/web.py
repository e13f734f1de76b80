"""How a large ledger is served: every page timed, its first view weighed, many people at once.

    python benchmarks/web.py LEDGER [--seconds 60] [--readers 50] [--coders 5] [--times 9]

The ledger (a SQLite file, such as benchmarks/ledger.py makes) is copied and the copy served by
`onrecord serve` in a process of its own. Every page is asked for `--times` times and once before,
which is not counted; the median is printed, and the bytes of its first view: the page, styles and
scripts as they go over the line. Then readers turn pages, some five seconds apart, while coders
judge a position every two seconds or so; at the end every answer must have been right and every
judgement be there.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import sqlalchemy as sa

from onrecord.store import tables as t
from onrecord.store.ledger import Ledger

READ, CODE = 5.0, 2.0  # seconds that a reader looks at a page, a coder at a position

# The server closes what is idle for five seconds: no connection is used again just then.
LIMITS = httpx.Limits(keepalive_expiry=2)
CODERS = ("review", "disagreements", "codebook")  # pages that readers do not see


@contextmanager
def served(file: Path) -> Iterator[str]:
    """The URL of a ledger, served by a process of its own."""
    command = [sys.executable, "-m", "onrecord", "serve", "--ledger", str(file), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        for line in process.stderr:
            if found := re.search(r"http://\S+", line):
                threading.Thread(target=process.stderr.read, daemon=True).start()
                yield found.group().rstrip("/")
                return
        raise SystemExit("the server did not start")
    finally:
        process.terminate()
        process.wait(30)


def pages(web: httpx.Client) -> dict[str, str]:
    """Name → path of every page, of the busiest and a middling issue and actor."""
    issues = web.get("/api/issues").json()["issues"]
    half = web.get("/api/issues").json()["sheet"]["pages"] // 2
    middling = web.get(f"/api/issues?sheet={half}").json()["issues"][0]
    actors = web.get("/api/actors").json()["actors"]
    board = web.get(f"/api/issues/{issues[0]['id']}/board").json()["board"]
    row = next(c for c in board["columns"] if c["entries"])["entries"][0]["standing"]["chosen"]
    days = web.get(f"/api/issues/{issues[0]['id']}").json()["span"]["stops"]
    words = row["words"].split()
    found = {"start": "/", "issues": "/issues", "issues, page 2": "/issues?sheet=2"}
    for name, issue in (("busiest", issues[0]["id"]), ("middling", middling["id"])):
        found |= {
            f"issue, {name}": f"/issues/{issue}",
            f"board as of, {name}": f"/issues/{issue}/board?as_of={days[len(days) // 2]}",
            f"changes, {name}": f"/issues/{issue}/changes",
            f"network, {name}": f"/issues/{issue}/network",
            f"where, {name}": f"/issues/{issue}/where",
        }
    found |= {
        "actors": "/actors",
        "actor, busiest": f"/actors/{actors[0]['id']}",
        "actor, middling": f"/actors/{actors[-1]['id']}",
        "said, busiest actor": f"/actors/{actors[0]['id']}/said?sheet=3",
        "search, a name": f"/search?q={actors[0]['name'].split()[0]}",
        "search, two words": f"/search?q={words[0]}+{words[1]}",
        "documents": "/documents",
        "document": f"/documents/{row['text']}",
        "review": "/review",
        "disagreements": "/review/disagreements",
        "codebook": "/codebook",
    }
    return found


def weight(web: httpx.Client, path: str) -> int:
    """Bytes over the line for a page with its styles and scripts."""
    page = web.get(path)
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page.text))
    files |= {"/static/onrecord.js"}
    return sum(_sent(web, file) for file in (path, *sorted(files)))


def _sent(web: httpx.Client, path: str) -> int:
    with web.stream("GET", path) as answer:
        return sum(len(piece) for piece in answer.iter_raw())


class Crowd:
    """Readers and coders at once; what went wrong, what was judged, how long answers took."""

    def __init__(self, url: str, paths: list[str], seconds: float) -> None:
        self.url = url
        self.paths = paths
        self.ends = time.monotonic() + seconds
        self.wrong: Counter[str] = Counter()
        self.took: list[float] = []
        self.judged: list[str] = []
        self._lock = threading.Lock()

    def read(self, seed: int) -> None:
        """One reader: pages in an order of its own."""
        chance = random.Random(seed)
        with httpx.Client(base_url=self.url, timeout=60, limits=LIMITS) as web:
            while time.monotonic() < self.ends:
                time.sleep(chance.uniform(0.0, 2.0) * READ)
                self._ask(web, "GET", chance.choice(self.paths))

    def judge(self, seed: int, positions: list[str]) -> None:
        """One coder: positions of its own, one after the other."""
        chance = random.Random(seed)
        with httpx.Client(base_url=self.url, timeout=60, limits=LIMITS) as web:
            token = re.search(r'name="csrf" content="([^"]+)"', web.get("/").text)
            assert token is not None
            headers = {"X-CSRF-Token": token.group(1)}
            for position in positions:
                if time.monotonic() > self.ends:
                    return
                body = {"layer": "position", "mark": position, "verb": "accept", "value": {}}
                if self._ask(web, "POST", "/api/judge", json=body, headers=headers):
                    with self._lock:
                        self.judged.append(position)
                time.sleep(chance.uniform(0.5, 1.5) * CODE)

    def _ask(self, web: httpx.Client, method: str, path: str, **more: object) -> bool:
        began = time.monotonic()
        try:
            answer = web.request(method, path, **more)  # type: ignore[arg-type]
            what = "" if answer.status_code == 200 else f"{answer.status_code} {path}"
        except httpx.HTTPError as error:
            what = f"{type(error).__name__} {path}"
        with self._lock:
            self.took.append(time.monotonic() - began)
            if what:
                self.wrong[what] += 1
        return not what


def crowd(
    url: str, file: Path, paths: list[str], seconds: float, readers: int, coders: int
) -> None:
    """Many people at once; raises `SystemExit` where anything went wrong or was lost."""
    with Ledger.open(file) as ledger, ledger.transaction() as db:
        every = 2 * int(seconds / CODE) + 10
        query = sa.select(t.position.c.id).where(t.position.c.state == "machine")
        query = query.order_by(t.position.c.id).limit(every * coders)
        ids = [row.id for row in db.execute(query)]
        before = db.execute(sa.select(sa.func.count()).select_from(t.judgement)).scalar_one()
    people = Crowd(url, paths, seconds)
    threads = [threading.Thread(target=people.read, args=(n,)) for n in range(readers)]
    threads += [
        threading.Thread(target=people.judge, args=(n, ids[n * every : (n + 1) * every]))
        for n in range(coders)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 120)
    with Ledger.open(file) as ledger, ledger.transaction() as db:
        after = db.execute(sa.select(sa.func.count()).select_from(t.judgement)).scalar_one()
    took = sorted(people.took)
    print(
        f"{readers} readers and {coders} coders for {seconds:.0f} s: {len(took):,} answers, median "
        f"{statistics.median(took) * 1000:.0f} ms, 95 of 100 within "
        f"{took[int(0.95 * len(took))] * 1000:.0f} ms, {sum(people.wrong.values())} errors; "
        f"{len(people.judged)} judgements sent, {after - before} kept"
    )
    for what, count in people.wrong.most_common(10):
        print(f"  {count} × {what}")
    if people.wrong or after - before != len(people.judged):
        raise SystemExit(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--coders", type=int, default=5)
    parser.add_argument("--times", type=int, default=9)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.ledger.parent) as folder:
        file = Path(folder) / "ledger.sqlite"
        shutil.copy(asked.ledger, file)
        with served(file) as url, httpx.Client(base_url=url, timeout=120) as web:
            paths = pages(web)
            for name, path in list(paths.items()):
                took, status = [], 0
                for _ in range(asked.times + 1):
                    began = time.perf_counter()
                    status = web.get(path).status_code
                    took.append(time.perf_counter() - began)
                print(
                    f"{name:26} {statistics.median(took[1:]) * 1000:7.1f} ms  "
                    f"(first {took[0]:5.2f} s)  first view {weight(web, path) / 1000:6.1f} kB"
                    + ("" if status == 200 else f"  status {status}"),
                    flush=True,
                )
                if status != 200:
                    del paths[name]
            if asked.seconds:
                theirs = [path for name, path in paths.items() if name not in CODERS]
                crowd(url, file, theirs, asked.seconds, asked.readers, asked.coders)


if __name__ == "__main__":
    main()
