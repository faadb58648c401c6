"""The entry of the command line: finds the command, runs it, turns what went wrong into a sentence and an exit code.

Commands raise a `TruceError` (or a click exception) and never print an error or leave the process themselves; a
command gives its exit code back as its return value, where None means 0.
"""

import importlib
from collections.abc import Sequence

import click

import trucekeeper
from trucekeeper.cli.table import SECTIONS, Place
from trucekeeper.core.errors import TruceError

#: Wrong use, or input that cannot be read.
WRONG_USE = 2
#: What a shell reports for a process that SIGINT ended.
INTERRUPTED = 130


class Commands(click.Group):
    """A group that knows its commands by name and loads the one that is called."""

    def __init__(self, *args: object, sections: dict[str, dict[str, Place]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.sections = sections

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the sections."""
        return [name for section in self.sections.values() for name in section]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command, or none where the name is unknown."""
        for section in self.sections.values():
            if cmd_name in section:
                from trucekeeper.ledger.asking import ask_by

                ask_by(_passphrase)
                module, _, attribute = section[cmd_name].target.partition(":")
                command = getattr(importlib.import_module(module), attribute)
                assert isinstance(command, click.Command), f"{module}:{attribute} is no command"
                return command
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the one that a slip of the pen explains."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), 1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise click.UsageError(error.message + hint, ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sections without loading any command."""
        for title, section in self.sections.items():
            if section:
                with formatter.section(title):
                    formatter.write_dl([(name, place.summary) for name, place in section.items()])


@click.group(
    cls=Commands,
    sections=SECTIONS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Exit codes: 0 clean or notes only; 1 errors, warnings or a ledger that does not verify; "
    "2 wrong use or unreadable input. Example: truce check my.deal.md",
)
@click.version_option(trucekeeper.__version__, "-V", "--version", prog_name="truce")
def truce() -> None:
    """Keep a ceasefire-for-evacuation deal: what was agreed, what is claimed, what is decided, and who moves next."""


def main(args: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        args: The words after ``truce``; those of the process where None.
    """
    try:
        code = truce.main(args=args, prog_name="truce", standalone_mode=False)
    except TruceError as error:
        complain(error.message, error.hint)
        return WRONG_USE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return code if isinstance(code, int) else 0


def _passphrase() -> str:
    from trucekeeper.cli.passphrase import of_the_ledger

    return of_the_ledger()


def complain(message: str, hint: str | None) -> None:
    """Say on stderr what could not be done and, where known, what to do instead; words of a file work no terminal."""
    from trucekeeper.brief.plain import seen

    told = f"truce: error: {message}" if hint is None else f"truce: error: {message}\nhint: {hint}"
    for line in told.split("\n"):
        click.echo(seen(line), err=True)
