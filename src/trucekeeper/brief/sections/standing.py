"""Holds, demands still open, and how exposed each side is if everything stopped now."""

from trucekeeper.brief.matter import Matter, named, quoted
from trucekeeper.brief.model import Block, Listing, Piece, Section, Sentence
from trucekeeper.brief.sections.phrases import left_out, listed
from trucekeeper.ledger.record import Demand, Hold
from trucekeeper.status.verdict import DemandVerdict, ExposureVerdict, HoldVerdict


def holds(matter: Matter) -> Section:
    """Who stopped what, on what power, since when, and until when."""
    t, extent = matter.tongue, matter.extent
    # Those that ended before the period are told of a small ledger alone.
    since = matter.before.at if matter.before is not None and extent.bounded else None
    found = [one for one in matter.now.holds if since is None or one.ended_at is None or one.ended_at > since]
    shown = found[-extent.rows :]
    items = tuple(_hold(matter, one) for one in shown)
    rest = left_out(matter, len(matter.now.holds) - len(shown), "{number} further hold", "{number} further holds")
    blocks: tuple[Block, ...] = ((Listing(items),) if items else ()) + rest
    return Section("holds", t("Holds"), blocks or (t.lacking("No hold is recorded."),))


def _hold(matter: Matter, one: HoldVerdict) -> Sentence:
    t = matter.tongue
    may = "under {power}, which the deal gives it the power to do; the clock stops"
    power = t.pieces("without a power of the deal; the clock runs on")
    if one.entitled and one.under:
        power = t.pieces(may, power=named(one.under))
    stands = t.pieces("; it stands")
    ended = t.pieces("; it ended {at}", at=matter.at(one.ended_at)) if one.ended_at is not None else stands
    entry = matter.by_id.get(one.record)
    # A stop that was only reported has no holder.
    reported = entry is not None and not isinstance(entry.record, Hold)
    declared = "{who} declared a hold of {clauses} {power}; since {since}{until}{ended}{reason}."
    spoke = "{who} spoke of a stop, which nobody declared, of {clauses} {power}; since {since}{until}{ended}{reason}."
    return t.tell(
        spoke if reported else declared,
        who=matter.who(entry) if reported and entry else matter.called(one.holder),
        clauses=listed(t, (named(clause) for clause in one.clauses), none="no clause by name"),
        power=power,
        since=matter.at(one.since),
        until=_until(matter, one),
        ended=ended,
        reason=_reason(matter, one.record),
        records=(one.record, *one.ended_by),
    )


def _until(matter: Matter, one: HoldVerdict) -> tuple[Piece, ...]:
    """The end that the deal itself sets, in the deal's own words."""
    clause = matter.deal.clause(one.under or "")
    if clause is None or clause.until is None or one.ended_at is not None:
        return ()
    span = clause.spans.get("until")
    words = matter.deal.text[span.start : span.end].strip() if span else ""
    return matter.tongue.pieces("; until, by the deal, {words}", words=f"“{words}”") if words else ()


def _reason(matter: Matter, id: str) -> tuple[Piece, ...]:
    entry = matter.by_id.get(id)
    record = entry.record if entry else None
    if entry is None or not isinstance(record, Hold) or not record.reason or not matter.may_read(entry):
        return ()
    return matter.tongue.pieces("; reason given: {reason}", reason=quoted(record.reason))


def demands(matter: Matter) -> Section:
    """Conditions asked for, and whether a party that must do something has agreed (rule R13)."""
    t, shown = matter.tongue, matter.now.demands[-matter.extent.rows :]
    items = tuple(_demand(matter, one) for one in shown)
    left = len(matter.now.demands) - len(shown)
    rest = left_out(matter, left, "{number} further demand", "{number} further demands")
    return Section(
        "demands", t("Demands"), (Listing(items), *rest) if items else (t.lacking("No demand is recorded."),)
    )


def _demand(matter: Matter, one: DemandVerdict) -> Sentence:
    entry, t = matter.by_id.get(one.record), matter.tongue
    asked = entry.record if entry else None
    of = listed(t, (matter.called(name) for name in asked.of)) if isinstance(asked, Demand) and asked.of else []
    agreed = t.pieces("no party that would have to act has agreed, and it changes nothing in the deal")
    if one.agreed_by:
        agreed = t.pieces("agreed to by {names}", names=listed(t, (matter.called(name) for name in one.agreed_by)))
    return t.tell(
        "{who} ({side}) asks{of}: {asks}, since {since}; {agreed}.",
        who=matter.who(entry) if entry else matter.called(one.by),
        side=one.side,
        of=t.pieces(" of {of}", of=of) if of else (),
        asks=quoted(one.asks),
        since=matter.at(one.since),
        agreed=agreed,
        records=(one.record, *one.because),
    )


def exposure(matter: Matter) -> Section:
    """What each side has let go and not yet got back, both sides always, with the bound."""
    t = matter.tongue
    if not matter.now.exposure:
        nothing = t.lacking("Nothing is counted on either leg so far.")
        if not matter.deal.exchanges:
            nothing = t.tell("The deal has no exchange in step, so that no exposure is computed.")
        return Section("exposure", t("Exposure of both sides"), (nothing,))
    meaning = t.tell("Exposure is what a side has let go and not yet got back, if everything stopped now.")
    blocks: list[Block] = [meaning, Listing(tuple(_exposed(matter, one) for one in matter.now.exposure))]
    return Section("exposure", t("Exposure of both sides"), tuple(blocks))


def _exposed(matter: Matter, one: ExposureVerdict) -> Sentence:
    t = matter.tongue
    where = {"side": named(one.side), "exchange": named(one.exchange)}
    if matter.moving.intersection(one.because):
        words = "{side} in {exchange}: withheld while people are on the road."
        return t.tell(words, side=where["side"], exchange=where["exchange"], records=one.because)
    low = _number(one.low)
    amount = t("at least {low}").format(low=low) if one.high is None else _range(matter, one.low, one.high)
    bound = t.pieces("the deal states no bound")
    if one.bound is not None:
        bound = t.pieces("the deal's bound is {bound}", bound=f"{one.bound:,}")
    return t.tell(
        "{side} in {exchange}: {amount} {unit}; {bound}{over}.",
        side=where["side"],
        exchange=where["exchange"],
        amount=amount,
        unit=t(one.unit),
        bound=bound,
        over=_over(matter, one),
        records=one.because,
    )


def _over(matter: Matter, one: ExposureVerdict) -> tuple[Piece, ...]:
    """Whether the bound is exceeded, on every count or on some."""
    if one.bound is None:
        return ()
    if one.low > one.bound:
        return matter.tongue.pieces(", which it exceeds on every count")
    some = one.high is None or one.high > one.bound
    return matter.tongue.pieces(", which it exceeds on some counts") if some else ()


def _range(matter: Matter, low: float, high: float) -> str:
    if low == high:
        return _number(low)
    return matter.tongue("{low} to {high}").format(low=_number(low), high=_number(high))


def _number(value: float) -> str:
    """Whole heads as such; shares and parts of a batch with two places."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
