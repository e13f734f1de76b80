"""The version of the reading: other rules, words or weights have another, on their own."""

from __future__ import annotations

from pathlib import Path

import onrecord
from onrecord.intake import version
from onrecord.intake.version import hashes, reader_version


def test_every_file_of_a_room_counts_but_not_what_python_makes_of_it(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "rule.py").write_text("A = 1", encoding="utf-8")
    (tmp_path / "words" / "list.txt").write_text("one", encoding="utf-8")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "rule.pyc").write_bytes(b"1")
    before = hashes(tmp_path)
    assert list(before) == ["rule.py", "words/list.txt"]
    (tmp_path / "words" / "list.txt").write_text("two", encoding="utf-8")
    after = hashes(tmp_path)
    assert [name for name in after if after[name] != before[name]] == ["words/list.txt"]


def test_the_version_is_that_of_the_rules_and_of_the_language_model() -> None:
    """The same twice; another for another pipeline."""
    one = reader_version("en_core_web_sm")
    reader_version.cache_clear()
    assert reader_version("en_core_web_sm") == one
    assert reader_version("no_such_pipeline") != one


def test_every_room_that_decides_a_reading_is_there() -> None:
    """Each has files; a room that is renamed must be renamed here, too."""
    package = Path(onrecord.__file__).parent
    assert all(hashes(package / room) for room in version.ROOMS)
