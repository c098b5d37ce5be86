"""What the machine did to a run (a full disk, an unreadable file), told with what to do."""

from __future__ import annotations

import duckdb

from extractors.errors import RunFailed

MACHINE_ERRORS = (OSError, duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException)
# DuckDB tells a full disk as a failed commit: "Could not write file …: No space left on device".
FULL = ("No space left", "Could not write")


def raise_told(error: BaseException | None) -> None:
    """Raise an error of the machine as one that says what to do; any other (or none) is not touched.

    Raises:
        RunFailed: in the place of the machine's error.
    """
    if error is not None and _is_of_machine(error):
        raise RunFailed(
            f"the disk or a file failed: {' '.join(str(error).split())}",
            hint="nothing that was stored before is lost and the last release is still current; "
            "make room (or mend the file), then start again",
        ) from error


def _is_of_machine(error: BaseException) -> bool:
    is_full = isinstance(error, duckdb.Error) and any(words in str(error) for words in FULL)
    return is_full or isinstance(error, MACHINE_ERRORS)
