"""Each kind of file gives its texts with what is known of them, or one clear failure."""

from __future__ import annotations

import builtins
import gzip
import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import source_files as made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from source_files import BODY, FIRST, SECOND

from onrecord.errors import EmptyInput, InputError, UndecodableInput
from onrecord.model import Text
from onrecord.sources import Failure, Notice, texts
from onrecord.sources.formats import readable_suffixes

DAY = date(2024, 5, 22)
Sources = list[Text | Failure | Notice]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Sources]:
    def reading(name: str, data: bytes | str, **options: Any) -> Sources:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return list(texts([path], **options))

    return reading


def told(found: Sources, kind: type[Any]) -> list[str]:
    """What is said, without the name of the file."""
    return [i.what if isinstance(i, Notice) else i.error.what for i in found if type(i) is kind]


def only(found: Sources) -> Text:
    (text,) = (i for i in found if isinstance(i, Text))
    return text


GOOD = [
    # file, bytes, and of its first text: title, url, publisher, day, name after the file's
    ("a.rss", made.rss, "Ferries & fares", "https://strait.example/ferries", "The Strait Daily",
     "!https://strait.example/ferries"),
    ("a.xml", made.rss, "Ferries & fares", "https://strait.example/ferries", "The Strait Daily",
     "!https://strait.example/ferries"),
    ("a.atom", made.atom, "Ferries stay", "https://strait.example/7", "The Strait Daily",
     "!https://strait.example/7"),
    ("a.csv", lambda: made.table().replace("\r\n\r\n", "\n").encode(), None,
     "https://strait.example/7", "The Strait Daily", None),
    ("a.tsv", lambda: made.table(sign="\t").encode("utf-16"), None,
     "https://strait.example/7", "The Strait Daily", None),
    ("a.parquet", made.parquet, None, None, None, ":1"),
    ("a.docx", made.docx, "The ferry paper", None, None, ""),
    ("a.odt", made.odt, "The ferry paper", None, None, ""),
    ("a.epub", made.epub, "On ferries", None, "Harbour Press", "!OPS/text/one 1.xhtml"),
    ("a.eml", lambda: made.mail().as_bytes(), "Férries stay", None, "The Strait Daily", ""),
    ("b.eml", lambda: made.mail(html=True).as_bytes(), "Férries stay", None, "The Strait Daily",
     ""),
    ("a.mbox", made.mailbox, "Férries stay", None, "The Strait Daily", "!7@strait.example"),
    ("n.xml", lambda: made.news_item().encode(), "Ferries stay", None, "Strait News Agency", ""),
    ("x.xml", lambda: made.news_item(nitf=False).encode(), "Ferries stay", None,
     "Strait News Agency", ""),
    ("m.xml", made.news_message, "Ferries stay", None, "Strait News Agency",
     "!urn:newsml:strait.example:7"),
    ("1.json", lambda: json.dumps(made.ninjs(1), indent=1).encode(), "Ferries stay",
     "https://strait.example/7", "Strait News Agency", ""),
    ("2.json", lambda: json.dumps([made.ninjs(2)], indent=1).encode(), "Ferries stay",
     "https://strait.example/7", "Strait News Agency", "!https://strait.example/7"),
    ("2.jsonl", lambda: json.dumps(made.ninjs(2)).encode(), "Ferries stay",
     "https://strait.example/7", "Strait News Agency", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "title", "url", "publisher", "item"), GOOD, ids=[row[0] for row in GOOD]
)
def test_a_good_file(
    read: Callable[..., Sources], name: str, data: Callable[[], bytes], title: str | None,
    url: str | None, publisher: str | None, item: str | None,
) -> None:  # fmt: skip
    """Its words and its metadata come out, whatever their order or markup was."""
    found = read(name, data())
    assert told(found, Failure) == []
    text = next(i for i in found if isinstance(i, Text))
    assert FIRST in text.text
    assert SECOND in text.text
    assert text.text.index(FIRST) < text.text.index(SECOND)
    assert "track()" not in text.text
    assert (text.title, text.url, text.publisher) == (title, url, publisher)
    assert text.published == DAY or name == "a.docx"
    assert item is None or text.name.endswith(name + item)


def test_items_without_words_are_told_in_one_notice(read: Callable[..., Sources]) -> None:
    for name, data in (
        ("a.rss", made.rss()),
        ("a.mbox", made.mailbox()),
        ("m.xml", made.news_message()),
        ("a.csv", made.table().encode()),
        ("a.parquet", made.parquet()),
        ("a.epub", made.epub()),
        ("n.json", json.dumps(made.ninjs(), indent=1).encode()),
    ):
        assert sum("without words" in what for what in told(read(name, data), Notice)) == 1, name


def test_a_feed_says_where_it_holds_a_summary_only(read: Callable[..., Sources]) -> None:
    found = read("a.rss", made.rss())
    assert [i.text for i in found if isinstance(i, Text)] == [BODY, FIRST]
    assert "items of which the feed holds a summary only: 1" in told(found, Notice)


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_of_the_web(read: Callable[..., Sources], packed: bool) -> None:
    """Pages and plain texts with address and time of the crawl; the rest is counted once."""
    found = read("a.warc.gz" if packed else "a.warc", made.warc(packed=packed))
    pages = [i for i in found if isinstance(i, Text)]
    assert [p.url for p in pages] == [f"https://strait.example/{n}" for n in (1, 2, 3)]
    assert {p.retrieved for p in pages} == {datetime(2024, 5, 22, 10, tzinfo=UTC)}
    assert all(FIRST in p.text for p in pages)
    assert pages[0].publisher == "The Strait Daily"
    (what,) = told(found, Notice)
    for left in ("1 answered with 404", "1 of type image/png", "1 without an article", "warcinfo"):
        assert left in what


def test_an_archive_that_was_cut_is_told(read: Callable[..., Sources]) -> None:
    """What came before the cut is delivered."""
    whole = made.warc()
    cut = read("a.warc", whole[: whole.index(b"/2\r\n") + 350])
    assert [i.url for i in cut if isinstance(i, Text)] == ["https://strait.example/1"]
    assert "broken after" in told(cut, Failure)[0]
    packed = made.warc(packed=True)
    assert "broken" in told(read("a.warc.gz", packed[:-20]), Failure)[0]


PAPER = [
    ["MINISTRY OF FERRIES", "Ferries stay", "The minister said on Monday that the gov-",
     "ernment would keep the lines that connect well-known islands for",
     "at least another ten years.", "She spoke at the harbour, where the work on the well-",
     "Page 1 of 3"],
    ["MINISTRY OF FERRIES", "known pier has begun and took no questions.",
     "The union said on Tuesday that it would wait for the papers be-",
     "fore it said a word about the plan.", "Page 2 of 3"],
    ["MINISTRY OF FERRIES", "Nobody will lose a connection.", "Page 3 of 3"],
]  # fmt: skip
INFO = "/Title (The ferry paper) /CreationDate (D:20240522100000+02'00')"


def test_a_pdf_gives_running_text(read: Callable[..., Sources]) -> None:
    """Words broken at line ends are whole; headers and page numbers are gone."""
    text = only(found := read("a.pdf", made.pdf(PAPER, INFO)))
    assert text.text.split("\n") == [
        "Ferries stay",
        "The minister said on Monday that the government would keep the lines that connect "
        "well-known islands for at least another ten years.",
        "She spoke at the harbour, where the work on the well-known pier has begun and took no "
        "questions.",
        "The union said on Tuesday that it would wait for the papers before it said a word about "
        "the plan.",
        "Nobody will lose a connection.",
    ]
    assert (text.title, text.published) == ("The ferry paper", DAY)
    assert told(found, Notice) == ["dated by the file's own properties, not by its words"]
    given_day = only(read("a.pdf", made.pdf(PAPER, INFO), published=date(2020, 1, 2)))
    assert given_day.published == date(2020, 1, 2)


def test_a_title_that_a_program_made_up_is_none(read: Callable[..., Sources]) -> None:
    for title in ("Microsoft Word - draft_3", "report.indd", "untitled"):
        assert only(read("a.pdf", made.pdf([["Words."]], f"/Title ({title})"))).title is None


def test_a_day_of_a_librarys_template_is_none(read: Callable[..., Sources]) -> None:
    assert only(read("a.docx", made.docx())).published == DAY
    assert only(read("a.docx", made.docx(dated=False))).published is None


def test_tables_of_a_document_stand_in_their_place(read: Callable[..., Sources]) -> None:
    lines = only(read("a.docx", made.docx())).text.split("\n")
    assert lines == ["Ferries stay", FIRST, "Line", "Fare", SECOND]
    assert only(read("a.odt", made.odt())).text.split("\n") == ["Ferries stay", FIRST, SECOND]


BAD = [
    ("a.pdf", b"%PDF-1.7 ...", UndecodableInput, "a PDF that is broken"),
    ("a.pdf", made.pdf([[], []]), EmptyInput, "scanned"),
    ("a.pdf", made.encrypted_pdf(), InputError, "password"),
    ("a.docx", b"PK\x03\x04....", UndecodableInput, "a ZIP archive that is broken"),
    ("a.docx", made.zipped({"word/document.xml": "<w/>"}), UndecodableInput, "a DOCX"),
    ("a.odt", made.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
     UndecodableInput, "content.xml"),
    ("a.xlsx.zip", made.zipped({"[Content_Types].xml": "", "xl/a.xml": ""}), UndecodableInput,
     "a spreadsheet"),
    ("a.epub", made.zipped({"META-INF/container.xml": "<container/>"}), UndecodableInput,
     "names no package"),
    ("a.epub", made.epub("../../../etc/passwd"), UndecodableInput, "there is no"),
    ("a.zip", made.zipped({"a.png": b"x", "__MACOSX/a.txt": b"x"}), EmptyInput, "of a kind"),
    ("a.gz", b"\x1f\x8b", UndecodableInput, "a gzip archive"),
    ("a.txt.gz", gzip.compress(FIRST.encode())[:-12], UndecodableInput, "a gzip archive"),
    ("a.rss", b"<rss", UndecodableInput, "a feed that is broken"),
    ("a.rss", b"<rss version='2.0'><channel/></rss>", EmptyInput, "no items"),
    ("a.rss", b"", EmptyInput, "empty"),
    ("a.xml", b"<sitemap/>", UndecodableInput, "<sitemap>"),
    ("a.xml", b"words", UndecodableInput, "no XML"),
    ("a.xml", b"<newsItem><contentSet>", UndecodableInput, "XML that is broken"),
    ("a.xml", b"<newsItem/>", EmptyInput, "no words"),
    ("a.xml", b"<packageItem/>", EmptyInput, "a package"),
    ("a.csv", b"a,b\r\n1,2\r\n", InputError, "without a column of texts"),
    ("a.csv", b"", EmptyInput, "empty"),
    ("a.parquet", b"PAR1 no", UndecodableInput, "a Parquet file"),
    ("a.warc", b"WARC/1.0 no", UndecodableInput, "a WARC archive"),
    ("a.warc", b"", EmptyInput, "no records"),
    ("a.mbox", b"no mail", EmptyInput, "no mail"),
    ("a.eml", b"Subject: none\n\n", EmptyInput, "no words"),
    ("a.json", b"[\n1\n]", InputError, "one object a line"),
    ("a.rtf.txt", b"{\\rtf1 words}", UndecodableInput, "an RTF document"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "error", "says"), BAD)
def test_a_bad_file_fails_alone(
    tmp_path: Path, name: str, data: bytes, error: type[InputError], says: str
) -> None:
    """One failure on one line that names the file; the file after it is read."""
    bad, good = tmp_path / name, tmp_path / "z.txt"
    bad.write_bytes(data)
    good.write_text(FIRST)
    found = list(texts([bad, good]))
    (failure,) = (i for i in found if isinstance(i, Failure))
    assert says in failure.error.what
    assert type(failure.error) is error
    assert str(bad) in str(failure.error.where)
    assert "\n" not in str(failure)
    assert only(found).name == str(good)


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("prolog", [BOMB, XXE])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.rss", f"<rss><channel><item><title>{FIRST}&a;</title></item></channel></rss>"),
        ("a.xml", f"<nitf><body><body.content><p>{FIRST}&a;</p></body.content></body></nitf>"),
    ],
)  # fmt: skip
def test_xml_that_declares_entities_is_refused(
    read: Callable[..., Sources], prolog: str, name: str, data: str
) -> None:
    found = read(name, prolog + data)
    assert [i for i in found if isinstance(i, Text)] == []
    assert len(told(found, Failure)) == 1


def test_an_archive_of_files(read: Callable[..., Sources]) -> None:
    """Files within are named after it, also those whose names lead out of it; nothing is
    written. A bomb and an archive too deep fail alone."""
    nest = made.zipped({"in.txt": FIRST})
    for _ in range(4):
        nest = made.zipped({"in.zip": nest})
    data = made.zipped(
        {
            "../up.txt": FIRST,
            "bomb.txt": b"\0" * (17 << 20) * 4,
            "in/a.docx": made.docx(),
            "in/b.jsonl.gz": gzip.compress(made.json_line() * 2),
            "nest.zip": nest,
            "pic.png": b"x",
        }
    )
    found = read("a.zip", data)
    names = [i.name.rpartition("a.zip!")[2] for i in found if isinstance(i, Text)]
    assert names == ["../up.txt", "in/a.docx", "7", "7"]
    failed = [i.error for i in found if isinstance(i, Failure)]
    assert [str(e.where).partition("a.zip!")[2] for e in failed] == [
        "bomb.txt",
        "nest.zip!in.zip!in.zip",
    ]
    assert "left out files of other kinds: 1 .png" in told(found, Notice)


def test_a_map_of_columns_goes_before_well_known_names(read: Callable[..., Sources]) -> None:
    data = f"text,story_en,seen\nNo.,{FIRST},2024-05-22\n"
    columns = {"text": "story_en", "date": "seen"}
    text = only(found := read("a.csv", data, columns=columns))
    assert (text.text, text.published) == (FIRST, DAY)
    assert told(found, Notice) == []
    for wrong, says in (
        ({"text": "gone"}, "no such column: gone"),
        ({"words": "text"}, "no such part"),
        ({"date": "seen"}, "no column of texts"),
    ):
        assert says in told(read("a.csv", data, columns=wrong), Failure)[0]


def test_a_table_says_which_columns_were_taken(read: Callable[..., Sources]) -> None:
    assert told(read("a.csv", made.table()), Notice)[0] == (
        "columns taken: text from “Body”, date from “Published_At”, url from “Link”, "
        "publisher from “Outlet”, id from “Doc ID”"
    )


def test_a_field_may_be_as_long_as_a_book(read: Callable[..., Sources]) -> None:
    long = f"{FIRST} " * 10_000
    assert only(read("a.csv", f"id,text\n1,{long}\n")).text == long


def test_parquet_without_its_library_says_what_to_install(
    read: Callable[..., Sources], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = made.parquet()
    whole = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return whole(name, *rest)

    for name in [n for n in sys.modules if n.startswith("pyarrow")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without)
    (failure,) = (i for i in read("a.parquet", data) if isinstance(i, Failure))
    assert 'pip install "onrecord[parquet]"' in str(failure)


def test_a_mail_keeps_its_quoted_lines(read: Callable[..., Sources]) -> None:
    assert only(read("a.eml", made.mail().as_bytes())).text == f"> Will they stay?\n{BODY}"


def test_lines_that_a_mail_program_broke_are_joined(read: Callable[..., Sources]) -> None:
    hard = (
        "From: a@b.example\nMIME-Version: 1.0\n\n"
        "The minister said on Monday that the ferries would stay for at least\n"
        "another ten years, and that the harbour would be dredged in the spring\n"
        "of next year.\n\nNobody asked.\n"
    )
    assert only(read("a.eml", hard)).text.split("\n") == [
        "The minister said on Monday that the ferries would stay for at least another ten years, "
        "and that the harbour would be dredged in the spring of next year.",
        "Nobody asked.",
    ]
    flowed = (
        "From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain; format=flowed\n\n"
        "The ferries \nstay. \n> So they say.\n"
    )
    assert only(read("a.eml", flowed)).text.split("\n") == ["The ferries stay. ", "> So they say."]


def test_a_mailbox_goes_on_after_lines_that_begin_with_from(read: Callable[..., Sources]) -> None:
    found = [i.text for i in read("a.mbox", made.mailbox()) if isinstance(i, Text)]
    assert found[-1] == "From Monday on the ferries stay."


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (made.rss(), "application/rss+xml"),
        (made.news_item().encode(), "application/vnd.iptc.g2.newsitem+xml"),
        (made.pdf([["Words on a page."]]), "application/pdf"),
        (gzip.compress(FIRST.encode()), "text/plain"),
        (made.warc(packed=True), "text/html"),
        (made.parquet(), "application/vnd.apache.parquet"),
        (made.zipped({"a.html": made.PAGE}), "text/html"),
        (made.epub(), "application/epub+zip"),
        (made.mail().as_bytes(), "message/rfc822"),
        (made.mailbox(), "message/rfc822"),
        (f"id,text\n1,{FIRST}\n".encode(), "text/csv"),
        (f"Text: {FIRST}\n".encode(), "text/plain"),
        (f"<b>{FIRST}</b>".encode(), "text/plain"),
    ],
)
def test_standard_input_is_told_by_how_it_begins(data: bytes, media_type: str) -> None:
    found = list(texts(["-"], stdin=io.BytesIO(data)))
    assert told(found, Failure) == []
    assert next(i for i in found if isinstance(i, Text)).media_type == media_type


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.csv", made.table().encode()), ("a.mbox", made.mailbox()), ("a.pdf", made.pdf(PAPER))],
)
def test_reading_twice_gives_the_same(read: Callable[..., Sources], name: str, data: bytes) -> None:
    assert read(name, data) == read(name, data)


SEEDS: list[bytes] = [
    made.rss(), made.atom(), made.news_message(), made.table().encode(), made.parquet(),
    made.pdf([["Words."]]), made.docx(), made.odt(), made.epub(), made.mailbox(), made.warc(),
    made.warc(packed=True), made.json_line(), json.dumps(made.ninjs(), indent=1).encode(),
    made.PAGE, made.zipped({"a.txt": FIRST}),
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good file cut, and with some bytes changed; or any bytes."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=400))
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 8))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    cut = draw(st.one_of(st.none(), st.integers(0, len(data))))
    return bytes(data[:cut])


@settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=damaged(), suffix=st.sampled_from([*sorted(readable_suffixes()), ".warc.gz", "-"]))
@pytest.mark.filterwarnings("ignore")  # of libraries, on what is broken
def test_whatever_the_bytes_nothing_is_raised(tmp_path: Path, data: bytes, suffix: str) -> None:
    """Any bytes under any suffix give texts, failures and notices; each on its own line."""
    if suffix == "-":
        found = list(texts(["-"], stdin=io.BytesIO(data)))
    else:
        path = tmp_path / f"a{suffix}"
        path.write_bytes(data)
        found = list(texts([path]))
    assert found
    for item in found:
        if isinstance(item, Text):
            assert any(c.isalnum() for c in item.text)
            item.name.encode()
            (item.title or "").encode()
        else:
            assert "\n" not in str(item)
