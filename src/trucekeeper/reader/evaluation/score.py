"""The measures: matched claims, and shares of matched claims whose parts are right.

Lenient: contents overlap (Dice at least .3 of characters) and speakers overlap, or both are narrated. Good: Dice at
least .8. Strict: speaker, cue and content are the same words, marks and articles at the borders aside. Every claim is
matched once, best overlap first.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from trucekeeper.core.moment import moment

Span = tuple[int, int]
#: Fields with few values, of which a table tells what is taken for what.
_CONFUSED = frozenset({"act", "event", "certainty", "party"})
#: Fields that neither need have; where neither has one, there is nothing to compare.
_MAY_LACK = frozenset({"quantity", "happened", "said", "place", "actors", "forces"})
LENIENT, GOOD = 0.3, 0.8
#: How many of the proposed clauses a person sees at a glance.
GLANCE = 3
FIELDS = (
    "act",
    "event",
    "polarity",
    "certainty",
    "actors",
    "forces",
    "place",
    "happened",
    "said",
    "quantity",
    "clauses",
    "party",
    "side",
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A claim as far as it is compared; `of` is the whole object, where there is one."""

    speaker: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    of: dict[str, Any] = field(default_factory=dict)


def marked(claim: dict[str, Any]) -> Marked:
    """Take the spans out of an object in the shape of `truce read --json`."""

    def span(one: dict[str, Any] | None) -> Span | None:
        return (one["start"], one["end"]) if one is not None else None

    content = tuple((c["start"], c["end"]) for c in claim["content"])
    return Marked(span(claim["speaker"]), span(claim["cue"]), content, claim)


def _length(spans: Iterable[Span]) -> int:
    return sum(b - a for a, b in spans)


def dice(one: Marked, other: Marked) -> float:
    """Overlap of two contents, 0 to 1."""
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one.content for c, d in other.content)
    return 2 * shared / (_length(one.content) + _length(other.content))


def speakers_meet(one: Marked, other: Marked) -> bool:
    """True when both are narrated or name a speaker at overlapping words."""
    a, b = one.speaker, other.speaker
    if a is None or b is None:
        return a is b
    return a[0] < b[1] and b[0] < a[1]


def same_party(one: Marked, other: Marked) -> bool:
    """True when both speakers are tied to one party, or nothing is tied: parts `both sides` into its two claims."""
    if one.speaker is None or other.speaker is None or not ("speaker" in one.of and "speaker" in other.of):
        return True
    mine, theirs = value(one.of, "party"), value(other.of, "party")
    return NOT_MARKED in (mine, theirs) or mine == theirs


def pairs(found: Sequence[Marked], gold: Sequence[Marked]) -> list[tuple[int, int, float]]:
    """Matched claims as (index found, index gold, overlap)."""
    scored = sorted(
        (
            (d, i, j, same_party(a, b))
            for i, a in enumerate(found)
            for j, b in enumerate(gold)
            if speakers_meet(a, b) and (d := dice(a, b)) >= LENIENT
        ),
        key=lambda s: (-s[0], not s[3], s[1], s[2]),
    )
    left, right, made = set[int](), set[int](), list[tuple[int, int, float]]()
    for d, i, j, _ in scored:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            made.append((i, j, d))
    return made


_ARTICLES = ("the ", "a ", "an ", "that ")


def core(text: str, span: Span | None) -> str:
    """The words of a span without marks and article at its borders."""
    if span is None:
        return ""
    words = text[span[0] : span[1]].strip(" \n.,;:\"“”‘’'").lower()
    return next((words.removeprefix(a) for a in _ARTICLES if words.startswith(a)), words)


def exact(text: str, one: Marked, other: Marked) -> bool:
    """True when speaker, cue and content are the same words."""
    mine = (core(text, one.speaker), core(text, one.cue), [core(text, c) for c in one.content])
    return mine == (core(text, other.speaker), core(text, other.cue), [core(text, c) for c in other.content])


@dataclass(slots=True)
class Tally:
    """Counts over reports."""

    found: int = 0
    gold: int = 0
    lenient: int = 0
    good: int = 0
    strict: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    fields_of: Counter[str] = field(default_factory=Counter)
    compared: int = 0
    agreed: Counter[str] = field(default_factory=Counter)
    acts: Counter[tuple[str, str]] = field(default_factory=Counter)
    tiers: Counter[tuple[str, str]] = field(default_factory=Counter)
    worst: list[dict[str, Any]] = field(default_factory=list)
    confused: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def add(self, name: str, text: str, found: Sequence[Marked], gold: Sequence[Marked]) -> None:
        """Count one report."""
        matched = pairs(found, gold)
        self.found += len(found)
        self.gold += len(gold)
        self.lenient += len(matched)
        self.good += sum(d >= GOOD for _, _, d in matched)
        self.strict += sum(exact(text, found[i], gold[j]) for i, j, _ in matched)
        hit, met = {i for i, _, _ in matched}, {j for _, j, _ in matched}
        for i, one in enumerate(found):
            self.tiers[one.of.get("tier", ""), "right" if i in hit else "wrong"] += 1
        for j, one in enumerate(gold):
            self.acts[one.of.get("act", "any"), "met" if j in met else "missed"] += 1
            if j not in met:
                self.worst.append(
                    {"report": name, "why": "missed", "at": one.content[0][0], "act": one.of.get("act", "")}
                )
        self.worst += [
            {"report": name, "why": "not in the gold", "at": found[i].content[0][0], "act": found[i].of.get("act", "")}
            for i in range(len(found))
            if i not in hit
        ]
        for i, j, _ in matched:
            self._compare(name, found[i].of, gold[j].of)

    def _compare(self, name: str, mine: dict[str, Any], theirs: dict[str, Any]) -> None:
        if "content" not in mine or "content" not in theirs:
            return  # a relation, of which nothing but words is marked
        self.compared += 1
        for one in FIELDS:
            a, b = value(mine, one), value(theirs, one)
            if b is NOT_MARKED:
                continue
            if one in _MAY_LACK:
                self.agreed[one] += a == b or not (a or b)
                if not a and not b:
                    continue
            self.fields_of[one] += 1
            self.fields[one] += a == b
            if a != b and one in _CONFUSED:
                self.confused[one, str(b), str(a)] += 1
            if a != b and one in {"act", "happened", "quantity"}:
                at = theirs["content"][0]["start"]
                why = f"{one}: {_brief(a)} for {_brief(b)}"
                self.worst.append({"report": name, "why": why, "at": at, "act": theirs.get("act", "")})
        self._clauses(mine.get("clauses", []), theirs.get("clauses", []))

    def _clauses(self, mine: Sequence[str], theirs: Sequence[str]) -> None:
        """Whether a marked clause is proposed first, or among the first three; only where one is marked."""
        if not theirs:
            return
        for name, seen in (("clause first", 1), (f"clause in {GLANCE}", GLANCE)):
            self.fields_of[name] += 1
            self.fields[name] += not set(theirs).isdisjoint(mine[:seen])

    def report(self) -> dict[str, Any]:
        """The figures as `truce eval --json` gives them."""
        made: dict[str, Any] = {"claims": {"found": self.found, "gold": self.gold}}
        for level in ("lenient", "good", "strict"):
            hits = getattr(self, level)
            p, r = _share(hits, self.found), _share(hits, self.gold)
            made[level] = {"precision": p, "recall": r, "f": _share(2 * hits, self.found + self.gold), "matched": hits}
        made["fields"] = {
            k: {"right": self.fields[k], "of": n, "share": _share(self.fields[k], n)}
            for k, n in sorted(self.fields_of.items())
        }
        made["fields_over_all"] = {
            k: {"right": n, "of": self.compared, "share": _share(n, self.compared)}
            for k, n in sorted(self.agreed.items())
        }
        acts = sorted({a for a, _ in self.acts})
        made["recall_by_act"] = {
            a: {"met": self.acts[a, "met"], "of": self.acts[a, "met"] + self.acts[a, "missed"]} for a in acts
        }
        tiers = sorted({t for t, _ in self.tiers if t})
        made["precision_by_tier"] = {
            t: {"right": self.tiers[t, "right"], "of": self.tiers[t, "right"] + self.tiers[t, "wrong"]} for t in tiers
        }
        made["confusion"] = [
            {"field": f, "marked": gold, "proposed": mine, "times": n}
            for (f, gold, mine), n in self.confused.most_common(12)
        ]
        return made


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _brief(one: object) -> str:
    if isinstance(one, tuple):
        return " ".join(part.isoformat() if isinstance(part, datetime) else str(part) for part in one)
    return "nothing" if one is None else str(one)


#: Of a field that the marks leave out.
NOT_MARKED: Final = object()


def value(claim: dict[str, Any], name: str) -> object:
    """What is compared of a field: ids, both ends of a time, the set of clauses; `NOT_MARKED` where it is left out."""
    key = {"forces": "actors", "party": "speaker", "side": "speaker"}.get(name, name)
    if key not in claim:
        return NOT_MARKED
    one = claim[key]
    match name:
        case "actors":
            return tuple(sorted({str(actor["id"]) for actor in one}))
        case "forces":
            return tuple(sorted({actor["id"] for actor in one if actor["id"] is not None}))
        case "place":
            return (one.get("id") or one.get("text", "").lower()) if one else None
        case "happened" | "said":
            return (moment(one["start"]), moment(one["end"])) if one else None
        case "quantity":
            return (one["low"], one["high"], one["unit"], one.get("approx", False)) if one else None
        case "party" | "side":
            return one.get("id" if name == "party" else "side", NOT_MARKED) if one else None
        case "clauses":
            return tuple(sorted(one))
    return one
