"""The tornado: how much each guess moves the outcome, the widest first; and two deals compared under the same luck."""

from collections.abc import Mapping, Sequence

from trucekeeper.brief.model import Figure
from trucekeeper.brief.pictures.marks import SIDES
from trucekeeper.brief.pictures.plot import SMALL, TEXT, WIDTH, Look, Sheet, ceiling, short
from trucekeeper.brief.pictures.svg import INK, LINE, PAPER, SOFT
from trucekeeper.stress.summary import Bar, Difference

ROW = 40.0

#: The guesses in the words of the operation file's readers.
RATE_WORDS = {
    "holds_per_day": "stops a day and side",
    "hold_h": "hours that a stop lasts",
    "alarms_per_day": "false alarms a day",
    "alarm_h": "hours that an alarm stops all",
    "chance_retaliation": "how often a stop is answered in kind",
    "retaliation_h": "hours that the answer lasts",
    "chance_walk_out": "how often a side walks out",
    "chance_shortfall": "disputes over who is in a convoy",
    "shortfall_h": "hours that a dispute lasts",
    "share_refusing": "people who decide to stay",
}
#: Guesses that are shares, shown in percent.
SHARES = frozenset({"chance_retaliation", "chance_walk_out", "chance_shortfall", "share_refusing"})

OUTCOMES = {
    "safe": "people safe",
    "stranded": "people still at home",
    "caught_outside": "people caught outside",
    "waiting_person_hours": "person-hours of waiting",
    "worst_exposure": "people furthest ahead",
    "completed": "runs in which all are safe",
}


def tornado_picture(bars: Sequence[Bar], outcome: str, runs: int, look: Look, *, id: str) -> Figure:
    """Draw one bar a guess.

    Args:
        bars: As `stress.summary.tornado` gives them.
        outcome: What is measured, a key of OUTCOMES.
        runs: How many there were.
        look: For whom.
        id: Unique among the pictures of a page.
    """
    say, sheet = look.say, Sheet(look)
    measured = say(OUTCOMES[outcome])
    clear = [bar for bar in bars if bar.difference.clear]
    if clear:
        words = "What changes most: {rate}"
        head = say(words).format(rate=say(RATE_WORDS[clear[0].rate]))
    else:
        head = say("No guess changes much")
    below = say("Mean {outcome} in the third of {runs} runs where the guess is lowest, and where it is highest").format(
        outcome=measured, runs=f"{runs:,}"
    )
    y = sheet.headline(head, below)
    y = sheet.key(
        y + 8,
        [({"fill": PAPER}, say("lowest")), ({"fill": INK}, say("highest")), ({"fill": LINE}, say("may be chance"))],
    )
    values = [value for bar in bars for value in (bar.low, bar.high)] or [0.0, 1.0]
    least, most = min(values), max(values)
    room = (most - least) or 1.0
    left, right = 64.0, WIDTH - 64.0

    def x(value: float) -> float:
        return left + (value - least) / room * (right - left)

    for bar in bars:
        y += 8
        sheet.text(14, y + 12, f"{say(RATE_WORDS[bar.rate])}: {_range(bar)}", size=SMALL)
        level = y + 24
        ink = SIDES[0] if bar.difference.clear else LINE
        start, end = sorted((x(bar.low), x(bar.high)))
        sheet.line(left, level, right, level, stroke=LINE, stroke_width=0.6)
        sheet.box(start, level - 4, end - start, 8, fill=ink)
        for value, fill in ((bar.low, PAPER), (bar.high, INK)):
            sheet.box(x(value) - 5, level - 5, 10, 10, fill=fill, stroke=INK, stroke_width=1.4)
        low_first = bar.low <= bar.high
        sheet.text(start - 9, level + 4, short(bar.low if low_first else bar.high), size=SMALL, anchor="end")
        sheet.text(end + 9, level + 4, short(bar.high if low_first else bar.low), size=SMALL)
        y += ROW - 8
    told = "; ".join(
        say("{rate}: {low} where low, {high} where high{doubt}").format(
            rate=say(RATE_WORDS[bar.rate]),
            low=f"{bar.low:,.0f}",
            high=f"{bar.high:,.0f}",
            doubt="" if bar.difference.clear else " " + say("(may be chance)"),
        )
        for bar in bars
    )
    return sheet.done(y + 16, head, f"{measured}. {told}.", id)


def _range(bar: Bar) -> str:
    low, high = bar.range
    if bar.rate in SHARES:
        return f"{low:.1%} – {high:.1%}"
    return f"{low:.1f} – {high:.1f}"


def versus_picture(
    found: Mapping[str, Mapping[str, Difference]], names: tuple[str, str], runs: int, look: Look, *, id: str
) -> Figure:
    """Draw what the second deal changes against the first, with the interval of each difference.

    Args:
        found: Per group (all, or a side) the differences by outcome.
        names: Of the first and of the second deal.
        runs: How many there were of each.
        look: For whom.
        id: Unique among the pictures of a page.
    """
    say, sheet = look.say, Sheet(look)
    everybody = next(iter(found.values()))
    safe = everybody["safe"]
    if not safe.clear:
        head = say("No clear difference in people safe")
    else:
        words = "{number} more people safe under {name}" if safe.mean > 0 else "{number} fewer people safe under {name}"
        head = say(words).format(number=f"{abs(safe.mean):,.0f}", name=names[1])
    below = say(
        "{second} less {first}, {runs} runs under the same luck; lines are 95% intervals, each row on its own scale"
    ).format(first=names[0], second=names[1], runs=f"{runs:,}")
    y = sheet.headline(head, below)
    told = []
    for group, differences in found.items():
        y += 24
        sheet.text(14, y, group, size=TEXT, weight="bold")
        for outcome, one in differences.items():
            if outcome == "completed":
                continue
            y += 10
            edge = ceiling(max(abs(one.ci[0]), abs(one.ci[1]), 1e-9) * 1.05)
            middle, half = 288.0, 78.0
            sheet.text(14, y + 12, say(OUTCOMES[outcome]), size=SMALL)
            level = y + 8
            sheet.line(middle, level - 9, middle, level + 9, stroke=SOFT, stroke_width=1)
            ends = [middle + half * value / edge for value in one.ci]
            ink = INK if one.clear else LINE
            sheet.line(ends[0], level, ends[1], level, stroke=ink, stroke_width=2)
            sheet.box(middle + half * one.mean / edge - 4, level - 4, 8, 8, fill=ink)
            text = f"{one.mean:+,.0f}" if one.clear else say("may be chance")
            sheet.text(WIDTH - 10, y + 12, text, size=SMALL, anchor="end", weight="bold" if one.clear else None)
            told.append(f"{group}, {say(OUTCOMES[outcome])}: {one.mean:+,.0f} ({one.ci[0]:+,.0f}, {one.ci[1]:+,.0f})")
            y += 16
    return sheet.done(y + 18, head, "; ".join(told) + ".", id)
