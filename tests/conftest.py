"""What the tests share: where the labelled material lies, when it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("EQUALWORK_SHARED", PROJECT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of labelled pages and texts; tests that need it are skipped where it is absent."""
    if not (SHARED / "corpus" / "pages").is_dir():
        pytest.skip(f"the labelled corpus is not at {SHARED} (set EQUALWORK_SHARED)")
    return SHARED


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the checkout."""
    return PROJECT
