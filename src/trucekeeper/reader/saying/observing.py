"""What observers record: where they recorded nothing, and what a camera or a drone shows instead of somebody's eyes."""

from msgspec.structs import replace

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.cues import PREPOSITIONS
from trucekeeper.reader.saying.search import Search

_NOTHING = frozenset({"none", "nothing"})
_DEVICES = frozenset(
    {"camera", "cameras", "uav", "uavs", "mini-uav", "mini-uavs", "drone", "drones", "satellite", "satellites"}
)


def with_whereabouts(at: Search, one: Attribution) -> Attribution:
    """`In Luhansk region it recorded none`: alone `none` would tell nothing; what a camera records, it shows."""
    w = at.w
    if one.speaker is None or one.shape != "after":
        return one
    first, last = w.at(one.speaker[0]), w.at(one.speaker[1])
    aerial = w.lows[last - 2 : last] == ["aerial", "vehicle"]
    if aerial or not _DEVICES.isdisjoint(w.lows[first:last]):
        one = replace(one, act="shows")
    start, stop = one.contents[0]
    nothing = len(one.contents) == 1 and w.text[start:stop].lower() in _NOTHING
    if not nothing or first < _LEAST or w.lows[0] not in PREPOSITIONS or phrases.has_finite(w, 0, first):
        return one
    end = first - 1 if w.lows[first - 1] == "," else first
    return replace(one, contents=((w.starts[0], w.ends[end - 1]), (start, stop)))


#: Fewer words tell no place.
_LEAST = 2
