"""Files, pages, JSON lines, directories and standard input become texts, or clear failures."""

from __future__ import annotations

import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import EmptyInput, InputError, MissingInput, UndecodableInput
from onrecord.model import Text
from onrecord.sources import Failure, Notice, texts
from onrecord.sources.decode import decode
from onrecord.sources.language import language_of

WORDS = "The café owner said “no” to the résumé of the ministère – and she was right."
PLAIN = "The café owner said no to the résumé of the ministère, and she was right."
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferries stay</title>
<meta property="article:published_time" content="2024-05-22T10:00:00Z">
<meta property="og:site_name" content="The Strait Daily">
<link rel="canonical" href="https://strait.example/ferries"></head>
<body><nav><a href="/">Home</a><a href="/all">All news</a></nav><article><h1>Ferries stay</h1>
<p>The minister said on Monday that the ferries would stay for at least another ten years.</p>
<p>“Nobody will lose a connection,” she told reporters at the harbour &amp; left.</p></article>
<footer>Copyright 2019 The Strait Daily.</footer></body></html>"""
NO_ARTICLE = [
    "<html><body><nav><a href='/a'>Politics</a> <a href='/b'>Sport</a></nav></body></html>",
    "<html><body><form><input name=u><button>Log in</button></form>"
    "<footer>Copyright 2024 The Daily. All rights reserved.</footer></body></html>",
    "<html><body>"
    + "".join(f"<div><a href='/{i}'>Minister {i} speaks on taxes</a></div>" for i in range(40))
    + "</body></html>",
]


def only(found: list[Text | Failure | Notice]) -> Text:
    (text,) = (f for f in found if isinstance(f, Text))
    return text


def failures(found: list[Text | Failure | Notice]) -> list[InputError]:
    return [f.error for f in found if isinstance(f, Failure)]


def write(folder: Path, name: str, data: bytes | str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return str(path)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_text_is_not_changed(words: str) -> None:
    """Whatever the characters, line ends too, only a byte-order mark goes."""
    words = words.removeprefix("\ufeff") + "\r\nend\n"
    assert decode(words.encode("utf-8"), name="a")[0] == words
    assert decode(b"\xef\xbb\xbf" + words.encode("utf-8"), name="a")[0] == words


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (WORDS, "utf-16"),
        (WORDS, "utf-16-le"),
        (WORDS, "utf-16-be"),
        (WORDS, "utf-32"),
        (WORDS, "cp1252"),
        (PLAIN, "latin-1"),
        ("Министр сказал, что он не подпишет договор с соседями.", "cp1251"),
    ],
)
def test_other_encodings_are_told(tmp_path: Path, words: str, encoding: str) -> None:
    """A file that is not UTF-8 gives its characters, and a notice says how it was read."""
    found = list(texts([write(tmp_path, "a.txt", words.encode(encoding))]))
    assert only(found).text == words
    assert any(isinstance(f, Notice) and "not in UTF-8" in f.what for f in found)


@pytest.mark.parametrize(
    ("name", "data", "error", "says"),
    [
        ("empty.txt", b"", EmptyInput, "empty"),
        ("blank.txt", b"\n \n", EmptyInput, "empty"),
        ("dots.txt", b"... --", EmptyInput, "no words"),
        ("binary.txt", bytes(range(256)) * 20, UndecodableInput, "not text"),
        ("a.pdf", b"%PDF-1.7 ...", UndecodableInput, "a PDF"),
        ("a.docx", b"PK\x03\x04....", UndecodableInput, "a ZIP archive"),
        ("broken.txt", b"\xef\xbb\xbfabc\xff", UndecodableInput, "utf-8"),
        *((f"{n}.html", p.encode(), EmptyInput, "no article") for n, p in enumerate(NO_ARTICLE)),
        ("a.json", b'{\n "text": "Kallas said no."\n}', InputError, "one object a line"),
    ],
)
def test_bad_files_fail_alone(
    tmp_path: Path, name: str, data: bytes, error: type[InputError], says: str
) -> None:
    """A bad file gives one failure that names it, and the good ones around it are delivered."""
    paths = [
        write(tmp_path, "1.txt", PLAIN),
        write(tmp_path, name, data),
        write(tmp_path, "2.txt", PLAIN),
    ]
    found = list(texts(paths))
    assert [Path(f.name).name for f in found if isinstance(f, Text)] == ["1.txt", "2.txt"]
    (failure,) = failures(found)
    assert type(failure) is error
    assert says in str(failure)
    assert failure.where == paths[1]
    assert "\n" not in str(failure)


def test_a_missing_file_fails_alone(tmp_path: Path) -> None:
    """So do a link that leads nowhere and a pattern that nothing fits."""
    good = write(tmp_path, "good.txt", PLAIN)
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    asked = [str(tmp_path / "gone.txt"), str(tmp_path / "link.txt"), str(tmp_path / "*.nope"), good]
    found = list(texts(asked))
    assert [type(e) for e in failures(found)] == [MissingInput] * 3
    assert only(found).name == good


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_fails_alone(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", PLAIN)
    Path(path).chmod(0)
    assert "denied" in str(failures(list(texts([path])))[0])


def test_five_megabytes_are_read(tmp_path: Path) -> None:
    """Also where the first odd byte comes late and the encoding must be guessed."""
    body = ("The minister said that the ferries would stay. " * 110_000).encode("ascii")
    found = list(texts([write(tmp_path, "a.txt", body + "Café.".encode("cp1252"))]))
    assert len(body) > 5_000_000
    assert only(found).text.endswith("Café.")


def test_a_page_gives_its_article_and_what_is_known_of_it(tmp_path: Path) -> None:
    text = only(list(texts([write(tmp_path, "page.html", PAGE)])))
    assert text.title == "Ferries stay"
    assert text.published == date(2024, 5, 22)
    assert text.publisher == "The Strait Daily"
    assert text.url == "https://strait.example/ferries"
    assert text.media_type == "text/html"
    assert "at the harbour & left" in text.text
    assert "Home" not in text.text
    assert "Copyright" not in text.text


def test_a_copyright_year_is_no_date(tmp_path: Path) -> None:
    """A page that states no date has none."""
    page = PAGE.replace(
        '<meta property="article:published_time" content="2024-05-22T10:00:00Z">', ""
    )
    assert only(list(texts([write(tmp_path, "page.html", page)]))).published is None


def test_a_page_says_its_encoding(tmp_path: Path) -> None:
    page = PAGE.replace("utf-8", "iso-8859-1").replace("“", '"').replace("”", '"')
    page = page.replace("harbour", "café")
    found = list(texts([write(tmp_path, "page.html", page.encode("latin-1"))]))
    assert "at the café" in only(found).text


def test_whose_date_goes_first(tmp_path: Path) -> None:
    """A JSON line's own date, then the one given, then the one found in a page."""
    given_day = date(2020, 1, 2)
    row = json.dumps({"text": PLAIN, "date": "2021-03-04"}) + "\n" + json.dumps({"text": PLAIN})
    paths = [
        write(tmp_path, "a.jsonl", row),
        write(tmp_path, "b.html", PAGE),
        write(tmp_path, "c.txt", PLAIN),
    ]
    found = [t.published for t in texts(paths, published=given_day) if isinstance(t, Text)]
    assert found == [date(2021, 3, 4), given_day, given_day, given_day]


def test_json_lines_keep_their_words_and_bad_lines_fail_alone(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": 7, "text": " Kallas said no.\r\n ", "date": "2024-05-22T10:00:00Z"}),
        "{bad",
        "",
        json.dumps({"id": "x"}),
        json.dumps({"text": ""}),
        json.dumps({"text": "Kallas said no.", "date": "in May"}),
        '{"text": "\\ud800 said no."}',
        "[1]",
        json.dumps({"text": "Line\u2028inside", "title": "T", "url": "https://a.example", "x": 1}),
    ]
    path = write(tmp_path, "a.jsonl", "\ufeff" + "\n".join(lines))
    found = list(texts([path]))
    first, last = (f for f in found if isinstance(f, Text))
    assert (first.name, first.text, first.published) == (
        "7",
        " Kallas said no.\r\n ",
        date(2024, 5, 22),
    )
    assert (last.name, last.text, last.title) == (f"{path}:9", "Line\u2028inside", "T")
    assert [e.where for e in failures(found)] == [f"{path}:{n}" for n in (2, 4, 5, 6, 7, 8)]


def test_a_directory_is_read_whole_and_in_order(tmp_path: Path) -> None:
    """Hidden files are passed over, other kinds told once, an empty directory fails."""
    for name in ("b.txt", "a/z.txt", "a.txt", "A.md", ".hidden.txt", ".git/x.txt", "pic.png"):
        write(tmp_path, f"in/{name}", PLAIN)
    (tmp_path / "none").mkdir()
    found = list(texts([tmp_path / "in", tmp_path / "none"]))
    names = [str(Path(f.name).relative_to(tmp_path / "in")) for f in found if isinstance(f, Text)]
    assert names == ["A.md", "a/z.txt", "a.txt", "b.txt"]
    assert [f.what for f in found if isinstance(f, Notice)] == [
        "left out files of other kinds: 1 .png"
    ]
    assert [type(e) for e in failures(found)] == [EmptyInput]


def test_a_pattern_is_expanded_but_a_file_of_that_name_comes_first(tmp_path: Path) -> None:
    for name in ("b1.txt", "b2.txt", "b[1].txt"):
        write(tmp_path, name, f"{name} said no.")
    pattern = str(tmp_path / "b?.txt")
    assert [Path(t.name).name for t in texts([pattern]) if isinstance(t, Text)] == [
        "b1.txt",
        "b2.txt",
    ]
    assert only(list(texts([tmp_path / "b[1].txt"]))).text == "b[1].txt said no."


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PLAIN.encode(), "text/plain"),
        (PAGE.encode(), "text/html"),
        (b'{"text": "Kallas said no."}\n', "application/jsonl"),
        ("\ufeff  <!DOCTYPE html>".encode() + PAGE.encode(), "text/html"),
    ],
)
def test_standard_input_is_told_by_how_it_begins(data: bytes, media_type: str) -> None:
    assert only(list(texts(["-"], stdin=io.BytesIO(data)))).media_type == media_type


def test_json_lines_stream() -> None:
    """A text comes before the next line is asked for."""

    class Pipe(io.BytesIO):
        asked = 0

        def readline(self, size: int | None = -1) -> bytes:
            self.asked += 1
            return b'{"text": "Kallas said no."}\n'

        __next__ = readline

    pipe = Pipe()
    stream = texts(["-"], stdin=pipe)
    for _ in range(3):
        assert isinstance(next(stream), Text)
    assert pipe.asked <= 3


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (PLAIN, "en"),
        ("Der Minister sagte am Montag, er werde den Vertrag nicht sofort unterschreiben.", "de"),
        ("Le ministre a dit lundi qu'il ne signerait pas le traité avec les pays voisins.", "fr"),
        ("Peskov.", "en"),
    ],
)
def test_the_language_is_told(tmp_path: Path, words: str, language: str) -> None:
    """Texts in a language that is not read well are delivered, with a notice."""
    assert language_of(words) == language
    found = list(texts([write(tmp_path, "a.txt", words)]))
    assert only(found).language == language
    assert any(isinstance(f, Notice) for f in found) == (language != "en")
