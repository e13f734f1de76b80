"""What our steps cost beside spaCy's own pipeline, on the same articles in the same run.

    python benchmarks/steps.py [ARTICLES.jsonl] [--count 200] [--rounds 3]

Articles are parsed in spaCy's batches and each is read by every step as soon as it is parsed, so
that both are timed under the same load; the ratio counts, not the seconds. Without a file the
example articles are read. `--rules` reads statements and positions by rules. Prints the median
ratio of the rounds, its range, and each step's share.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import defaultdict
from pathlib import Path

from onrecord.extract.draft import Draft
from onrecord.extract.parse import load_pipeline, parse_all
from onrecord.extract.steps import default_pipeline
from onrecord.model import Text

EXAMPLES = Path(__file__).parents[1] / "examples"


def articles(path: Path | None, count: int) -> list[Text]:
    if path is None:
        return [Text.of(p.read_text(encoding="utf-8")) for p in sorted(EXAMPLES.glob("*.txt"))]
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Text.of(r["text"], name=str(r.get("id", n)))
        for n, r in enumerate(rows)
        if r["text"].strip()
    ][:: max(1, len(rows) // count)][:count]


def one_round(texts: list[Text], finder: str) -> dict[str, float]:
    """Seconds of processor time, by step, the parse among them."""
    steps = default_pipeline(statements_by=finder, positions_by=finder).steps
    spent: dict[str, float] = defaultdict(float)
    parses = parse_all(text.text for text in texts)
    for text in texts:
        start = time.process_time()
        doc = next(parses)  # spaCy works in batches: some calls take long, most nothing
        spent["parse"] += time.process_time() - start
        draft = Draft(text=text, doc=doc)
        for step in steps:
            start = time.process_time()
            draft = step.run(draft)
            spent[step.name] += time.process_time() - start
        draft.record()
    return spent


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("articles", nargs="?", type=Path)
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--rules", action="store_true")
    args = options.parse_args()
    texts = articles(args.articles, args.count)
    finder = "rules" if args.rules else "tagger"
    load_pipeline()
    one_round(texts[:3], finder)  # warm: data files, gazetteer, caches
    rounds = [one_round(texts, finder) for _ in range(args.rounds)]
    ratios = [sum(v for k, v in r.items() if k != "parse") / r["parse"] for r in rounds]
    words = sum(len(t.text.split()) for t in texts)
    print(f"{len(texts)} articles, {words} words, {args.rounds} rounds")
    for name in rounds[0]:
        share = statistics.median(r[name] / r["parse"] for r in rounds)
        print(f"  {name:28s} {share:6.2f} of spaCy's time")
    print(
        f"all our steps / spaCy: median {statistics.median(ratios):.2f}"
        f" (from {min(ratios):.2f} to {max(ratios):.2f})"
    )


if __name__ == "__main__":
    main()
