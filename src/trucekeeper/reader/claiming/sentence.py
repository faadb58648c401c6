"""The claims of one sentence: what is said in it, and what its author tells beside that."""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.claim import claim_of
from trucekeeper.reader.claiming.parts import claims_of
from trucekeeper.reader.claiming.reading import Reading, lows_of, stretch_of
from trucekeeper.reader.claiming.relays import nested
from trucekeeper.reader.dating import tells_time, when
from trucekeeper.reader.event import speaks
from trucekeeper.reader.narration import narrated
from trucekeeper.reader.proposal import Proposal, Span
from trucekeeper.reader.propositions import propositions
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.words import Words


def read_sentence(
    reading: Reading, s: Sentence, w: Words, found: list[Attribution], every: list[Attribution], quotes: list[Span],
    paragraph: Span,
) -> None:  # fmt: skip
    """Add what is said in a sentence to the reading, and what its author tells beside that."""
    before = len(reading.made)
    narrations: list[tuple[Proposal, bool]] = []
    reading.timed = tells_time(w.lows)
    if found:
        for one, via in nested(found, w):
            for made in claims_of(reading, one, via, found, s, w, quotes, paragraph):
                reading.made.append(made)
    live = reading.ref is not reading.published
    for span in _told_by_the_author(s, w, every, quotes, verbless=live):
        made = claim_of(reading, None, (), None, (span,), "narrates", "narrates", w, s, paragraph)
        narrations.append((made, _tells_something(made, w)))
    for n, (made, tells) in enumerate(narrations):
        leads = n == 0 and not every and any(t for _, t in narrations) and w.text[made.content[-1][1] :][:1] != ":"
        if tells or leads:  # `They waited for seven hours and then drove off empty`
            reading.made.append(made)
    if every and narrations:
        reading.made[before:] = sorted(reading.made[before:], key=lambda one: one.content[0][0])
    if (
        len(reading.made) == before
        and reading.timed
        and (told := when(w.text, s.start, s.end, reading.ref)) is not None
    ):
        reading.occasions.passes(stretch_of(told))
    if len(reading.made) > before and reading.made[-1].clauses:
        reading.near = reading.view.links.remembered(reading.made[-1].clauses, reading.near)


def _told_by_the_author(
    s: Sentence, w: Words, found: list[Attribution], quotes: list[Span], *, verbless: bool
) -> list[Span]:
    """The propositions of a sentence that stand in no quotation and beside everything that somebody says in it."""
    taken = [_hull(one) for one in found if one.verb != "correct"]
    if taken and _all_taken(w, taken):
        return []
    part = narrated(s, w, [], verbless=verbless)
    if part is None or any(q[0] <= s.start and s.end <= q[1] for q in quotes):
        return []
    spans = propositions(w, part, quotes)
    return [one for one in spans if not any(a < one[1] and one[0] < b for a, b in taken)]


def _all_taken(w: Words, taken: list[Span]) -> bool:
    """True where one attribution reaches over all words of the sentence, as most do."""
    last = next((k for k in range(len(w) - 1, -1, -1) if w.lows[k][0].isalnum()), 0)
    return any(a <= w.starts[0] and w.ends[last] <= b for a, b in taken)


def _hull(one: Attribution) -> Span:
    spans = [*one.contents, *(span for span in (one.speaker, one.cue) if span is not None)]
    return min(a for a, _ in spans), max(b for _, b in spans)


def _tells_something(made: Proposal, w: Words) -> bool:
    """True when the author's words tell an event, a state, a number, a day or that somebody spoke."""
    dated = made.happened is not None and made.happened.basis == "stated"
    tells = made.event not in {"other", "statement"} or made.state or made.quantity or dated
    return bool(tells) or speaks(lows_of(w.text, w, made.content))
