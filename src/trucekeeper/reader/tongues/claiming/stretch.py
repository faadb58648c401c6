"""What one stretch of a sentence tells: what is said in it, what goes on from before, what its author adds."""

from msgspec.structs import replace

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.dating import Reference
from trucekeeper.reader.proposal import Mention, Proposal
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.claiming.claim import claim_of
from trucekeeper.reader.tongues.claiming.joints import THAT, last_word, parts_of
from trucekeeper.reader.tongues.claiming.left_over import clauses_beside
from trucekeeper.reader.tongues.claiming.narration import narrated, worth_telling
from trucekeeper.reader.tongues.claiming.parts import claims_of
from trucekeeper.reader.tongues.claiming.related import related
from trucekeeper.reader.tongues.claiming.teller import Said, Teller
from trucekeeper.reader.tongues.tables import tongue
from trucekeeper.reader.tongues.telling import corrects, had_said, knows_nothing, only_heard, opener, says_it_erred
from trucekeeper.reader.words import Words, words

_HEARSAY = frozenset({"якобы", "мол", "дескать"})


def claims_of_stretch(
    told: Teller, found: list[Attribution], s: Sentence, w: Words, ref: Reference, earlier: list[Proposal]
) -> list[Proposal]:  # fmt: skip
    """What one stretch of a sentence tells: what is said in it, and what the author adds."""
    text, language = w.text[s.start : s.end], told.language
    if says_it_erred(text, language):
        told.replaces, told.erred = True, (s.start, s.end)
        return []
    if (announced := corrects(text, language)) is not None:
        told.replaces, told.erred = had_said(text, language), (s.start, s.end)
        if told.replaces:
            return []
        rest = _from(w, s.start + announced, s.end)
        if not (found and language == "ru" and found[0].shape == "before"):
            return narrated(told, s, rest, ref, must=True)
        found = [_behind(one, s.start + announced) for one in found]
    replaces, told.replaces = told.replaces, False
    told.erred = told.erred if replaces else None
    if not found:
        return _by_nobody_named(told, s, w, ref, must=replaces)
    made: list[Proposal] = []
    beside: list[Proposal] = []
    rests = clauses_beside(found, s, w, language)
    for one in found:
        while rests and rests[0].starts[0] < one.contents[0][0] and s.start <= one.contents[0][0]:
            beside += narrated(told, s, rests.pop(0), ref)  # told first, since what is said may be about it
        made += claims_of(told, one, found, s, w, ref, [*earlier, *made])
    if language == "ar" and not made and all(one.speaker is None for one in found) and not told.speakers:
        return narrated(told, s, w, ref, must=replaces)  # `اعلن في صنعاء عن وصول الدفعه`: nobody is named
    told.open = _still_open(told, found, made, w)
    told.lately = next(((found[-1], p.speaker) for p in reversed(made) if p.speaker is not None), None)
    made += _also_before(told, found, made, s, w, ref, earlier)
    for rest in rests:
        made += narrated(told, s, rest, ref)
    made += related(told, found, made, s, w, ref)
    return [*beside, *made] if beside else made


def _behind(one: Attribution, start: int) -> Attribution:
    """An attribution whose words begin behind what only announces a correction."""
    (first, last), *rest = one.contents
    return replace(one, contents=((max(first, start), last), *rest)) if last > start else one


def _by_nobody_named(told: Teller, s: Sentence, w: Words, ref: Reference, *, must: bool) -> list[Proposal]:
    """A stretch in which nobody is said to speak: what was being said goes on, or the author tells it."""
    if told.open is None and told.language == "ru" and not _HEARSAY.isdisjoint(w.lows):
        told.open = told.lately  # `..., X винит Y: те якобы развернули автобусы`
    if told.open is not None:
        return _carried_on(*told.open, told, s, w, ref)
    text = w.text[s.start : s.end]
    begins = opener(text, told.language)
    announced = begins > 0 and told.language == "ru"
    made = narrated(told, s, _from(w, s.start + begins, s.end), ref, must=must, announced=announced)
    if begins and told.language == "ru" and only_heard(text[:begins]):
        made = [replace(one, certainty="hedged") if one.certainty == "stated" else one for one in made]
    return [*made, *related(told, [], made, s, w, ref)] if made else made


def _also_before(
    told: Teller, found: list[Attribution], made: list[Proposal], s: Sentence, w: Words, ref: Reference,
    earlier: list[Proposal],
) -> list[Proposal]:  # fmt: skip
    """`A; B, сообщает X`: what stands before the semicolon is X's word too, where nobody else says it."""
    last = found[-1]
    if last.shape not in {"before", "cited"} or len(last.contents) > 1 or last.contents[0][0] > w.starts[0]:
        return []
    plain = [p for p in earlier if p.speaker is None and p.content[0][0] >= told.whole]
    speakers = [p.speaker for p in made if p.cue == last.cue and p.speaker is not None]
    if not plain or not speakers or len(plain) != sum(p.content[0][0] >= told.whole for p in earlier):
        return []
    told.retold.update({id(p): p for p in plain})  # held, so that no other gets its id
    return [claim_of(told, Said(speakers[0], (), last), p.content, s, w, ref) for p in plain]


def _carried_on(
    one: Attribution, speaker: Mention, told: Teller, s: Sentence, w: Words, ref: Reference
) -> list[Proposal]:
    """A stretch behind a semicolon that is still what was said."""
    last = last_word(w)
    if last < 2:
        return []
    whole = (w.starts[0], w.ends[last - 1])
    said = Said(speaker, (), replace(one, contents=(whole,), shape="shared"))
    made = [claim_of(told, said, (span,), s, w, ref) for span in parts_of(w.text, whole, told.language)]
    if one.shape != "before" or len(one.contents) > 1:
        return made
    if knows_nothing(w.text[slice(*whole)], told.language):
        return []
    return [p for p in made if worth_telling(p, tongue(told.language))]


def _still_open(
    told: Teller, found: list[Attribution], made: list[Proposal], w: Words
) -> tuple[Attribution, Mention] | None:
    """Who goes on behind a semicolon or a colon: whose `that` clause reached the end."""
    last = found[-1]
    ends = bool(made) and made[-1].speaker is not None and made[-1].cue == last.cue
    if not ends or made[-1].speaker is None:
        return None
    if last.shape == "before":
        going = len(last.contents) == 2 and w.ends[-1] - last.contents[-1][1] < 3
        going = going or (told.language == "ru" and _ends_with_who(last, w))  # `A, заявили в штабе; B`
        return (last, made[-1].speaker) if going else None
    if last.shape == "according" and last.speaker is not None and last.speaker[0] < last.contents[0][0]:
        going = len(last.contents) == 1 and w.ends[-1] - last.contents[0][1] < 3
        return (last, made[-1].speaker) if going else None  # `По словам X, A; B`
    if last.shape not in {"after", "shared"}:
        return None
    k = w.at(last.contents[-1][0])
    opened = k > 0 and w.lows[k - 1] in THAT
    return (last, made[-1].speaker) if opened and w.ends[-1] - last.contents[-1][1] < 3 else None


def _ends_with_who(one: Attribution, w: Words) -> bool:
    """True where a stretch ends with who says it, and a semicolon stands behind him."""
    who = max(one.cue[1] if one.cue else 0, one.speaker[1] if one.speaker else 0)
    return ";" in {w.lows[-1], w.text[w.ends[-1] : w.ends[-1] + 1]} and w.ends[-1] - who < 3


def _from(w: Words, start: int, end: int) -> Words:
    """The words of a part; the same where it is all of them."""
    return w if not w.starts or (start <= w.starts[0] and end >= w.ends[-1]) else words(w.text, start, end)
