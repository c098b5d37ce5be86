"""The procedures of docs/operate.md, followed command by command."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from flows.settings import PROJECT, Settings
from tests.flows.conftest import EQUALWORK
from tests.flows.test_backfill import tables
from tests.flows.test_run_live import HOST, RELEASE, STORY, clock_of, connect_to, night
from tests.sites.web import Web
from warehouse import open_release
from warehouse.publishing.pointer import current_release
from warehouse.sql import literal
from warehouse.store import BUILD_FILE, connect, migrate, migrations, schema_version

pytestmark = pytest.mark.slow
Equalwork = Callable[..., subprocess.CompletedProcess[str]]
OPERATE = (PROJECT / "docs" / "operate.md").read_text("utf-8")

# What a person would write: a version that knows the new classes, and the last day of the old ones.
MENDED = """
import re as _re
from dataclasses import replace as _replace
from datetime import date as _date

from extractors.read.markup.tree import parse_html as _parse


def _read_renamed(material: Material) -> Page:
    text = _re.sub(r'class="[^"]*"', lambda match: match[0].replace("new-", ""), material.decoded.text)
    html = _parse(text, material.url)
    return _replace(read_page(_replace(material, html=html)), reader_version="2")


READERS = (
    _replace(READERS[0], valid_until=_date({year}, {month}, {day})),
    Reader(SiteGeneration.UNWOMEN_DRUPAL, "unwomen_drupal", "2", _read_renamed),
)
"""


# class="node node--type-story"
CLASSES = re.compile(rb'(?<=class=")[^"]+')


def renamed(classes: re.Match[bytes]) -> bytes:
    """Every class under another name, as after a rebuild of a site."""
    return b" ".join(b"new-" + name for name in classes[0].split())


def shell_lines(heading: str) -> list[str]:
    """The lines of shell that stand under a heading of the guide, in order."""
    section = OPERATE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    blocks = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    return [line.strip() for line in "".join(blocks).splitlines() if line.strip()]


def commands(heading: str, **places: str) -> Iterator[list[str]]:
    """The equalwork commands that stand under a heading of the guide, in order, with places filled in."""
    for line in shell_lines(heading):
        words = [places.get(word, word) for word in shlex.split(line)]
        if words[:1] == ["equalwork"]:
            yield words[1:]


def done(finished: subprocess.CompletedProcess[str]) -> str:
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


def documents(home: Path) -> dict[str, tuple[object, ...]]:
    with open_release(home) as connection:
        rows = connection.execute(
            "select url, title, body, published_on, version, reader, reader_version from curated.documents"
        ).fetchall()
    return {url: tuple(rest) for url, *rest in rows}


def test_a_source_broke(
    demo_web: Web, live_settings: Callable[[], Settings], tmp_path: Path, equalwork: Equalwork
) -> None:
    settings = live_settings()
    assert night(settings, 0).outcome == "done"
    before = documents(settings.home)
    for path in (RELEASE, STORY):
        page = demo_web.site(HOST).pages[path]
        demo_web.site(HOST).add(path, CLASSES.sub(renamed, page.body))
    night(settings, 8)
    address = f"https://{HOST}{RELEASE}"
    environment = {
        "EQUALWORK_SOURCES": str(settings.sources),
        "EQUALWORK_CONTACT": settings.contact,
        "EQUALWORK_CONNECT_TO": connect_to(demo_web),
    }
    steps = list(commands("A source broke", ADDRESS=address, SOURCE="unwomen_news"))
    status, probe, explain, _, diff, reread = steps
    assert "reader.drift" in done(equalwork(*status, **environment))
    probed = equalwork(*probe, **environment)
    assert probed.returncode == 1
    assert "mend: " in probed.stdout
    explained = done(equalwork(*explain, **environment))
    assert "title" in explained

    checkout = mend(tmp_path / "mended", clock_of(7)().date())
    keep_golden_file(checkout, settings.home, explained, ADDRESS=address)
    mended = {**environment, "PYTHONPATH": str(checkout)}
    released = current_release(settings.home)
    archived = sorted(settings.archive.rglob("*.warc.gz"))
    demo_web.log.clear()
    assert "changes by field" in done(equalwork(*diff, **mended))
    assert current_release(settings.home) == released, "a diff writes nothing"
    done(equalwork(*reread, **mended))
    assert demo_web.log == [], "nothing is asked of the site"
    assert sorted(settings.archive.rglob("*.warc.gz")) == archived
    after = documents(settings.home)
    assert [url for url in before if before[url][:3] != after[url][:3]] == []
    assert after[address][3] == 1, "a change of markup is no new version of the document"


def keep_golden_file(checkout: Path, home: Path, explained: str, **places: str) -> None:
    """Follow the guide's step of the golden file: as written, then looked at, then read by the test."""
    [capture] = re.findall(r"^capture_id: (\S+)", explained, re.M)
    names = {
        "CAPTURE": capture,
        "TIME": f"{clock_of(8)():%Y-%m-%d}T00:00:00+00:00",
        "NAME": "rebuilt",
    } | places
    steps = shell_lines("A source broke")
    start = next(number for number, line in enumerate(steps) if line.startswith("equalwork archive show"))
    show, write, read = (
        filled(line, names | {"READER": "unwomen_drupal"}) for line in steps[start : start + 3]
    )
    assert in_shell(show, checkout, home).returncode == 0
    written = in_shell(write, checkout, home)
    assert written.returncode == 0, written.stdout
    assert "set reviewed to true" in in_shell(read, checkout, home).stdout, "nobody has looked at it"
    file = checkout / "tests" / "read" / "golden" / "unwomen_drupal" / "rebuilt" / "expected.json"
    expected = json.loads(file.read_text("utf-8"))
    assert expected["page"]["reader_version"] == "2"
    file.write_text(json.dumps(expected | {"reviewed": True}), "utf-8")
    passed = in_shell(read, checkout, home)
    assert passed.returncode == 0, passed.stdout
    # The reader of before does not pass it.
    reader = checkout / "extractors" / "read" / "sites" / "unwomen_drupal.py"
    mended = reader.read_text("utf-8")
    reader.write_text((PROJECT / reader.relative_to(checkout)).read_text("utf-8"), "utf-8")
    assert in_shell(read, checkout, home).returncode == 1
    reader.write_text(mended, "utf-8")


def filled(line: str, places: dict[str, str]) -> str:
    return re.sub(r"[A-Z]{4,}", lambda match: places.get(match[0], match[0]), line)


def in_shell(line: str, checkout: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of the guide in a checkout."""
    environment = {
        "PATH": f"{EQUALWORK.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(checkout),
        "EQUALWORK_HOME": str(home),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        ["sh", "-c", line], cwd=checkout, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False,
    )  # fmt: skip


def mend(folder: Path, last_day: date) -> Path:
    """A checkout in which the reader has a second version."""
    for room in ("extractors", "flows", "transforms", "warehouse", "sources"):
        shutil.copytree(PROJECT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "tests/__init__.py", "tests/conftest.py"):
        (folder / file).parent.mkdir(exist_ok=True)
        shutil.copy(PROJECT / file, folder / file)
    shutil.copytree(PROJECT / "tests" / "read", folder / "tests" / "read")
    reader = folder / "extractors" / "read" / "sites" / "unwomen_drupal.py"
    addition = MENDED.format(year=last_day.year, month=last_day.month, day=last_day.day)
    reader.write_text(reader.read_text("utf-8") + addition, "utf-8")
    return folder


def test_restore_from_the_archive_alone(demo_home: Path, tmp_path: Path, equalwork: Equalwork) -> None:
    home = tmp_path / "restored"
    shutil.copytree(demo_home / "archive", home / "archive")
    for step in commands("Restore from the archive alone"):
        done(equalwork(*step, home=home))
    assert tables(home) == tables(demo_home)


def test_upgrade_from_the_first_schema(demo_home: Path, tmp_path: Path, equalwork: Equalwork) -> None:
    home = tmp_path / "old"
    shutil.copytree(demo_home, home, symlinks=True)
    build = home / BUILD_FILE
    build.rename(build.with_name("newest.duckdb"))
    write_first_schema(build, build.with_name("newest.duckdb"))
    for step in commands("Upgrade"):
        told = done(equalwork(*step, home=home))
    # The first schema held no country of the printed place: `reread` shows it and takes it up from the stored pages.
    assert "place_country_code" in told
    done(equalwork("reread", home=home))
    assert "nothing would change" in done(equalwork("reread", "--diff", home=home))
    with connect(build) as connection:
        assert schema_version(connection) == migrations()[-1][0]
    assert tables(home) == tables(demo_home)


def write_first_schema(build: Path, newest: Path) -> None:
    """A build file as the first release of equalwork left it, with the rows of a newer one."""
    with connect(build) as connection:
        assert migrate(connection, to=1) == 1
        connection.execute(f"attach {literal(str(newest))} as newest (read_only)")
        columns = connection.execute(
            "select schema_name, table_name, string_agg('\"' || column_name || '\"', ', ') from duckdb_columns() "
            "where database_name = current_database() and schema_name in ('raw', 'core', 'ops') "
            "and table_name <> 'schema_version' group by all"
        ).fetchall()
        for schema, table, names in columns:
            connection.execute(
                f"insert into {schema}.{table} by name select {names} from newest.{schema}.{table}"
            )
        # It was a hash of fewer columns.
        connection.execute("update core.contents set detail_hash = md5(detail_hash)")
        connection.execute("detach newest")
    newest.unlink()


def test_move_to_a_bigger_machine(demo_home: Path, tmp_path: Path, equalwork: Equalwork) -> None:
    home = tmp_path / "bigger" / "srv" / "equalwork"
    shutil.copytree(demo_home, home, symlinks=True)
    before = current_release(home)
    for step in commands("Move to a bigger machine"):
        done(equalwork(*step, home=home, EQUALWORK_WORKERS="2", EQUALWORK_MEMORY_LIMIT="3GB"))
    assert current_release(home) != before
    assert tables(home) == tables(demo_home)


@pytest.mark.parametrize(
    "heading", ["A source broke", "Restore from the archive alone", "Upgrade", "Move to a bigger machine"]
)
def test_every_procedure_has_commands(heading: str) -> None:
    assert list(commands(heading))
