"""Writes golden files; a new or rewritten one fails its test until `reviewed` in its JSON is set to true.

python -m tests.read.write_golden unwomen_drupal/op_ed page.html --url https://… --captured-at 2026-05-01T00:00:00+00:00
python -m tests.read.write_golden --again unwomen_drupal/op_ed     read the stored bytes again
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.read.golden_files import GOLDEN, load, write


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name", help="<reader>/<name of the page>")
    parser.add_argument("file", nargs="?", type=Path, help="the page's bytes")
    parser.add_argument("--url")
    parser.add_argument("--captured-at", default="2026-11-02T08:15:00+00:00")
    parser.add_argument("--content-type", default="text/html; charset=utf-8")
    parser.add_argument("--again", action="store_true", help="read the stored bytes again")
    wanted = parser.parse_args()
    folder = GOLDEN / wanted.name
    if wanted.again:
        old = load(folder)
        golden = write(folder, old.payload, old.url, old.captured_at, old.content_type)
    elif wanted.file and wanted.url:
        golden = write(folder, wanted.file.read_bytes(), wanted.url, wanted.captured_at, wanted.content_type)
    else:
        parser.error("give a file and --url, or --again")
    print(f"{golden.folder / 'expected.json'}: look at it, then set reviewed to true")


if __name__ == "__main__":
    main()
