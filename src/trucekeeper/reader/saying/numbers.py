"""Whether a number begins at a word."""

from trucekeeper.reader.words import Words

FEW = frozenset(
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozens", "hundreds",
     "several"]
)  # fmt: skip


def counts(w: Words, k: int) -> bool:
    """True when a number begins at word k: `at least 14`, `8,000`, `some 300`."""
    some = {"at", "about", "some", "around", "more", "nearly", "up", "only", "over"}
    return k < len(w) and (
        w.lows[k][:1].isdigit()
        or w.lows[k] in FEW
        or (w.lows[k] in some and any(v[:1].isdigit() for v in w.lows[k : k + 4]))
    )
