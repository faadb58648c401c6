"""The attempt list against access control, derived from the routes, the API's description and the record types.

Every free field of every kind of record holds a word of its own, in a record that anybody may see, in one of the other
party, at another place, of a protected source, of a source that became protected later, and of people on the road. Each
account asks every route by every method; every answer is searched for every word; a word found that the rules do not
give to that account is a leak.

`python -m tests.web.attempts` writes docs/dev/attempts.md.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from fastapi.routing import APIRoute
from msgspec import inspect
from starlette.testclient import TestClient

from tests.web.served import Moving, site_in_memory, with_story
from trucekeeper.brief.audience import PROFILES, Kind, Profile
from trucekeeper.brief.redact import KIND_MARKS, Mark, mark_of
from trucekeeper.core.moment import iso
from trucekeeper.ledger.codec import record_from, write_jsonl
from trucekeeper.ledger.record import Record
from trucekeeper.ledger.shape import HASHES, shapes
from trucekeeper.people.account import ROLES, Account, Action, Grant, Sensitivity
from trucekeeper.web.app import ROUTERS, make_app
from trucekeeper.web.guard import Need
from trucekeeper.web.sight import REVIEWERS_ONLY
from trucekeeper.web.site import Site

#: Told to everybody who is told how the deal stands (docs/reference/audiences.md): the question, and ids.
STANDING: Final = frozenset(
    {
        "id",
        "clause",
        "clauses",
        "incident",
        "asks",
        "actors",
        "side",
        "deal",
        "version",
        "agreed_by",
        "of",
        "under",
        "category",
    }
)
#: Keys whose values are ids or words of the deal, so that no word can be planted in them.
FIXED: Final = frozenset({"source", "corrects", "withdraws", "translates", "reviews", "ends", "undoes"})
WORD: Final = re.compile(r"zq\d{4}x")
VARIANTS: Final = ("open", "other side", "elsewhere", "exact", "protected", "protected later", "road")


@dataclass(frozen=True)
class Planted:
    """A word in one field of one record."""

    word: str
    kind: str
    field: str
    variant: str
    record: str


@dataclass
class World:
    """The records, and what stands where."""

    records: list[Record] = field(default_factory=list)
    planted: dict[str, Planted] = field(default_factory=dict)

    def word(self, kind: str, key: str, variant: str, record: str) -> str:
        """A new word, noted with where it stands."""
        made = f"zq{len(self.planted):04d}x"
        self.planted[made] = Planted(made, kind, key, variant, record)
        return made


def world(now: datetime) -> World:
    """All kinds in all variants, in an order in which a ledger takes them."""
    made = World()
    for variant in VARIANTS:
        source = _source(made, variant, now)
        first = ""
        for kind in sorted(
            shapes(), key=lambda one: (one in {"correction", "translation", "review", "withdrawal"}, one)
        ):
            if kind in {"erasure", "source"}:
                continue
            record = _record(made, kind, variant, now, source, first)
            made.records.append(record)
            first = first or (record.id if kind == "claim" else "")
        if variant == "protected later":
            late = {"record": "correction", "id": "late", "corrects": source, "changes": {"kind": "confidential"}}
            made.records.append(record_from(late | {"reason": made.word("correction", "reason", variant, "late")}))
    there = set(WORD.findall(write_jsonl(made.records)))
    made.planted = {word: one for word, one in made.planted.items() if word in there}
    return made


def _source(made: World, variant: str, now: datetime) -> str:
    id = f"src-{variant}"
    values = _values(made, "source", variant, now, "", "") | {"record": "source", "id": id}
    values |= {"kind": "confidential person" if variant == "protected" else "press", "text_sha256": "0" * 64}
    values["raw_sha256"] = "1" * 64
    made.records.append(record_from(values))
    return id


def _record(made: World, kind: str, variant: str, now: datetime, source: str, about: str) -> Record:
    return record_from(_values(made, kind, variant, now, source, about))


def _values(made: World, kind: str, variant: str, now: datetime, source: str, about: str) -> dict[str, Any]:
    """Every field filled: with a word of its own where it takes words, else with what fits the story's deal."""
    id = f"{kind}-{variant}".replace(" ", "-")
    values: dict[str, Any] = {"record": kind, "id": id}
    for one in shapes()[kind].fields:
        key = one.encode_name
        value = _value(made, one.type, kind, key, variant, id, now)
        if value is not None and key != "id":
            values[key] = value
    fitting = _fitting(kind, variant, now, source, about, made, id)
    return {
        key: value
        for key, value in (values | fitting).items()
        if value is not None and key in {"record", *_fields(kind)}
    }


def _fields(kind: str) -> set[str]:
    return {one.encode_name for one in shapes()[kind].fields}


def _fitting(kind: str, variant: str, now: datetime, source: str, about: str, made: World, id: str) -> dict[str, Any]:
    """What must fit together or into the deal, so that the record counts and shows."""
    side = "OPP" if variant == "other side" else "GOV"
    at = {"elsewhere": "RASHIDIN"}.get(variant, "RAMOUSEH")
    spot: dict[str, Any] = {"place": at}
    if variant in {"exact", "road"}:
        spot = {"place": made.word(kind, "place", variant, id), "north": 36.123, "east": 37.123, "radius_km": 0.5}
    moving = kind in {"movement", "vehicle movement"}
    found: dict[str, Any] = {
        "side": side,
        "clause": None if kind == "case step" else "A1" if moving or variant == "road" else "CF",
        "clauses": ["A1"],
        "event": "departed" if moving else "movement" if variant == "road" else "shelling",
        "polarity": "yes",
        "state": "in_force" if kind == "deal version" else None,
        "position": {"seal": 1, "counted": at}.get(kind, False),
        "suppose": False,
        "source": source or None,
        "place": spot,
        "to": {"place": at},
        "places": [at, *([made.word(kind, "places", variant, id)] if variant == "exact" else [])],
        "happened": {"start": iso(now - timedelta(hours=2)), "end": iso(now - timedelta(hours=1)), "precision": "hour"},
        "said_at": iso(now - timedelta(minutes=50)),
        "quantity": {"low": 7001, "high": 7001} if kind in {"movement", "claim"} else None,
        "party": side,
        "relays": None,
        "answers": None,
        "same_as": None,
        "ends": None,
        "undoes": None,
        "observation": "explosion",
        "direction": {"counted": "N", "batch": "in"}.get(kind),
        "km_low": 1,
        "km_high": 2,
        "position_north": 36.1,
        "position_east": 37.1,
        "spans": {"content": [[0, 5]]},
        "axis": None,
        "code": None,
        "step": {"case step": "collected", "evidence": "collected", "edit": "add"}.get(kind),
        "follows": None,
        # A word here would make it a record of another deal, which no page of this one shows.
        **({} if kind == "deal version" else {"deal": None}),
        "replaces": None,
        "outcome": {"review": "confirmed", "patrol": "refused", "case step": ""}.get(kind),
        "corrects": about,
        "withdraws": f"demand-{variant}".replace(" ", "-"),
        "translates": about,
        "reviews": about,
        "changes": {"target": made.word(kind, "changes", variant, id)} if kind == "correction" else None,
        "rests_on": [about] if about else None,
        "supersedes": None,
        "seal": "2" * 64,
    }
    return found


def _value(made: World, shape: inspect.Type, kind: str, key: str, variant: str, id: str, now: datetime) -> Any:
    if key in FIXED:
        return None
    match shape:
        case inspect.UnionType(types=types):
            inner = next(one for one in types if not isinstance(one, inspect.NoneType))
            return _value(made, inner, kind, key, variant, id, now)
        case inspect.LiteralType(values=values):
            return values[0]
        case inspect.StructType(cls=cls):
            return {"Count": {"low": 7001, "high": 7001}}.get(cls.__name__)
        case inspect.DateTimeType():
            return iso(now - timedelta(minutes=50))
        case inspect.VarTupleType(item_type=item):
            one = _value(made, item, kind, key, variant, id, now)
            return None if one is None else [one]
        case inspect.IntType():
            return 3
        case inspect.FloatType():
            return 1.5
        case inspect.BoolType():
            return False
        case inspect.StrType():
            return "a" * 64 if key in HASHES else made.word(kind, key, variant, id)
    return None


# ---- what the rules say


@dataclass(frozen=True)
class Reader:
    """An account of the attempt list, with what the rules give it."""

    name: str
    grant: Grant

    @cached_property
    def upto(self) -> Sensitivity:
        """How far it sees."""
        return self.grant.sees_upto

    @property
    def inside(self) -> bool:
        """One of the mission's own people."""
        return self.upto >= Sensitivity.INTERNAL

    @property
    def profile(self) -> Profile:
        """The audience's profile."""
        kinds = {Sensitivity.PUBLIC: Kind.PUBLIC, Sensitivity.PARTY: Kind.PARTY, Sensitivity.PARTNER: Kind.PARTNER}
        kind = kinds.get(self.upto, Kind.INTERNAL)
        if kind is Kind.PARTY and not self.grant.party:
            kind = Kind.PUBLIC
        return PROFILES[kind]

    def may_read(self, one: Planted) -> bool:
        """True where the rules give a word to this account."""
        if one.kind in {"edit", "release"} and not self.inside:
            return False  # work on a draft, and the note that it was given out; those outside get the report itself
        hidden = one.variant.startswith("protected") and (
            one.kind in ABOUT or "source" in _fields(one.kind) or one.kind == "source"
        )
        if one.field in STANDING or (one.kind, one.field) == ("case step", "case"):
            return True
        if hidden and self.upto < Sensitivity.CONFIDENTIAL:
            return False
        side = "OPP" if one.variant == "other side" else "GOV"
        place = "RASHIDIN" if one.variant == "elsewhere" else "RAMOUSEH"
        kind_has_place = bool(_fields(one.kind) & {"place", "to", "places"} or one.kind in ABOUT - {"withdrawal"})
        if self.grant.places and kind_has_place and place not in self.grant.places:
            return False
        if self.inside:
            of_party = bool(_fields(one.kind) & {"side", "party"} or one.kind in ABOUT)
            if self.grant.party and of_party and side != self.grant.party:
                return False
            reviews = Action.REVIEW in ROLES[self.grant.role].actions
            return reviews or (one.kind, one.field) not in REVIEWERS_ONLY
        return self._outside(one, side)

    def _outside(self, one: Planted, side: str) -> bool:
        own = side == self.grant.party
        if (one.kind, one.field) == ("correction", "changes"):  # what stands is the claim with its new value
            return self._allows(mark_of("claim", "target"), own, one)
        if one.kind == "contact" and not (self.profile.contacts or (self.profile.own_contacts and own)):
            return False
        return all(
            self._allows(mark, own, one) for mark in (KIND_MARKS.get(one.kind, Mark.NOTE), mark_of(one.kind, one.field))
        )

    def _allows(self, mark: Mark, own: bool, one: Planted) -> bool:
        if mark in (Mark.OPEN, Mark.WHO):
            return True
        if mark is Mark.WORDS:
            return self.profile.words or (self.profile.own_words and own)
        if mark is Mark.ROAD:
            return self.profile.under_way or one.variant != "road"
        return bool(getattr(self.profile, "exact_places" if mark is Mark.ROAD_PLACE else str(mark)))


#: Kinds that speak about another record, and are of its party and place.
ABOUT: Final = {"correction", "translation", "review", "withdrawal"}


def readers() -> list[Reader]:
    """Each role as it is, and bound: by party, by place, by a lowered sight."""
    plain = [Reader(name, Grant(name, "GOV" if role.of_a_party else "")) for name, role in ROLES.items()]
    return [
        *plain,
        Reader("party-OPP", Grant("party", "OPP")),
        Reader("observer-GOV", Grant("observer", "GOV")),
        Reader("analyst-OPP", Grant("analyst", "OPP")),
        Reader("analyst-RAMOUSEH", Grant("analyst", places=("RAMOUSEH",))),
        Reader("analyst-internal", Grant("analyst", upto=Sensitivity.INTERNAL)),
        Reader("observer-partner", Grant("observer", upto=Sensitivity.PARTNER)),
        Reader("editor-public", Grant("editor", upto=Sensitivity.PUBLIC)),
        Reader("partner-RAMOUSEH", Grant("partner", places=("RAMOUSEH",))),
    ]


# ---- asking


@dataclass
class Tried:
    """What came of asking everything as one account.

    Attributes:
        answers: By route and method: how many were given, refused, and how many words were found in them.
        leaks: Words found that the rules do not give to this account, with where.
        wrong: Routes that answered otherwise than their need says.
    """

    reader: Reader
    answers: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    leaks: list[tuple[str, Planted]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    found: set[str] = field(default_factory=set)


class Attempts:
    """A control room in this process with all planted records."""

    def __init__(self, folder: Path) -> None:
        clock = Moving()
        self.site: Site = site_in_memory(folder, clock)
        with_story(self.site)
        self.site.people.set("clock", "")
        self.site.people.set("known_from", "")
        self.world = world(clock.at)
        self.turn = 0
        for one in self.world.records:
            self.site.desk.append([one], "zqSTAFFx")
        self.client = TestClient(make_app(self.site), follow_redirects=False, raise_server_exceptions=False)
        for reader in readers():
            if reader.name in {account.id for account in self.site.people.accounts()}:
                self.site.people.change(reader.name, grants=(reader.grant,))
            else:
                self.site.people.add(Account(reader.name, reader.name, (reader.grant,)), "a long enough sentence")

    def tried_by(self, reader: Reader, every: int = 1) -> Tried:
        """Ask every route by every method, with every address that there is; of the pages of records each nth."""
        tried = Tried(reader)
        self.turn += 1
        key = self.site.people.new_token(reader.name, "attempts")
        headers = {"authorization": f"Bearer {key}", "accept": "text/html,application/json"}
        for method, route in routes():
            for path in self.addresses(route, method, every):
                answer = self.client.request(method, path, headers=headers)
                self._note(tried, method, route, path, answer.status_code, text_of(answer.content, answer.text))
        return tried

    def _note(self, tried: Tried, method: str, route: APIRoute, path: str, status: int, text: str) -> None:
        need: Need = route.endpoint.__need__  # type: ignore[attr-defined]
        allowed = _has(tried.reader, need)
        counts = tried.answers.setdefault((route.path, method), [0, 0, 0])
        counts[0 if status not in (401, 403) else 1] += 1
        if status >= 500 or (not allowed and status != 403) or (allowed and status in (401, 403) and method == "GET"):
            tried.wrong.append(f"{method} {path}: {status}")
        for word in set(WORD.findall(text)) - set(WORD.findall(path)):  # what was looked for stands in the form
            counts[2] += 1
            tried.found.add(word)
            if not tried.reader.may_read(self.world.planted[word]):
                tried.leaks.append((f"{method} {path}", self.world.planted[word]))
        if "zqSTAFFx" in text and "zqSTAFFx" not in path and not tried.reader.inside:
            tried.leaks.append((f"{method} {path}", Planted("zqSTAFFx", "entry", "entered_by", "open", "")))

    def addresses(self, route: APIRoute, method: str, every: int = 1) -> Iterator[str]:
        """Every address of a route: each record by its id, each incident by its name, words looked for."""
        if method != "GET":
            yield re.sub(r"\{\w+(:path)?\}", "0", route.path)
        elif route.path == "/live":
            return  # endless: its answers are looked at by themselves
        elif "{id:path}" in route.path:
            page = route.path.startswith("/record")
            for one in self.world.records[self.turn % every :: every] if page else self.world.records:
                yield route.path.replace("{id:path}", quote(one.id))
        elif route.path == "/api/records":
            yield from (f"/api/records?after={at}&limit=500" for at in (0, 165))
        elif route.path == "/incident":
            words = [one for one in self.world.planted.values() if (one.kind, one.field) == ("claim", "incident")]
            yield from ("/incident", *(f"/incident?name={one.word}" for one in words))
        elif route.path == "/log":
            speakers = [one.word for one in self.world.planted.values() if one.field in {"words", "note", "speaker"}]
            yield from ("/log", "/log?before=200", "/log?by=zqSTAFFx", *(f"/log?q={one}" for one in speakers[::9]))
        elif route.path == "/report":
            yield from (f"/report?audience={one}" for one in ("public", "internal"))
        elif route.path == "/report/file.{kind}":
            kinds = ("html", "md", "docx") if every == 1 else (("html", "md", "docx")[self.turn % 3],)
            yield from (f"/report/file.{kind}?audience=internal" for kind in kinds)
        elif route.path in {"/map", "/timeline"}:
            yield from (route.path, f"{route.path}?known_by=2016-12-16T17:59:00Z")
        else:
            yield re.sub(r"\{\w+(:path)?\}", "0", route.path)


def _has(reader: Reader, need: Need) -> bool:
    """What a route asks, by the table of roles."""
    return need.action is None or (need.action in ROLES[reader.grant.role].actions and need.sensitivity <= reader.upto)


def routes() -> Iterator[tuple[str, APIRoute]]:
    """Every method of every route of the application, the API's among them."""
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            for method in sorted(route.methods or ()):
                yield method, route


def text_of(content: bytes, text: str) -> str:
    """What can be read in an answer: of a packed document, its parts."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(packed.read(one).decode("utf-8", "replace") for one in packed.namelist())
    return text


def table(tried: Sequence[Tried], attempts: Attempts) -> Iterator[str]:
    """The page docs/dev/attempts.md."""
    planted = attempts.world.planted
    paths = list(dict.fromkeys((route.path, method) for method, route in routes()))
    asked = sum(sum(counts[:2]) for one in tried for counts in one.answers.values())
    leaks = sum(len(one.leaks) for one in tried)
    yield "# The attempt list against access control\n"
    yield (
        "Written by `python -m tests.web.attempts`; `tests/web/test_attempts.py` runs the same with the other tests.\n"
        "Routes come from the application, fields from the record types, roles from the table of roles. Every free\n"
        "field of every kind of record holds a word of its own; every answer is searched for every word. What was\n"
        "given away before the list was there stands at its end.\n"
    )
    yield "| | |\n| --- | --- |"
    yield f"| accounts (roles, and roles bound by party, place or sight) | {len(tried)} |"
    yield f"| routes and methods | {len(paths)} |"
    yield f"| kinds of record | {len({one.kind for one in planted.values()})} |"
    yield f"| kinds and fields with a word | {len({(one.kind, one.field) for one in planted.values()})} |"
    yield f"| words planted, in {len(VARIANTS)} variants | {len(planted)} |"
    yield f"| requests | {asked:,} |"
    yield f"| **leaks** | **{leaks}** |\n"
    yield "`given / refused` counts requests; a dash stands where all were refused by the table of roles.\n"
    yield "| route | " + " | ".join(one.reader.name for one in tried) + " |"
    yield "| --- |" + " --- |" * len(tried)
    for path, method in paths:
        cells = [_cell(one.answers.get((path, method))) for one in tried]
        if any(cells):
            yield f"| `{method} {path}` | " + " | ".join(cells) + " |"
    yield "\nWords of the planted records that each account could read anywhere, of those that the rules give it:\n"
    yield "| account | may read | was shown |\n| --- | --- | --- |"
    for one in tried:
        may = sum(one.reader.may_read(word) for word in planted.values())
        yield f"| {one.reader.name} | {may} | {len(one.found)} |"
    yield FOUND_FIRST.rstrip()


#: What the list found when it was first run, on 26 November 2026.
FOUND_FIRST: Final = """
## What it found when it was first run, and what was mended

- Reasons of verdicts (Now, Timeline, Exchange, Report, `/api/status`) named speakers of protected sources, and of the
  other party or another place, to accounts that may not read those records.
- Corrections, translations, reviews and withdrawals of a protected record were shown to everybody inside; so were a
  source and all that was read in it when it became protected by a correction.
- `/api/inbox` and the hint "the same words" showed what waits from protected sources to a reviewer whose sight is
  lowered.
- `/record/ID` answered 403 with the reason where the API said 404, and so told that there is such a record.
- The forms of Enter and of a hold did not ask for the place and party that a grant is bound to; the API did.
- An observer's account stood as speaker in reports for the public.
- Words that a reader may not read could be looked for on the page Log.
- The slider of moments on Map and Timeline counted records that the reader may not see.
"""


def _cell(counts: list[int] | None) -> str:
    if counts is None:
        return ""
    given, refused, _ = counts
    return "-" if not given else f"{given} / {refused}"


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        here = Attempts(Path(folder) / "deals")
        done = [here.tried_by(one) for one in readers()]
        Path("docs/dev/attempts.md").write_text("\n".join(table(done, here)) + "\n", encoding="utf-8")
