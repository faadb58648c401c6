"""Proposals as `truce read` tells them on a terminal of 80 columns."""

import unicodedata
from datetime import datetime
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from trucekeeper.cli.reports import Report
from trucekeeper.core.moment import local
from trucekeeper.core.quantity import unit_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucekeeper.reader.proposal import Proposal

WIDTH: Final = 80


def clean(text: str) -> str:
    """Words of others as a terminal may show them: nothing in them can steer it or turn the writing round.

    Signs that nobody sees are left out; control characters are shown as one that cannot be shown.
    """
    return "".join(map(_clean, text))


def _clean(char: str) -> str:
    if char.isspace():
        return " "
    kind = unicodedata.category(char)
    return "" if kind == "Cf" else "\ufffd" if kind in {"Cc", "Cs", "Co", "Cn"} else char


def legend(both: bool) -> str:
    """What the tiers were worth on reports that no rule had been made with, and which those were."""
    from trucekeeper.reader.tiers import OPENED

    found = OPENED.both if both else OPENED.surface
    parts = ", ".join(f"{name} {one.right} of {one.of}" for name, one in found.items())
    day = f"{OPENED.day.day} {OPENED.day:%B %Y}"
    line = (
        f"Right, by tier, in {OPENED.reports} reports that no rule had seen ({OPENED.name}, opened {day}): {parts}. "
        "Right means that somebody says so in the report, not that it is true."
    )
    return "\n".join(wrap(line, WIDTH))


def told(report: Report, proposals: "Sequence[Proposal]", zone: ZoneInfo | None) -> list[str]:
    """Proposals for a terminal of 80 columns."""
    title = clean(report.document.title) or report.name
    many = f"{len(proposals)} proposal{'s' if len(proposals) != 1 else ''}"
    about = f"{clean(report.publisher)}, published {local(report.published, zone)}; {many}"
    lines = [*wrap(title, WIDTH), *wrap(about, WIDTH, initial_indent="  ", subsequent_indent="  ")]
    for one in proposals:
        lines += ["", *one_proposal(one.shown(), zone)]
    return lines


def in_a_line(report: Report, proposals: "Sequence[Proposal]") -> list[str]:
    """How many proposals a report gives, by tier: its name in a line of its own where both do not fit into one."""
    tiers = [one.tier for one in proposals]
    parts = ", ".join(f"{tier} {tiers.count(tier)}" for tier in "ABC" if tier in tiers)
    many = f"{len(tiers)} proposal{'s' if len(tiers) != 1 else ''}" + (f" ({parts})" if parts else "")
    return wrap(f"{clean(report.name)}: {many}", WIDTH, subsequent_indent="  ")


def one_proposal(body: dict[str, Any], zone: ZoneInfo | None) -> list[str]:
    """A proposal in a few lines: who, the exact words, and what the reader makes of them."""
    who = body["speaker"]["text"] if body["speaker"] else "the author"
    side = f" ({body['speaker'].get('side')})" if body["speaker"] else ""
    via = f", via {', '.join(one['text'] for one in body['via'])}" if body["via"] else ""
    no = " not" if body["polarity"] == "no" else ""
    head = f"{body['tier']} {body['id']}  {who}{side} {body['act'].replace('_', ' ')}{via}:{no} {body['event']}"
    lines = wrap(clean(" ".join(head.split())), WIDTH, subsequent_indent="    ")
    quoted = clean(" ".join(body["words"].split()))
    lines += wrap(f"“{quoted}”", WIDTH, initial_indent="    ", subsequent_indent="     ")
    details = details_of(body, zone)
    if details:
        lines += wrap(clean("; ".join(details)), WIDTH, initial_indent="    ", subsequent_indent="    ")
    return lines


def _site(place: dict[str, Any]) -> str:
    """A place of the deal or of a gazetteer; else the report's words, and what may be meant."""
    if place["id"]:
        return f"at {place['id']}"
    if one := place.get("gazetteer"):
        return f"at {place['text']} ({one['id']}, {one['precision']})"
    if like := place.get("like"):
        return f"place: “{place['text']}” (perhaps {' or '.join(one['name'] for one in like[:3])})"
    return f"place: “{place['text']}”"


#: Where a time comes from, if the claim's own words do not say it.
_FROM: Final = {"carried": " (as told before it)", "published": " (when it was written)"}


def details_of(body: dict[str, Any], zone: ZoneInfo | None) -> list[str]:
    """What the reader makes of the words: doers, place, times, number, doubts, clauses, and what it left open."""
    details = []
    if body["actors"]:
        joined = " or " if body["actors_alternative"] else ", "
        details.append("by " + joined.join(dict.fromkeys(one["id"] or one["text"] for one in body["actors"])))
    if body["place"]:
        details.append(_site(body["place"]))
    for key in ("happened", "said"):
        if body[key]:
            start = local(datetime.fromisoformat(body[key]["start"]), zone)
            end = local(datetime.fromisoformat(body[key]["end"]), zone)
            details.append(f"{key} {start} to {end}{_FROM.get(body[key]['basis'], '')}")
    if body["quantity"]:
        details.append(_counted(body["quantity"]))
    if body["certainty"] != "stated":
        details.append(body["certainty"])
    if body["clauses"]:
        details.append(f"clause {' or '.join(body['clauses'])}")
    return details + [f"open: {one}" for one in body.get("open", ())]


def _counted(quantity: dict[str, Any]) -> str:
    """`1 person`, `about 300 people`, `24 or more buses`, `at most 50 people`."""
    low, high = quantity["low"], quantity["high"]
    about = "about " if quantity["approx"] else ""
    if high is None:
        return f"{about}{low:,} or more {quantity['unit']}"
    span = f"{low:,}" if high == low else f"at most {high:,}" if not low else f"{low:,} to {high:,}"
    return f"{about}{span} {unit_of(high, quantity['unit'])}"
