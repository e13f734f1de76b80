"""Articles a second of a whole read beside bare spaCy, on the same articles in the same run.

    python benchmarks/statements_pace.py [ARTICLES.jsonl] [--count 200] [--rounds 3] [--rules]

Peers publish articles a second on other machines; what can be compared is the ratio to bare spaCy
on the machine at hand. `--peer` and `--bare` are a peer's articles a second and bare spaCy's beside
it (default: BBC Citron 1.05 where spaCy makes 4.5); the last line says how we stand to it. Rounds
take turns, processor time is counted, one thread.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from onrecord.extract.parse import load_pipeline
from onrecord.extract.reader import Reader
from onrecord.model import Text
from steps import articles


def bare(texts: list[Text]) -> float:
    """Articles a second of spaCy's own pipeline, in its batches."""
    nlp = load_pipeline()
    begun = time.process_time()
    for _ in nlp.pipe(text.text for text in texts):
        pass
    return len(texts) / (time.process_time() - begun)


def whole(texts: list[Text], reader: Reader) -> float:
    """Articles a second from text to record, all steps."""
    begun = time.process_time()
    for _ in reader.read_all(texts):
        pass
    return len(texts) / (time.process_time() - begun)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("articles", nargs="?", type=Path)
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--rules", action="store_true")
    options.add_argument("--peer", type=float, default=1.05)
    options.add_argument("--bare", type=float, default=4.5)
    args = options.parse_args()
    texts = articles(args.articles, args.count)
    reader = Reader(statements="rules" if args.rules else "tagger")
    whole(texts[:3], reader)  # warm: data files, gazetteer, caches
    bare(texts[:3])
    rounds = [(bare(texts), whole(texts, reader)) for _ in range(args.rounds)]
    ratios = [ours / spacy for spacy, ours in rounds]
    ratio = statistics.median(ratios)
    print(f"{len(texts)} articles, {args.rounds} rounds, articles a second of processor time")
    print(f"  bare spaCy  {statistics.median(s for s, _ in rounds):6.2f}")
    print(f"  whole read  {statistics.median(o for _, o in rounds):6.2f}")
    print(f"  ours / spaCy {ratio:.3f} (from {min(ratios):.3f} to {max(ratios):.3f})")
    print(f"  ours / peer  {ratio * args.bare / args.peer:.2f}")


if __name__ == "__main__":
    main()
