"""Alerts as sentences, in English or through a translation; each says what is recorded, never that it happened."""

from collections.abc import Callable
from typing import Final

from trucekeeper.status.alert import Alert, AlertKind

Translate = Callable[[str], str]


def N_(text: str) -> str:
    """Mark a text for translation where it is only named."""
    return text


SENTENCES: Final = {
    AlertKind.DEADLINE: N_("%(what)s for %(who)s: the last moment is %(when)s, and it is not reported done"),
    AlertKind.LATE: N_("%(what)s for %(who)s: the last moment was %(when)s, and it is not reported done"),
    AlertKind.HOLD: N_("stop of %(what)s, declared by %(who)s, since %(when)s (%(state)s)"),
    AlertKind.RESUMED: N_("the stop of %(what)s by %(who)s ended at %(when)s"),
    AlertKind.EXPOSURE: N_("%(who)s may be %(figure)s ahead, by the counts; the bound is %(bound)s (%(state)s)"),
    AlertKind.DEAL: N_("how the deal stands: %(state)s"),
    AlertKind.CLAIM: N_("about %(what)s, %(when)s: %(state)s"),
}
#: What a kind of alert is called where one chooses among them.
NAMES: Final = {
    AlertKind.DEADLINE: N_("a last moment comes near"),
    AlertKind.LATE: N_("a last moment has passed"),
    AlertKind.HOLD: N_("somebody declares a stop"),
    AlertKind.RESUMED: N_("a stop has ended"),
    AlertKind.EXPOSURE: N_("exposure near its bound, or over it"),
    AlertKind.DEAL: N_("the deal is suspended, resumed, collapsed or ended"),
    AlertKind.CLAIM: N_("something new is recorded on a clause"),
}
#: States in words, where the token is not one.
STATES: Final = {
    "by the text": N_("the text gives this power"),
    "no power in the text": N_("the text gives no such power"),
    "near": N_("near it"),
    "over": N_("over it"),
    "more": N_("an unknown number"),
    "the deal": N_("the deal"),
    # Kinds of records that can name a clause, and the states of a deal that are told.
    "claim": N_("a new claim"),
    "observation": N_("a new observation"),
    "decision": N_("a new decision"),
    "movement": N_("a new movement"),
    "vehicle movement": N_("a new movement"),
    "hold": N_("a new stop"),
    "resume": N_("a new resumption"),
    "demand": N_("a new demand"),
    "contact": N_("a new call"),
    "counted": N_("a new count"),
    "suspended": N_("suspended, by what is recorded"),
    "collapsed": N_("collapsed, by what is recorded"),
    "resumed": N_("resumed, by what is recorded"),
    "ended": N_("over, by its own end"),
    "suspended disputed": N_("suspended, by what is recorded, and disputed"),
    "collapsed disputed": N_("collapsed, by what is recorded, and disputed"),
    "resumed disputed": N_("resumed, by what is recorded, and disputed"),
    "ended disputed": N_("over, by its own end, and disputed"),
}


def sentence(alert: Alert, when: str, translate: Translate = str) -> str:
    """What an alert says, in one line.

    Args:
        alert: The alert.
        when: Its moment, in the words of the reader.
        translate: Gives a text in another language.
    """
    most, bound = alert.figure
    which = f"{alert.deal}: " if alert.deal else ""
    return which + translate(SENTENCES[alert.kind]) % {
        "what": ", ".join(alert.clauses) or translate(STATES["the deal"]),
        "who": ", ".join(alert.sides) or "?",
        "when": when,
        "state": translate(STATES.get(alert.state, alert.state.replace("_", " "))),
        "figure": translate(STATES["more"]) if most is None else f"{most:,.0f}",
        "bound": "" if bound is None else f"{bound:,}",
    }


def shape(alert: Alert) -> dict[str, object]:
    """An alert as JSON: ids, moments and figures, no words of anybody."""
    most, bound = alert.figure
    made: dict[str, object] = {
        "kind": str(alert.kind),
        "deal": alert.deal,
        "at": alert.at.isoformat(timespec="seconds"),
        "clauses": list(alert.clauses),
        "sides": list(alert.sides),
        "state": alert.state,
        "records": list(alert.records),
    }
    return made if alert.kind is not AlertKind.EXPOSURE else made | {"at_most": most, "bound": bound}
