"""What tests share: where the gold is, if anywhere, the example articles, ledgers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ledgers import ledger, new_ledger, new_place, place

__all__ = ["ledger", "new_ledger", "new_place", "place"]

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def gold() -> Path:
    """The gold data: $ONRECORD_GOLD, or ../shared/gold beside the checkout; else the test skips."""
    folder = Path(os.environ.get("ONRECORD_GOLD", ROOT.parent / "shared" / "gold"))
    if not folder.is_dir():
        pytest.skip("the gold data are not beside this checkout (set ONRECORD_GOLD)")
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """Our own articles, coded by hand."""
    return ROOT / "examples"
