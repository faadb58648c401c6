"""Text of an operation file (NAME.ops.md) and its deal -> `Operation`; see docs/operation-language.md.

The lines are those of the deal language, in fences whose info word is `operation`. All mistakes are told, each at its
place; with mistakes there is no operation.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import lcm
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from trucekeeper.core.errors import TruceError
from trucekeeper.core.finding import TOP, Finding, Severity, Span, in_reading_order
from trucekeeper.core.moment import Interval, MomentError, in_zone
from trucekeeper.deal.fences import read_markdown
from trucekeeper.deal.lines import KindTable, RawBlock, read_blocks
from trucekeeper.deal.model import Deal, Exchange
from trucekeeper.deal.nearest import did_you_mean
from trucekeeper.deal.places import Places, Value
from trucekeeper.deal.words import Misread, read_duration, read_durations, read_moment, read_number, split
from trucekeeper.exchange.answers import answer_of
from trucekeeper.exchange.headcount import differing
from trucekeeper.exchange.model import (
    COUNTED,
    GATED,
    NEVER,
    Coupling,
    Fleet,
    Gate,
    Group,
    Operation,
    Rates,
    Shelter,
    Side,
    Site,
    Travel,
    Window,
)
from trucekeeper.exchange.preconditions import waits

KINDS: Final = {
    "operation": KindTable(
        ("name", "zone", "start", "until", "daylight", "in step at", "count takes", "by day", "exchange")
    ),
    "site": KindTable(("name", "leg", "safe at", "open", "bays"), required=("leg",)),
    "group": KindTable(("name", "at", "people", "category", "families", "by", "rank"), required=("at", "people")),
    "fleet": KindTable(
        ("name", "leg", "vehicles", "seats", "nominal", "loads in", "at", "returns"),
        required=("leg", "vehicles", "seats", "loads in"),
    ),
    "depot": KindTable(("name",)),
    "leg": KindTable(("name", "from", "to", "time"), required=("from", "to", "time")),
    "gate": KindTable(("name", "for", "rate", "open", "room", "hand over", "lane"), required=("rate",)),
    "escort": KindTable(("name", "leg", "convoys", "longest", "shortest"), required=("leg",)),
    "shelter": KindTable(("name", "at", "people", "for"), required=("people",)),
    "rate": KindTable(("name", "value"), required=("value",)),
}

#: Names of `rate` blocks and the field of `Rates` that each one sets.
RATES: Final = {
    "holds": "holds_per_day",
    "hold-hours": "hold_h",
    "alarms": "alarms_per_day",
    "alarm-hours": "alarm_h",
    "retaliation": "chance_retaliation",
    "retaliation-hours": "retaliation_h",
    "walk-out": "chance_walk_out",
    "shortfall": "chance_shortfall",
    "shortfall-hours": "shortfall_h",
    "refusing": "share_refusing",
}

#: Larger exchanges than this are refused: a plan for them would be an assumption about assumptions.
MOST_PEOPLE: Final = 10_000_000

_Read = TypeVar("_Read")
_DAILY = re.compile(r"(\d{1,2}):(\d{2}) to (\d{1,2}):(\d{2})")
_OF = re.compile(r"(\d[\d,]*) of (\S+)")


class UnreadableOperationError(TruceError):
    """An operation file with mistakes; `findings` has all of them."""

    def __init__(self, file: str, findings: tuple[Finding, ...]) -> None:
        first = findings[0]
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        super().__init__(f"{file}:{first.at.line}:{first.at.column}: {first.message}{more}", first.help)
        self.findings = findings


class NoExchangeError(TruceError):
    """A deal without two legs that could be kept in step."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file} has no exchange block, so it does not say whose people leave against whose",
            "add for example: exchange X1 / legs: A1 | F1 / ahead: 500",
        )


def read_operation(text: str, file: str, deal: Deal) -> Operation:
    """Read an operation: that of the exchange that it names or whose legs its sites name.

    Without an exchange in the deal its clauses themselves are the legs, one a side.

    Raises:
        NoExchangeError: When the deal has no exchange with two legs, and a leg of the file is no clause of it either.
        UnreadableOperationError: With every mistake of the file.
    """
    reader = _Reader(text, file, deal)
    operation = reader.operation()
    if reader.findings:
        raise UnreadableOperationError(file, in_reading_order(reader.findings))
    return operation


@dataclass(frozen=True, slots=True)
class _Way:
    start: str
    end: str
    travel: Travel


class _Reader:
    def __init__(self, text: str, file: str, deal: Deal) -> None:
        self.file, self.deal = file, deal
        self.findings: list[Finding] = []
        places = Places(text)
        fences, _ = read_markdown(places)
        ours = [fence for fence in fences if fence.word == "operation"]
        raw = read_blocks(places, [(f.start, f.end, f.indent) for f in ours], KINDS)
        self.findings += raw.findings
        self.blocks = raw.blocks
        if not ours:
            self.tell(
                TOP,
                "there is no operation in this file: no fence with the word operation",
                "open one with ```operation",
            )
        self.head = next((block for block in self.blocks if block.kind == "operation"), None)
        self.zone = deal.zone
        if self.head is not None and (zone := self.read(self.head, "zone", _zone)):
            self.zone = zone
        self.of_kind = {kind: [b for b in self.blocks if b.kind == kind and b.id] for kind in KINDS}
        self.exchange = self.which()
        if self.exchange is not None:
            self.legs = [leg.ids for leg in self.exchange.legs]
            self.called = f"of {self.exchange.id}"
        else:
            self.legs = [(id,) for id in self.clauses_named()]
            self.called = f"and no clause of {deal.file}"
        self.site_at = {block.id: place for place, block in enumerate(self.of_kind["site"])}
        self.fleet_at = {block.id: place for place, block in enumerate(self.of_kind["fleet"])}

    def which(self) -> Exchange | None:
        """The exchange that the file carries out; None where the deal has none."""
        several = [one for one in self.deal.exchanges if len(one.legs) > 1]
        named = self.head.value("exchange") if self.head is not None else None
        if named is not None and named.text:
            for one in several:
                if one.id == named.text:
                    return one
            ids = [one.id for one in several]
            says = f'"{named.text}" is no exchange of {self.deal.file} with two legs{did_you_mean(named.text, ids)}'
            self.tell(named.span(), says, f"they are {', '.join(ids)}" if ids else "leave the line out")
        if len(several) > 1:
            legs = self.legs_named()
            fit = [one for one in several if legs <= {id for leg in one.legs for id in leg.ids}]
            if len(fit) == 1:
                return fit[0]
            if named is None:
                both = " and ".join(one.id for one in several)
                self.tell(
                    self.head.at if self.head else TOP,
                    f"{self.deal.file} has the exchanges {both}, and this file does not say which one it carries out",
                    f"write one file for each, and in its operation block: exchange: {several[0].id}",
                )
        return several[0] if several else None

    def legs_named(self) -> set[str]:
        return {self.words(block, "leg") for block in self.of_kind["site"]} - {""}

    def clauses_named(self) -> list[str]:
        """The clauses that sites name, in the order of the deal.

        Raises:
            NoExchangeError: When a site names none, or there is no site.
        """
        named = self.legs_named()
        clauses = [one.id for one in self.deal.clauses if one.id in named]
        if not clauses or named - set(clauses):
            raise NoExchangeError(self.deal.file)
        return clauses

    def operation(self) -> Operation:
        """All blocks together; what is wrong stands in `findings`."""
        start = self.read(self.head, "start", lambda v: read_moment(v.text, self.zone)) if self.head else None
        if start is None and not (self.head and self.head.value("start")):
            self.tell(
                self.head.at if self.head else TOP,
                "the operation has no start",
                "write start: 2016-12-15 05:00 in the operation block",
            )
        if start is None:
            start = datetime.fromisoformat("2000-01-01T00:00+00:00")
        until = self.read(self.head, "until", lambda v: read_moment(v.text, self.zone)) if self.head else None
        days = until.timestamp() - start.timestamp() if until else 45 * 86_400.0
        if days <= 0:
            self.tell(
                self.head.at if self.head else TOP,
                "the operation ends before it begins",
                "write an `until` after `start`",
            )
        if days > 400 * 86_400:
            self.tell(
                self.head.at if self.head else TOP,
                f"the operation lasts {days / 86_400:,.0f} days, and at most 400 are planned",
                "write an earlier `until`",
            )
        self.start, self.horizon = start, int(min(max(days, 60), 400 * 86_400))
        self.ends = until is not None
        daylight = self.read(self.head, "daylight", _daily) if self.head else None
        self.light = self.daily(daylight) if daylight else ()
        nights = _between(self.light, self.horizon) if self.light else ()
        ways = [way for block in self.of_kind["leg"] if (way := self.way(block))]
        gates = self.gates()
        sites = tuple(self.site(block, ways) for block in self.of_kind["site"])
        fleets = tuple(self.fleet(block, ways, sites) for block in self.of_kind["fleet"])
        groups = tuple(self.group(block, place, fleets) for place, block in enumerate(self.of_kind["group"]))
        if not self.findings:
            self.whole(sites, groups, fleets)
        rules, notes = self.rules(sites, groups)
        return Operation(
            start=start,
            sides=tuple(self.side(place) for place in range(len(self.legs))),
            sites=sites,
            groups=groups,
            fleets=fleets,
            gates=gates,
            couplings=rules,
            nights=nights,
            by_day=bool(self.head and self.choice(self.head, "by day", ("yes", "no")) == "yes"),
            shelters=tuple(self.shelter(block, ways, sites) for block in self.of_kind["shelter"]),
            rates=self.rates(),
            answers=tuple(answer_of(self.deal, ids, Rates().retaliation_after_s) for ids in self.legs),
            horizon_s=self.horizon,
            name=self.words(self.head, "name") if self.head else "",
            file=self.file,
            notes=notes,
        )

    def rules(self, sites: tuple[Site, ...], groups: tuple[Group, ...]) -> tuple[tuple[Coupling, ...], tuple[str, ...]]:
        """What keeps the sides in step and what clauses wait for; and what the plan takes for granted, in words."""
        if self.findings:
            return (), ()
        people = dict.fromkeys((id for ids in self.legs for id in ids), 0)
        for group in groups:
            people[group.clause] += group.persons
        batch: dict[str, int] = {}
        if self.exchange is not None:
            for ids, size in zip(self.legs, _per_side(self.exchange.batch, len(self.legs)), strict=True):
                batch |= dict.fromkeys(ids, size) if size else {}
        found = list(waits(self.deal, self.legs, people, batch, self.count_takes()))
        notes = [one.note for one in found if one.rule is None]
        if self.exchange is None and len(self.legs) > 1 and not any(one.rule for one in found):
            notes.append(f"nothing keeps {', '.join(people)} in step: the deal has no exchange block and no condition")
        notes += differing(self.deal, groups)
        step = (self.coupling(self.exchange, sites, groups),) if self.exchange is not None else ()
        return (*step, *(one.rule for one in found if one.rule is not None)), tuple(notes)

    def count_takes(self) -> int:
        takes = self.read(self.head, "count takes", lambda v: read_duration(v.text)) if self.head else None
        return int((takes or timedelta()).total_seconds())

    # -- blocks

    def side(self, place: int) -> Side:
        ids = self.legs[place]
        clause = self.deal.clause(ids[0])
        name = next((p.name for p in self.deal.places if clause and p.id in clause.start.ids), "") or (
            clause.name if clause else ""
        )
        blocks = [b for b in self.of_kind["escort"] if self.words(b, "leg") in ids]
        block = blocks[0] if blocks else None
        for twice in blocks[1:]:
            self.tell(
                twice.at, f"{blocks[0].id} already says what escorts {', '.join(ids)}", "write one escort for a leg"
            )
        if block is None:
            return Side(", ".join(ids), name)
        longest, shortest = self.read(block, "longest", _positive), self.read(block, "shortest", _positive) or 1
        if longest is not None and shortest > longest:
            self.tell(
                block.at,
                f"{block.id} asks for convoys of at least {shortest} vehicles and of at most {longest}",
                "write the smaller number after shortest",
            )
        convoys = self.read(block, "convoys", _positive)
        return Side(", ".join(ids), name, escorts=convoys, longest=longest, shortest=shortest)

    def leg(self, block: RawBlock, key: str = "leg") -> int:
        """The side whose leg a block names."""
        value = block.value(key)
        known = [id for ids in self.legs for id in ids]
        if value is not None:
            for place, ids in enumerate(self.legs):
                if value.text in ids:
                    return place
            says = f'"{value.text}" is no leg {self.called}{did_you_mean(value.text, known)}'
            self.tell(value.span(), says, f"its legs are {', '.join(known)}")
        return 0

    def way(self, block: RawBlock) -> _Way | None:
        times = self.read(block, "time", lambda v: read_durations(v.text, 3))
        if times is None:
            return None
        seconds = [int(one.total_seconds()) for one in times]
        low, high = seconds[0], seconds[-1]
        likely = seconds[1] if len(seconds) == 3 else (low + high) // 2
        return _Way(self.words(block, "from"), self.words(block, "to"), Travel(low, likely, high))

    def travel(self, ways: Iterable[_Way], start: str, end: str, at: Span) -> Travel:
        """How long from one place to another; a way with only its other direction written takes as long back."""
        listed = list(ways)
        for first, last in ((start, end), (end, start)):
            for way in listed:
                if (way.start, way.end) == (first, last):
                    return way.travel
        self.tell(
            at,
            f"how long it takes from {start} to {end} is not written",
            f"add: leg W1 / from: {start} / to: {end} / time: 30 minutes",
        )
        return Travel.of(0)

    def site(self, block: RawBlock, ways: list[_Way]) -> Site:
        side = self.leg(block)
        gate = self.gate_of(side)
        safe = self.words(block, "safe at")
        gate_id = gate.id if gate else "the gate"
        if not safe:
            safe = next((way.end for way in ways if way.start == gate_id and way.end not in self.site_at), gate_id)
        same = Travel.of(0)
        opened = self.read(block, "open", _daily)
        bays = self.read(block, "bays", lambda v: self.counted(v, self.fleet_at, "fleet")) or {}
        return Site(
            block.id,
            side,
            to_point=self.travel(ways, block.id, gate_id, block.at),
            to_safety=same if safe == gate_id else self.travel(ways, gate_id, safe, block.at),
            back=self.travel(ways, safe, block.id, block.at),
            name=self.words(block, "name"),
            windows=self.from_its_window_on(block, self.daily(opened) if opened else self.light or self.always()),
            bays=bays,
            due_s=NEVER if (window := self.window(block)) is None or window.end is None else self.after(window.end),
        )

    def gate_of(self, side: int) -> RawBlock | None:
        for block in self.of_kind["gate"]:
            named = self.words(block, "for")
            if not named or any(part.text in self.legs[side] for part in split(named, ",")):
                return block
        return None

    def gates(self) -> tuple[Gate, ...]:
        made = []
        for one in self.of_kind["gate"]:
            for part in split(named, ",") if (named := self.words(one, "for")) else ():
                if not any(part.text in ids for ids in self.legs):
                    self.tell(
                        one.at, f'{one.id} is for "{part.text}", which is no leg', f"the legs are {self.all_legs()}"
                    )
        for side in range(len(self.legs)):
            block = self.gate_of(side)
            if block is None:
                self.tell(TOP, f"no gate is written for {', '.join(self.legs[side])}", "add: gate G1 / rate: 40")
                made.append(Gate(60))
                continue
            rate = self.read(block, "rate", _positive) or 60
            opened = self.read(block, "open", _daily)
            over = self.read(block, "hand over", lambda v: read_duration(v.text)) or timedelta()
            shared = self.choice(block, "lane", ("shared", "own")) == "shared"
            made.append(
                Gate(
                    -(-3600 // rate),
                    int(over.total_seconds()),
                    self.read(block, "room", _positive),
                    self.daily(opened) if opened else self.light or self.always(),
                    lane=-1 - self.of_kind["gate"].index(block) if shared else side,
                )
            )
        return tuple(made)

    def fleet(self, block: RawBlock, ways: list[_Way], sites: tuple[Site, ...]) -> Fleet:
        side = self.leg(block)
        depot = self.words(block, "at")
        ready = {
            place: self.travel(ways, depot, site.id, block.at).likely_s if depot and depot != site.id else 0
            for place, site in enumerate(sites)
            if site.side == side
        }
        loads = self.read(block, "loads in", lambda v: read_duration(v.text)) or timedelta()
        return Fleet(
            block.id,
            side,
            vehicles=self.read(block, "vehicles", _number) or 0,
            seats=self.read(block, "seats", _positive) or 1,
            load_s=int(loads.total_seconds()),
            ready=ready,
            name=self.words(block, "name"),
            nominal=self.read(block, "nominal", _positive),
            returns=self.choice(block, "returns", ("yes", "no")) != "no",
        )

    def group(self, block: RawBlock, place: int, fleets: tuple[Fleet, ...]) -> Group:
        at = block.value("at")
        site = self.site_at.get(at.text, -1) if at else -1
        if at is not None and site < 0:
            self.tell(
                at.span(),
                f'"{at.text}" is no site{did_you_mean(at.text, self.site_at)}',
                f"the sites are {', '.join(self.site_at)}",
            )
        persons = self.read(block, "people", _number) or 0
        side = self.leg(self.of_kind["site"][site]) if site >= 0 else 0
        own = tuple(p for p, fleet in enumerate(fleets) if fleet.side == side)
        named = block.value("by")
        if named is not None:
            parts = split(named.text, r",| or ")
            own = tuple(self.fleet_at[part.text] for part in parts if part.text in self.fleet_at)
            for part in parts:
                if part.text not in self.fleet_at:
                    self.tell(
                        named.span(part.start, part.end),
                        f'"{part.text}" is no fleet{did_you_mean(part.text, self.fleet_at)}',
                        None,
                    )
        category = block.value("category")
        if category is not None and category.text not in {one.id for one in self.deal.categories}:
            known = [one.id for one in self.deal.categories]
            self.tell(
                category.span(),
                f'"{category.text}" is no category of {self.deal.file}{did_you_mean(category.text, known)}',
                f"define it there: category {category.text}",
            )
        families = self.read(block, "families", self.family_sizes) or ()
        if 0 < persons < sum(size * number for size, number in families):
            self.tell(
                block.at, f"the families of {block.id} are more people than its {persons:,}", "correct one of them"
            )
        seats = max((fleets[f].seats for f in own if fleets[f].vehicles), default=0)
        largest = max((size for size, _ in families), default=0)
        if seats and largest > seats:
            self.tell(
                block.at,
                f"a family of {largest} is larger than any vehicle that may carry {block.id} ({seats} seats)",
                "name a larger vehicle",
            )
        rank = self.read(block, "rank", _number)
        return Group(
            block.id,
            max(site, 0),
            persons,
            own,
            self.words(block, "name"),
            category.text if category else None,
            families,
            place if rank is None else rank,
            self.words(self.of_kind["site"][site], "leg") if site >= 0 else "",
        )

    def shelter(self, block: RawBlock, ways: list[_Way], sites: tuple[Site, ...]) -> Shelter:
        """A shelter with the ways to it; without `at` it stands at the exchange point, whichever gate one comes by."""
        at, named = self.words(block, "at"), block.value("for")
        parts = split(named.text, ",") if named else []
        known = [id for ids in self.legs for id in ids]
        for part in parts:
            if named is not None and part.text not in known:
                of = self.exchange.id if self.exchange is not None else "this operation"
                says = f'"{part.text}" is no leg of {of}{did_you_mean(part.text, known)}'
                self.tell(named.span(part.start, part.end), says, f"its legs are {', '.join(known)}")
        found: dict[int, tuple[int | None, int | None]] = {}
        for place, site in enumerate(sites):
            gate = self.gate_of(site.side)
            home = self.site_at.get(at)
            # What stands where one side's people live is theirs, unless the file says otherwise.
            serves = any(part.text in self.legs[site.side] for part in parts)
            serves = serves or (not parts and (home is None or sites[home].side == site.side))
            if gate is None or not serves:
                continue
            if at in ("", gate.id):
                found[place] = (site.to_point.likely_s, 0)
            elif at == site.id:
                found[place] = (0, site.to_point.likely_s)
            else:
                both = _way_s(ways, site.id, at), _way_s(ways, gate.id, at)
                if both != (None, None):
                    found[place] = both
        if not found and (value := block.value("at")) is not None:
            self.tell(
                value.span(),
                f"how {block.id} is reached is not written: {at} is no site and no gate, and no leg leads there",
                f"add: leg W9 / from: {next(iter(self.site_at), 'SITE')} / to: {at} / time: 30 minutes",
            )
        return Shelter(block.id, self.read(block, "people", _positive) or 0, found, self.words(block, "name"))

    def rates(self) -> Rates:
        found: dict[str, Any] = {}
        for block in self.of_kind["rate"]:
            if block.id not in RATES:
                self.tell(
                    block.id_at,
                    f'"{block.id}" is no rate{did_you_mean(block.id, RATES)}',
                    f"the rates are {', '.join(RATES)}",
                )
            elif values := self.read(block, "value", _range):
                found[RATES[block.id]] = values
        return replace(Rates(), **found)

    # -- the whole

    def whole(self, sites: tuple[Site, ...], groups: tuple[Group, ...], fleets: tuple[Fleet, ...]) -> None:
        """What only shows when everything is read."""
        for side, ids in enumerate(self.legs):
            leg = ", ".join(ids)
            people = sum(g.persons for g in groups if sites[g.site].side == side)
            if not people:
                self.tell(
                    TOP, f"nobody leaves for {leg}: it has no group with people", "add a group at one of its sites"
                )
        total = sum(group.persons for group in groups)
        if total > MOST_PEOPLE:
            self.tell(
                TOP,
                f"{total:,} people are more than the {MOST_PEOPLE:,} that one operation may have",
                "divide it by region, each with its own file",
            )
        for block, group in zip(self.of_kind["group"], groups, strict=True):
            if not group.persons:
                self.tell(block.at, f"{group.id} has no people", "leave it out, or write how many")
            elif not any(fleets[f].vehicles for f in group.fleets):
                self.tell(block.at, f"no vehicle may carry {group.id}", "give its leg a fleet with vehicles")
            elif not self.findings:
                self.bound_and_family(block, group, sites, groups)
        for block, one in zip(self.of_kind["site"], sites, strict=True):
            if not any(sites[group.site].id == one.id for group in groups):
                self.tell(block.at, f"nobody leaves from {one.id}: no group is at it", "leave it out, or add a group")

    def bound_and_family(
        self, block: RawBlock, group: Group, sites: tuple[Site, ...], groups: tuple[Group, ...]
    ) -> None:
        if self.exchange is None:
            return
        side = sites[group.site].side
        largest = max((size for size, number in group.families if number), default=1)
        rule = self.coupling(self.exchange, sites, groups)
        bound = rule.ahead[side]
        people = bound // rule.units[side] if bound else largest
        if rule.weighs(group) and people < largest:
            self.tell(
                block.at,
                f"{self.exchange.id} lets this side be at most {people} people ahead, and "
                f"{group.id} has a family of {largest}, which cannot leave divided",
                "agree on a bound not smaller than the largest family",
            )
        elif rule.batches and rule.batches[side] < largest:
            self.tell(
                block.at,
                f"a batch of {self.exchange.id} has {rule.batches[side]} people, and "
                f"{group.id} has a family of {largest}, which cannot leave divided",
                "agree on batches not smaller than the largest family",
            )

    def coupling(self, one: Exchange, sites: tuple[Site, ...], groups: tuple[Group, ...]) -> Coupling:
        """The exchange of the deal as a rule in whole numbers."""
        sides = range(len(self.legs))
        totals = [sum(g.persons for g in groups if sites[g.site].side == side) for side in sides]
        batch = _per_side(one.batch, len(self.legs))
        ratio = [one.ratio[side] if one.ratio else 1 for side in sides]
        category = None
        scale = 1
        match one.unit:
            case "share":
                by, scale = totals, 100
            case "batches":
                by = [batch[side] or totals[side] for side in sides]
            case "people":
                by = ratio
            case _:
                by, category = ratio, one.unit
        whole = lcm(*by)
        ahead: list[int | None] = []
        for side in sides:
            bound = _per_side(one.ahead, len(self.legs))[side]
            if bound is None and one.first is not None and batch[side]:
                bound = 1 if one.unit == "batches" else batch[side]
            if bound is None and one.together and batch[side]:
                # Passing at one moment, as near as convoys can be planned: nobody is a batch beyond the other.
                bound = 1 if one.unit == "batches" else (batch[side] or 0) // ratio[side]
            ahead.append(None if bound is None else bound * whole // scale)
        leads = None
        if one.first is not None:
            leads = next((side for side in sides if one.first.text in self.legs[side]), None)
            if leads is not None and not all(batch):
                ahead = [bound if side == leads else 0 for side, bound in enumerate(ahead)]
        followed = leads is not None and all(batch)
        gated = self.choice(self.head, "in step at", GATED) if self.head else ""
        counted = one.count if one.count in COUNTED else "arrived"
        return Coupling(
            units=tuple(whole // own for own in by),
            ahead=tuple(None if followed and side != leads else bound for side, bound in enumerate(ahead)),
            category=category,
            batches=tuple(b or 0 for b in batch) if followed else (),
            leads=leads if followed else None,
            gated=gated if gated in GATED else one.together if one.together in GATED else "departed",
            counted=counted,
            verify_s=self.count_takes(),
            says=f"{one.id} lets nobody be further ahead of what has {counted} from the other side than agreed",
        )

    # -- values

    def daily(self, hours: tuple[int, int]) -> tuple[Window, ...]:
        """The same wall-clock hours of every day, as seconds; a clock change shortens or lengthens its day."""
        begin, end = hours
        zone = self.zone
        windows = []
        first = self.start.astimezone(zone) if zone else self.start
        for day in range(-1, self.horizon // 86_400 + 2):
            date = (first + timedelta(days=day)).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
            edges = [self.second(date + timedelta(seconds=at)) for at in (begin, end if end > begin else end + 86_400)]
            if self.ends:
                edges[1] = min(edges[1], self.horizon)
            if edges[0] < edges[1] and edges[1] > 0:
                windows.append((edges[0], edges[1]))
        return tuple(windows)

    def window(self, block: RawBlock) -> Interval | None:
        """The window of the clause under which people leave a site."""
        clause = self.deal.clause(self.words(block, "leg"))
        return clause.window if clause is not None else None

    def after(self, at: datetime) -> int:
        """Seconds from the start to a moment."""
        return int(at.timestamp() - self.start.timestamp())

    def from_its_window_on(self, block: RawBlock, windows: tuple[Window, ...]) -> tuple[Window, ...]:
        """Hours from the beginning of the window of the clause on; its end is not cut off: a plan says who is late."""
        window = self.window(block)
        low = -86_400 if window is None or window.start is None else self.after(window.start)
        if low <= 0:
            return windows
        cut = tuple((max(opens, low), closes) for opens, closes in windows or ((low, NEVER),))
        return tuple((opens, closes) for opens, closes in cut if opens < closes) or windows

    def always(self) -> tuple[Window, ...]:
        """All the time there is: up to `until` where it is written."""
        return ((-86_400, self.horizon),) if self.ends else ()

    def second(self, naive: datetime) -> int:
        """Seconds after the start of a wall-clock time; one that the clock skips or doubles is the later reading."""
        if self.zone is None:
            return int((naive.replace(tzinfo=self.start.tzinfo) - self.start).total_seconds())
        try:
            at = in_zone(naive, self.zone)
        except MomentError:
            at = naive.replace(tzinfo=self.zone, fold=1)
        return int(at.timestamp() - self.start.timestamp())

    def counted(self, value: Value, known: dict[str, int], what: str) -> dict[int, int]:
        found = {}
        for part in split(value.text, ","):
            match = _OF.fullmatch(part.text)
            if not match:
                raise Misread(
                    "E007",
                    f'"{part.text}" is not a number of a {what}',
                    part.start,
                    part.end,
                    f"write it like 20 of {next(iter(known), 'BUSES')}",
                )
            if match[2] not in known:
                raise Misread(
                    "E012", f'"{match[2]}" is no {what}{did_you_mean(match[2], known)}', part.start, part.end, None
                )
            number = int(match[1].replace(",", ""))
            if not number:
                says = f"with no place for {match[2]} nobody could board it here"
                help = "write how many there are; without a number for it there is no limit"
                raise Misread("E007", says, part.start, part.end, help)
            found[known[match[2]]] = number
        return found

    def family_sizes(self, value: Value) -> tuple[tuple[int, int], ...]:
        sizes = []
        for part in split(value.text, ","):
            match = re.fullmatch(r"(\d[\d,]*) of (\d+)", part.text)
            if not match or int(match[2]) < 1:
                raise Misread(
                    "E007",
                    f'"{part.text}" is not a number of families of a size',
                    part.start,
                    part.end,
                    "write it like 400 of 5, 120 of 8",
                )
            sizes.append((int(match[2]), int(match[1].replace(",", ""))))
        return tuple(sizes)

    def choice(self, block: RawBlock, key: str, allowed: tuple[str, ...]) -> str:
        """One of a few words; another one is told, never taken for one of them."""
        value = block.value(key)
        if value is None or not value.text or value.text in allowed:
            return value.text if value else ""
        self.tell(
            value.span(),
            f'"{value.text}" is not {" or ".join(allowed)}{did_you_mean(value.text, allowed)}',
            f"write {key}: {allowed[0]}",
        )
        return ""

    def all_legs(self) -> str:
        return ", ".join(id for ids in self.legs for id in ids)

    def words(self, block: RawBlock, key: str) -> str:
        value = block.value(key)
        return value.text if value else ""

    def read(self, block: RawBlock, key: str, reader: Callable[[Value], _Read]) -> _Read | None:
        value = block.value(key)
        if value is None or not value.text:
            return None
        try:
            return reader(value)
        except Misread as why:
            finding = Finding(
                code=why.code,
                severity=Severity.ERROR,
                message=why.args[0],
                at=value.span(why.start, min(why.end, len(value.text))),
                help=why.help,
            )
            if finding not in self.findings:
                self.findings.append(finding)
            return None

    def tell(self, at: Span, message: str, help: str | None) -> None:
        finding = Finding(code="E027", severity=Severity.ERROR, message=message, at=at, help=help)
        if finding not in self.findings:
            self.findings.append(finding)


def _way_s(ways: Iterable[_Way], start: str, end: str) -> int | None:
    """How long between two places, in whichever direction is written; None where neither is."""
    listed = list(ways)
    for first, last in ((start, end), (end, start)):
        for way in listed:
            if (way.start, way.end) == (first, last):
                return way.travel.likely_s
    return None


def _per_side(numbers: tuple[int, ...], sides: int) -> list[int | None]:
    if not numbers:
        return [None] * sides
    return list(numbers) if len(numbers) == sides else [numbers[0]] * sides


def _between(light: tuple[Window, ...], horizon: int) -> tuple[Window, ...]:
    """The time that lies in none of the windows."""
    edges = [-86_400, *(edge for window in light for edge in window), horizon + 86_400]
    return tuple((a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b)


def _zone(value: Value) -> ZoneInfo:
    try:
        return ZoneInfo(value.text)
    except (ValueError, OSError, LookupError):
        raise Misread(
            "E014",
            f'"{value.text}" is not a time zone of the IANA list',
            0,
            len(value.text),
            "write it like Europe/Kyiv",
        ) from None


def _daily(value: Value) -> tuple[int, int]:
    match = _DAILY.fullmatch(value.text)
    if not match or int(match[1]) > 24 or int(match[3]) > 24 or int(match[2]) > 59 or int(match[4]) > 59:
        raise Misread(
            "E010", f'"{value.text}" is not a part of the day', 0, len(value.text), "write it like 06:00 to 18:00"
        )
    begin, end = (int(match[i]) * 3600 + int(match[i + 1]) * 60 for i in (1, 3))
    if begin == end:
        raise Misread(
            "E010",
            "the window has no length, so that it never opens",
            0,
            len(value.text),
            "write two different times, or leave it out",
        )
    return begin, end


def _number(value: Value) -> int:
    bare = re.sub(r"\s+(?:people|vehicles|buses|convoys|seats|an hour)$", "", value.text)
    if bare.startswith("-"):
        raise Misread("E007", f'"{value.text}" is less than nothing', 0, len(value.text), "write a number from 0 on")
    read = read_number(bare)
    if read >= NEVER:
        raise Misread("E007", f'"{value.text}" is too large', 0, len(value.text), "write the true number")
    return read


def _positive(value: Value) -> int:
    read = _number(value)
    if read < 1:
        raise Misread(
            "E007",
            f'"{value.text}" leaves nothing to plan with',
            0,
            len(value.text),
            "write a number from 1 on, or leave the line out",
        )
    return read


def _range(value: Value) -> tuple[float, float, float]:
    numbers = []
    for part in split(value.text, r" to "):
        match = re.fullmatch(r"(\d+(?:\.\d+)?)( ?%)?", part.text)
        if not match:
            raise Misread(
                "E007",
                f'"{part.text}" is not a number',
                part.start,
                part.end,
                "write a range such as 0.2 to 0.5 to 1, or 5 % to 10 %",
            )
        numbers.append(float(match[1]) / (100 if match[2] else 1))
    if numbers != sorted(numbers) or len(numbers) > 3:
        raise Misread(
            "E007", f'"{value.text}" is not low to likely to high', 0, len(value.text), "write the lowest first"
        )
    return numbers[0], numbers[len(numbers) // 2] if len(numbers) == 3 else (numbers[0] + numbers[-1]) / 2, numbers[-1]
