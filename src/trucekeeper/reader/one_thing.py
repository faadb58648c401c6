"""One person or one thing that is told of without a number: `a driver killed`, `a bus pulled out`, `an air raid`.

The guideline of the marked reports counts these (`examples/reading/README.md`: "a convoy", "another plane" give one);
the definite singular ("the second convoy") gives none.
"""

import re
from typing import Final

from trucekeeper.core.quantity import Quantity

_PEOPLE: Final = (
    "driver|man|woman|baby|child|boy|girl|civilian|fighter|soldier|person|medic|passenger|worker|nurse|doctor|farmer|teacher|"
    "resident|volunteer|villager|teenager|infant|toddler|guard|officer|journalist|paramedic|patient|student|shepherd|"
    "pensioner|mother|father|grandmother|grandfather|general|policeman|commander|pilot|priest|photographer|servicewoman|serviceman|detainee|prisoner|hostage|captive|schoolgirl|schoolboy|pedestrian|fisherman"
)
#: Things of which one is told without a number, and their units.
THINGS: Final = {
    "bus": "buses", "ambulance": "ambulances", "lorry": "lorries", "truck": "trucks", "car": "cars", "plane": "planes",
    "aircraft": "aircraft", "warplane": "warplanes", "helicopter": "helicopters", "flight": "flights",
    "drone": "drones", "boat": "boats", "ship": "ships", "tank": "tanks", "minibus": "minibuses", "tanker": "tankers",
    "convoy": "convoys", "explosion": "explosions",
    "air raid": "raids", "raid": "raids", "airstrike": "airstrikes", "train": "trains",
    "strike": "strikes", "ferry": "ferries", "vessel": "vessels", "barge": "barges", "dinghy": "dinghies",
    "motorcycle": "motorcycles", "jeep": "jeeps", "pickup": "pickups", "van": "vans", "tractor": "tractors",
    "bulldozer": "bulldozers", "excavator": "excavators", "crane": "cranes", "forklift": "forklifts",
    "trailer": "trailers", "coach": "coaches", "taxi": "taxis", "carrier": "carriers", "armoured vehicle": "vehicles",
    "vehicle": "vehicles", "jet": "jets", "gunship": "gunships", "gunboat": "gunboats", "column": "columns",
    "shell": "shells", "rocket": "rockets", "missile": "missiles", "mortar": "mortars", "grenade": "grenades",
    "mine": "mines", "landmine": "landmines", "round": "rounds", "bullet": "bullets", "shot": "shots",
    "howitzer": "howitzers", "clinic": "clinics", "school": "schools", "hospital": "hospitals", "bakery": "bakeries",
    "mosque": "mosques", "church": "churches", "warehouse": "warehouses", "bridge": "bridges", "house": "houses",
    "flat": "flats", "depot": "depots", "body": "bodies", "coffin": "coffins", "grave": "graves",
    "pipeline": "pipelines", "substation": "substations", "generator": "generators", "well": "wells",
}  # fmt: skip
_KIND: Final = re.compile(
    rf"\b(?:an?|one|another)\s+(?:(?!(?:series|number|dozen|hundred|few|couple|group|handful|total)\b)[\w’'-]+\s+){{0,2}}?(?P<who>{_PEOPLE})\b"
    r"(?!['’]s)",
    re.IGNORECASE,
)
#: What stands at the beginning, before its verb.
_SUBJECT: Final = re.compile(
    rf"(?:[^,;]{{0,50}},\s+(?:\d[^,;]{{0,24}},\s+)?|(?:on|at|in|by|for|near|late|early|shortly|before|after)\s+(?:[\w’:'-]+\s+){{1,6}}?)?"
    rf"(?:if\s+)?(?:an?|one|another)\s+(?:(?!(?:second|first|third|and|or|that|which|who|with|from)\b)[\w’'-]+\s+){{0,3}}?"
    rf"(?P<what>{'|'.join(sorted(THINGS, key=len, reverse=True))})\b"
    r"(?!['’]s|-|\s+(?:and\s+an?\s|of\s+(?!the\b)|stop|station|driver|park|bomb|worker|owner|operator|crew|door|site))",
    re.IGNORECASE,
)
#: What is hit, or taken by armed men.
_BUILDINGS: Final = (
    "school|hospital|clinic|mosque|church|bakery|mill|market|house|home|warehouse|depot|bridge|factory|shop|shelter|kindergarten|"
    "station|substation|tower|pharmacy|university|museum|hotel|prison|monastery|garage|farm|"
    "tent|car|bus|ambulance|truck|lorry|van|minibus|tanker|vehicle|train|boat|ship|tank"
)
#: `shelled a flour mill`, `sent a missile into a block of flats`, `reports of an airstrike in Bahri`.
_HIT: Final = re.compile(
    r"\b(?:shelled|shelling|bombed|bombing|struck|striking|hit|hitting|damaged|damaging|destroyed|destroying|raided|raiding|stormed|"
    r"storming|occupied|occupying|seized|seizing|looted|looting|burnt|burned|torched|attacked|attacking|stopped|held\s+up)\s+"
    rf"(?:an?|another|one)\s+(?:(?!series|number|group|convoy)[\w’'-]+\s+){{0,3}}?(?P<what>{_BUILDINGS})\b(?!['’]s|-|\s+(?:worker|driver|manager|director|station|bound)\b)|"
    rf"(?:an?|another|one)\s+(?:(?!series|number|group|convoy)[\w’'-]+\s+){{0,3}}?(?P<which>{_BUILDINGS})\b(?!['’]s|-)[^,;.]{{0,60}}?\b(?:was|had\s+been|has\s+been|is)\s+"
    r"(?:\w+ly\s+)?(?:hit|struck|shelled|bombed|damaged|destroyed|burnt|burned|attacked|looted|raided|set\s+on\s+fire)\b|"
    r"\b(?:sent|fired|launched|dropped|firing|launching|dropping)\s+(?:an?|one)\s+(?:[\w’'-]+\s+){0,2}?(?P<arm>missile|rocket|shell|bomb|grenade|drone)\b|"
    r"\b(?:an?|another|one)\s+(?:[\w’'-]+\s+){0,2}?(?P<raid>air\s+raid|airstrike|air\s+strike|drone\s+strike)\b",
    re.IGNORECASE,
)
_RAIDS: Final = {"air raid": "raids", "airstrike": "airstrikes", "air strike": "airstrikes", "drone strike": "strikes"}


def one_hit(text: str, start: int, end: int) -> Quantity | None:
    """`shelled a flour mill`, `a school had been hit`, `fired a missile at it`: one of what was hit, or that hit."""
    found = _HIT.search(text, start, end)
    if found is None:
        return None
    if found["raid"]:
        return Quantity(1, 1, _RAIDS[" ".join(found["raid"].lower().split())])
    return Quantity(1, 1, _plural((found["what"] or found["which"] or found["arm"]).lower()))


def _plural(noun: str) -> str:
    """The plural of a noun in -y, -s, -ch and of any other."""
    if noun.endswith("y"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch")) else "s")


#: `one of them was turned back`, `another came from Abha`: one of what was counted last.
_ONE_OF_THEM: Final = re.compile(
    r"(?:it|there)\s+(?:was|is)\s+(?:only\s+|but\s+)?one(?!\s+\w|-)|"
    r"(?:and\s+|but\s+)?(?:one\s+of\s+(?:them|which|these|those),?|another|a\s+(?:second|third|fourth|fifth|sixth|seventh))\s+"
    r"(?:had\s|has\s|is\s|was\s|came|left|took|landed|arrived|crossed|went|broke|turned|hit|damaged|fell|carried|brought|followed|set\s)",
    re.IGNORECASE,
)
#: Without one of these nobody is one.
ONE: Final = frozenset({"a", "an", "one", "another"})


#: `a tractor driver and his son`.
_AND_ANOTHER: Final = re.compile(
    rf"\s+and\s+(?:an?|his|her)\s+(?:[\w’'-]+\s+){{0,2}}?(?:{_PEOPLE}|son|daughter|wife|husband|mother|father|brother|sister)\b(?!['’]s)",
    re.IGNORECASE,
)


def one_person(text: str, start: int, end: int) -> Quantity | None:
    """`a driver killed`: one, where nobody else is counted."""
    found = _KIND.search(text, start, end)
    if found is None:
        return None
    if _AND_ANOTHER.match(text, found.end(), end) is not None:
        return Quantity(2, 2, "people")
    most = None if text[max(start, found.start() - 9) : found.start()].lower() == "at least " else 1
    return Quantity(1, most, "children" if found["who"].lower() == "child" else "people")


def one_thing(text: str, start: int, end: int) -> Quantity | None:
    """`a bus pulled out of the gate`, `an air raid on Monday night`: one, where it is what the words begin with."""
    found = _SUBJECT.match(text, start, end)
    return Quantity(1, 1, THINGS[found["what"].lower()]) if found is not None else None


def one_of_them(text: str, start: int, end: int, unit: str | None) -> Quantity | None:
    """`one of which damaged a ward`, `another came from Abha`: one of what was counted last."""
    found = _ONE_OF_THEM.match(text, start, end) if unit is not None else None
    if unit is None or found is None or (unit == "people" and text.startswith("a ", start)):
        return None  # of people `a second` is a group
    return Quantity(1, 1, unit)
