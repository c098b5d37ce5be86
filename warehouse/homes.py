"""Where a home lies: a folder, or object storage of which a folder is the working copy."""

from __future__ import annotations

import os
import re
from pathlib import Path

CACHE = Path("equalwork") / "homes"


def is_remote(home: str | Path) -> bool:
    """Whether a home is an address of object storage (`s3://bucket/prefix`) and not a folder."""
    return "://" in str(home)


def home_folder(home: str | Path) -> Path:
    """Return the folder of a home: itself, or its working copy in the user's cache folder."""
    if not is_remote(home):
        return Path(home)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / CACHE / re.sub(r"[^A-Za-z0-9.-]+", "-", str(home)).strip("-")
