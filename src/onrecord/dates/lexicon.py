"""Words of time expressions: what a text's tokens are, as the grammar sees them.

Each token gets a set of classes (`data/lexicon.tsv`), and each distinct set one private
character, so that a text becomes a string as long as its tokens, over which the grammar's
patterns run. Most tokens mean nothing here and are a dot.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from onrecord.errors import DataError

OTHER = "."
"""The character of a token that no pattern speaks of."""
_FIRST_LETTER = 0xE000  # Unicode's private use area


@dataclass(frozen=True, slots=True)
class Word:
    """One token: its characters, what it means in each of its classes.

    `meaning` maps a class to its value, as `{"UNIT": "second", "ORD": "2"}`.
    """

    start: int
    end: int
    text: str
    meaning: dict[str, str]


TOKEN = re.compile(
    r"""
      (?P<iso>(?<![\d/.-])\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\d/-]))
    | (?P<date>(?<![\d/.-])\d{1,2}([./-])\d{1,2}\3(?:\d{4}|\d\d)(?![\d/-]|\.\d))
    | (?P<ymd>(?<![\d/.-])\d{4}([./])\d\d?\5\d\d?(?![\d/-]|\.\d))
    | (?P<clock>(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))
    | (?P<dotted>(?<![\w.,:])(?:[01]?\d|2[0-4])\.[0-5]\d(?=\ ?(?:[ap]m?\b|[ap]\.m\b)))
    | (?P<ordinal>(?<![\w.,])\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<decade>(?<![\w.,])(?:(?:1[0-9]|20)?\d0s|(?:1[0-9])?\d0['’]s)\b|['’][2-9]0s\b)
    | (?P<short>(?<!\w)['’]\d\d\b(?!['’]))
    | (?P<number>(?<![\w.,])(?:\d{1,3}(?:,\d{3}){1,4}(?![\w,])
        |\d{1,4}(?:\.\d{1,2})?(?!\w|\.\d|,\d{3})))
    | (?P<hour>(?<![\w.,:])\d{1,2}(?=[ap]m?\b|[ap]\.m\b))
    | (?P<ampm>(?<![^\W\d_])[ap]\.?\ ?m\b\.?)
    | (?P<quarter>\bQ[1-4]\b|\b[1-4]Q(?=\d\d\b))
    | (?P<possessive>['’]s\b)
    | (?P<word>[^\W\d_]+)
    | (?P<break>[\n\r\u2028\u2029]+)
    | (?P<mixed>\w+)
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What a token is, tried in this order: dates and times in figures, numbers, words, marks."""

_MARKS = {
    "-": "DASH", "–": "DASH", "—": "LONG", "‑": "DASH", "‐": "DASH", "/": "SLASH", ",": "COMMA",
    ".": "DOT", "'": "APOS", "’": "APOS", "$": "MONEY", "€": "MONEY", "£": "MONEY", "¥": "MONEY",
    "%": "PERCENT", "#": "HASH", "(": "OPEN", ")": "CLOSE",
}  # fmt: skip


class Lexicon:
    """The word list, and the letters that stand for sets of classes."""

    def __init__(self, literals: frozenset[str]) -> None:
        self._letters: dict[frozenset[str], str] = {}
        self._words: dict[str, tuple[str, dict[str, str]]] = {}
        self._phrases = _phrases()
        entries = _entries()
        openers = frozenset(key[0] for key in self._phrases)
        for word in sorted({*entries, *literals, *openers}):
            for form in (word, word.capitalize(), word.upper()):
                rows = entries.get(word, ())
                meaning = {k: v for k, v, case in rows if _cased(form, case)}
                if word in literals:
                    meaning[word] = word
                if word in openers:
                    meaning["OPENER"] = word
                self._words[form] = self._letter(meaning), meaning
        for kind, form in _samples():
            self._letter(_figures(kind, form))
        for extra in ({"NUM": ""}, {"NUM": "", "YEAR": ""}, {"ORD": ""}, {"HOLIDAY": ""}):
            self._letter(extra)
        scale, word = self.letters_of("SCALE"), self.letters_of("NUMWORD")
        number = f"(?:[{word}{self.letters_of('NUM')}]|[{self.letters_of('a')}](?=[{scale}]))"
        more = f"[{word}{scale}{self.letters_of('ORD')}]"
        link = f"[{self.letters_of('DASH')}{self.letters_of('and')}]?"
        self._number_words = re.compile(f"{number}(?:{link}{more}){{1,{_LONGEST_NUMBER}}}")
        self._openers = re.compile(f"[{self.letters_of('OPENER')}]")

    def _letter(self, meaning: dict[str, str]) -> str:
        kinds = frozenset(meaning)
        if not kinds:
            return OTHER
        return self._letters.setdefault(kinds, chr(_FIRST_LETTER + len(self._letters)))

    def letters_of(self, kind: str) -> str:
        """All letters whose set of classes holds `kind`, in order."""
        return "".join(sorted(x for kinds, x in self._letters.items() if kind in kinds))

    def read(self, text: str) -> tuple[str, list[Word]]:
        """The tokens of a text and their letters, one each."""
        letters: list[str] = []
        words: list[Word] = []
        known = self._words
        for match in TOKEN.finditer(text):
            form = match.group()
            kind = match.lastgroup
            if kind == "word":
                letter, meaning = known.get(form, _NOTHING)
            else:
                meaning = _figures(kind or "", form)
                letter = self._letters.get(frozenset(meaning), OTHER)
            letters.append(letter)
            words.append(Word(match.start(), match.end(), form, meaning))
        return self._joined("".join(letters), words)

    def _joined(self, letters: str, words: list[Word]) -> tuple[str, list[Word]]:
        """The same with number words ("twenty-four") and named days made one token each."""
        found: list[tuple[int, int, dict[str, str]]] = []
        for match in self._openers.finditer(letters):
            if phrase := self._phrase(words, match.start()):
                found.append(
                    (match.start(), match.start() + len(phrase), {"HOLIDAY": self._phrases[phrase]})
                )
        for match in self._number_words.finditer(letters):
            if meaning := number_of([w.text.lower() for w in words[match.start() : match.end()]]):
                found.append((match.start(), match.end(), meaning))
        if not found:
            return letters, words
        new_letters: list[str] = []
        new_words: list[Word] = []
        at = 0
        for first, last, meaning in sorted(found, key=lambda f: (f[0], -f[1])):
            if first < at:
                continue
            letter = self._letters.get(frozenset(meaning), OTHER)
            start, end = words[first].start, words[last - 1].end
            new_letters += letters[at:first] + letter
            new_words += words[at:first]
            new_words.append(Word(start, end, " ".join(w.text for w in words[first:last]), meaning))
            at = last
        return "".join(new_letters) + letters[at:], new_words + words[at:]

    def _phrase(self, words: list[Word], at: int) -> tuple[str, ...] | None:
        """The longest named day that begins at this token."""
        if words[at].text[0].islower():
            return None
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            key = tuple(w.text.lower().replace("’", "'") for w in words[at : at + length])
            if key in self._phrases:
                return key
        return None


_NOTHING: tuple[str, dict[str, str]] = (OTHER, {})
_LONGEST_NUMBER = 8  # words of the longest number read
_LONGEST = 5  # tokens of the longest named day, marks included


def _cased(form: str, case: str) -> bool:
    return (case != "cap" or form[0].isupper()) and (case != "upper" or form.isupper())


def _figures(kind: str, form: str) -> dict[str, str]:
    """What a token that is no plain word means."""
    if kind == "number":
        return _number(form)
    if kind == "ordinal":
        value = int(form[:-2])
        return {"ORD": str(value), "NTH": str(value)} if 1 <= value <= 31 else {"ORD": str(value)}
    if kind == "decade":
        digits = form.strip("'’").rstrip("sS").rstrip("'’")
        return {"DECADE": digits[:3] if len(digits) == 4 else f"19{digits[0]}"}
    if kind == "short":
        value = int(form[1:])
        return {"SHORT": str(value + (2000 if value < 30 else 1900))}
    if kind == "quarter":
        return {"QUARTER": form.strip("Qq")}
    if kind == "hour":
        return {"HOUR": form}
    if kind == "ampm":
        return {"AMPM": form[0].lower()}
    if kind == "mark":
        return {_MARKS[form]: form} if form in _MARKS else {}
    if kind == "dotted":
        return {"DOTTED": form}
    names = {"iso": "ISO", "date": "DMY", "ymd": "YMD", "clock": "CLOCK", "possessive": "POSS"}
    return {names[kind]: form} if kind in names else {}


def _number(form: str) -> dict[str, str]:
    if not form.isdigit():
        plain = form.replace(",", "")
        clock = re.fullmatch(r"(?:[01]?\d|2[0-3])\.[0-5]\d", form)
        return {"NUM": plain, "DOTTED": form} if clock else {"NUM": plain}
    value = int(form)
    meaning = {"NUM": str(value)}
    if len(form) <= 2 and 1 <= value <= 31:
        meaning["DAY"] = str(value)
    if len(form) <= 2 and value <= 24:
        meaning["HOUR"] = str(value)
    if len(form) == 2:
        meaning["NN"] = form
    if len(form) == 4 and 1000 <= value <= 2100:
        meaning["YEAR"] = form
        if _FIRST_YEAR <= value <= _LAST_YEAR:
            del meaning["NUM"]  # "the 2018 day of action" is no 2018 days
    if len(form) == 4 and value // 100 < 24 and value % 100 < 60:
        meaning["MILITARY"] = form
    return meaning


_FIRST_YEAR, _LAST_YEAR = 1900, 2059
"""Numbers that news writes without a comma only where they are years."""


def _samples() -> list[tuple[str, str]]:
    """One form at least for every set of classes that figures can have."""
    numbers = [str(i) for i in range(100)] + [f"{i:02}" for i in range(100)]
    numbers += [f"{i:04}" for i in range(0, 10000, 1)] + ["1,000", "2.5", "8.30", "100"]
    marks = [("mark", mark) for mark in _MARKS]
    return [
        *(("number", n) for n in numbers), *marks, ("ordinal", "1st"), ("ordinal", "99th"),
        ("decade", "1990s"), ("short", "'98"), ("quarter", "Q1"), ("hour", "3"), ("dotted", "7.40"),
        ("ampm", "pm"),
        ("iso", "2017-01-01"), ("date", "1/2/17"), ("ymd", "2017/1/1"), ("clock", "15:00"),
        ("possessive", "'s"),
    ]  # fmt: skip


def number_of(words: list[str]) -> dict[str, str] | None:
    """What number words mean together; None where they are no one number.

    >>> number_of(["twenty", "-", "four"]), number_of(["nineteen", "ninety", "-", "seven"])
    ({'NUM': '24'}, {'NUM': '1997', 'YEAR': '1997'})
    >>> number_of(["a", "hundred", "and", "thirty"]), number_of(["twenty", "-", "first"])
    ({'NUM': '130'}, {'ORD': '21'})
    """
    parts = [w for w in words if w not in ("-", "–", "‑", "‐", "and")]
    found = [_number_word(word) for word in parts]
    if len(parts) < 2 or None in found:
        return None
    if year := _spoken_year(parts):
        return year
    total, current = 0.0, 0.0
    for k, (kind, value) in enumerate(pair for pair in found if pair):
        if kind == "SCALE":
            current = (current or 1) * value
            if value >= 1000:
                total, current = total + current, 0.0
        elif k and not _fits(current, value):
            return None
        else:
            current += value
    total += current
    if total != int(total):
        return {"NUM": str(total)}
    number = str(int(total))
    if found[-1] and found[-1][0] == "ORD":
        return {"ORD": number}
    if parts[:2] == ["two", "thousand"] and total < 2100:
        return {"NUM": number, "YEAR": number}
    return {"NUM": number}


def _number_word(word: str) -> tuple[str, float] | None:
    """Class and value of one word of a number."""
    if word == "a":
        return "NUMWORD", 1.0
    if word in _number_values():
        return _number_values()[word]
    plain = word.replace(",", "")
    return ("NUM", float(plain)) if re.fullmatch(r"\d+(\.\d+)?", plain) else None


def _fits(current: float, value: float) -> bool:
    """Whether a smaller number word can follow: "twenty" "four", not "two" "three"."""
    if current >= 100 or current == 0:
        return current % 100 == 0 or (current % 10 == 0 and value < 10)
    return current >= 20 and current % 10 == 0 and value < 10


def _spoken_year(parts: list[str]) -> dict[str, str] | None:
    """The year of "nineteen ninety-seven": two numbers of two digits."""
    digits = [_number_values().get(word, ("", 0.0)) for word in parts]
    if len(parts) > 3 or any(kind != "NUMWORD" for kind, _ in digits):
        return None
    century, rest = digits[0][1], sum(value for _, value in digits[1:])
    fits = len(parts) == 2 or _fits(digits[1][1], digits[2][1])
    if not (10 <= century <= 20 and 10 <= rest <= 99 and fits):
        return None
    year = str(int(100 * century + rest))
    return {"NUM": year, "YEAR": year}


@cache
def _number_values() -> dict[str, tuple[str, float]]:
    return {
        word: (kind, float(value))
        for word, rows in _entries().items()
        for kind, value, _ in rows
        if kind in ("NUMWORD", "SCALE", "ORD")
    }


@cache
def _entries() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Rows of the word list: class, value and case by word."""
    rows: dict[str, list[tuple[str, str, str]]] = {}
    for number, line in enumerate(data("lexicon.tsv").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) not in (3, 4):
            raise DataError("a row needs word, class and value", where=f"lexicon.tsv:{number}")
        word, kind, value, case = (*fields, "")[:4]
        rows.setdefault(word, []).append((kind, value, case))
    return {word: tuple(found) for word, found in rows.items()}


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    """Named days by their tokens, with the key of the day in `holidays.toml`."""
    found: dict[tuple[str, ...], str] = {}
    for key, day in holidays().items():
        for name in day["names"]:
            found[tuple(m.group().lower() for m in TOKEN.finditer(name))] = key
    return found


@cache
def holidays() -> dict[str, dict[str, Any]]:
    """The named days of `data/holidays.toml` by key."""
    days: dict[str, dict[str, Any]] = tomllib.loads(data("holidays.toml"))
    return days


def data(name: str) -> str:
    """A data file of this room."""
    return resources.files("onrecord.dates").joinpath("data", name).read_text(encoding="utf-8")
