"""Holds, demands still open, and how exposed each side is if everything stopped now."""

from trucekeeper.brief.matter import Matter, named, quoted
from trucekeeper.brief.model import Block, Listing, Piece, Section, Sentence, absent, sentence
from trucekeeper.brief.sections.phrases import listed
from trucekeeper.ledger.record import Demand, Hold
from trucekeeper.status.verdict import DemandVerdict, ExposureVerdict, HoldVerdict


def holds(matter: Matter) -> Section:
    """Who stopped what, on what power, since when, and until when."""
    items = tuple(_hold(matter, one) for one in matter.now.holds)
    return Section("holds", "Holds", (Listing(items),) if items else (absent("No hold is recorded."),))


def _hold(matter: Matter, one: HoldVerdict) -> Sentence:
    power = (
        (" under ", named(one.under or ""), ", which the deal gives it the power to do; the clock stops")
        if one.entitled and one.under
        else (" without a power of the deal; the clock runs on",)
    )
    end = "; it stands" if one.ended_at is None else f"; it ended {matter.at(one.ended_at)}"
    return sentence(
        *_declared(matter, one),
        *listed((named(clause) for clause in one.clauses), none="no clause by name"),
        *power,
        f"; since {matter.at(one.since)}",
        *_until(matter, one),
        end,
        *_reason(matter, one.record),
        ".",
        records=(one.record, *one.ended_by),
    )


def _declared(matter: Matter, one: HoldVerdict) -> tuple[str | Piece, ...]:
    """Whoever declared it by name; a stop that was only reported has no holder."""
    entry = matter.by_id.get(one.record)
    if entry is None or isinstance(entry.record, Hold):
        return matter.called(one.holder), " declared a hold of "
    return matter.who(entry), " spoke of a stop, which nobody declared, of "


def _until(matter: Matter, one: HoldVerdict) -> tuple[str, ...]:
    """The end that the deal itself sets, in the deal's own words."""
    clause = matter.deal.clause(one.under or "")
    if clause is None or clause.until is None or one.ended_at is not None:
        return ()
    span = clause.spans.get("until")
    words = matter.deal.text[span.start : span.end].strip() if span else ""
    return (f"; until, by the deal, “{words}”",) if words else ()


def _reason(matter: Matter, id: str) -> tuple[str | Piece, ...]:
    entry = matter.by_id.get(id)
    record = entry.record if entry else None
    if entry is None or not isinstance(record, Hold) or not record.reason or not matter.may_read(entry):
        return ()
    return ("; reason given: ", quoted(record.reason))


def demands(matter: Matter) -> Section:
    """Conditions asked for, and whether a party that must do something has agreed (rule R13)."""
    items = tuple(_demand(matter, one) for one in matter.now.demands)
    nothing = absent("No demand is recorded.")
    return Section("demands", "Demands", (Listing(items),) if items else (nothing,))


def _demand(matter: Matter, one: DemandVerdict) -> Sentence:
    entry = matter.by_id.get(one.record)
    asked = entry.record if entry else None
    of = listed(matter.called(name) for name in asked.of) if isinstance(asked, Demand) and asked.of else []
    agreed = (
        ("agreed to by ", *listed(matter.called(name) for name in one.agreed_by))
        if one.agreed_by
        else ("no party that would have to act has agreed, and it changes nothing in the deal",)
    )
    return sentence(
        matter.who(entry) if entry else matter.called(one.by),
        f" ({one.side}) asks",
        *((" of ", *of) if of else ()),
        ": ",
        quoted(one.asks),
        f", since {matter.at(one.since)}; ",
        *agreed,
        ".",
        records=(one.record, *one.because),
    )


def exposure(matter: Matter) -> Section:
    """What each side has let go and not yet got back, both sides always, with the bound."""
    if not matter.now.exposure:
        words = "The deal has no exchange in step, so that no exposure is computed."
        nothing = sentence(words) if not matter.deal.exchanges else absent("Nothing is counted on either leg so far.")
        return Section("exposure", "Exposure of both sides", (nothing,))
    meaning = sentence("Exposure is what a side has let go and not yet got back, if everything stopped now.")
    blocks: list[Block] = [meaning, Listing(tuple(_exposed(matter, one) for one in matter.now.exposure))]
    return Section("exposure", "Exposure of both sides", tuple(blocks))


def _exposed(matter: Matter, one: ExposureVerdict) -> Sentence:
    parts = (named(one.side), " in ", named(one.exchange), ": ")
    if matter.moving.intersection(one.because):
        return sentence(*parts, "withheld while people are on the road.", records=one.because)
    amount = f"at least {_number(one.low)}" if one.high is None else _range(one.low, one.high)
    bound = "the deal states no bound" if one.bound is None else f"the deal's bound is {one.bound:,}"
    over = "" if one.bound is None or one.low <= one.bound else ", which it exceeds on every count"
    may = one.bound is not None and one.low <= one.bound and (one.high is None or one.high > one.bound)
    over = ", which it exceeds on some counts" if may else over
    words = f"{amount} {one.unit}; {bound}{over}."
    return sentence(*parts, words, records=one.because)


def _range(low: float, high: float) -> str:
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def _number(value: float) -> str:
    """Whole heads as such; shares and parts of a batch with two places."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
