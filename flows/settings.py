"""Every setting of equalwork, in one documented place.

Settings come from the environment (prefix `EQUALWORK_`) and nowhere else. An unknown one is refused:
a misspelt setting that is silently ignored is worse than an error.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from extractors.errors import SettingsError
from warehouse.homes import home_folder, is_remote

PREFIX = "EQUALWORK_"
PROJECT = Path(__file__).resolve().parent.parent
DEMO_ARCHIVE = PROJECT / "sources" / "demo" / "demo.warc.gz"


class Settings(BaseSettings):
    """The settings of one process. Read once at the start of a command and passed on."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    home: Path = Field(
        default=Path("data"), description="Folder of the archive, the build file and the releases."
    )
    remote: str = Field(
        default="",
        description="Object storage of which the home is a working copy (`s3://bucket/prefix`); "
        "EQUALWORK_HOME=s3://… sets it and keeps the working copy in the user's cache folder.",
    )
    sources: Path = Field(default=PROJECT / "sources", description="Folder of the source files (`*.yml`).")
    contact: str = Field(
        default="",
        description="Address or page of the operator; goes into the User-Agent. Needed to collect live.",
    )
    connect_to: str = Field(
        default="",
        description="Where to connect instead, like curl's --connect-to: `www.ilo.org:443=http://127.0.0.1:8081,…`. "
        "Address, Host header and robots.txt stay those of the real host.",
    )
    executor: str = Field(
        default="local",
        description="Where batches are read: `local` (processes on this machine), `dask` or `dask://host:8786`.",
    )
    workers: int = Field(default=0, ge=0, le=64, description="Reading processes; 0 means one for each core.")
    batch_size: int = Field(default=150, ge=1, le=1000, description="Pages in one batch (one Prefect task).")
    warehouse: str = Field(
        default="duckdb",
        description="Where the warehouse is: `duckdb` (the build file of the home) or "
        "`ducklake:postgres://user@host/database` (shared by several runs; `ducklake:FILE` on one machine).",
    )
    warehouse_data: str = Field(
        default="",
        description="Folder of a DuckLake warehouse's Parquet files, seen by all its runs under this path.",
    )
    memory_limit: str = Field(default="2GB", description="DuckDB's memory limit for the build file.")
    metrics_file: Path | None = Field(
        default=None, description="OpenMetrics text file written after each run."
    )

    alert_webhook: str = Field(
        default="",
        description="Address that gets one POST (JSON) for each change of state: a source, a fatal check, the run.",
    )

    alert_email: SecretStr = Field(
        default=SecretStr(""),
        description="Where the same alerts go by e-mail, as an address of Apprise: "
        "`mailtos://user:password@smtp.example.org?from=…&to=…`.",
    )

    site_address: str = Field(
        default="http://127.0.0.1:8800/",
        description="Address at which the site of the release is published; feeds and sitemap name it.",
    )

    @field_validator("site_address")
    @classmethod
    def _address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("is an http or https address")
        return value.rstrip("/") + "/"

    @field_validator("alert_webhook")
    @classmethod
    def _webhook(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("is an http or https address")
        return value

    @field_validator("memory_limit")
    @classmethod
    def _size(cls, value: str) -> str:
        number, unit = value[:-2], value[-2:].upper()
        if unit not in ("MB", "GB") or not number.replace(".", "", 1).isdigit():
            raise ValueError("is a size like 500MB or 2GB")
        return value

    @field_validator("executor")
    @classmethod
    def _executor(cls, value: str) -> str:
        if value not in ("local", "dask") and not value.startswith("dask://"):
            raise ValueError("is `local`, `dask` or `dask://host:port`")
        return value

    @model_validator(mode="before")
    @classmethod
    def _remote_home(cls, values: dict[str, Any]) -> dict[str, Any]:
        home = str(values.get("home", ""))
        return {**values, "remote": home, "home": home_folder(home)} if is_remote(home) else values

    @field_validator("warehouse")
    @classmethod
    def _warehouse(cls, value: str) -> str:
        if value != "duckdb" and not re.fullmatch("ducklake:.+", value):
            raise ValueError("is `duckdb`, `ducklake:postgres://user@host/database` or `ducklake:FILE`")
        return value

    @field_validator("connect_to")
    @classmethod
    def _connections(cls, value: str) -> str:
        parse_connections(value)
        return value

    @property
    def connections(self) -> dict[str, str]:
        """`connect_to` as a mapping from `host:port` to the base address to connect to."""
        return parse_connections(self.connect_to)

    @property
    def archive(self) -> Path:
        """The folder of the WARC files."""
        return self.home / "archive"

    @property
    def user_agent(self) -> str:
        """The one honest User-Agent: name, version and how to reach the operator."""
        return f"equalwork/{package_version()} (+{self.contact or 'no contact set'})"

    @property
    def worker_count(self) -> int:
        """The number of reading processes."""
        return self.workers or os.cpu_count() or 1


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of this process.

    Raises:
        SettingsError: for an unknown setting (with the nearest known one) or a value that cannot be used.
    """
    names = environment if environment is not None else os.environ
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    for name in names:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise SettingsError(f"unknown setting {name}", hint=_nearest(name, known))
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise SettingsError(
            f"setting {name} = {str(first['input'])!r}: {first['msg']}",
            hint="correct or unset it; docs/operate.md lists all",
        ) from None


def parse_connections(text: str) -> dict[str, str]:
    """Return `www.ilo.org:443=http://127.0.0.1:8081,…` as a mapping.

    Raises:
        ValueError: a part is not of that form.
    """
    connections = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        place, _, target = part.partition("=")
        host, _, port = place.rpartition(":")
        if not host or not port.isdigit() or not target.startswith(("http://", "https://")):
            raise ValueError(f"{part!r} is not of the form host:port=http://host:port")
        connections[place] = target.rstrip("/")
    return connections


def package_version() -> str:
    """Return the version of the installed package."""
    try:
        return version("equalwork")
    except PackageNotFoundError:
        return "0"


def _nearest(name: str, known: set[str]) -> str:
    close = difflib.get_close_matches(name.upper(), known, n=1)
    return f"did you mean {close[0]}?" if close else f"known settings: {', '.join(sorted(known))}"
