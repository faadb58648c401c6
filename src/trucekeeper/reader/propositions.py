"""What could be true apart is told apart: words are cut where a new finite verb begins after `and`, `but`, `;`."""

from trucekeeper.reader.cues import AUXILIARIES, DETERMINERS, SUBORDINATORS, finite
from trucekeeper.reader.words import Words

Span = tuple[int, int]
_JOINS = frozenset({"and", "but", ";", ":"})
_STARTS = frozenset(
    ["it", "he", "she", "they", "there", "that", "this", "nobody", "people", "civilians", "fighters", "rebels"]
)


def propositions(w: Words, span: Span, quotes: list[Span]) -> list[Span]:
    """Cut text[span] into propositions, each with at least one finite verb; the joining words belong to none."""
    first, last = w.at(span[0]), w.at(span[1])
    cuts: list[tuple[int, int]] = []
    start = first
    k = first
    while k < last:
        low = w.lows[k]
        if low == "," and start + 1 < k < last - 2 and _again_that(w, k, start) and not _quoted(w, k, quotes):
            cuts.append((start, k))
            start = k = k + 2
            continue
        if low in _JOINS and k > start + 1 and not _quoted(w, k, quotes):
            after = k + 1
            left = _has_finite(w, start, k) and not _two_names(w, k, last)
            if left and _new_clause(w, after, last) and not _relative_open(w, start, k):
                comma = 1 if w.lows[k - 1] == "," else 0
                cuts.append((start, k - comma))
                start = after + (1 if after < last and w.lows[after] == "that" else 0)
                k = start
                continue
        k += 1
    cuts.append((start, last))
    return [(w.starts[a], w.ends[b - 1]) for a, b in cuts if b > a] if len(cuts) > 1 else [span]


def _again_that(w: Words, k: int, start: int) -> bool:
    """`..., that men were detained, and that ...`: the next of several things said; `, that is,` is none."""
    being = {"is", "was", "has", "had", "would", "will"}
    return w.lows[k + 1] == "that" and w.lows[k + 2] not in being and _has_finite(w, start, k)


def _two_names(w: Words, k: int, last: int) -> bool:
    """`X and Y had been let out`: one subject with two names."""
    return k + 2 < last and w.capital(k - 1) and w.capital(k + 1) and (finite(w.lows[k + 2]) or w.lows[k + 2] == "in")


def accused_of(w: Words, span: Span) -> list[Span]:
    """`the rebels of firing and of robbing`: two accusations."""
    first, last = w.at(span[0]), w.at(span[1])
    cut = next((k for k in range(first + 3, last - 1) if w.lows[k] == "and" and w.lows[k + 1] == "of"), None)
    if cut is None or "of" not in w.lows[first:cut]:
        return [span]
    return [(w.starts[first], w.ends[cut - 1]), (w.starts[cut + 1], w.ends[last - 1])]


def _quoted(w: Words, k: int, quotes: list[Span]) -> bool:
    return any(q[0] < w.starts[k] < q[1] for q in quotes)


def _has_finite(w: Words, start: int, end: int) -> bool:
    return any(finite(w.lows[k]) and (k == 0 or w.lows[k - 1] != "to") for k in range(start, end))


def _new_clause(w: Words, k: int, last: int) -> bool:
    """True when the words from k on have a subject and a finite verb, or begin with a finite verb."""
    if k >= last:
        return False
    low = w.lows[k]
    if low == "that":
        return True
    if low in AUXILIARIES or (
        finite(low) and low not in {"wounded", "killed", "injured", "let", "put", "set", "cut", "shot", "held"}
    ):
        return not (low.endswith("ed") and k + 1 < last and not _object_follows(w, k + 1))
    starts = low in DETERMINERS or low in _STARTS or w.capital(k) or low[:1].isdigit() or low.endswith("s")
    if not starts:
        return False
    for m in range(k + 1, min(last, k + 11)):
        if w.lows[m] in {",", ";", "and", "who", "which"} or w.lows[m] in SUBORDINATORS:
            return False
        if finite(w.lows[m]):
            return True
    return False


def _object_follows(w: Words, k: int) -> bool:
    low = w.lows[k]
    return low in DETERMINERS or low in {"out", "in", "by", "at", "on", "to", "for", "off", "from"} or low.isalpha()


def _relative_open(w: Words, start: int, k: int) -> bool:
    """True when the joint stands inside a relative or a subordinate clause that began just before."""
    for m in range(k - 1, max(start, k - 9) - 1, -1):
        if w.lows[m] in {"who", "which", "whose", "whether", "if"}:
            return not any(w.lows[n] == "," for n in range(m, k))
        if w.lows[m] in {",", ";"}:
            return False
    return False


def first_verb(w: Words, span: Span) -> int | None:
    """The offset of the first finite verb in a span, or None."""
    first, last = w.at(span[0]), w.at(span[1])
    return next((w.starts[k] for k in range(first, last) if finite(w.lows[k])), None)
