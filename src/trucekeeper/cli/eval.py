"""`truce eval`: how well the reader reads, on reports that a person has marked."""

import json
from collections import Counter
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trucekeeper.cli.engines import Second, second_engine
from trucekeeper.cli.engines import options as engine_options
from trucekeeper.cli.inputs import deal_at
from trucekeeper.core.errors import TruceError

#: What `truce eval` reads (docs/reference/gold-format.md).
FORMATS = ("own", "relations", "brat", "plover", "re3d", "muc4")

if TYPE_CHECKING:
    from trucekeeper.deal.model import Deal
    from trucekeeper.reader.engines.parser import Parser
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
@click.argument("corpus", type=click.Path(path_type=Path, exists=True))
@click.option("--deal", type=click.Path(path_type=Path), help="Whose ids the marks name; else the one beside them.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Of the corpus; else told by what lies there.")
@click.option("--half", type=click.Choice(["tune", "held"]), help="Only this half; the other is not opened.")
@click.option("--genre", help="Of a file of relations: only this genre, such as news.")
@click.option("--split", help="Of a file of relations: only this split, such as dev.")
@click.option("--worst", type=int, default=10, show_default=True, help="How many errors to list.")
@engine_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object with all figures.")
def evaluate(
    corpus: Path, deal: Path | None, form: str | None, half: str | None, genre: str | None, split: str | None,
    worst: int, pipeline: str | None, program: str | None, endpoint: str | None, model: str, hosts: tuple[str, ...],
    as_json: bool,
) -> None:  # fmt: skip
    """Measure the reader on a CORPUS: marked reports of our own, GUM relations, brat, PLOVER, re3d or MUC-4 keys.

    Claims match when contents overlap (Dice .3 lenient, .8 good) and speakers do; strict asks for the same words.
    """
    from trucekeeper.reader.evaluation.corpora import format_of

    kind = form or format_of(corpus)
    second = second_engine(pipeline, program, endpoint, model, hosts)
    if kind in {"plover", "re3d", "muc4"}:
        figures, lines = _shares(corpus, kind, second.engine)
        _not_taken(second)
        click.echo(json.dumps(figures, ensure_ascii=False) if as_json else "\n".join(lines))
        return
    if kind == "own":
        tally, more = _reports(corpus, deal, half, second)
    else:
        tally, more = _relations(corpus, kind, genre, split, second.engine)
    _not_taken(second)
    figures = tally.report() | more
    errors = tally.worst[: max(0, worst)]
    if as_json:
        click.echo(json.dumps(figures | {"worst": errors}, ensure_ascii=False))
        return
    for line in _lines(figures, errors):
        click.echo(line)


def _not_taken(second: Second) -> None:
    """Say what of an outside engine was not taken: the figures of one that never answers are not its own."""
    for why, times in sorted(Counter(second.take_refusals()).items()):
        click.echo(f"the second engine: not taken, {times} of its claims or replies: {why}", err=True)


def _reports(folder: Path, deal: Path | None, half: str | None, second: Second) -> "tuple[Tally, dict[str, Any]]":
    """All reports, and each language apart where there are several; every report with the deal that its list names.

    Raises:
        WouldLeaveError: When a report would leave the machine and its line of the list does not allow it.
    """
    from trucekeeper.reader.document import Document
    from trucekeeper.reader.engines.surface import read_surface
    from trucekeeper.reader.evaluation.gold import reports
    from trucekeeper.reader.evaluation.score import Tally, marked
    from trucekeeper.reader.lens import Lens, lens

    tally, apart = Tally(), dict[str, Tally]()
    views: dict[Path, tuple[Deal, Lens]] = {}
    for one in reports(folder, half):
        path = folder / one.deal if one.deal and deal is None else deal or _only_deal(folder)
        if path not in views:
            read = deal_at(path)
            views[path] = read, lens(read)
        read, view = views[path]
        parser = second.for_report(one.name, one.may_leave)
        found = read_surface(Document(one.text), read, one.published, read.zone or UTC, view, parser)
        made = [marked(claim.shown()) for claim in found]
        for count in (tally, apart.setdefault(one.language, Tally())):
            count.add(one.name, one.text, made, one.gold)
    by = {name: one.report() for name, one in sorted(apart.items())}
    short = {
        name: {
            "claims": one["claims"],
            **one["lenient"],
            "fields": one["fields"],
            "fields_over_all": one["fields_over_all"],
        }
        for name, one in by.items()
    }
    return tally, {"by_language": short} if len(short) > 1 else {}


def _only_deal(folder: Path) -> Path:
    """The one deal in or beside the folder; with several, the gold's own must be named."""
    beside = sorted({*folder.glob("*.deal.md"), *folder.parent.glob("*.deal.md")})
    if len(beside) != 1:
        raise UnknownDealError(str(folder), [one.name for one in beside])
    return beside[0]


def _relations(
    file: Path, kind: str, genre: str | None, split: str | None, parser: "Parser | None"
) -> "tuple[Tally, dict[str, Any]]":
    """All relations, and those with a reporting verb apart."""
    from trucekeeper.reader.evaluation.corpora import brat
    from trucekeeper.reader.evaluation.gold import NoGoldError, attributions_of, relations, reporting
    from trucekeeper.reader.evaluation.score import Tally

    tally, verbs = Tally(), Tally()
    for one in brat(file) if kind == "brat" else relations(file, genre, split):
        found = attributions_of(one.text, parser)
        tally.add(one.name, one.text, found, one.gold)
        with_verb = [gold for gold in one.gold if reporting(one.text, gold)]
        verbs.add(one.name, one.text, [mine for mine in found if reporting(one.text, mine)], with_verb)
    if not tally.gold:
        raise NoGoldError(str(file), split)
    only = verbs.report()
    return tally, {"reporting_verbs": {"claims": only["claims"], **only["lenient"]}}


def _shares(corpus: Path, kind: str, parser: "Parser | None") -> tuple[dict[str, Any], list[str]]:
    """Corpora that mark other things than claims."""
    from trucekeeper.reader.evaluation import corpora, shares
    from trucekeeper.reader.evaluation.gold import NoGoldError

    if kind == "re3d":
        spans = shares.marked_spans(corpora.re3d(corpus))
        lines = [f"{name:10} {v['recall']:.3f} of {v['gold']} found, {v['precision']:.3f} of {v['found']} marked"
                 for name, v in spans.items()]  # fmt: skip
        return spans, lines
    records = shares.coded(corpora.plover(corpus), parser) if kind == "plover" else (
        shares.graded(corpora.muc4(corpus), parser)
    )  # fmt: skip
    figures = records.report()
    if not figures["of"]:
        raise NoGoldError(str(corpus), None)
    lines = [f"right {figures['right']} of {figures['of']}, {figures['share']:.3f}", ""]
    lines += [f"  {name:12} {v['right']:4} of {v['of']:4}" for name, v in figures["by_label"].items()]
    lines += ["", "Taken for something else:"]
    lines += [f"  {one['label']:12} {one['said']:12} {one['times']:4}" for one in figures["confusion"]]
    return figures, lines


def _field(name: str, given: dict[str, Any], over_all: dict[str, Any] | None) -> str:
    """The share where marks or reader give one; beside it that over all matched claims, for what a claim may lack."""
    line = f"  {name:12} {given['right']:4} of {given['of']:4}  {given['share']:.2f}"
    if over_all is None:
        return line
    return f"{line}     {over_all['right']:4} of {over_all['of']:4}  {over_all['share']:.2f}"


def _lines(figures: dict[str, Any], errors: list[dict[str, Any]]) -> list[str]:
    claims = figures["claims"]
    lines = [f"{claims['found']} claims proposed, {claims['gold']} marked", "", "           precision  recall      F"]
    for level in ("lenient", "good", "strict"):
        one = figures[level]
        lines.append(f"  {level:8} {one['precision']:9.3f} {one['recall']:7.3f} {one['f']:6.3f}")
    if "reporting_verbs" in figures:
        one = figures["reporting_verbs"]
        lines += ["", f"  with a reporting verb ({one['claims']['gold']} marked), lenient:"]
        lines.append(f"  {'':8} {one['precision']:9.3f} {one['recall']:7.3f} {one['f']:6.3f}")
    for name, one in figures.get("by_language", {}).items():
        lines.append(f"  {name:8} {one['precision']:9.3f} {one['recall']:7.3f} {one['f']:6.3f}  lenient")
    if figures["fields"]:
        lines += ["", "Of the matched claims, right:   where given    over all, none where none is marked counted too"]
        lines += [_field(k, v, figures["fields_over_all"].get(k)) for k, v in figures["fields"].items()]
    if len(figures["recall_by_act"]) > 1:
        lines += ["", "Found, by act:"]
        lines += [f"  {k:20} {v['met']:4} of {v['of']:4}" for k, v in figures["recall_by_act"].items()]
    if figures["precision_by_tier"]:
        lines += ["", "Proposed and right, by tier:"]
        lines += [f"  {k:20} {v['right']:4} of {v['of']:4}" for k, v in figures["precision_by_tier"].items()]
    if figures["confusion"]:
        lines += ["", "Marked, and proposed instead:"]
        lines += [f"  {e['field']:10} {e['marked']:12} {e['proposed']:12} {e['times']:3}" for e in figures["confusion"]]
    if errors:
        lines += ["", "Errors:"]
        lines += [f"  {e['report'][:32]:32} {e['at']:6}  {e['act']:9} {e['why'][:28]}" for e in errors]
    return lines
