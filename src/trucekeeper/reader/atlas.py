"""Gazetteers in one form of our own, from GeoNames, OCHA P-codes or a table; exact names match, others suggest.

One JSON object a line: id, name, also, lat, lon, precision, within. Precision: point, settlement, district, area,
route, region. A name that two places share is nobody's; a spelling that only has the same consonants is a suggestion.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from trucekeeper.core.csv_rows import csv_dicts
from trucekeeper.core.errors import TruceError
from trucekeeper.reader.folding import folded
from trucekeeper.reader.places import bones, normal

HEAD: Final = {"trucekeeper": "places", "version": 1}
PRECISIONS: Final = ("point", "settlement", "district", "area", "route", "region")
#: GeoNames feature classes as precision.
_GEONAMES: Final = {
    "P": "settlement",
    "A": "area",
    "S": "point",
    "R": "route",
    "T": "point",
    "H": "region",
    "L": "region",
    "V": "region",
}
_LONGEST_NAME = 4


class BadGazetteerError(TruceError):
    """A gazetteer or a table of places that cannot be read."""

    def __init__(self, name: str, where: str, why: str) -> None:
        super().__init__(f"{name}: {where} {why}", "docs/how-to/import-places.md shows each form that is read")


@dataclass(frozen=True, slots=True)
class Site:
    """A place of a gazetteer.

    Attributes:
        also: Other names, in any script.
        lat: Degrees; None where the source gives none.
        precision: One of `PRECISIONS`.
        within: The district or province, as words.
    """

    id: str
    name: str
    also: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    precision: str = "settlement"
    within: str = ""

    def line(self) -> str:
        """As written."""
        made = {"id": self.id, "name": self.name, "also": list(self.also), "lat": self.lat, "lon": self.lon}
        return json.dumps(made | {"precision": self.precision, "within": self.within}, ensure_ascii=False)


def written(sites: Iterable[Site]) -> str:
    """A gazetteer file: its head, then the places in the order of their ids."""
    return "\n".join([json.dumps(HEAD), *(one.line() for one in sorted(sites, key=lambda s: s.id))]) + "\n"


def read(text: str, name: str) -> list[Site]:
    """Read a gazetteer file.

    Raises:
        BadGazetteerError: When it is none, at its line.
    """
    lines = text.splitlines()
    if not lines or _object(lines[0]) != HEAD:
        raise BadGazetteerError(name, "line 1", "is not the head of a gazetteer of ours")
    found: list[Site] = []
    for number, line in enumerate(lines[1:], 2):
        one = _object(line) if line.strip() else {}
        if not line.strip():
            continue
        try:
            found.append(Site(
                str(one["id"]), str(one["name"]), tuple(map(str, one.get("also", ()))), one.get("lat"), one.get("lon"),
                str(one.get("precision", "settlement")), str(one.get("within", "")),
            ))  # fmt: skip
        except (KeyError, TypeError):
            raise BadGazetteerError(name, f"line {number}", "is no place with id and name") from None
    return found


def _object(line: str) -> dict[str, Any]:
    try:
        made = json.loads(line)
    except ValueError:
        return {}
    return made if isinstance(made, dict) else {}


# -- Imports -------------------------------------------------------------------------------------------------------


def geonames(text: str, name: str) -> Iterator[Site]:
    """Places of a GeoNames dump: tab-separated, nineteen columns.

    Raises:
        BadGazetteerError: When a line has fewer columns or no coordinates.
    """
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split("\t")
        if len(cells) < 9:
            if line.strip():
                raise BadGazetteerError(name, f"line {number}", f"has {len(cells)} columns instead of nineteen")
            continue
        also = tuple(dict.fromkeys(a.strip() for a in [cells[2], *cells[3].split(",")] if a.strip() and a != cells[1]))
        lat, lon = _degrees(cells[4], 90, name, number), _degrees(cells[5], 180, name, number)
        within = " ".join(c for c in (cells[10] if len(cells) > 10 else "", cells[8]) if c)
        yield Site(f"geonames:{cells[0]}", cells[1], also, lat, lon, _GEONAMES.get(cells[6], "region"), within)


def table(text: str, name: str) -> Iterator[Site]:
    """Places of a CSV table, told by its head: OCHA P-codes, or columns name, id, also, lat, lon, precision, within.

    Raises:
        BadGazetteerError: When no column holds names.
        CsvError: When it is no CSV.
    """
    dialect = ";" if text[:4096].count(";") > text[:4096].count(",") else ","
    header, rows = csv_dicts(text, name, dialect)
    heads = [head for head in header if head]
    codes = _column(heads, r"pp_?pcode", r"p_?code", r"adm(?:in)?_?[0-9]_?p?code", r"id", r"code")
    label = _column(
        heads,
        r"name",
        r"pp_name(?:_en)?",
        r"adm(?:in)?_?[0-9](?:name)?(?:_en)?",
        r"where_coordinates",
        r"place",
        r"settlement",
    )
    if label is None:
        raise BadGazetteerError(name, "line 1", f"has no column of names among {', '.join(heads[:12])}")
    others = [
        h for h in heads if h != label and re.fullmatch(r"(?i)also|alias(?:es)?|alt.*|.*name_?(?:en|ar|ru|uk|fr)", h)
    ]
    others += [h for h in heads if h not in others and h != label and re.fullmatch(r"(?i)adm4_en|name_.*", h)]
    lat, lon = _column(heads, r"lat(?:itude)?", r"y"), _column(heads, r"lon(?:g|gitude)?", r"lng", r"x")
    kind = _column(heads, r"precision", r"class", r"ppclasstit")
    within = _column(heads, r"within", r"district", r"adm(?:in)?_?2(?:name)?(?:_en)?", r"adm_2")
    for number, row in enumerate(rows, 2):
        said = (row.get(label) or "").strip()
        if not said:
            continue
        also = [part.strip() for h in others for part in re.split(r"[|;]", row.get(h) or "")]
        yield Site(
            (row.get(codes) or "").strip() if codes else f"{name}:{number}", said,
            tuple(dict.fromkeys(a for a in also if a and a != said)),
            _degrees(row.get(lat) or "", 90, name, number) if lat else None,
            _degrees(row.get(lon) or "", 180, name, number) if lon else None,
            _precision(row.get(kind) or "" if kind else ""), (row.get(within) or "").strip() if within else "",
        )  # fmt: skip


def _column(heads: list[str], *patterns: str) -> str | None:
    """The first column whose head fits; the patterns are in the order of preference."""
    for one in patterns:
        found = next((h for h in heads if re.fullmatch(f"(?i)(?:{one})", h.strip())), None)
        if found is not None:
            return found
    return None


def _precision(said: str) -> str:
    low = said.lower()
    return next((one for one in PRECISIONS if one in low), "district" if "neighbo" in low else "settlement")


def _degrees(said: str, most: int, name: str, number: int) -> float | None:
    if not said.strip():
        return None
    try:
        made = float(said)
    except ValueError:
        raise BadGazetteerError(name, f"line {number}", f'has "{said[:20]}" where degrees are wanted') from None
    if not -most <= made <= most:
        raise BadGazetteerError(name, f"line {number}", f"has {made} degrees, more than {most}")
    return made


# -- Looking up ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name of a text: a place by its exact name, or places that it resembles and a person may choose."""

    start: int
    end: int
    site: Site | None
    like: tuple[Site, ...] = ()


@dataclass(frozen=True)
class Atlas:
    """Imported places, ready for texts."""

    by_name: dict[str, tuple[Site, ...]] = field(default_factory=dict)
    by_bones: dict[str, tuple[Site, ...]] = field(default_factory=dict)

    def first(self, text: str, start: int, end: int) -> Sighting | None:
        """The first place named in text[start:end]; an exact name goes before one that only resembles."""
        spoken = list(_NAME.finditer(text, start, end))
        for first in range(len(spoken)):
            for last in range(min(len(spoken), first + _LONGEST_NAME) - 1, first - 1, -1):
                a, b = spoken[first].start(), spoken[last].end()
                if (sites := self._exact(text[a:b])) and _joined(text, spoken[first : last + 1]):
                    return Sighting(a, b, sites[0] if len(sites) == 1 else None, sites if len(sites) > 1 else ())
        for one in spoken:
            key = bones(one.group()) if len(one.group()) > 3 else ""
            if len(key) >= 3 and (sites := self.by_bones.get(key, ())):
                return Sighting(*one.span(), None, sites[:5])
        return None

    def _exact(self, name: str) -> tuple[Site, ...]:
        for form in (name, *_without_proclitics(name)):
            if sites := self.by_name.get(_key(form)):
                return sites
        return ()


#: A word that may be a name: a capital letter in Latin or Cyrillic, any word in Arabic.
_NAME = re.compile(r"(?:[Aa]l-|[Ee]l-)?[A-ZÀ-ÞА-ЯЁІЇЄ][\w’'-]+|[\u0621-\u064a]{3,}")
_BETWEEN = re.compile(r"[ -]|\s(?:al|el|as|ash|an|ar|ad|az|de|of)[ -]")


def _joined(text: str, spoken: list[re.Match[str]]) -> bool:
    return all(_BETWEEN.fullmatch(text, a.end(), b.start()) for a, b in pairwise(spoken))


def _without_proclitics(name: str) -> tuple[str, ...]:
    if not "\u0621" <= name[0] <= "\u064a":
        return ()
    return tuple(name[n:] for n in (1, 2) if len(name) - n > 2 and name[0] in "وفبلك")


def _key(name: str) -> str:
    flat = folded(name).text
    return normal(re.sub(r"\bال(?=\w)", "", flat))


def atlas(sites: Iterable[Site]) -> Atlas:
    """Make places ready; of one id listed twice the first counts."""
    names: dict[str, dict[str, Site]] = {}
    skeletons: dict[str, dict[str, Site]] = {}
    for one in sites:
        for name in (one.name, *one.also):
            plain = re.sub(r"\s*\([^)]*\)", "", name)
            if len(key := _key(plain)) > 2:
                names.setdefault(key, {}).setdefault(one.id, one)
            if " " not in plain.strip() and len(key := bones(plain)) >= 3:
                skeletons.setdefault(key, {}).setdefault(one.id, one)
    return Atlas(
        {key: tuple(found.values()) for key, found in names.items()},
        {key: tuple(found.values()) for key, found in skeletons.items()},
    )
