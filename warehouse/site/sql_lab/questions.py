"""The analyst's questions, kept beside the page as the documentation asks them.

`docs/sql.md` is where they are written; `make site-assets` copies them into the package, and a test holds
the two together.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "questions.json"
# ### 16. Which documents are the best match for some words?
#
# ```sql
# select title …
# ```
QUESTION = re.compile(r"^### (\d+)\. ([^\n]+)\n+```sql\n(.+?)^```$", re.MULTILINE | re.DOTALL)


class Question(NamedTuple):
    """One question of the analyst with the query that answers it."""

    number: int
    title: str
    sql: str


def parse_questions(markdown: str) -> list[Question]:
    """Return the numbered questions of a page of the documentation."""
    return [Question(int(number), title, sql) for number, title, sql in QUESTION.findall(markdown)]


def packaged_questions() -> list[Question]:
    """Return the questions that the package holds."""
    return [Question(**one) for one in json.loads(FILE.read_text("utf-8"))]


def write_questions(questions: Sequence[Question]) -> None:
    """Write the questions into the package."""
    found = [question._asdict() for question in questions]
    FILE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    write_questions(parse_questions(Path(sys.argv[1]).read_text("utf-8")))
