"""The command line `equalwork`. Commands import what they need when they run: `--help` stays instant."""

from __future__ import annotations

import sys

import typer

from extractors.errors import EqualworkError
from flows.commands import collecting, looking, publishing, serving

app = typer.Typer(
    name="equalwork",
    help="A nightly warehouse of what the ILO and UN Women publish about gender equality at work.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for room in (collecting, publishing, looking, serving):
    room.register(app)


def main() -> None:
    """Run the command line; errors of ours become one clear message and exit code 1 (2 for wrong usage)."""
    try:
        app()
    except EqualworkError as error:
        sys.stderr.write(f"equalwork: {error}\n")
        sys.exit(2 if type(error).__name__ in ("SettingsError", "UsageProblem") else 1)
    except BrokenPipeError:
        # `equalwork sql … | head` closes the pipe early; that is not a failure.
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
