"""Turns of phrase that several sections share."""

from collections.abc import Iterable

from trucekeeper.brief.extent import ALL
from trucekeeper.brief.matter import Matter, named
from trucekeeper.brief.model import Ground, Piece, Sentence
from trucekeeper.brief.tongue import Tongue
from trucekeeper.ledger.record import Counted


def listed(
    t: Tongue, names: Iterable[Piece], last: str = "and", none: str = "nobody", most: int = ALL
) -> list[str | Piece]:
    """`a`, `a and b`, `a, b and c`, each name a piece of its own; beyond `most` how many others there are."""
    names = list(dict.fromkeys(names))
    if not names:
        return [t(none)]
    if len(names) > most:
        names = [*names[:most], Piece(t.many(len(names) - most, "{number} other", "{number} others"))]
    between, end = (t(", "), t(" or ") if last == "or" else t(" and "))
    gaps = ["", *([between] * (len(names) - 2)), *([end] if len(names) > 1 else [])]
    return [part for gap, name in zip(gaps, names, strict=True) for part in (gap, name)]


def speakers(matter: Matter, ids: Iterable[str]) -> list[str | Piece]:
    """Who stands behind some records, each once."""
    names = (matter.who(matter.by_id[id]) for id in matter.in_order(ids) if id in matter.by_id)
    return listed(matter.tongue, names, most=matter.extent.named)


def left_out(matter: Matter, number: int, one: str, several: str) -> tuple[Sentence, ...]:
    """How many more there are than are told one by one; nothing where all are told."""
    t = matter.tongue
    words = "{number}: counted here, not told one by one; the ledger has each."
    return (t.overall(words, number=Piece(t.many(number, one, several))),) if number else ()


def actors(t: Tongue, names: Iterable[str]) -> list[str | Piece]:
    """Possible actors as a set: one of these, not known which."""
    return listed(t, (named(name) for name in names), last="or")


def ground(records: Iterable[str]) -> Ground:
    """Records where there are some; else the deal's own text."""
    return Ground.RECORDS if tuple(records) else Ground.DEAL


def kind_words(t: Tongue, row: Counted) -> str:
    """What was observed, explosions and projectiles by what they were: `explosion, outgoing`."""
    natured = row.observation in {"explosion", "projectile"}
    return t(", ").join((t(row.observation), t(row.nature))) if natured else t(row.observation)


def reach_words(t: Tongue, row: Counted) -> str:
    """`2-7 km NNE`, `3 km`, or nothing where neither is told."""
    near, far = row.km_low, row.km_high
    reach = "" if near is None else f"{near:g}" if far in {None, near} else f"{near:g}-{far:g}"
    told = t("{distance} km").format(distance=reach) if reach else ""
    return " ".join(part for part in (told, t(row.direction or "")) if part)
