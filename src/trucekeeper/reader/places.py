"""Places of the deal as reports spell them; what only resembles one is a suggestion, never a match."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from msgspec import Struct

from trucekeeper.deal.model import Deal

_VOWELS = frozenset("aeiouy")
_PAIRS = re.compile(r"\b(?:the\s+)?two\s+(?:besieged\s+)?(?:\w+\s+)?(?:villages|towns|areas|places)\b", re.IGNORECASE)
_PAIRABLE = frozenset({"villages", "towns", "areas", "places"})


@lru_cache(8192)
def normal(name: str) -> str:
    """Reduce a name to letters that transcriptions share: no marks, no article, no apostrophes, no hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"[’'`ʿʾ]", "", plain)
    return " ".join(part for part in re.split(r"[\s-]+", plain) if part not in {"al", "el", "the", ""})


@lru_cache(8192)
def skeleton(name: str) -> str:
    """The consonants of a name, doubled ones once; "" where fewer than two are left, since that tells nothing."""
    letters = [c for c in normal(name).replace(" ", "") if c.isalpha() and c not in _VOWELS]
    once = [c for n, c in enumerate(letters) if n == 0 or c != letters[n - 1]]
    return "".join(once) if len(once) >= 2 else ""


#: Letters of other scripts as the consonants that transcriptions share; what is not here is a vowel or a sign.
_CONSONANTS = str.maketrans(
    {
        **dict(zip("بتثجحخدذرزسشصضطظغفقكلمنه", "bttjhhddrzsssdtzgfkklmnh", strict=True)),
        **dict(zip("бвгджзклмнпрстфхцчшщ", "bvgdjzklmnprstfhccss", strict=True)),
    }
)
_PAIRED = (
    ("kh", "h"),
    ("gh", "g"),
    ("sh", "s"),
    ("th", "t"),
    ("dh", "d"),
    ("ch", "c"),
    ("дж", "j"),
    ("q", "k"),
    ("w", ""),
)
_LETTERS = frozenset("bcdfghjklmnprstvz")


@lru_cache(8192)
def bones(name: str) -> str:
    """The consonants of one word in Latin, Arabic or Cyrillic letters, so that spellings of one name are equal.

    Article, doubled letters and a final h are left out; fewer than two consonants tell nothing.
    """
    low = normal(name).replace(" ", "").removeprefix("ال")
    for pair, one in _PAIRED:
        low = low.replace(pair, one)
    letters = [c for c in low.translate(_CONSONANTS) if c in _LETTERS]
    once = [c for n, c in enumerate(letters) if n == 0 or c != letters[n - 1]]
    if len(once) > 2 and once[-1] == "h":
        once.pop()
    return "".join(once) if len(once) >= 2 else ""


class Named(Struct, frozen=True):
    """A place as named in a text: the id of the deal, or None with the nearest one as `suggestion`."""

    text: str
    start: int
    end: int
    id: str | None
    suggestion: str | None = None


@dataclass(frozen=True)
class Gazetteer:
    """The places of one deal, ready for texts."""

    pattern: re.Pattern[str] | None
    by_name: dict[str, str]
    by_skeleton: dict[str, str]
    pair: str | None = None
    heads: dict[str, str] = field(default_factory=dict)

    @cached_property
    def words(self) -> frozenset[str]:
        """The longest word of each name in small letters: where none of them stands, no name does."""
        return frozenset(max(_RUN.findall(name), key=len, default="") for name in self.by_name)

    def first(self, text: str, start: int, end: int, runs: set[str] | None = None) -> Named | None:
        """The first place of the deal in text[start:end].

        Args:
            text: The whole text.
            start: First character.
            end: After the last.
            runs: The words that stand there, or more (`words.runs`), where they are at hand.
        """
        named = self.pattern is not None and (runs is None or not self.words.isdisjoint(runs))
        found = self.pattern.search(text, start, end) if self.pattern is not None and named else None
        paired = self.pair and (runs is None or ("two" in runs and not _PAIRABLE.isdisjoint(runs)))
        pair = _PAIRS.search(text, start, end) if paired else None
        if pair is not None and (found is None or pair.start() < found.start()):
            return Named(pair.group(), *pair.span(), self.pair)
        if found is not None:
            return Named(found.group(), *found.span(), self.by_name.get(normal(found.group())))
        return self._resembling(text, start, end)

    def all(self, text: str, start: int, end: int, runs: set[str], alike: list[int]) -> list[Named]:
        """The places of the deal in text[start:end], in the order of the text.

        Args:
            text: The whole text.
            start: First character.
            end: After the last.
            runs: The words that stand there, or more (`words.runs`).
            alike: Where a name resembles a place in the text around it (`resembling`).
        """
        found: list[Named] = []
        if self.pattern is not None and not self.words.isdisjoint(runs):
            for one in self.pattern.finditer(text, start, end):
                found.append(Named(one.group(), *one.span(), self.by_name.get(normal(one.group()))))
        if self.pair is None or "two" not in runs:
            near = not found and bisect_left(alike, start) < bisect_left(alike, end)
            like = self._resembling(text, start, end) if near else None
            return found if like is None else [like]
        first = self.first(text, start, end, runs)
        return found if first is None or any(one.start == first.start for one in found) else [*found, first]

    def resembling(self, text: str, start: int, end: int) -> list[int]:
        """Where a name with a capital letter in text[start:end] resembles that of a place."""
        return [one.end - 1 for one in self._alike(text, start, end)]

    def _resembling(self, text: str, start: int, end: int) -> Named | None:
        return next(self._alike(text, start, end), None)

    def _alike(self, text: str, start: int, end: int) -> Iterator[Named]:
        for capital in _CAPITAL.finditer(text, start, end) if self.by_skeleton else ():
            first, last = capital.span()
            if first - 3 >= start and text[first - 3 : first] in {"al-", "el-"}:
                first -= 3
            key = skeleton(word := text[first:last])
            if key in self.by_skeleton and self._as_long(word, key) and not _GOES_ON.match(text, last):
                yield Named(word, first, last, self.by_skeleton[key])

    def _as_long(self, word: str, key: str) -> bool:
        """The consonants of a much longer name are no proof: spellings of one name differ by few letters."""
        names = [name for name in self.by_name if skeleton(name) == key]
        return any(abs(len(normal(word)) - len(name)) <= 2 for name in names)


_RUN = re.compile(r"\w+")
#: Another capital letter behind the word: it is part of a longer name.
_GOES_ON = re.compile(r"[ -][A-Z]")
_CAPITAL = re.compile(r"[A-Z][\w’'-]{2,}")


def gazetteer(deal: Deal) -> Gazetteer:
    """Prepare the names and aliases of the deal's places; a name that two places share is nobody's."""
    by_name: dict[str, str | None] = {}
    heads: dict[str, str | None] = {}
    nouns: dict[str, str | None] = {}
    pair: str | None = None
    for place in deal.places:
        names = [part for name in (place.name, *place.names.values(), *place.also) for part in name.split(",")]
        for name in names:
            halves = [half.strip() for half in re.split(r"\s+and\s+", name)]
            if len(halves) == 2:
                pair = place.id
            for one in (name.strip(), *halves):
                if (key := normal(one)) and len(key) > 2:
                    by_name[key] = place.id if by_name.get(key, place.id) == place.id else None
            _add_head(heads, name, place.id)
            _add_proper(heads, name, place.id)
            _add_noun(nouns, name, place.id)
    names_only = {key: id for key, id in by_name.items() if id is not None}
    names_only |= {key: id for key, id in heads.items() if id is not None and key not in by_name}
    skeletons: dict[str, str] = {}
    for key, id in names_only.items():
        if " " not in key and (bones := skeleton(key)) and len(bones) >= 3:
            skeletons.setdefault(bones, id)
    if pair is not None and not {"villages", "towns"} & nouns.keys():
        nouns |= dict.fromkeys(("villages", "besieged villages"), pair)
    with_the = {key: id for key, id in nouns.items() if id is not None and key not in names_only}
    return Gazetteer(_pattern(names_only, with_the), names_only | with_the, skeletons, pair)


def _add_proper(heads: dict[str, str | None], name: str, id: str) -> None:
    """`Northport 4 exchange point` is also meant by `Northport`: the proper noun before what it is."""
    spoken = name.split()
    if len(spoken) > 1 and spoken[0][:1].isupper() and spoken[1][:1] and not spoken[1][:1].isupper():
        key = normal(spoken[0])
        if len(key) > 4 and key not in _SIDES and spoken[1].lower() != "and":
            heads[key] = id if heads.get(key, id) == id else None


def _add_noun(nouns: dict[str, str | None], name: str, id: str) -> None:
    """`the two villages` are also meant by `the villages`, `X Strip` by `the Strip`, `X 4 point` by its end."""
    spoken = name.split()
    if len(spoken) > 2 and [word.lower() for word in spoken[:2]] == ["the", "two"]:
        key = " ".join(spoken[2:])
    elif len(spoken) > 1 and spoken[0].lower() not in _SIDES and spoken[-1].lower() in _KINDS:
        key = " ".join(word for word in spoken[1:-1] if word.islower() and word != "of")
        key = f"{key} {spoken[-1].lower()}".strip()
    else:
        return
    key = normal(key)
    nouns[key] = id if nouns.get(key, id) == id else None


#: What a place of the deal is, by which it is named when no other is of the kind.
_KINDS = frozenset(
    ["strip", "crossing", "bridge", "plant", "port", "airport", "camp", "point", "centre", "center", "hospital",
     "enclave", "island", "valley", "base", "district", "quarter", "village", "town", "gate", "checkpoint", "road"]
)  # fmt: skip
_SIDES = frozenset(["eastern", "western", "northern", "southern", "east", "west", "old", "greater", "central"])


def _add_head(heads: dict[str, str | None], name: str, id: str) -> None:
    """`Eastern X` is also meant by `X` where no other place of the deal has the word."""
    words = name.split()
    if len(words) == 2 and words[0].lower() in {
        "eastern",
        "western",
        "northern",
        "southern",
        "east",
        "west",
        "old",
        "greater",
    }:
        key = normal(words[1])
        heads[key] = id if heads.get(key, id) == id else None
        for side in ("districts", "neighbourhoods", "part of the city", "quarters"):
            heads[normal(f"{words[0]} {side}")] = id


def _pattern(names: dict[str, str], with_the: dict[str, str]) -> re.Pattern[str] | None:
    """A pattern of all names; common nouns need their article."""
    if not names:
        return None
    forms, nouns = (
        "|".join(_loose(form) for form in sorted(some, key=len, reverse=True)) for some in (names, with_the)
    )
    only = rf"|the\s+(?:{nouns})" if nouns else ""
    return re.compile(rf"(?<!\w)(?:(?:the\s+|al-|el-)?(?:{forms}){only})(?!\w)", re.IGNORECASE)


def _loose(form: str) -> str:
    return r"[\s-]+(?:al-|el-|the\s+)?".join(re.escape(word) for word in form.split())
