"""The page Enter: what was seen, heard, called, visited or counted, from a telephone, also without a network.

The form is kept by the device while there is no line (static/enter.js) and sent later under the number that it was
given at once; sent twice it is recorded once.
"""

import re
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso, moment
from trucekeeper.core.movement import MOVEMENT_EVENTS
from trucekeeper.ledger.codec import record_from
from trucekeeper.ledger.fixed import CHANNELS, LISTS
from trucekeeper.ledger.record import Record
from trucekeeper.people.account import Action
from trucekeeper.web.entering import enter as recorded
from trucekeeper.web.guard import needs, who_of
from trucekeeper.web.outlook import judged
from trucekeeper.web.render import page
from trucekeeper.web.site import Site, site_of
from trucekeeper.web.static import FOLDER
from trucekeeper.web.words import ENTERED

router = APIRouter()

#: What may stand in a number that a device gave: it becomes the id of a record.
NUMBER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{4,60}\Z")


class NotEnoughError(TruceError):
    """A form without what makes its record one."""

    def __init__(self, lacks: str, why: str) -> None:
        super().__init__(f"{lacks} is missing: {why}", f"fill in {lacks}; unknown is an answer where it is offered")


class BadNumberError(TruceError):
    """A number under which nothing can be recorded."""

    def __init__(self, number: str) -> None:
        super().__init__(f'"{number[:40]}" is no number of an entry', "load the page again; it gives a number")


@router.get("/enter", response_class=HTMLResponse)
@needs(Action.ENTER)
def enter(request: Request, kind: str = "observation", done: str = "") -> HTMLResponse:
    """The form of one kind of record, with a number given at once.

    Args:
        request: Whose page it is.
        kind: One of `ENTERED`.
        done: The number of what was just entered.
    """
    site, who = site_of(request), who_of(request)
    texts = site.desk.deals.texts().judged
    answer = site.answer()
    # What is entered is about the text in force: clauses of others were never agreed.
    now_judged = judged(texts, answer) if answer is not None and texts else None
    texts = (*(one for one in texts if one is not now_judged), *((now_judged,) if now_judged is not None else ()))
    return page(
        request,
        "enter.html",
        kind=kind if kind in ENTERED else ENTERED[0],
        kinds=ENTERED,
        lists=LISTS,
        channels=CHANNELS,
        done=done,
        number=number_of(who.id, site.clock()),
        now=site.now(),
        texts=texts,
        places=_names(place for deal in texts for place in deal.places),
        clauses=_names(clause for deal in texts[-1:] for clause in deal.clauses),
        parties=_names(party for deal in texts for party in deal.parties),
        incidents=_incidents(site),
        steps=MOVEMENT_EVENTS,
    )


def number_of(who: str, at: datetime) -> str:
    """`OBSERVER-1216-1800-3F`: who, day and minute in UTC, two letters; short enough to be read over a radio."""
    name = re.sub(r"[^A-Za-z0-9]", "", who).upper()[:12] or "DESK"
    return f"{name}-{at.astimezone(UTC):%m%d-%H%M}-{token_hex(1).upper()}"


def _names(blocks: Any) -> list[tuple[str, str]]:
    return list({one.id: (one.id, one.name or getattr(one, "do", "") or one.id) for one in blocks}.values())


def _incidents(site: Site) -> list[str]:
    answer = site.answer()
    asked = [one.incident for verdict in answer.clauses for one in verdict.questions] if answer else []
    return list(dict.fromkeys(asked))


@router.post("/enter")
@needs(Action.ENTER)
async def take(request: Request) -> Response:
    """Record what was entered; the same number again is the same entry."""
    site, who = site_of(request), who_of(request)
    form = {key: str(value).strip() for key, value in (await request.form()).items()}
    number = form.get("number", "")
    if not NUMBER.match(number):
        raise BadNumberError(number)
    known = site.desk.entry(number)
    if known is None:
        made = record_in(form, who.id, site)
        recorded(site, who, [made])
    elif known.entered_by != who.id:
        raise BadNumberError(number)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"number": number, "new": known is None})
    return RedirectResponse(f"/enter?kind={form.get('kind', '')}&done={number}", 303)


def record_in(form: dict[str, str], who: str, site: Site) -> Record:
    """The record that a form describes.

    Raises:
        NotEnoughError: When something is missing that makes it one.
    """
    kind = form.get("kind", "")
    said = _moment(form, "said", site)
    made: dict[str, Any] = {"id": form["number"], "record": kind, "said_at": iso(said) if said else None}
    if said is None:
        raise NotEnoughError("when it was said or written down", "nothing can be known from a moment that nobody knows")
    made |= _KINDS[kind](form, who, site) if kind in _KINDS else {}
    if kind not in _KINDS:
        raise NotEnoughError("the kind", f"one of {', '.join(ENTERED)}")
    return record_from({key: value for key, value in made.items() if value not in (None, "", [])})


def _moment(form: dict[str, str], key: str, site: Site) -> datetime | None:
    return moment(form[key], site.zone) if form.get(key) else None


def _happened(form: dict[str, str], site: Site) -> dict[str, str] | None:
    start, end = _moment(form, "from", site), _moment(form, "until", site)
    if start is None or end is None:
        return None
    if end <= start:
        raise NotEnoughError("a time that passes", "until must be later than from; for one minute give the next minute")
    return {"start": iso(start), "end": iso(end), "precision": form.get("precision") or "hour", "basis": "entered"}


def _told(form: dict[str, str], who: str, site: Site) -> dict[str, Any]:
    """An observation or a claim: about which question, yes or no, by whom."""
    if not form.get("incident"):
        raise NotEnoughError("a short name for what it is about", "records about one thing are found by its name")
    own = form.get("kind") == "observation"
    if not own and not form.get("speaker"):
        raise NotEnoughError("who said it", "a claim that nobody made cannot be weighed")
    return {
        "speaker": form.get("speaker") or who,
        "side": form.get("side") or ("independent" if own else "unknown"),
        "clause": form.get("clause"),
        "incident": form["incident"],
        "polarity": form.get("polarity") or "yes",
        "basis": "own observation" if own else form.get("basis") or "statement",
        "actors": [one.strip() for one in form.get("actors", "").split(",") if one.strip()],
        "happened": _happened(form, site),
        "place": {"place": form["place"]} if form.get("place") else None,
        "words": form.get("words"),
        "quantity": _count(form, form.get("unit") or "people"),
    }


def _count(form: dict[str, str], unit: str) -> dict[str, Any] | None:
    low, high = form.get("low", ""), form.get("high", "")
    if not low:
        return None
    if not low.isdigit() or (high and not high.isdigit()):
        raise NotEnoughError("a number in figures", "words for numbers are not counted here")
    return {
        "low": int(low),
        "high": int(high) if high else int(low),
        "unit": unit,
        "approx": form.get("approx") == "yes",
    }


def _movement(form: dict[str, str], who: str, site: Site) -> dict[str, Any]:
    count = _count(form, "people")
    if count is None:
        raise NotEnoughError("how many people", "at least so many is enough; a movement without a number is a claim")
    return {
        "speaker": form.get("speaker") or who,
        "side": form.get("side") or "independent",
        "clause": form.get("clause"),
        "event": form.get("event") or "departed",
        "quantity": count,
        "counting": form.get("counting") or "part",
        "convoy": form.get("convoy"),
        "basis": form.get("basis") or "own observation",
        "happened": _happened(form, site),
        "place": {"place": form["place"]} if form.get("place") else None,
    }


def _contact(form: dict[str, str], who: str, site: Site) -> dict[str, Any]:
    if not form.get("party"):
        raise NotEnoughError("whom you called", "an acknowledgement counts for the party that gave it")
    return {
        "party": form["party"],
        "by": who,
        "channel": form.get("channel"),
        "acknowledged": form.get("acknowledged") == "yes",
        "clause": form.get("clause"),
        "note": form.get("words"),
    }


def _patrol(form: dict[str, str], who: str, site: Site) -> dict[str, Any]:
    happened = _happened(form, site)
    if happened is None:
        raise NotEnoughError("from when to when", "silence counts only where somebody was there, and when")
    return {
        "team": form.get("speaker") or who,
        "happened": happened,
        "places": [form["place"]] if form.get("place") else [],
        "outcome": form.get("outcome") or "done",
        "note": form.get("words"),
    }


_KINDS: Final = {
    "observation": _told,
    "claim": _told,
    "movement": _movement,
    "contact": _contact,
    "patrol": _patrol,
}


@router.get("/enter-worker.js")
@needs(Action.ENTER)
def worker(request: Request) -> Response:
    """The worker that keeps the page for when there is no line; at the root, so that it may answer for /enter."""
    return FileResponse(FOLDER / "enter-worker.js", media_type="text/javascript", headers={"cache-control": "no-cache"})
