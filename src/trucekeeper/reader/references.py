"""Whom `he`, `it`, `the source` means: the speaker before, if one fits; otherwise it stays open."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress, count, islice

from msgspec.structs import replace

from trucekeeper.reader import phrases
from trucekeeper.reader.cues import ADVERBS, AUXILIARIES, finite
from trucekeeper.reader.hosts import host, is_of_a_body, speaks_of_a_host
from trucekeeper.reader.proposal import Mention
from trucekeeper.reader.speakers import Identity, Roster, country_of, country_words
from trucekeeper.reader.words import Words

_PERSON = frozenset(
    [
        "minister",
        "president",
        "spokesman",
        "spokeswoman",
        "official",
        "officer",
        "general",
        "envoy",
        "ambassador",
        "source",
        "commander",
        "governor",
        "fighter",
        "worker",
        "representative",
        "leader",
        "negotiator",
        "doctor",
        "medic",
        "surgeon",
        "resident",
        "activist",
        "driver",
        "delegate",
        "chief",
        "head",
        "secretary",
        "analyst",
        "teacher",
        "nurse",
        "diplomat",
        "captain",
        "colonel",
        "witness",
        "secretary-general",
        "patient",
    ]
)
#: Bodies and persons that a report names in full only once.
_OFFICE = frozenset(
    ["officer", "centre", "center", "spokesman", "spokeswoman", "spokesperson", "statement", "ministry", "bulletin"]
)
_BODIES = frozenset(["ministry", "army", "president", "government", "police", "presidency", "foreign"])
_VOICES = frozenset(["spokesman", "spokeswoman", "spokesperson", "statement"])
_OWN_BODIES = frozenset({"ministry", "minister", "government", "army", "military", "under-secretary"})
#: So many speakers back a short name is looked for; no report has more.
_MEMORY = 60
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "some", "others", "both", "many"})


@dataclass(slots=True)
class Seen:
    """The speakers of a report so far, the latest last."""

    roster: Roster
    speakers: list[tuple[Mention, bool]] = field(default_factory=list)
    before: Words | None = None
    topic: Mention | None = None

    @property
    def subject(self) -> Mention | None:
        """Of the sentence before, where nobody's words are told in it; hardly ever is it asked for."""
        return subject_of(self.before, self.roster) if self.before is not None else None

    def mention(self, text: str, start: int, end: int) -> Mention:
        """A speaker's words with whom they mean, by themselves or by what went before."""
        words = text[start:end]
        low = words.lower()
        if low in _PRONOUNS and words != "WHO":
            return self._looking_back(words, start, end, low)
        who = self.roster.identify(words)
        made = _made(words, start, end, who)
        if who.id is None and speaks_of_a_host(spoken := _bare(low)):
            whose = host(text, start, spoken, self.roster)
            if whose is not None or is_of_a_body(spoken):
                made = _made(words, start, end, whose or who)
                self.note(made)
                return made
        if low.startswith(("the ", "this ", "that ", "the same ")) or low.startswith("its "):
            made = self._fuller(made, low)
        elif who.id is None and who.kind == "other" and _is_name(words):
            apposed = self._by_apposition(made, text)
            made = (self._by_last_name(made) if apposed is None or apposed.id is None else None) or apposed or made
        if (
            made.id is None
            and made.kind in {"official", "unnamed"}
            and _OFFICE & set(low.split())
            and not _BODIES & set(low.replace("'s", "").replace("’s", "").split())
        ):
            made = self._of_the_same_office(made)
        elif made.id is None and self.topic is not None and _is_own_body(low):
            made = replace(made, id=self.topic.id, side=self.topic.side, kind=self.topic.kind)
        self.note(made)
        return made

    def note(self, made: Mention) -> None:
        """Remember a speaker."""
        self.speakers.append((made, is_person(made.text)))

    def _by_apposition(self, made: Mention, text: str) -> Mention | None:
        """`X, the movement's deputy chief, said`, `said X, 65, a resident`: who he is stands behind his name."""
        found = _APPOSED.match(text, made.end) if not country_of(made.text) else None
        beside = found is not None and not _BESIDE.isdisjoint(found["who"].lower().split())
        who = self.roster.identify(found["who"]) if found is not None and not beside else None
        if who is None or (who.id is None and who.kind in {"other", "media"}):
            return None
        return replace(made, id=who.id, side=who.side, kind=who.kind)

    def _by_last_name(self, made: Mention) -> Mention | None:
        """`X`, `Mr. X`: who was named in full and by his office before."""
        last = (made.text.split() or [""])[-1].removesuffix("'s").removesuffix("’s")
        for m, _ in reversed(self.speakers[-_MEMORY:]):
            earlier = m.refers_to or m
            if m.kind not in {"other", "unresolved"} and last in earlier.text.split()[-1:]:
                return replace(made, id=m.id, side=m.side, kind=m.kind, refers_to=earlier)
        return None

    def _of_the_same_office(self, made: Mention) -> Mention:
        """`The officer`, `the centre`, `the spokesman`: of the body that spoke before, or whose statement it is."""
        low = set(made.text.lower().split())
        if self.topic is not None and low & _VOICES:
            return Mention(
                made.text, made.start, made.end, self.topic.id, self.topic.side, self.topic.kind, made.refers_to
            )
        for m, _ in reversed(self.speakers[-_MEMORY:]):
            if "officer" in low and m.id == self.roster.armed:
                continue
            if m.id is not None and m.kind in {"party", "un"}:
                return Mention(
                    made.text, made.start, made.end, m.id, m.side, m.kind, made.refers_to or m.refers_to or m
                )
        if self.topic is not None:
            return Mention(
                made.text, made.start, made.end, self.topic.id, self.topic.side, self.topic.kind, made.refers_to
            )
        return made

    def _looking_back(self, words: str, start: int, end: int, low: str) -> Mention:
        person = low in {"he", "she"}
        choices = [m for m, _ in reversed(self.speakers[-6:])]
        people = {m.start: p for m, p in self.speakers[-6:]}
        if (subject := self.subject) is not None:
            choices.insert(0, subject)
            people[subject.start] = is_person(subject.text)
        for m in choices:
            fits = people[m.start] == person if low in {"he", "she", "it"} else True
            if low == "they":
                fits = not people[m.start]
            if fits and low not in {"we", "i", "you", "who"}:
                full = m.refers_to or m
                back = Mention(words, start, end, m.id, m.side, m.kind, full)
                self.speakers.append((back, people[m.start]))
                return back
        return Mention(words, start, end, None, "unknown", "unresolved")

    def _fuller(self, made: Mention, low: str) -> Mention:
        """`The source`: the last speaker who is called by the same noun, where this one names no more than that."""
        words = low.split()
        head = words[-1].removesuffix("'s")
        if len(words) > 3:
            return made
        for m, _ in reversed(self.speakers[-_MEMORY:]):
            earlier = m.refers_to or m
            if head not in (spoken := _spoken(earlier.text)):
                continue
            if len(spoken) >= len(words) and earlier.text.lower() != low:
                if made.id is not None and made.id != m.id:
                    return made
                return Mention(made.text, made.start, made.end, m.id, m.side, m.kind, earlier)
        return made


#: Behind a name: `, the agency's regional director`, `, 65, a resident of Bahri`, `, of the doctors' union`.
_APPOSED = re.compile(
    r",\s(?:\d{1,2},\s)?"
    r"(?P<who>(?:(?:the|an?|its|his|her|their|of|deputy|head|chief|director|spokes\w+|president|commander|envoy|"
    r"leader|chair\w*|representative|advis[eo]r|mayor|governor|minister|secretary)\s|[A-Z])"
    r"(?:[^,.;:\n]|\.(?=\w|\s[a-z])){3,80})[,.]"
)
#: Who is this to a party does not speak for it: `X, an ally of the government,`.
_BESIDE = frozenset(
    ["ally", "backer", "rival", "opponent", "supporter", "supporters", "critic", "enemy", "neighbour", "neighbor",
     "partner", "patron", "foe", "friend", "victim", "prisoner", "captive", "hostage", "relative", "brother", "sister",
     "son", "daughter", "wife", "husband", "widow", "father", "mother", "former", "ex-minister", "exiled"]
)  # fmt: skip
_TITLES = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "al", "bin", "ibn", "de", "van", "von"})


@lru_cache(4096)
def _is_name(words: str) -> bool:
    """True for one to four words with a capital each: a person's name, perhaps with a title."""
    parts = words.split()
    return len(parts) < 5 and all(w[:1].isupper() or w.lower() in _TITLES or w.startswith("al-") for w in parts)


@lru_cache(4096)
def _spoken(words: str) -> tuple[str, ...]:
    return tuple(words.lower().replace("’", "'").split())


@lru_cache(4096)
def _bare(low: str) -> tuple[str, ...]:
    return tuple(low.replace("’s", "").replace("'s", "").split())


def _is_own_body(low: str) -> bool:
    """True for `the foreign ministry`, `the army` with no country: in a party's own statement it is that party's."""
    words = set(low.replace("'s", "").replace("’s", "").split())
    return low.startswith(("the ", "its ")) and bool(_OWN_BODIES & words) and not words & country_words()


@lru_cache(4096)
def is_person(words: str) -> bool:
    """True where a phrase names a man or a woman by office or by name, and no body."""
    low = [w.strip(",.").removesuffix("'s").removesuffix("’s") for w in words.lower().split()]
    head = low[: next((n for n, w in enumerate(low) if n and w in {"of", "for", "from", "in", "at"}), len(low))]
    named = len(head) > 1 and head[0] != "the"
    return bool(_PERSON & set(head)) or (named and all(w[:1].isupper() for w in words.split()))


def _made(words: str, start: int, end: int, who: Identity) -> Mention:
    return Mention(words, start, end, who.id, who.side, who.kind)


def subject_of(w: Words, roster: Roster) -> Mention | None:
    """The subject of a sentence's first verb, where it names a party or a kind of source."""
    verb = next(compress(count(1), map(finite, islice(w.lows, 1, None))), None)
    if verb is None:
        return None
    j = verb - 1
    while j > 0 and (w.lows[j] in ADVERBS or w.lows[j] in AUXILIARIES):
        j -= 1
    found = phrases.before(w, j, 0)
    if found is None or w.lows[found[0]] in _PRONOUNS:
        return None
    start, end = w.starts[found[0]], w.ends[found[1] - 1]
    who = roster.identify(w.text[start:end])
    return _made(w.text[start:end], start, end, who) if who.id is not None or who.kind != "other" else None
