from __future__ import annotations

import sys
from pathlib import Path

import pytest

from onrecord.issues import Judge, country_words

sys.path.insert(0, str(Path(__file__).parent))

from fake import FakeEncoder

COUNTRIES = [
    ("UA", ["Ukraine", "Ukrainian", "Kyiv"]),
    ("RU", ["Russia", "Russian", "Moscow"]),
    ("IR", ["Iran", "Iranian", "Tehran"]),
    ("GB-SCT", ["Scotland", "Scottish"]),
    ("CD", ["Democratic Republic of the Congo", "Congolese"]),
    ("CG", ["Republic of the Congo", "Congolese"]),
]


@pytest.fixture(scope="session")
def judge() -> Judge:
    return Judge(FakeEncoder(), country_words(COUNTRIES))
