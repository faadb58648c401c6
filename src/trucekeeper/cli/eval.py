"""`truce eval`: how well the reader reads, on reports that a person has marked."""

import json
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trucekeeper.cli.inputs import deal_at
from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    from trucekeeper.reader.evaluation.score import Tally


class UnknownDealError(TruceError):
    """Marked reports without the deal whose ids the marks name."""

    def __init__(self, folder: str, beside: list[str]) -> None:
        which = f"several deals lie beside it ({', '.join(beside)})" if beside else "no deal lies beside it"
        super().__init__(
            f"{folder} cannot be measured: the marks name ids of a deal, and {which}",
            "name the one the marks were made with: --deal my.deal.md",
        )


@click.command(
    name="eval",
    epilog="Exit codes: 0 measured; 2 nothing to measure. Example: truce eval my-reports --half tune --deal my.deal.md",
)
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--deal", type=click.Path(path_type=Path), help="Whose ids the marks name; else the one beside them.")
@click.option("--half", type=click.Choice(["tune", "held"]), help="Only this half; the other is not opened.")
@click.option("--genre", help="Of a file of relations: only this genre, such as news.")
@click.option("--split", help="Of a file of relations: only this split, such as dev.")
@click.option("--worst", type=int, default=10, show_default=True, help="How many errors to list.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object with all figures.")
def evaluate(
    folder: Path, deal: Path | None, half: str | None, genre: str | None, split: str | None, worst: int, as_json: bool
) -> None:
    """Measure the reader on a FOLDER of marked reports, or on a file of attribution relations.

    Claims match when contents overlap (Dice .3 lenient, .8 good) and speakers do; strict asks for the same words.
    """
    tally = _relations(folder, genre, split) if folder.is_file() else _reports(folder, deal, half)
    figures = tally.report()
    errors = tally.worst[: max(0, worst)]
    if as_json:
        click.echo(json.dumps(figures | {"worst": errors}, ensure_ascii=False))
        return
    for line in _lines(figures, errors):
        click.echo(line)


def _reports(folder: Path, deal: Path | None, half: str | None) -> "Tally":
    from trucekeeper.reader.document import Document
    from trucekeeper.reader.engines.surface import read_surface
    from trucekeeper.reader.evaluation.gold import reports
    from trucekeeper.reader.evaluation.score import Tally, marked
    from trucekeeper.reader.lens import lens

    read = deal_at(deal or _only_deal(folder))
    tally, view = Tally(), lens(read)
    for one in reports(folder, half):
        found = read_surface(Document(one.text), read, one.published, read.zone or UTC, view)
        tally.add(one.name, one.text, [marked(claim.shown()) for claim in found], one.gold)
    return tally


def _only_deal(folder: Path) -> Path:
    """The one deal in or beside the folder; with several, the gold's own must be named."""
    beside = sorted({*folder.glob("*.deal.md"), *folder.parent.glob("*.deal.md")})
    if len(beside) != 1:
        raise UnknownDealError(str(folder), [one.name for one in beside])
    return beside[0]


def _relations(file: Path, genre: str | None, split: str | None) -> "Tally":
    from trucekeeper.reader.evaluation.gold import NoGoldError, attributions_of, relations
    from trucekeeper.reader.evaluation.score import Tally

    tally = Tally()
    for one in relations(file, genre, split):
        tally.add(one.name, one.text, attributions_of(one.text), one.gold)
    if not tally.gold:
        raise NoGoldError(str(file), split)
    return tally


def _lines(figures: dict[str, Any], errors: list[dict[str, Any]]) -> list[str]:
    claims = figures["claims"]
    lines = [f"{claims['found']} claims proposed, {claims['gold']} marked", "", "           precision  recall      F"]
    for level in ("lenient", "good", "strict"):
        one = figures[level]
        lines.append(f"  {level:8} {one['precision']:9.3f} {one['recall']:7.3f} {one['f']:6.3f}")
    if figures["fields"]:
        lines += ["", "Of the matched claims, right:"]
        lines += [f"  {k:10} {v['right']:4} of {v['of']:4}  {v['share']:.2f}" for k, v in figures["fields"].items()]
    if len(figures["recall_by_act"]) > 1:
        lines += ["", "Found, by act:"]
        lines += [f"  {k:20} {v['met']:4} of {v['of']:4}" for k, v in figures["recall_by_act"].items()]
    if figures["precision_by_tier"]:
        lines += ["", "Proposed and right, by tier:"]
        lines += [f"  {k:20} {v['right']:4} of {v['of']:4}" for k, v in figures["precision_by_tier"].items()]
    if errors:
        lines += ["", "Errors:"]
        lines += [f"  {e['report'][:32]:32} {e['at']:6}  {e['act']:9} {e['why'][:28]}" for e in errors]
    return lines
