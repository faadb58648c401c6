"""The word somebody probably meant: for messages only, never for reading a deal otherwise than it is written."""

from collections.abc import Iterable

from trucekeeper.deal.said import say


def edits(a: str, b: str, most: int) -> int:
    """Count insertions, deletions, changes and swaps of neighbours from one word to the other; `most + 1` for more.

    Optimal string alignment (Damerau 1964), stopped as soon as a whole row lies above `most`.
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that a slip of the pen explains, or None; case is no slip.

    One edit is allowed in a word of up to four letters, two in a longer one; words of one or two letters (A1, F1) are
    too close to each other for any guess but case.
    """
    plain = word.casefold()
    most = 0 if len(plain) <= 2 else 1 if len(plain) <= 4 else 2
    best: tuple[int, str] | None = None
    for candidate in known:
        distance = edits(plain, candidate.casefold(), most)
        if distance <= min(most, len(candidate) - 1) and (best is None or distance < best[0]):
            best = distance, candidate
    return best[1] if best else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """End a message with the nearest word: ` - did you mean "do"?`, or with nothing."""
    guess = nearest(word, known)
    return say(' - did you mean "{guess}"?', guess=guess) if guess else ""
