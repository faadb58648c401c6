"""Whose time a claim carries: what a report told with a time just before, and the attack that it keeps speaking of.

The guideline of the marked reports (`examples/reading/README.md`): an accusation, a denial or a claim of responsibility
carries the time of the occurrence that it is about, and so does what is said of the same occurrence; its toll does not,
since people may die later.

How it was found: of 1,258 marked claims without a time of their own, 153 carry one, and 131 of these that of the claim
dated last, which stands in the same sentence or the one before. Across paragraphs hardly any does.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from trucekeeper.reader.dating import Reference
from trucekeeper.reader.proposal import Span, Stretch
from trucekeeper.reader.tongues.tables import bare
from trucekeeper.reader.words import Asked

#: Kinds of event that are an attack, or a breach by one.
FIRE: Final = frozenset({"fire", "shelling", "airstrike", "killing", "collapse"})
_ATTACKED: Final = frozenset({"fire", "shelling", "airstrike"})
_MOVED: Final = frozenset({"movement", "arrival", "return", "access"})
_ANSWERS: Final = frozenset({"accuses", "denies", "claims_responsibility"})
#: What is still to come was not dated by what was.
_AHEAD: Final = frozenset({"predicts", "promises", "demands", "orders", "agrees", "warns"})
#: Of these each sentence tells something new.
_EACH_ITS_OWN: Final = frozenset({"agreement", "statement", "meeting"})
#: Words that name an attack once it is known which one, in the three languages (folded).
_ATTACK: Final = frozenset(
    ["attack", "bombing", "explosion", "blast", "assault", "shooting",
     "الهجوم", "التفجير", "الانفجار", "بالهجوم", "التفجيرات", "للهجوم",
     "нападение", "нападения", "нападении", "взрыв", "взрыва", "взрыве", "атаки", "атаке", "атаку"]
)  # fmt: skip
_BURNT: Final = (
    "burn", "ablaze", "alight", "torched", "احترق", "احرق", "حرق", "اضرم", "сожж", "сожгл", "сгоре", "подожг",
)  # fmt: skip
#: A denial of so few words (`any link to it`) says what it denies by what was said before.
_NO_MORE_WORDS: Final = 5
#: Words that any two sentences share.
_SMALL_WORDS: Final = frozenset(
    ["", "that", "this", "with", "from", "have", "been", "were", "there", "their", "which", "after", "befor", "into",
     "over", "some", "more", "than", "about", "also", "only", "other", "first", "betwe", "under", "peopl", "since",
     "would", "none", "they", "them", "those", "these", "three", "four", "five", "seven", "eight", "began", "could",
     "said", "what", "الذي", "التي", "كانت", "هناك", "منهم", "بعضه", "شخص", "اشخا", "خلال", "كانو", "عليه", "котор",
     "также", "после", "перед", "более", "менее", "челов", "около", "было", "были", "этого", "того", "между"]
)  # fmt: skip
_A_DAY: Final = timedelta(hours=24)
_AN_HOUR: Final = timedelta(hours=1)
_A_MINUTE: Final = timedelta(minutes=1)
_HOURS: Final = frozenset({"minute", "hour"})
_OF_A_DAY: Final = frozenset({"minute", "hour", "part_of_day", "day"})
#: So many sentences back what was told last is still spoken of, a paragraph being three.
_A_PARAGRAPH: Final = 6
_WENT_ON: Final = frozenset({"went", "lasted", "continued", "held", "dragged", "carried", "stayed", "waited"})
_WITHIN_A_DAY: Final = frozenset({"minute", "hour", "part_of_day"})
#: `confirmed the report`: what was told last.
_ONE_NOUN: Final = 2
_THE: Final = frozenset({"the", "this", "that"})
#: Words of another occurrence than the one that is known.
_ANOTHER: Final = frozenset(
    ["first", "before", "another", "earlier", "new", "next", "later", "never", "previous", "ранее", "раньше", "прежде",
     "предыдущий", "предыдущие", "предыдущего", "предыдущей", "سابقا", "السابق", "السابقه"]
)  # fmt: skip
#: Words with which a time at the beginning of a sentence begins.
OPENS_WITH_TIME: Final = frozenset(
    ["on", "at", "by", "since", "during", "late", "early", "overnight", "yesterday", "today", "around", "shortly",
     "between", "в", "во", "к", "за", "утром", "вечером", "днем", "ночью", "около", "вчера", "сегодня", "накануне",
     "между", "рано", "поздно", "после", "صباح", "مساء", "فجر", "امس", "منذ", "خلال", "يوم", "عند", "قرابه"]
)  # fmt: skip
#: `at the same time`: words by which a sentence itself says that it tells of one time with the last.
_TOGETHER: Final = frozenset([
    ("same", "time"), ("same", "moment"), ("same", "period"), ("same", "hour"),
    *((noun, again) for noun in ("الوقت", "التوقيت") for again in ("نفسه", "عينه", "ذاته")),
    ("ذات", "الوقت"), ("نفس", "الوقت"), ("نفس", "التوقيت"), ("это", "же"), ("тогда", "же"), ("тот", "же"),
])  # fmt: skip
#: Each as a word begins.
_BLAST: Final = (
    "explo", "detonat", "blast", "bomb", "взорв", "взрыв", "انفجر", "انفجار", "الانفجار", "تفجير", "التفجير",
)  # fmt: skip
_IS_BURNT: Final = Asked(lambda low: low.startswith(_BURNT)).__getitem__
_IS_ATTACK: Final = Asked(lambda low: low.startswith((*_BLAST, *_BURNT))).__getitem__


def burnt(lows: list[str]) -> bool:
    """True when something was set on fire: an attack that no list of events holds."""
    return any(map(_IS_BURNT, lows)) or _set_on_fire(lows)


def _set_on_fire(lows: list[str]) -> bool:
    return "set" in lows and "fire" in lows


def _under_fire(lows: list[str]) -> bool:
    """`was set on fire`, `came under fire`: an attack, whatever else the words tell."""
    return "fire" in lows and ("set" in lows or "under" in lows)


def answers_for(act: str, kind: str, lows: list[str]) -> bool:
    """True when a claim without a time is about the attack that was dated before it.

    Args:
        act: The speech act.
        kind: The kind of event.
        lows: The words in small letters.
    """
    if not _ANOTHER.isdisjoint(lows):
        return False
    if act in _ANSWERS:
        bare = kind == "other" and (act != "denies" or len(lows) <= _NO_MORE_WORDS)
        return bare or (kind in FIRE and kind != "collapse")
    if kind == "other":
        return burnt(lows)
    if kind == "killing" or kind not in FIRE:
        return False
    return any(b in _ATTACK and (a in _THE or not b.isascii()) for a, b in zip(["", *lows], lows, strict=False))


class Told(Struct):
    """A proposition as far as its time matters.

    Attributes:
        act: Its speech act.
        kind: Its kind of event; of a bare accusation that of what it answers.
        lows: Its words in small letters.
        content: Where they stand.
        counted: It gives a number.
        coming: It is about what is still to come.
        bare: Its own words tell no event.
        verb: The verb of its cue.
        joined: A second predicate of a sentence, without a subject of its own.
        replaces: It puts another number in the place of one told before (`12 trucks, not 20`).
        group: Kinds of event that are one where times are carried.
        toll: It tells who was killed or hurt.
    """

    act: str
    kind: str
    lows: list[str]
    content: tuple[Span, ...]
    counted: bool
    coming: bool = False
    bare: bool = False
    verb: str = ""
    joined: bool = False
    replaces: bool = False
    group: str = ""
    toll: bool = False

    def __post_init__(self) -> None:
        self.toll = self.kind == "killing" or not _HARMED.isdisjoint(self.lows)
        fire = self.kind in _ATTACKED or self.toll or any(map(_IS_ATTACK, self.lows)) or _under_fire(self.lows)
        self.group = "fire" if fire and self.kind != "statement" else "moved" if self.kind in _MOVED else self.kind


class _Past(Struct, frozen=True):
    """What has been told: its kind, its time or none, where."""

    group: str
    when: Stretch | None
    sentence: int
    counted: bool
    toll: bool
    lows: list[str]
    kind: str = ""

    @property
    def opens_with_time(self) -> bool:
        """`On Monday they moved in and found mines`: what the sentence begins with dates all of it."""
        return bool(self.lows) and self.lows[0] in OPENS_WITH_TIME


@dataclass(slots=True)
class Occasions:
    """The occurrences of a report while it is read, in the order in which it tells them."""

    sentence: int = 0
    paragraph: int = -1
    begun: int = 0
    head: Stretch | None = None
    past: list[_Past] = field(default_factory=list)
    attack: Stretch | None = None
    attacked: int = 0
    words: dict[tuple[Span, ...], Stretch | None] = field(default_factory=dict)
    days: list[date] = field(default_factory=list)
    live: list[_Past] = field(default_factory=list)
    period_end: datetime | None = None
    asked: bool = False
    answering: bool = False
    attacks: set[datetime] = field(default_factory=set)

    def headed(self, when: Stretch | None) -> None:
        """A new paragraph begins, with a time of its own or none."""
        self.head = when

    def next_sentence(self, paragraph: int, *, asks: bool = False) -> None:
        """Go on to a sentence; a new paragraph is far from the last, and a question stands between nothing."""
        self.sentence += 0 if self.asked and paragraph == self.paragraph else 1 if paragraph == self.paragraph else 3
        self.answering, self.asked = self.asked, asks
        if paragraph != self.paragraph:
            self.paragraph, self.begun = paragraph, self.sentence

    def day(self, said: Stretch | None, today: date | None = None) -> date | None:
        """The day that the story is on: that of the saying, else that of what this paragraph dated last.

        Args:
            said: When it was said.
            today: The report's own day: a report that has told nothing of it so far, as daily reports of the day before
                do, stays on the last day that it told of.
        """
        here = [one.when for one in reversed(self.past) if one.sentence >= self.begun and one.when is not None]
        for when in [one for one in (said, *here, self.head) if one is not None]:
            if when.end - when.start <= _A_DAY and (when.precision != "days" or when.end - when.start != _A_DAY):
                return _last_day(when)
        return max(self.days) if today is not None and self.days and today not in self.days else None

    def lasted_until(self, told: Stretch, lows: list[str]) -> Stretch:
        """`began at noon and went on until three`: from the beginning that this sentence has told."""
        first = next((low for low in lows if low[0].isalnum()), "")
        if first not in _WENT_ON or not self.is_dated_here():
            return told
        begun = self.past[-1].when
        assert begun is not None
        end = told.end if told.precision != "hour" or told.end.minute != 1 else told.end - _A_MINUTE
        while end <= begun.start:
            end += _A_DAY
        return replace(told, start=begun.start, end=end) if end - begun.start <= _A_DAY else told

    def is_dated_here(self) -> bool:
        """True where this sentence has told something with a time already."""
        last = self.past[-1] if self.past else None
        return last is not None and last.sentence == self.sentence and last.when is not None

    def floor(self) -> datetime | None:
        """When that began which this paragraph told last with an hour or a part of the day."""
        here = (one.when for one in reversed(self.past) if one.sentence >= self.begun and one.when is not None)
        last = next(here, None)
        if last is None:  # of the paragraphs before, how far the day has come
            told = [one.when.start for one in self.past if one.when is not None and one.when.precision in _HOURS]
            return max(told, default=None)
        return last.start if last.precision in _WITHIN_A_DAY else None

    def hour(self) -> datetime | None:
        """The hour that this paragraph told last; None where it told none."""
        here = (one.when for one in reversed(self.past) if one.sentence >= self.begun and one.when is not None)
        return next((when.start for when in here if when.precision in {"minute", "hour"}), None)

    def passes(self, when: Stretch) -> None:
        """A sentence that claims nothing but names a time."""
        self._add(_Past("", replace(when, basis="carried"), self.sentence, counted=False, toll=False, lows=[]))

    def period_ended(self, when: Stretch, at: datetime) -> None:
        """The report says how far it reaches."""
        self.period_end = at
        if when.precision in _OF_A_DAY:
            self.days.append(_last_day(when))

    def note(self, told: Told, when: Stretch | None) -> None:
        """Remember a claim that has been told, with its time or none."""
        self.words.setdefault(told.content, when)
        if told.coming or told.act in _AHEAD:
            return
        if when is not None and when.basis == "published":
            seen = replace(when, basis="carried")
            self.live = [*self.live[-3:], _Past(told.group, seen, self.sentence, told.counted, told.toll, told.lows)]
            return
        carried = replace(when, basis="carried") if when is not None else None
        if when is not None and when.basis == "stated" and when.precision in _OF_A_DAY:
            self.days.append(_last_day(when))
        self._add(_Past(told.group, carried, self.sentence, told.counted, told.toll, told.lows, told.kind))
        if when is not None and when.basis == "stated" and told.group == "fire" and _TOLL_GREW.isdisjoint(told.lows):
            self.attack, self.attacked = carried, self.paragraph
            self.attacks.add(when.start)

    def _add(self, one: _Past) -> None:
        self.past = [*self.past[-5:], one]

    def time_of(self, told: Told, now: datetime) -> Stretch | None:
        """The time that a claim without one carries, or None.

        Args:
            told: The claim.
            now: What times are counted from; `since then` lasts until it.
        """
        if told.content in self.words:
            same = self.words[told.content]
            return replace(same, basis="carried") if same is not None else None
        if told.act in _AHEAD or told.coming or told.kind in _EACH_ITS_OWN:
            return None
        if (
            self.head is not None
            and self.sentence == self.begun
            and not any(one.sentence == self.begun for one in self.past)
        ):
            return self.head
        if comes_from(told.lows) and self.paragraph - self.attacked <= 1:
            return self.attack
        first = self.sentence - 1 - self._tolls()
        near = [one for one in self.past if one.sentence >= first]
        if not _COUNTED_ON.isdisjoint(told.lows):
            if since_then(told.lows):
                return self._ever_since(now, english=told.lows[0] < _LATIN)
            if (later := later_by(told.lows)) is not None:
                then = self._later(later)
                return then if then is None or then.start <= now else None
            if minutes_later(told.lows):
                return _within_the_hour(near)
        if told.verb == "cite" and told.act not in _ANSWERS:
            return self._reason_of(near)
        if told.act in _ANSWERS:
            return self._answered(told, near)
        if told.replaces and (earlier := self._replaced(told)) is not None:
            return earlier
        if told.act == "confirms" and len(told.lows) <= _ONE_NOUN and near:
            return near[-1].when
        if self.answering and told.bare and not told.counted and len(told.lows) <= _NO_MORE_WORDS:
            return self._fired_here()  # `Who fired them? Pro-government fighters, say the rebels`
        if calls_it(told) and near:
            return near[-1].when
        if on_board(told.lows) and told.counted:
            return self._boarded(near)
        if names_the_occurrence(told.lows) and not told.toll and (it := self._fired_here()) is not None:
            return it
        last = next((one for one in reversed(near) if one.when is not None), None)
        if last is not None and self._goes_on(told, last):
            return last.when
        return self.attack if answers_for(told.act, told.kind, told.lows) else None

    def _tolls(self) -> int:
        """1 where the last sentence told nothing but who was hurt, which parts nothing from what it was of; else 0."""
        last = [one for one in self.past if one.sentence == self.sentence - 1]
        return int(bool(last) and all(one.toll and one.when is None for one in last))

    def _fired_here(self) -> Stretch | None:
        """The last attack of this paragraph."""
        last = next((one for one in reversed(self.past) if one.group == "fire" and one.when is not None), None)
        return last.when if last is not None and last.sentence >= self.begun else None

    def _reason_of(self, near: list[_Past]) -> Stretch | None:
        """`denied the patrol passage, citing quarantine`; `The road was closed. They cited mines`."""
        last = near[-1] if near else None
        within = last is not None and last.sentence == self.sentence
        return last.when if last is not None and (within or last.group in _STOPPED) else None

    def _replaced(self, told: Told) -> Stretch | None:
        """The time of what is counted anew: the last that was told of the same things."""
        earlier = [one for one in (*self.past, *self.live) if one.counted and one.when is not None]
        earlier.sort(key=lambda one: one.sentence)
        same = (one.when for one in reversed(earlier) if not stems(told.lows).isdisjoint(stems(one.lows)))
        return next(same, None)

    def _boarded(self, near: list[_Past]) -> Stretch | None:
        """`About 90 people are on board`: of those who were just said to leave or to arrive."""
        seen = [*near, *(one for one in self.live if self.sentence - one.sentence <= 1)]
        moved = [one for one in seen if one.group == "moved"]
        return max(reversed(moved), key=lambda one: one.sentence).when if moved else None

    def _last(self) -> Stretch | None:
        """What was dated last in this paragraph."""
        here = (one.when for one in reversed(self.past) if one.sentence >= self.begun and one.when is not None)
        return next(here, None)

    def _ever_since(self, now: datetime, *, english: bool) -> Stretch | None:
        """`not a shot since`: from the end of what was dated last, or from its minute, until now."""
        opens = self.sentence == self.begun  # `- Calm has prevailed since`, behind the item before
        earlier = (one.when for one in reversed(self.past) if opens and one.when is not None)
        last = self._last() or next(earlier, None)
        if last is None or last.end >= now:
            return None
        exact = last.precision == "minute" or (last.precision == "days" and not english)
        begun = last.start if exact and last.end - last.start != _A_DAY else last.end
        return Stretch(begun, now, "days" if now - begun > _A_DAY else "hour", "stated")

    def _later(self, later: timedelta) -> Stretch | None:
        """`five minutes later`: counted from the hour that was told last; hours later are about then."""
        if later % _A_DAY == timedelta():
            return self._days_later(later)
        exact = (w for one in reversed(self.past) if (w := one.when) is not None and w.end - w.start <= _AN_HOUR)
        last = next(exact, None)
        if last is None and (lasting := self._last()) is not None and lasting.precision == "hour":
            last = Stretch(
                lasting.start, lasting.start + _A_MINUTE, "minute", "stated"
            )  # `holds since 6`: from its hour
        if last is None:
            return None
        at = last.start + (last.end - last.start) / 2 if last.precision == "hour" else last.start
        if later % _AN_HOUR and last.precision == "minute":
            return Stretch(at + later, at + later + _A_MINUTE, "minute", "stated")
        return Stretch(at + later - _AN_HOUR / 2, at + later + _AN_HOUR / 2, "hour", "stated")

    def _days_later(self, later: timedelta) -> Stretch | None:
        """`two days later`, `a week later`: the day so many behind the one that was told last."""
        near = [one for one in self.past if one.sentence >= self.begun - _A_PARAGRAPH]
        known = (w for one in reversed(near) if (w := one.when) is not None and w.end - w.start <= _A_DAY)
        last = next(known, None)
        if last is None:
            return None
        begun = last.start.replace(hour=0, minute=0) + later
        return Stretch(begun, begun + _A_DAY, "day", "stated")

    def _answered(self, told: Told, near: list[_Past]) -> Stretch | None:
        """What blame and denial are about: what was told last, dated or not; else the report's attack."""
        if told.act == "denies" and not _ANY.isdisjoint(told.lows) and len(told.lows) > _NO_MORE_WORDS:
            return None
        if told.verb == "rule":  # `ruled out sending troops`
            return None
        bare = told.bare and "having" not in told.lows
        if told.kind in _BY_AIR_OR_GUN:  # `denied that its planes had flown`, where guns fired too
            nearest = next((one for one in reversed(near) if one.toll or one.kind == told.kind), None)
            if nearest is not None and nearest.kind == told.kind and nearest.when is not None:
                return nearest.when
        for one in reversed(near):
            if one.toll and one.when is None:
                continue
            if told.act == "accuses" and told.group == "moved" and one.group == "fire":
                return one.when  # nobody is accused of moving
            if one.group in {told.group, ""} or (bare and one.group in _ANSWERED):
                return one.when
        live = next((one for one in reversed(self.live) if self.sentence - one.sentence <= 1), None)
        if live is not None and live.group == told.group:
            return live.when
        if not answers_for(told.act, told.kind, told.lows) or (told.kind == "other" and not bare):
            return None
        return self.attack if told.lows[0] > _LATIN or self._speaks_of_it(told) else None

    def _speaks_of_it(self, told: Told) -> bool:
        """True where the words name the attack (`the attack`, `any role in it`) or nothing else was told since."""
        if names_it(told.lows):
            return True
        if told.act == "accuses" and told.bare and len(self.attacks) == 1 and len(told.lows) <= _NO_MORE_WORDS:
            last = [one.group for one in self.past if self.sentence - one.sentence <= _A_PARAGRAPH]
            return not any(group in _ANSWERED and group != "fire" for group in last)  # `It blamed the rebels`
        others = [
            one
            for one in reversed(self.past)
            if one.group not in _NO_OCCURRENCE and not (one.toll and one.when is None)
        ]
        return bool(others) and others[0].group == "fire" and others[0].when == self.attack

    def _goes_on(self, told: Told, last: _Past) -> bool:
        """True when a claim tells more of the occurrence dated last, in this sentence or the one before."""
        if not _ANOTHER.isdisjoint(told.lows):
            return False
        within, group = last.sentence == self.sentence, told.group
        if told.toll and told.lows[0] > _LATIN and not _is_arabic(told.lows[0]):
            return False  # a Russian toll is a clause of its own; in English and Arabic it goes on with the attack
        if told.toll and not within and not last.toll and told.lows[0] < _LATIN and "them" not in told.lows[:4]:
            return False  # people may die later
        if together(told.lows) or _counts_again(told, group, last):
            return True
        if told.joined and within and last is self.past[-1]:
            return last.when is not None and last.when.precision in _DAYS_AND_PARTS and _STILL.isdisjoint(told.lows)
        if last.when is not None and last.when.end - last.when.start > _A_DAY:
            return False  # of so long a time each sentence tells another piece
        if within and last.opens_with_time and not told.toll:
            return True
        if (within or group == last.group) and not stems(told.lows).isdisjoint(stems(last.lows)):
            return True
        if group == "fire" and last.group in {"fire", ""}:
            return _REPELLED.isdisjoint(told.lows) and (within or not (told.act == "narrates" or told.toll))
        return within and told.counted and last.counted and group == last.group


#: Of these the nearest day or part of a day is that of the next predicate too; an exact time is of one of them only.
_DAYS_AND_PARTS: Final = frozenset({"day", "part_of_day"})
_STILL: Final = frozenset({"still", "remain", "remains", "remained", "stands", "is", "are"})
_STOPPED: Final = frozenset({"obstruction", "moved", "hold", "detention"})
_NO_OCCURRENCE: Final = frozenset({"", "statement", "other", "agreement", "meeting"})
#: `on board`, `carried 407 passengers`.
_ON_BOARD: Final = frozenset({"board", "aboard", "carried"})


def on_board(lows: list[str]) -> bool:
    """True where it is told how many were in what moved."""
    if _MORE.isdisjoint(lows):
        return not _ON_BOARD.isdisjoint(lows) or "passengers" in lows[1:3]
    return False


def calls_it(told: Told) -> bool:
    """`it had been a misunderstanding`, `called it a breach`: in so few words a verdict on what was told last."""
    opens = [low for low in told.lows[:3] if low[0].isalnum()]
    if told.kind != "other" or told.counted or len(told.lows) > _FEW_WORDS or len(opens) <= _TWO or opens[0] != "it":
        return False
    return opens[1] in {"a", "an"} or (opens[1] in {"was", "had"} and opens[2] in {"a", "an", "been"})


def names_the_occurrence(lows: list[str]) -> bool:
    """`It lasted twenty minutes`, `The blast tore through four buses`: more of the occurrence told last."""
    opens = [low for low in lows[:4] if low[0].isalnum()]
    if len(opens) < _TWO:
        return False
    return (opens[0] in _IT and opens[1] in _WENT) or (opens[0] in _THE and opens[1] in _OCCURRENCES)


_TWO: Final = 2
_IT: Final = frozenset({"it", "this", "that", "they"})
_WENT: Final = frozenset({"lasted", "hit", "struck", "damaged", "destroyed", "tore", "landed", "fell", "missed"})
_OCCURRENCES: Final = frozenset(
    ["blast", "explosion", "explosions", "attack", "raid", "raids", "strike", "strikes", "shelling", "bombardment",
     "barrage", "ambush", "round", "shooting", "assault", "bombing", "clashes", "clash", "fighting", "shots", "shells",
     "rounds", "rockets", "rocket", "missile", "missiles", "gunfire", "exchange"]
)  # fmt: skip


def names_it(lows: list[str]) -> bool:
    """`the attack`, `any role`, `involvement`, `it`: what is denied or blamed on somebody is the attack told of."""
    if any(a in _THE and b in _OCCURRENCES for a, b in pairwise(lows)):
        return True
    return len(lows) <= _NO_MORE_WORDS and not _PART_IN_IT.isdisjoint(lows)


_PART_IN_IT: Final = frozenset(
    ["involvement", "role", "part", "link", "links", "responsibility", "hand", "connection", "guilt"]
)


def _last_day(when: Stretch) -> date:
    return (when.end - timedelta(microseconds=1)).date()


def _within_the_hour(near: list[_Past]) -> Stretch | None:
    """The hour that begins with what was told last, where its minute or hour is known."""
    then = near[-1].when if near else None
    if then is None or then.end - then.start > _AN_HOUR:
        return None
    return replace(then, end=then.start + _AN_HOUR, precision="hour")


def observed(cue: str) -> bool:
    """`counted`, `зафиксировала`, `رصد`: whoever saw, heard or filmed it did so when it happened."""
    return any(word.startswith(_OBSERVED) for word in cue.lower().split())


_OBSERVED: Final = (
    "counted", "recorded", "documented", "observed", "saw", "heard", "logged", "registered", "filmed", "witnessed",
    "monitored", "зафиксир", "зарегистр", "насчита", "слыша", "видел", "увидел", "обнаруж", "услыша", "наблюда",
    "записа", "задокумент", "засня",
    "سجل",
    "رصد", "وثق", "احصي", "شاهد", "سمع", "صور", "ورصد", "ووثق", "وسجل", "وشاهد", "واحصي",
)  # fmt: skip


def counted_from(ref: Reference, said: Stretch | None, *, coming: bool) -> Reference:
    """What is still to come is counted from when it was said, where the sentence dates that."""
    if not coming or said is None or said.start >= ref.at or said.end - said.start > _A_DAY:
        return ref
    return Reference(said.start, ref.zone, ref.clock)


def stems(lows: list[str]) -> frozenset[str]:
    """What the nouns and verbs of a claim begin with, to see whether another speaks of the same things."""
    return frozenset(map(_STEM, lows)) - _SMALL_WORDS


def _stem(low: str) -> str:
    if len(low) <= 3:
        return ""
    return bare(low)[:4] if "\u0600" <= low[0] <= "\u06ff" else low[:5]


_STEM: Final = Asked(_stem).__getitem__


def together(lows: list[str]) -> bool:
    """`at the same time`: the sentence itself says so."""
    return any(pair in _TOGETHER for pair in pairwise(lows[:8])) or not _AT_ONCE.isdisjoint(lows[:3])


#: `Simultaneously, ...`.
_AT_ONCE: Final = frozenset({"simultaneously", "одновременно", "بالتزامن", "وبالتزامن"})


def since_then(lows: list[str]) -> bool:
    """`since then`, `not a shot since`, `с тех пор`, `منذ ذلك الحين`."""
    if "since" in lows:
        return lows[-1] == "since" or any(a == "since" and b == "then" for a, b in pairwise(lows))
    if "тех" in lows:
        return any(a == "тех" and b == "пор" for a, b in pairwise(lows))
    if not _SINCE_IT.isdisjoint(lows):
        return True
    return "ذلك" in lows and any(a in {"منذ", "ومنذ"} and b == "ذلك" for a, b in pairwise(lows))


_SINCE_IT: Final = frozenset({"مذاك", "ومذاك", "منذيذ", "ومنذيذ"})


def later_by(lows: list[str]) -> timedelta | None:
    """`five minutes later`, `через час`, `بعدها بساعتين`: how long after what was told last; None where it is vague."""
    if _AFTER_THAT.isdisjoint(lows):
        return None
    for n, low in enumerate(lows):
        if low == "later" and n >= 2 and (unit := _LATER_UNITS.get(lows[n - 1])) is not None:
            if unit == _AN_HOUR and n > _TWO and lows[n - 2] == "an" and lows[n - 3] == "half":
                return _AN_HOUR / 2
            number = _COUNTS.get(lows[n - 2]) or (int(lows[n - 2]) if lows[n - 2].isdecimal() else 0)
            return number * unit if 0 < number < _TOO_MANY else None
        if low in {"через", "спустя"} and n + 1 < len(lows):
            return _length(lows[n + 1 : n + 3])
        if low in {"بعدها", "وبعدها", "ذلك"} and n + 1 < len(lows) and lows[n + 1][0] == "ب":
            return _length([lows[n + 1][1:], *lows[n + 2 : n + 3]])
    return None


def _length(words: list[str]) -> timedelta | None:
    """`час`, `пять минут`, `ساعتين`."""
    if (alone := _LATER_UNITS.get(words[0])) is not None and words[0] not in _PLURALS:
        return alone
    number = _COUNTS.get(words[0]) or (int(words[0]) if words[0].isdecimal() else 0)
    unit = _LATER_UNITS.get(words[1]) if len(words) > 1 else None
    return number * unit if unit is not None and 0 < number < _TOO_MANY else None


_AFTER_THAT: Final = frozenset({"later", "через", "спустя", "بعدها", "وبعدها", "ذلك"})
_TOO_MANY: Final = 100
_PLURALS: Final = frozenset({"days", "weeks", "минут", "минуты", "часа", "часов", "دقايق", "ساعات", "minutes", "hours"})
_LATER_UNITS: Final = {
    "minute": _A_MINUTE, "minutes": _A_MINUTE, "hour": _AN_HOUR, "hours": _AN_HOUR, "минуту": _A_MINUTE,
    "минуты": _A_MINUTE, "минут": _A_MINUTE, "полчаса": _AN_HOUR / 2, "час": _AN_HOUR, "часа": _AN_HOUR,
    "часов": _AN_HOUR, "دقايق": _A_MINUTE, "دقيقه": _A_MINUTE, "ساعه": _AN_HOUR, "ساعات": _AN_HOUR,
    "ساعتين": 2 * _AN_HOUR, "دقيقتين": 2 * _A_MINUTE, "day": _A_DAY, "days": _A_DAY, "week": 7 * _A_DAY,
    "weeks": 7 * _A_DAY,
}  # fmt: skip
_COUNTS: Final = {
    word: number
    for number, words in enumerate(
        ["a an one одну один واحده", "two две два", "three три ثلاث", "four четыре اربع", "five пять خمس",
         "six шесть ست", "seven семь سبع", "eight восемь ثماني", "nine девять تسع", "ten десять عشر"], 1)
    for word in words.split()
} | {
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "ninety": 90, "пятнадцать": 15, "двадцать": 20,
    "тридцать": 30, "сорок": 40, "عشرين": 20, "ثلاثين": 30, "اربعين": 40, "خمسين": 50, "تسعين": 90,
}  # fmt: skip


def minutes_later(lows: list[str]) -> bool:
    """`minutes later`, `بعدها بدقائق`, `через несколько минут`: within the hour that began with what was told last."""
    if "minutes" in lows or "минут" in lows:
        return any(pair in _MINUTES_LATER for pair in pairwise(lows))
    return "بدقايق" in lows


_MINUTES_LATER: Final = frozenset([("minutes", "later"), ("minutes", "afterwards"), ("несколько", "минут")])
#: Without one of these words a time is counted neither on from another nor since it.
_COUNTED_ON: Final = _SINCE_IT | _AFTER_THAT | {"since", "тех", "ذلك", "minutes", "минут", "بدقايق"}


def comes_from(lows: list[str]) -> bool:
    """`the rounds had come from the hill`: where those that were told of came from."""
    if _COME.isdisjoint(lows[:5]):
        return False
    return (lows[0] == "the" and "from" in lows) or (lows[0].startswith("ال") and "من" in lows[:4])


_COME: Final = frozenset({"came", "come", "fired", "جاء", "جاءت", "اتي", "مصدره", "اطلق", "اطلقت"})
_ANY: Final = frozenset({"any", "anyone", "anybody", "ever", "اي", "какой-либо", "кто-либо", "никто"})
_LATIN: Final = "\u0400"


def _is_arabic(low: str) -> bool:
    return "\u0600" <= low[0] <= "\u06ff"


#: `attacked and were repelled`: what followed.
_REPELLED: Final = frozenset({"repelled", "driven", "thrown", "repulsed"})
_BY_AIR_OR_GUN: Final = frozenset({"airstrike", "shelling"})
_ANSWERED: Final = frozenset({"fire", "obstruction", "detention", "hold", "collapse", "return"})
_NUMBER: Final = frozenset(
    ["number", "figure", "total", "toll", "count", "العدد", "عدد", "الحصيله", "حصيله", "الرقم", "число",
     "цифра", "цифру"]
)  # fmt: skip
_COUNTING: Final = frozenset({"count", "put", "speak", "give", "record", "report", "estimate", "talk"})
_STANDS: Final = frozenset({"is", "are", "stands", "stand", "remain", "remains"})
_MORE: Final = frozenset(
    [
        "well",
        "together",
        "altogether",
        "total",
        "previous",
        "all",
        "no",
        "nobody",
        "none",
        "not",
        "would",
        "will",
        "never",
        "still",
        "more",
        "now",
    ]
)
#: In so few words no other occurrence is told.
_FEW_WORDS: Final = 9


def _counts_again(told: Told, group: str, last: _Past) -> bool:
    """`put the number at 40`, `spoke of five`: another count of what was just told."""
    lows = told.lows[: told.lows.index(",")] if told.verb in _COUNTING and "," in told.lows else told.lows
    if not told.counted or not _MORE.isdisjoint(told.lows) or len(lows) > _FEW_WORDS:
        return False
    if not _STANDS.isdisjoint(lows[1:8]):
        return False  # `the youngest of them is 22`, `the toll stands at 150`
    return group in {last.group, "other"} or not _NUMBER.isdisjoint(told.lows)


#: A death toll that rose on a day does not date the attack.
_TOLL_GREW: Final = frozenset(
    ["rose", "risen", "rises", "climbed", "stands", "stood", "toll", "died", "ارتفع", "ارتفعت", "ارتفاع", "الحصيله",
     "توفي", "выросло", "возросло", "умер", "умерли", "скончался", "скончались"]
)  # fmt: skip
_HARMED: Final = frozenset(
    ["died", "deaths", "wounded", "injured", "hurt", "wounding", "injuring", "killing", "اصيب", "واصيب", "اصيبت",
     "جرح", "وجرح", "اصابات", "الاصابات", "اصابه", "اصابتان", "اصابتين", "ضحايا", "خساير", "пострадавших",
     "пострадавшие", "жертв", "жертвы", "потерь",
     "ранен", "ранены", "ранено", "раненых", "раненые", "пострадал", "пострадали"]
)  # fmt: skip
