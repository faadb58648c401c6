"""`truce confirm`: a person decides what of the inbox counts."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.cli.inputs import MOMENT, deals_at
from trucekeeper.cli.rank import RANK, rank_wanted
from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucekeeper.deal.model import Deal
    from trucekeeper.ledger.record import Record, Source
    from trucekeeper.ledger.store import Proposal, Store
    from trucekeeper.reader.correct import Desk
    from trucekeeper.reader.decisions import Decision


class NoReasonError(TruceError):
    """A rejection that does not say why; nobody could learn from it."""

    def __init__(self) -> None:
        super().__init__("a rejection needs a reason", "add --reason 'a forecast, not a report'")


class AlreadyDecidedError(TruceError):
    """A proposal that somebody has decided before."""

    def __init__(self, id: str, state: str, by: str) -> None:
        super().__init__(
            f"{id} was {state} by {by}", "correct or withdraw its record instead (truce record correction ...)"
        )


class NothingToDecideError(TruceError):
    """A call that names no proposal."""

    def __init__(self, waiting: int) -> None:
        super().__init__(
            f"no proposal is named; {waiting} wait in the inbox",
            "name ids, --from FILE or --accept-all; --list shows them",
        )


class BadDecisionError(TruceError):
    """A line of a file of decisions whose corrections cannot be taken; no line of the file was carried out."""

    def __init__(self, name: str, line: int, why: str, instead: str | None) -> None:
        super().__init__(f"{name}: line {line}: {why}; nothing was decided", instead)


@dataclass
class Done:
    """What became of the proposals that were decided.

    Attributes:
        problems: Line and reason of each decision that fits no proposal.
        corrected: How many of the confirmed were corrected, by what was corrected.
    """

    confirmed: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    corrected: dict[str, int] = field(default_factory=dict)

    def told(self) -> dict[str, list[str]]:
        """Ids by what became of them, where there are any."""
        by_word = {"confirmed": self.confirmed, "rejected": self.rejected, "accepted unread": self.unread}
        return {word: several for word, several in by_word.items() if several}


def _corrections(command: Callable[..., None]) -> Callable[..., None]:
    """An option for everything that a person may correct."""
    options = [
        click.option("--speaker", help="Correct who first said it; - for the author."),
        click.option("--side", help="Correct on whose side: a party, independent or unknown."),
        click.option("--via", help="Correct who passed it on, outermost first, with commas; - for nobody."),
        click.option("--act", help="Correct the act: says, accuses, denies, admits, promises, ..."),
        click.option(
            "--polarity", type=click.Choice(["yes", "no"]), help="Correct whether it is said to have happened."
        ),
        click.option("--event", help="Correct the kind of event: fire, movement, ..."),
        click.option("--actors", help="Correct who may have done it, with commas; - for nobody."),
        click.option("--place", help="Correct where: a place of the deal, or words; - for none."),
        click.option("--happened", nargs=2, type=MOMENT, metavar="START END", help="Correct when it happened."),
        click.option("--said", type=MOMENT, help="Correct when it was said."),
        click.option("--quantity", help="Correct how many, as in 'about 1,500 people'; - for no number."),
        click.option("--counting", type=click.Choice(["part", "total"]), help="This group, or all so far."),
        click.option("--basis", help="Correct on what it rests: own observation, video, ..."),
        click.option("--certainty", type=click.Choice(["stated", "hedged", "possible"]), help="Correct how sure."),
        click.option("--state", help="Correct the state that the deal as a whole is said to be in; - for none."),
        click.option("--content", metavar="WORDS", help="Correct the words: verbatim, or START-END."),
        click.option("--clause", help="Correct the clause; - for none."),
        click.option("--incident", help="Correct the name of the question; - for none."),
        click.option("--repeats", metavar="ID", help="The record of which this is a repetition: one origin (R2)."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.command(
    epilog="Exit codes: 0 done; 2 wrong use or unreadable input. "
    "Example: truce confirm my.ledger p-0123456789abcdef --as desk --clause CF"
)
@click.argument("ledger", type=click.Path(path_type=Path))
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--as", "who", default="", help="Who decides: a role or a code name.")
@click.option("--list", "show", is_flag=True, help="Show what waits, and decide nothing.")
@click.option(
    "--deal",
    "deals",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A deal or a folder, several times: names come from the first, clauses from all.",
)
@_corrections
@click.option("--from", "decisions", type=click.Path(path_type=Path), help="Many decisions, one JSON object a line.")
@click.option("--fitting", is_flag=True, help="With --from: carry out the lines that fit, and tell of the others.")
@click.option("--reject", is_flag=True, help="Reject the named proposals; needs --reason.")
@click.option("--reason", default="", help="Why.")
@click.option(
    "--accept-all", is_flag=True, help="Accept all that waits without reading; marked so wherever it is used."
)
@click.option("--tier", type=click.Choice(["A", "B", "C"]), help="With --accept-all: only this tier.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: confirmed, rejected, waiting.")
def confirm(
    ledger: Path,
    ids: tuple[str, ...],
    who: str,
    show: bool,
    deals: tuple[Path, ...],
    decisions: Path | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Confirm proposals of LEDGER's inbox, corrected where needed; each becomes a record with your name on it.

    With --deal ids are checked, and a question is named anew where a correction makes it another one. Without it the
    deal texts that LEDGER keeps are looked at, the newest first, if it keeps any.
    """
    from trucekeeper.ledger.stores import opened

    with opened(ledger) as store:
        if show:
            _list(store.proposals())
            return
        if not who:
            raise click.UsageError("--as is needed: a ledger keeps who decided what")
        given_deals = [deal for path in deals for deal in deals_at(path)]
        desk = desk_with(given_deals or kept_deals(store))
        done = _decide(store, ids, who, given, decisions, desk)
        waiting = len(store.proposals("open"))
    if as_json:
        click.echo(json.dumps({**done.told(), "waiting": waiting}))
        return
    for line, why in done.problems:
        click.echo(f"line {line} {why}; left out", err=True)
    told = [f"{len(several)} {word}" for word, several in done.told().items()]
    click.echo("; ".join([", ".join(told) or "nothing decided", f"{waiting} wait"]))


def desk_with(deals: "Sequence[Deal]") -> "Desk":
    """What the person at the desk has at hand; the first text is the one whose names were looked for."""
    from trucekeeper.reader.correct import Desk

    return Desk(tuple(deals), (deals[0].zone if deals else None) or UTC)


def kept_deals(store: "Store") -> "tuple[Deal, ...]":
    """The deal texts that a ledger keeps, the newest first."""
    from trucekeeper.deal.syntax import read_deal
    from trucekeeper.ledger.record import DealVersion

    named = [entry.record for entry in store.entries() if isinstance(entry.record, DealVersion)]
    texts = [(one.file or one.version, store.document(one.sha256)) for one in reversed(named) if one.sha256]
    return tuple(read_deal(text.decode("utf-8", "replace"), name) for name, text in texts if text is not None)


_NO_CORRECTION = frozenset({"reject", "reason", "accept_all", "tier", "fitting"})


def _decide(
    store: "Store", ids: "Sequence[str]", who: str, given: dict[str, Any], decisions: Path | None, desk: "Desk"
) -> Done:
    changes = {key: given[key] for key in given if key not in _NO_CORRECTION}
    changes = {key: value for key, value in changes.items() if value not in (None, ())}
    if given["accept_all"]:
        return Done(unread=accept_unread(store, who, given["tier"]))
    if decisions is not None:
        if ids or changes or given["reject"]:
            raise click.UsageError("--from brings its own ids and corrections: give it alone")
        return _carry_out(store, decisions, who, desk, fitting=given["fitting"])
    if not ids:
        raise NothingToDecideError(len(store.proposals("open")))
    chosen = [open_proposal(store, id) for id in ids]
    if given["reject"]:
        if not given["reason"]:
            raise NoReasonError
        for one in chosen:
            store.decide(one.id, "rejected", by=who, reason=given["reason"])
        return Done(rejected=[one.id for one in chosen])
    from trucekeeper.ledger.deals import first_deal

    first = first_deal(store.entries())
    made = [
        (one, own_record(record_for(store, one.source, one.body, changes, who, desk), one.body, first))
        for one in chosen
    ]
    for one, record in made:
        store.decide(one.id, "confirmed", by=who, reason=_why(given["reason"], changes), records=[record])
    return Done(confirmed=[one.id for one, _ in made])


def _carry_out(store: "Store", path: Path, who: str, desk: "Desk", *, fitting: bool) -> Done:
    """All decisions of a file or none: every line is checked before the first is carried out."""
    from trucekeeper.cli.decoding import decoded
    from trucekeeper.reader.decisions import BadDecisionsError, read_decisions

    def whole(problems: "Sequence[tuple[int, str]]") -> TruceError:
        return BadDecisionsError(path.name, problems)

    made = read_decisions(decoded(bytes_of(path), str(path)), path.name)
    return carry_out(store, made, who, desk, name=path.name, whole=None if fitting else whole)


def carry_out(
    store: "Store",
    decisions: "Iterable[Decision]",
    who: str,
    desk: "Desk",
    *,
    name: str,
    whole: "Callable[[Sequence[tuple[int, str]]], TruceError] | None" = None,
) -> Done:
    """Carry out what a person decided about many proposals.

    Args:
        store: With the proposals in its inbox.
        decisions: As read from a file.
        who: Whose decisions they are.
        desk: For names.
        name: Of the file, for messages.
        whole: Makes the error for decisions that fit no proposal; without it they are left out and told of.

    Raises:
        BadDecisionError: For a correction that cannot be taken; nothing was decided then.
    """
    from trucekeeper.ledger.deals import first_deal
    from trucekeeper.reader.decisions import fitting

    done, first = Done(), first_deal(store.entries())
    ready: list[tuple[Decision, str, Record | None]] = []
    for decision, body in fitting(decisions, *_inbox(store)):
        if isinstance(body, str):
            done.problems.append((decision.line, body))
            continue
        source = body["_source"]
        try:
            record = record_for(store, source, body, decision.change, who, desk) if decision.confirm else None
            record = record if record is None else own_record(record, body, first)
        except TruceError as error:
            raise BadDecisionError(name, decision.line, error.message, error.hint) from None
        ready.append((decision, body["id"], record))
    if done.problems and whole is not None:
        raise whole(done.problems)
    for decision, id, record in ready:
        _one(store, decision, id, record, who, done)
    return done


def _one(store: "Store", decision: "Decision", id: str, record: "Record | None", who: str, done: Done) -> None:
    if record is None:
        store.decide(id, "rejected", by=who, reason=decision.reason)
        done.rejected.append(id)
        return
    store.decide(id, "confirmed", by=who, reason=_why(decision.reason, decision.change), records=[record])
    done.confirmed.append(id)
    for key in decision.change:
        done.corrected[key] = done.corrected.get(key, 0) + 1


def _inbox(store: "Store") -> tuple[dict[str, list[dict[str, Any]]], dict[str, str]]:
    """The open proposals and the texts, by every name of a report: its id, its file and its title."""
    bodies: dict[str, list[dict[str, Any]]] = {}
    texts: dict[str, str] = {}
    for one in store.proposals("open"):
        source = source_of(store, one.source)
        for name in {one.source, *((source.address, source.title) if source is not None else ())} - {""}:
            bodies.setdefault(name, []).append(one.body | {"_source": one.source})
            if name not in texts:
                texts[name] = text_of(store, source)
    return bodies, texts


def _why(reason: str, changes: Mapping[str, Any]) -> str:
    """The reason given, and what was corrected: for whoever asks later how a record came to differ from the report."""
    return "; ".join(part for part in (reason, f"corrected: {', '.join(changes)}" if changes else "") if part)


def accept_unread(store: "Store", who: str, tier: str | None) -> list[str]:
    """Take what waits as it was proposed; each record says that nobody read it."""
    from trucekeeper.ledger.deals import first_deal
    from trucekeeper.reader.to_record import again, record_of

    waiting = [one for one in store.proposals("open") if tier is None or one.body["tier"] == tier]
    first = first_deal(store.entries())
    for one in waiting:
        record = own_record(
            record_of(again(one.body, store), source_of(store, one.source), by=who, unread=True), one.body, first
        )
        store.decide(one.id, "accepted unread", by=who, records=[record])
    return [one.id for one in waiting]


def own_record(record: "Record", body: Mapping[str, Any], first: str | None) -> "Record":
    """The record with the deal for which it was proposed, where it would be about another one otherwise."""
    from trucekeeper.ledger.deals import stamped

    return stamped([record], str(body.get("deal", "")), first)[0]


def open_proposal(store: "Store", id: str) -> "Proposal":
    """A proposal that waits.

    Raises:
        NoProposalError: When there is none of this id.
        AlreadyDecidedError: When somebody has decided it.
    """
    from trucekeeper.ledger.store import NoProposalError

    found = next((one for one in store.proposals() if one.id == id), None)
    if found is None:
        raise NoProposalError(id)
    if found.state != "open":
        raise AlreadyDecidedError(id, found.state, found.by)
    return found


def record_for(
    store: "Store", source_id: str, body: dict[str, Any], changes: Mapping[str, Any], who: str, desk: "Desk"
) -> "Record":
    """The record of a proposal with a person's corrections in it."""
    from datetime import datetime

    from trucekeeper.reader.correct import Report, corrected
    from trucekeeper.reader.to_record import again, record_of

    source = source_of(store, source_id)
    published = (
        source.published if source is not None and source.published is not None else datetime.max.replace(tzinfo=UTC)
    )
    body = corrected(body, changes, Report(text_of(store, source), published), desk) if changes else body
    return record_of(again(body, store), source, by=who)


def text_of(store: "Store", source: "Source | None") -> str:
    """The text of a report; empty where it is not kept."""
    raw = store.document(source.text_sha256) if source is not None else None
    return raw.decode("utf-8", "surrogatepass") if raw is not None else ""


def source_of(store: "Store", id: str) -> "Source | None":
    """The record of a report."""
    from trucekeeper.ledger.record import Source

    entry = store.entry(id)
    return entry.record if entry is not None and isinstance(entry.record, Source) else None


def _list(every: "Sequence[Proposal]") -> None:
    """One line for each that waits; where decisions order them, that is said beside the list."""
    from trucekeeper.reader.ranking import UNTAUGHT, ranked, taught_by

    model = taught_by(every) if rank_wanted() else UNTAUGHT
    for one in ranked([one for one in every if one.state == "open"], model):
        speaker = one.body["speaker"]["text"] if one.body["speaker"] else "the author"
        line = " ".join(f"{one.body['tier']} {one.id} [{one.body['act']}] {speaker}: {one.body['words']}".split())
        click.echo(line if len(line) <= 80 else line[:79] + "…")
    if model.speaks:
        click.echo(
            f"ordered by tier, in each by {model.confirmed} confirmed and {model.rejected} rejected before; "
            f"{RANK}=off leaves the order in which they came",
            err=True,
        )
