"""`truce explain`: why a finding exists, and what to write instead."""

import click

from trucekeeper.cli.tongue import in_language, tongue
from trucekeeper.deal.explain import codes, page_of
from trucekeeper.deal.nearest import nearest


@click.command(name="explain", epilog="Exit codes: 0, or 2 for a code that there is not. Example: truce explain D03")
@click.argument("code")
@click.option("--json", "as_json", is_flag=True, help="The page as JSON: {code, page}.")
@in_language
def command(code: str, as_json: bool, lang: str) -> int:
    """Say what a finding means, why it matters, and what to write instead."""
    wanted = code.upper()
    page = page_of(wanted, tongue(lang))
    if page is None:
        guess = nearest(wanted, codes())
        hint = f"did you mean {guess}?" if guess else f"the codes are {codes()[0]} to {codes()[-1]}"
        raise click.UsageError(f'no finding has the code "{code}": {hint}')
    if as_json:
        import json

        click.echo(json.dumps({"code": wanted, "page": page}, ensure_ascii=False))
    else:
        click.echo(page, nl=False)
    return 0
