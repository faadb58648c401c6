"""A deal as text: values in the words of the language, whole blocks, and a file in which only what changed is new."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from trucekeeper.core.finding import Span
from trucekeeper.core.moment import Interval, MomentError, in_zone
from trucekeeper.core.place import Point
from trucekeeper.core.quantity import Quantity
from trucekeeper.deal.condition import (
    All,
    AnyOf,
    At,
    Condition,
    Counted,
    Happened,
    InState,
    Joined,
    Not,
    OutOfStep,
    Passes,
    Says,
)
from trucekeeper.deal.fences import read_markdown
from trucekeeper.deal.model import (
    Block,
    Category,
    Clause,
    Deal,
    Due,
    Exchange,
    Head,
    Names,
    Party,
    People,
    Place,
    Route,
    Term,
    Verify,
)
from trucekeeper.deal.places import Places
from trucekeeper.deal.syntax import read_deal

_UNITS = (("week", 604800), ("day", 86400), ("hour", 3600), ("minute", 60))


def moment_words(at: datetime, zone: ZoneInfo | None) -> str:
    """A moment in the deal's zone, or with an offset where the zone does not settle it."""
    if zone is not None:
        naive = at.astimezone(zone).replace(tzinfo=None)
        try:
            settled = in_zone(naive, zone) == at
        except MomentError:
            settled = False
        if settled:
            return naive.isoformat(" ", "minutes" if not naive.second else "seconds")
    written = at.isoformat(" ", "minutes" if not at.second else "seconds")
    return written.replace("+00:00", "Z")


def duration_words(length: timedelta) -> str:
    """A length of time: `1 day 6 hours`."""
    seconds, words = int(length.total_seconds()), []
    for unit, size in _UNITS:
        count, seconds = divmod(seconds, size)
        if count and (unit != "week" or not seconds):
            words.append(f"{count} {unit}{'s' if count > 1 else ''}")
        elif count:
            seconds += count * size
    return " ".join(words) or "0 minutes"


def window_words(window: Interval, zone: ZoneInfo | None) -> str:
    """A window: `MOMENT to MOMENT`, `from MOMENT` or `until MOMENT`."""
    start = moment_words(window.start, zone) if window.start else None
    end = moment_words(window.end, zone) if window.end else None
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"until {end}"


def condition_words(condition: Condition, zone: ZoneInfo | None, inner: bool = False) -> str:
    """A condition as one would write it; brackets only where the reading would change without them."""
    match condition:
        case All(of=parts):
            words = " and ".join(condition_words(part, zone, True) for part in parts)
            return f"({words})" if inner else words
        case AnyOf(of=parts):
            words = " or ".join(condition_words(part, zone, isinstance(part, AnyOf)) for part in parts)
            return f"({words})" if inner else words
        case Not(of=one):
            return f"not {condition_words(one, zone, True)}"
        case Happened(clause=name, event=event, batch=batch):
            return name.text + (f"#{batch}" if batch is not None else "") + (f" {event}" if event else "")
        case InState(clause=name, state=state, batch=batch):
            return name.text + (f"#{batch}" if batch is not None else "") + f" {state}"
        case Counted(clause=name, event=event, amount=amount, share=share):
            many = "half" if share is not None else "all" if amount is None else str(amount)
            return f"{many} of {name.text} {event}"
        case OutOfStep(exchange=name):
            return f"{name.text} out of step"
        case Says(parties=parties, joined=joined, word=word):
            return f"{_joined([party.text for party in parties], joined)} say{'s' if len(parties) == 1 else ''} {word}"
        case Passes(duration=length):
            return f"{duration_words(length)} pass"
        case At(moment=at):
            return moment_words(at, zone)


def quantity_words(people: People) -> str:
    """A QUANTITY as the language writes it."""
    if people.quantity is None:
        return f"all {people.all_of}".strip()
    quantity = people.quantity
    parts = ", ".join(f"{amount} {category}" for amount, category in quantity.parts)
    return _amount(quantity) + (f" of which {parts}" if parts else "")


def _amount(quantity: Quantity) -> str:
    about = "about " if quantity.approx else ""
    unit = "" if quantity.unit == "people" else f" {quantity.unit}"
    if quantity.high is None:
        return f"{about}at least {quantity.low}{unit}"
    if quantity.high == quantity.low:
        return f"{about}{quantity.low}{unit}"
    if quantity.low == 0:
        return f"{about}at most {quantity.high}{unit}"
    return f"{about}{quantity.low} to {quantity.high}{unit}"


def names_words(names: Names) -> str:
    """A LIST as the language writes it."""
    if names.words is not None:
        return names.words
    words = _joined(list(names.ids), names.joined)
    if names.and_forces:
        return f"{words} and every force under their command"
    return f"{words} and the routes between them" if names.and_routes else words


def _joined(ids: list[str], joined: Joined) -> str:
    if joined is Joined.EACH or len(ids) < 2:
        return ", ".join(ids)
    return f"{', '.join(ids[:-1])} {'and' if joined is Joined.JOINTLY else 'or'} {ids[-1]}"


def _point(point: Point) -> str:
    north = f"{abs(point.north):g} {'N' if point.north >= 0 else 'S'}"
    east = f"{abs(point.east):g} {'E' if point.east >= 0 else 'W'}"
    within = "" if point.within_km is None else f", within {point.within_km:g} km"
    return f"{north} {east}{within}"


def _due(due: Due, zone: ZoneInfo | None) -> str:
    if due.moment is not None:
        return moment_words(due.moment, zone)
    assert due.delay is not None
    assert due.after is not None
    return f"{duration_words(due.delay)} after {condition_words(due.after, zone)}"


def values(block: Block, zone: ZoneInfo | None) -> dict[str, str]:
    """What a block says, as the value of each key (with its language), in the order in which they are written."""
    said: dict[str, str] = {f"name {language}".strip(): words for language, words in block.names.items()}
    said["also"] = ", ".join(_quoted_if_needed(alias) for alias in block.also)
    match block:
        case Head():
            said |= _head(block, zone)
        case Party():
            forces = ", ".join(_quoted_if_needed(force) for force in block.forces)
            said |= {"role": block.role or "", "for": block.side_of or "", "forces": forces}
        case Place():
            point = _point(block.point) if block.point else ""
            said |= {"point": point, "held by": block.held_by or "", "code": block.code or ""}
        case Route():
            said |= _route(block)
        case Category():
            said |= {"means": block.means, "needs": block.needs}
        case Term():
            said["means"] = block.means
        case Clause():
            said |= _clause(block, zone)
        case Exchange():
            said |= _exchange(block)
        case Verify():
            said |= _verify(block)
        case _:
            pass
    return {key: value for key, value in said.items() if value}


def _head(head: Head, zone: ZoneInfo | None) -> dict[str, str]:
    moments = {"signed": head.signed, "in force": head.in_force, "ends": head.ends}
    return {
        "zone": head.zone.key if head.zone else "",
        "languages": ", ".join(head.languages),
        "state": head.state or "",
        **{key: moment_words(at, zone) for key, at in moments.items() if at is not None},
        "amends": head.amends or "",
        "brokers": names_words(head.brokers),
    }


def _route(route: Route) -> dict[str, str]:
    times = [duration_words(time) for time in (route.time_low, route.time_high) if time is not None]
    return {
        "from": names_words(route.start),
        "to": names_words(route.to),
        "via": names_words(route.via),
        "time": " to ".join(dict.fromkeys(times)),
        "km": "" if route.km is None else f"{route.km:g}",
        "held by": route.held_by or "",
    }


def _clause(clause: Clause, zone: ZoneInfo | None) -> dict[str, str]:
    conditions = {"after": clause.after, "unless": clause.unless}
    ends = {"when": clause.when, "until": clause.until}
    return {
        "type": clause.type if clause.typed else "",
        "by": names_words(clause.by),
        "to": names_words(clause.to),
        **{f"do {language}".strip(): words for language, words in clause.dos.items()},
        "people": quantity_words(clause.people) if clause.people else "",
        "from": names_words(clause.start),
        "via": names_words(clause.via),
        "at": names_words(clause.at_place),
        "where": names_words(clause.where),
        **{key: condition_words(condition, zone) for key, condition in conditions.items() if condition is not None},
        "window": window_words(clause.window, zone) if clause.window else "",
        "due": _due(clause.due, zone) if clause.due else "",
        "during": names_words(clause.during),
        "covers": names_words(clause.covers),
        "evidence": clause.evidence,
        "if not": names_words(clause.if_not),
        "on hold": names_words(clause.on_hold),
        "text": clause.text,
        **{key: condition_words(condition, zone) for key, condition in ends.items() if condition is not None},
        "notice": clause.notice,
        "on the road": clause.on_the_road,
        "waiting": clause.waiting,
    }


def _exchange(exchange: Exchange) -> dict[str, str]:
    first = f"{exchange.first.text}, {exchange.first_words}".rstrip(", ") if exchange.first else ""
    return {
        "legs": " | ".join(names_words(leg) for leg in exchange.legs),
        "ratio": " : ".join(str(part) for part in exchange.ratio),
        "count": exchange.count if exchange.count and exchange.count != exchange.together else "",
        "together": exchange.together or "",
        "in": exchange.unit if exchange.unit != "people" or "in" in exchange.keys else "",
        "batch": " | ".join(str(size) for size in exchange.batch),
        "ahead": " | ".join(str(bound) for bound in exchange.ahead),
        "first": first,
        "settle": exchange.settle,
    }


def _verify(verify: Verify) -> dict[str, str]:
    needs = "" if verify.needs is None else f"{verify.needs} of {len(verify.who.names)}"
    default = verify.default or ""
    return {
        "who": names_words(verify.who),
        "needs": ", ".join(part for part in (needs, verify.needs_words) if part),
        "within": duration_words(verify.within) if verify.within is not None else "",
        "default": ", ".join(part for part in (default, verify.default_words) if part),
        "covers": names_words(verify.covers),
    }


def _quoted_if_needed(words: str) -> str:
    return f'"{words}"' if "," in words or "#" in words else words


def blocks(deal: Deal) -> tuple[Block, ...]:
    """All blocks of a deal in the order of the file; blocks without a place stand last, by kind."""
    heads: tuple[Block, ...] = (deal.head,) if deal.head else ()
    every: tuple[Block, ...] = (
        *heads,
        *deal.parties,
        *deal.places,
        *deal.routes,
        *deal.categories,
        *deal.terms,
        *deal.clauses,
        *deal.exchanges,
        *deal.verifies,
    )
    placed = sorted((block for block in every if block.at.end), key=lambda block: block.at.start)
    return (*placed, *(block for block in every if not block.at.end))


def block_text(block: Block, zone: ZoneInfo | None) -> str:
    """A block as the documentation writes it."""
    lines = [f"{block.kind} {block.id}"]
    lines += [f"  {key}: {value}" for key, value in values(block, zone).items()]
    return "\n".join(lines) + "\n"


def printed(deal: Deal) -> str:
    """The deal's text, in which every value that the blocks now hold differently is written anew.

    What did not change keeps every byte: prose, spacing, comments, the wording of values. A key that is gone loses its
    lines, a new one follows the block's last; new blocks stand at the end of the last fence. A deal without a text
    is written whole. Comments between the lines of one value are lost with the value when it changes.
    """
    if not deal.text:
        body = "".join(block_text(block, deal.zone) for block in blocks(deal))
        return f"```deal\n{body}```\n"
    before = {block.id: block for block in blocks(read_deal(deal.text, deal.file))}
    now = {block.id: block for block in blocks(deal)}
    places = Places(deal.text)
    changes: list[tuple[int, int, str]] = []
    for id, old in before.items():
        new = now.get(id)
        if new is None:
            spans = [*old.keys.values(), *old.spans.values(), old.at]
            changes += [(*_whole_lines(places, span), "") for span in _once(places, spans)]
        else:
            changes += _changes(places, old, new, deal.zone)
    new_blocks = [block_text(block, deal.zone) for id, block in now.items() if id not in before]
    if new_blocks:
        end = max((f.end for f in read_markdown(places)[0] if f.word == "deal"), default=len(deal.text))
        changes.append((end, end, "".join(new_blocks)))
    text = deal.text
    for start, end, words in sorted(changes, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _changes(places: Places, old: Block, new: Block, zone: ZoneInfo | None) -> list[tuple[int, int, str]]:
    """The stretches of the text to be replaced so that an old block says what the new one does."""
    was, is_now = values(old, zone), values(new, zone)
    in_header = _in_header(old)
    found: list[tuple[int, int, str]] = []
    for key in {**was, **is_now}:
        if was.get(key) == is_now.get(key):
            continue
        span = old.spans.get(key)
        if key not in was:
            last = max((place.end for place in (*old.spans.values(), old.at)), default=old.at.end)
            end = _line_end(places, last)
            newline = "\r\n" if places.text[end : end + 2] == "\r\n" else "\n"
            found.append((end, end, f"{newline}  {key}: {is_now[key]}"))
        elif span is None:
            continue
        elif key not in is_now:
            if key == in_header:
                found.append((old.at.start + _before_colon(places, old), span.end, ""))
            else:
                start, end = _whole_lines(places, old.keys[key])
                found.append((start, max(end, _whole_lines(places, span)[1]), ""))
        else:
            found.append((span.start, span.end, is_now[key]))
    return found


def _in_header(block: Block) -> str | None:
    """The key whose value stands in the header line, if one does."""
    return next((key for key, at in block.keys.items() if at == block.spans.get(key)), None)


def _before_colon(places: Places, block: Block) -> int:
    header = places.text[block.at.start : block.at.end]
    return header.index(":")


def _line_end(places: Places, offset: int) -> int:
    end = places.text.find("\n", offset)
    end = len(places.text) if end < 0 else end
    return end - 1 if places.text[end - 1 : end] == "\r" else end


def _whole_lines(places: Places, span: Span) -> tuple[int, int]:
    start = places.starts[span.line - 1]
    end = places.text.find("\n", max(span.end - 1, span.start))
    return start, len(places.text) if end < 0 else end + 1


def _once(places: Places, spans: list[Span]) -> list[Span]:
    """One span for each stretch of whole lines, so that no line is taken out twice."""
    by_start: dict[int, Span] = {}
    for span in spans:
        start, end = _whole_lines(places, span)
        known = by_start.get(start)
        if known is None or _whole_lines(places, known)[1] < end:
            by_start[start] = span
    kept: list[Span] = []
    reach = -1
    for start in sorted(by_start):
        if start >= reach:
            kept.append(by_start[start])
            reach = _whole_lines(places, by_start[start])[1]
    return kept


def same_meaning(a: Deal, b: Deal) -> bool:
    """Whether two deals say the same, wherever it stands in their texts."""
    return [_bare(block, a.zone) for block in blocks(a)] == [_bare(block, b.zone) for block in blocks(b)]


def _bare(block: Block, zone: ZoneInfo | None) -> tuple[str, str, Mapping[str, str]]:
    return block.kind, block.id, values(block, zone)
