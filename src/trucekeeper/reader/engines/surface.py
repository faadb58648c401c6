"""The surface engine: cues, phrases and word lists, no parser and no weights; always there and always the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from functools import partial
from itertools import pairwise

from msgspec.structs import replace

from trucekeeper.core.quantity import Quantity
from trucekeeper.deal.model import Deal
from trucekeeper.reader import doers
from trucekeeper.reader.actors import Actor, actors, alternatives_near, named_doers, names_forces
from trucekeeper.reader.acts import act_of, ahead
from trucekeeper.reader.attribution import Attribution, attributions
from trucekeeper.reader.certainty import certainty, polarity
from trucekeeper.reader.corrections import takes_back, told_before
from trucekeeper.reader.cues import finite
from trucekeeper.reader.dating import Reference, When, head, tells_time, when
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.agreement import merged
from trucekeeper.reader.engines.parser import Parser
from trucekeeper.reader.event import event, speaks
from trucekeeper.reader.folding import folded
from trucekeeper.reader.incident import answering, named, side_of_doer
from trucekeeper.reader.language import READ, language_of
from trucekeeper.reader.lens import Lens, lens
from trucekeeper.reader.linking import About
from trucekeeper.reader.narration import narrated
from trucekeeper.reader.occasion import FIRE, Occasions, Told, counted_from
from trucekeeper.reader.proposal import Mention, Proposal, Span, Stretch, accepted, unfolded
from trucekeeper.reader.propositions import accused_of, first_verb, propositions
from trucekeeper.reader.quantity import Counted, meant, one_person, quantities, tells_number
from trucekeeper.reader.references import Seen, subject_of
from trucekeeper.reader.sentences import Sentence, quotations, sentences
from trucekeeper.reader.speakers import country_of
from trucekeeper.reader.taken_up import calls_false, claimed, taken_up, takes_up
from trucekeeper.reader.tiers import tier
from trucekeeper.reader.tongues.claims import Teller, claims, teller
from trucekeeper.reader.understood import Understood
from trucekeeper.reader.words import Words, runs, words

#: Events whose numbers go on in the next proposition ("about 8,500").
_COUNTED = frozenset({"movement", "arrival", "killing", "detention", "shelling", "access", "agreement"})
#: Verbs beside which a number goes on with what was counted just before: `the toll is 39`, `the figure stood at 12`.
_IS = frozenset({"is", "was", "are", "were", "stands", "stood", "rose", "has", "had", "now"})
#: What forces do, and what they make others do: who is turned back was turned back by somebody.
_MADE_TO = doers.HARM | {"return", "hold"}
_DONE_BY = FIRE | {"obstruction", "hold", "agreement", "detention", "return", "other", "access"}
_ENTRY = re.compile(
    r"(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?:\s?\(\d{1,2}:\d\d GMT\))?\s+(?=[A-Z\"“]|[\u0400-\u06ff«])"
)
_BOTH = re.compile(
    r"^(?:both|each|the two|the)\s+(?:warring\s+)?(?:sides?|parties|delegations?|camps?|armies)$|^each$", re.IGNORECASE
)
#: Phrases that begin so name one body in two words.
_BARE = ("The ", "A ", "An ", "Its ", "Their ", "Both ", "Two ")
_GUARANTORS = re.compile(r"^(?:both|the two|the)\s+guarantors?(?:\s+(?:states|powers))?$", re.IGNORECASE)
_JOINED = re.compile(r"\s+and\s+")
_DEAL_WORDS = frozenset(
    ["ceasefire", "truce", "deal", "agreement", "operation", "evacuation", "accord", "arrangement", "halt", "departure"]
)
_STATES = {"collapse": "collapsed", "hold": "suspended", "resume": "resumed"}
_CAMERA = frozenset(["video", "footage", "film"])


@dataclass(slots=True)
class _Reading:
    """A report being read."""

    document: Document
    view: Lens
    ref: Reference
    seen: Seen
    made: list[Proposal] = field(default_factory=list)
    near: tuple[str, ...] = ()
    published: Reference | None = None
    understood: Understood = field(default_factory=Understood)
    timed: bool = True
    parsed: dict[int, list[Attribution]] | None = None
    taken_back: Span | None = None
    occasions: Occasions = field(default_factory=Occasions)


def read_surface(
    document: Document, deal: Deal, published: datetime, zone: tzinfo, prepared: Lens | None = None,
    parser: Parser | None = None,
) -> tuple[Proposal, ...]:  # fmt: skip
    """Propose the claims of a report.

    Args:
        document: The stored text.
        deal: Whose parties, places, forces and clauses are looked for.
        published: When the report was published, with its offset: what `Tuesday` and `within hours` are counted from.
        zone: The zone in which the report's times are meant where they name none.
        prepared: The deal made ready (`lens(deal)`), where many reports are read.
        parser: A second engine; what both find is marked as agreed.
    """
    view = prepared if prepared is not None else lens(deal)
    ref = Reference(published, zone)
    flat = folded(document.text)
    same = flat.text is document.text
    reading = _Reading(document if same else Document(flat.text), view, ref, Seen(view.roster), published=ref)
    tellers: dict[str, Teller] = {}
    whole = language_of(flat.text)
    if parser is not None:
        reading.parsed = _parsed(parser, reading.document, whole)
    for number, paragraph in enumerate(reading.document.paragraphs):
        language = _language(flat.text, paragraph, whole)
        if language == "en":
            _paragraph(reading, paragraph, number)
        elif language in READ:
            one = tellers.get(language) or teller(view, language, document.sha256)
            tellers[language] = one
            at = _entry(reading, paragraph)
            reading.made += claims(one, flat.text, _without_stamp(flat.text, paragraph), number, at, reading.parsed)
    made = answering(reading.made)
    found = made if same else [unfolded(one, document, flat) for one in made]
    return accepted(document, found)


def _parsed(parser: Parser, document: Document, whole: str) -> dict[int, list[Attribution]]:
    """What the second engine finds, by the start of the sentence; it reads the English paragraphs only."""
    text = document.text
    cut = [
        found
        for number, paragraph in enumerate(document.paragraphs)
        if _language(text, paragraph, whole) in getattr(parser, "languages", READ)
        and (found := sentences(text, _without_stamp(text, paragraph), number))
    ]
    read = parser.attributions(text, cut)
    return {
        one.start: found
        for paragraph, all_found in zip(cut, read, strict=True)
        for one, found in zip(paragraph, all_found, strict=True)
    }


def _stamp(text: str, start: int, end: int) -> re.Match[str] | None:
    """The time with which an entry of a live page begins; hardly ever is there a digit at all."""
    return _ENTRY.match(text, start, end) if text[start : start + 1].isdigit() else None


def _without_stamp(text: str, paragraph: Span) -> Span:
    stamp = _stamp(text, *paragraph)
    return (stamp.end(), paragraph[1]) if stamp is not None else paragraph


def _language(text: str, paragraph: Span, whole: str) -> str:
    """A paragraph's own script decides; within Latin letters the report's language does."""
    part = text[slice(*paragraph)]
    if part.isascii():
        return "en" if whole in {"ar", "ru", "uk", "fa"} else whole
    own = language_of(part)
    return whole if own == "en" and whole not in {"ar", "ru", "uk", "fa"} else own


def _paragraph(reading: _Reading, paragraph: Span, number: int) -> None:
    text = reading.document.text
    reading.ref = _entry(reading, paragraph)
    reading.understood.unit = None
    reading.taken_back = None
    paragraph = _without_stamp(text, paragraph)
    if not reading.seen.speakers and reading.seen.topic is None:
        reading.seen.topic = _topic(reading, paragraph)
    quotes = quotations(text, paragraph)
    reading.seen.before = None
    voice: Attribution | None = None
    headed = head(text, *paragraph, reading.ref)
    reading.occasions.headed(_stretch(headed) if headed is not None else None)
    for sentence in sentences(text, paragraph, number):
        reading.occasions.next_sentence(number)
        w = words(text, sentence.start, sentence.end)
        found = attributions(sentence, w, quotes)
        old = told_before(text, (sentence.start, sentence.end), found, w.lows)
        if old is not None:
            reading.taken_back = old
            continue
        if reading.parsed is not None:
            found = merged(found, reading.parsed.get(sentence.start, []))
        kept = [a for a in found if _is_claim(text, a)]
        if voice is not None and not kept and _goes_on_quoting(sentence, quotes):
            found = kept = [replace(voice, contents=((sentence.start, _end_of(text, sentence)),), shape="quotation")]
        elif not all(a.quoted for a in kept) or not kept:
            voice = _quoting(text, kept)
        if found and not kept and not any(_by_author(text, a) for a in found):
            continue
        before = len(reading.made)
        _sentence(reading, sentence, w, kept, found, quotes, paragraph)
        _corrected(reading, sentence, w, before)
        reading.seen.before = w if not kept else None


def _quoting(text: str, kept: list[Attribution]) -> Attribution | None:
    """The attribution whose quotation may go on in the next sentence, as in `"A," she said. "B."`."""
    last = kept[-1] if kept else None
    quoted = last is not None and last.shape in {"before", "inverted"} and text[last.contents[0][0]] in '"“«'
    return last if quoted else None


def _goes_on_quoting(sentence: Sentence, quotes: list[Span]) -> bool:
    """True when a sentence is nothing but quotation."""
    return any(q[0] <= sentence.start and sentence.end <= q[1] + 1 for q in quotes)


def _end_of(text: str, sentence: Sentence) -> int:
    end = sentence.end
    while end > sentence.start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _corrected(reading: _Reading, s: Sentence, w: Words, before: int) -> None:
    """Tie what replaces to what was taken back: by the outlet just before, or by the same speaker earlier."""
    if len(reading.made) == before:
        return
    old, retracts = reading.taken_back, False
    if old is None and (takes := takes_back(reading.document.text, (s.start, s.end), w.lows)) is not None:
        fresh = reading.made[before]
        retracts = takes[0] >= fresh.content[0][0] and len(reading.made) == before + 1
        old = _said_before(reading, before, reading.made[before])
    if old is not None:
        reading.made[before] = replace(reading.made[before], corrects=old, retracts=retracts)
        reading.taken_back = None


def _said_before(reading: _Reading, before: int, fresh: Proposal) -> Span | None:
    """The last words of the same speaker about the same kind of thing."""
    who = fresh.speaker
    for earlier in reversed(reading.made[:before]):
        same = who is None or (
            earlier.speaker is not None
            and (earlier.speaker.id or earlier.speaker.text.lower()) == (who.id or who.text.lower())
        )
        if same and (earlier.event == fresh.event or earlier.quantity is not None):
            return earlier.content[0]
    return None


def _entry(reading: _Reading, paragraph: Span) -> Reference:
    """A live page's entry has its own time."""
    assert reading.published is not None
    found = _stamp(reading.document.text, *paragraph)
    if found is None:
        return reading.published
    zone = reading.published.zone
    naive = datetime.combine(reading.published.day, datetime.min.time(), tzinfo=zone)
    return Reference(naive.replace(hour=int(found["h"]), minute=int(found["m"])), zone)


def _sentence(
    reading: _Reading, s: Sentence, w: Words, found: list[Attribution], every: list[Attribution], quotes: list[Span],
    paragraph: Span,
) -> None:  # fmt: skip
    before = len(reading.made)
    narrations: list[tuple[Proposal, bool]] = []
    reading.timed = tells_time(w.lows)
    if found:
        for one, via in _nested(found, w):
            for made in _claims(reading, one, via, found, s, w, quotes, paragraph):
                reading.made.append(made)
    live = reading.ref is not reading.published
    for span in _told_by_the_author(s, w, every, quotes, verbless=live):
        made = _claim(reading, None, (), None, (span,), "narrates", "narrates", w, s, paragraph)
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
        reading.occasions.passes(_stretch(told))
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
    return bool(tells) or speaks(_lows(w.text, w, made.content))


def _nested(found: list[Attribution], w: Words) -> Iterator[tuple[Attribution, list[Attribution]]]:
    """Each attribution with those that pass it on, outermost first; one that only passes on is left out."""
    if len(found) == 1:
        yield found[0], []
        return
    for one in found:
        outer = [
            o
            for o in found
            if o is not one
            and ((_holds(o, one) and o.act != "denies") or (one.shape == "cited" and o.contents == one.contents))
        ]
        named = [
            o for o in outer if o.speaker is not None and one.speaker is not None and o.speaker[0] < one.speaker[0]
        ]
        if named and one.shape not in {"cited", "before"} and _self(w, one):
            continue
        behind = any(o.shape in _BEHIND for o in outer)
        if outer and not _two_persons(w, one) and (one.act == "agrees" or (one.verb in _OFFERS and behind)):
            continue  # `X said that Y had agreed`: what X said is that there is an agreement
        if any(o.act == "denies" and _holds(o, one) and _opens(o, one) for o in found if o is not one):
            continue  # `X denied that Y had said so`: only the denial was said
        if any(_speaks_for(w, o, one) for o in outer) or (
            one.shape == "noun" and any(o.act == "denies" for o in outer)
        ):
            continue
        inside = [
            i
            for i in found
            if i is not one
            and (_holds(one, i) or i.shape == "cited")
            and not _self(w, i)
            and not _speaks_for(w, one, i)
        ]
        if one.act != "denies" and any(_only_passes_on(one, inner, w.text) for inner in inside):
            continue
        yield one, sorted(outer, key=lambda o: -(o.contents[-1][1] - o.contents[0][0])) if outer else outer


#: `X has offered A, diplomats said` is what diplomats say; `X has promised A, diplomats said` is X's promise.
_OFFERS = frozenset({"offer", "plan", "intend"})
#: Shapes in which the one who speaks stands behind his words.
_BEHIND = frozenset({"before", "inverted", "according"})


def _speaks_for(w: Words, outer: Attribution, inner: Attribution) -> bool:
    """`The coalition has counted 268 breaches, its spokesman said`: the spokesman says what his side has counted."""
    if outer.shape not in {"before", "inverted"} or outer.speaker is None or not _holds(outer, inner):
        return False
    own = w.text[slice(*outer.speaker)].lower().startswith(("its ", "his ", "her ", "their ", "our "))
    return own and inner.act in {"says", "reports", "confirms"} and inner.verb not in _WISHES


_WISHES = frozenset({"hope", "expect", "consider", "want"})


def _two_persons(w: Words, one: Attribution) -> bool:
    """`President A and President B agreed`: what two persons settle between them is theirs, whoever passes it on."""
    said = w.text[slice(*one.speaker)] if one.speaker is not None else ""
    joint = _JOINED.split(said)
    return len(joint) == 2 and all(_PERSON.search(part) for part in joint)


_PERSON = re.compile(r"\b(?:president|minister|leader|envoy|commander|king|emir|general|chancellor)\b", re.IGNORECASE)


def _opens(outer: Attribution, inner: Attribution) -> bool:
    """True when the words behind a cue begin with another attribution's speaker."""
    if inner.speaker is None or outer.cue is None or outer.cue[1] > inner.speaker[0]:
        return False
    return 0 <= inner.speaker[0] - outer.contents[0][0] < 6


def _self(w: Words, one: Attribution) -> bool:
    """`X said it would ask`, `X admitted that his side had asked`: the pronoun is X, who passes nothing on."""
    if one.speaker is None:
        return False
    low = w.text[slice(*one.speaker)].lower()
    return low in {"it", "he", "she", "they"} or _OWN_SIDE.fullmatch(low) is not None


_OWN_SIDE = re.compile(
    r"(?:his|its|her|their)\s+(?:own\s+)?(?:side|men|group|movement|country|team|units|people|forces)"
)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """True when all of an attribution stands in the words of another."""
    if inner.cue is None or inner.speaker is None or outer.cue == inner.cue:
        return False
    return any(
        a <= min(inner.speaker[0], inner.cue[0], inner.contents[0][0]) and max(inner.cue[1], inner.contents[-1][1]) <= b
        for a, b in outer.contents
    )


_HEARD = re.compile(
    r"(?:he|she|it|they|we)\s+(?:had|has|have|was|were)\s+(?:also\s+|been\s+|just\s+)*(?:told|informed|assured|received|heard|given)",
    re.IGNORECASE,
)


def _only_passes_on(outer: Attribution, inner: Attribution, outer_text: str) -> bool:
    """`A told B that C said X`: A adds nothing of his own; of an agreement, both the telling and the act are claims."""
    assert inner.cue is not None and inner.speaker is not None
    begins = min(inner.speaker[0], inner.contents[0][0])
    if inner.shape == "cited":
        return inner.contents == outer.contents
    if inner.shape in {"passive", "noun"} and _HEARD.match(outer_text, outer.contents[0][0]) is not None:
        return True  # `said that he had been told by Y that ...`
    length = outer.contents[-1][1] - outer.contents[0][0]
    covers = inner.contents[-1][1] - begins
    return (
        (inner.act not in {"agrees", "shows", "believes"} or inner.verb in _WISHES)
        and not (inner.verb in _OFFERS and outer.shape in _BEHIND)
        and begins - outer.contents[0][0] <= 6
        and covers >= 0.6 * length
    )


def _claims(
    reading: _Reading, one: Attribution, outer: list[Attribution], found: list[Attribution], s: Sentence, w: Words,
    quotes: list[Span], paragraph: Span,
) -> Iterator[Proposal]:  # fmt: skip
    text = reading.document.text
    said_by = one.speaker
    if said_by is None:
        return
    via = tuple(_named(reading, *o.speaker) for o in outer if o.speaker is not None)
    if one.told is not None and (one.verb == "quote" or _is_outlet(reading, one.told)):
        via = (*via, _named(reading, *one.told))
    contents = one.contents
    parts = _parts(text, one, contents, w, quotes)
    if one.act == "denies":
        contents = (claimed(text, contents[0]), *contents[1:])
        parts = [(contents[0],)] if contents != one.contents and len(contents) == 1 else parts
    false = one.act in {"says", "reports"} and calls_false(text, contents[0])
    if false:
        one = replace(one, act="denies")
    if false or (one.act in {"denies", "confirms"} and takes_up(text, contents[0], one.act)):
        if one.verb == "contradict":
            return  # `contradicted this: ...`: what he says instead follows
        parts = taken_up(text, contents[0], reading.made, paragraph) or parts
    if one.act not in {"denies", "accuses"}:
        parts = [part for part in parts if _KNOWS_NOTHING.match(text, *part[0]) is None]
    for speaker in _speakers(reading, said_by, w, contents[0][0], found):
        for part in parts:
            yield _claim(reading, speaker, via, one, part, one.act, one.verb, w, s, paragraph)


def _parts(
    text: str, one: Attribution, contents: tuple[Span, ...], w: Words, quotes: list[Span]
) -> list[tuple[Span, ...]]:
    """The propositions of an attribution; what is demanded, ordered, promised with an infinitive stays whole."""
    if len(contents) > 1:
        if one.shape != "before" or text[contents[0][0]] in '"“«':
            return [contents]
        if _one_clause(text, contents, w):
            first, *rest = propositions(w, contents[-1], quotes)
            return [(*contents[:-1], first), *((span,) for span in rest)]
        return [(span,) for c in contents for span in propositions(w, _unjoined(text, c), quotes)]
    if one.act == "accuses":
        return [(span,) for span in accused_of(w, contents[0])]
    clause = one.cue is None or " that " in text[one.cue[1] : contents[0][0] + 1] or one.act in _CLAUSES
    return [(span,) for span in propositions(w, contents[0], quotes)] if clause else [contents]


_CLAUSES = frozenset({"says", "reports", "confirms", "denies", "admits", "warns", "predicts", "believes", "shows"})
_AND = re.compile(r"(?:and|but)\s+(?:that\s+)?")


def _one_clause(text: str, contents: tuple[Span, ...], w: Words) -> bool:
    """`The rebels, it said, had broken the truce`: one clause, parted by who says it; `A, he said, and B` is two."""
    return _AND.match(text, *contents[-1]) is None or first_verb(w, contents[-1]) is None


def _unjoined(text: str, span: Span) -> Span:
    joined = _AND.match(text, *span)
    return (joined.end(), span[1]) if joined is not None else span


def _is_claim(text: str, one: Attribution) -> bool:
    """False for what was not said, for beliefs inside quotations, and where the author speaks of himself."""
    if one.shape == "headline" and not _HEAD.search(text, *(one.speaker or (0, 0))):
        return False
    if one.act not in {"denies", "accuses"} and _KNOWS_NOTHING.match(text, *one.contents[0]) is not None:
        return False
    return not one.negated and not (one.quoted and one.act == "believes") and not _by_author(text, one)


#: What a speaker does not know, will not say or only regrets is no word about the deal.
_KNOWS_NOTHING = re.compile(
    r"(?:he|she|it|they|we|I)\s+(?:"
    r"(?:did|does|do)\s+not\s+(?:know|care)|could\s+not\s+(?:say|tell|determine|confirm|comment|speak|verify)|"
    r"(?:would|will)\s+not\s+(?:guess|comment|say|confirm|speculate|be\s+drawn)|"
    r"(?:had|has|have)\s+no\s+(?:information|comment|figures?|knowledge|details|better)|regret(?:s|ted)?\s+(?:this|that|it)\b|"
    r"(?:was|were|is|are)\s+(?:not\s+able|unable)\s+to\s+(?:say|confirm|verify|comment)|was\s+not\s+aware)"
    r"|asked\s+(?:what|whether|if|why|how|who|when|where)\b"
    r"|(?:nothing|little)(?:\s+(?:of|about|on)\s+\w+(?:\s+\w+)?)?$",
    re.IGNORECASE,
)


_HEAD = re.compile(
    r"\b(?:ministry|agency|officials?|sources?|government|army|military|police|activists?|residents|monitors?|"
    r"observatory|spokes\w+|minister|kremlin|UN|U\.N\.|United Nations|Red Cross|rebels|envoy|media|television|"
    r"charity|charities|group|groups|witnesses|governor|report|reports|[A-Z]\w+ says)\b"
)
#: By these an outlet tells or takes back its own report; `we count`, `we expect`, `we ask` are words of a speaker.
_TELLS = frozenset(
    {"say", "write", "report", "state", "correct", "note", "record", "hear", "see", "know", "list", "put", "give"}
)


def _by_author(text: str, one: Attribution) -> bool:
    return (
        not one.quoted
        and one.speaker is not None
        and text[slice(*one.speaker)].lower() in {"we", "i"}
        and one.verb in _TELLS
    )


def _topic(reading: _Reading, paragraph: Span) -> Mention | None:
    """Whose statement the report is, where its headline says so."""
    text = reading.document.text
    if paragraph[1] - paragraph[0] > 200:
        return None
    colon = text.find(":", *paragraph)
    label = (paragraph[0], colon) if 0 < colon - paragraph[0] < 40 else paragraph
    if label == paragraph and not _STATEMENT.search(text, *paragraph):
        return None
    who = reading.view.roster.identify(text[slice(*label)])
    if who.id is None:
        return None
    return Mention(text[slice(*paragraph)], *paragraph, who.id, who.side, "party")


_STATEMENT = re.compile(
    r"\b(?:statement|spokesman|spokeswoman|spokesperson|ministry|bulletin|communique|briefing|"
    r"press (?:office|release))\b",
    re.IGNORECASE,
)


def _named(reading: _Reading, start: int, end: int) -> Mention:
    text = reading.document.text
    who = reading.view.roster.identify(text[start:end])
    return Mention(text[start:end], start, end, who.id, who.side, who.kind)


def _is_outlet(reading: _Reading, told: Span) -> bool:
    low = reading.document.text[told[0] : told[1]].lower()
    return (
        reading.view.roster.identify(low).kind == "media" and not low.startswith(("reporters", "journalists"))
    ) or low == "agencies"


def _speakers(reading: _Reading, span: Span, w: Words, before: int, found: list[Attribution]) -> list[Mention]:
    """One, or each of `X and Y` where both are named, or each side of `both sides`."""
    text, view = reading.document.text, reading.view
    said = text[span[0] : span[1]]
    if _BOTH.match(said) and len(view.sides) > 1:
        return [Mention(said, *span, side, view.deal.side_of(side), "party") for side in view.sides]
    guarantors = [one for one in view.deal.parties if one.role == "guarantor"]
    if _GUARANTORS.match(said) and len(guarantors) > 1:
        return [Mention(said, *span, one.id, view.deal.side_of(one.id), "party") for one in guarantors]
    joint = _JOINED.search(said) if "and" in said else None
    if joint is not None:
        a, b = said[: joint.start()], said[joint.end() :]
        who = view.roster.identify(a), view.roster.identify(b)
        apart = b[:1].isupper() or b.startswith(("the ", "other ", "his ", "her ", "its ", "a ", "an "))
        kinds = {"un", "monitor", "aid", "official"}
        known = all(
            one.id is not None or one.kind in kinds or country_of(part) for one, part in zip(who, (a, b), strict=True)
        )
        names = a[:1].isupper() and b[:1].isupper() and not a.startswith(_BARE)
        proper = all(w[:1].isupper() or w.startswith("al-") for part in (a, b) for w in part.split()) and names
        if apart and (known or proper) and (who[0].id != who[1].id or who[0].id is None or names):
            middle = span[0] + joint.start(), span[0] + joint.end()
            return [reading.seen.mention(text, span[0], middle[0]), reading.seen.mention(text, middle[1], span[1])]
    if (
        said.lower() in {"he", "she", "it"}
        and (subject := subject_of(w, view.roster)) is not None
        and subject.end < min(span[0], before)
        and not any(a.speaker and a.speaker[0] < subject.end and subject.start < a.speaker[1] for a in found)
    ):
        reading.seen.note(subject)
        return [subject]
    return [reading.seen.mention(text, *span)]


def _claim(
    reading: _Reading, speaker: Mention | None, via: tuple[Mention, ...], one: Attribution | None,
    content: tuple[Span, ...], cue_act: str, verb: str, w: Words, s: Sentence, paragraph: Span,
) -> Proposal:  # fmt: skip
    text, view, deal = reading.document.text, reading.view, reading.view.deal
    start, end = content[0][0], content[-1][1]
    lows = _lows(text, w, content)
    there = runs(lows)
    act = act_of(cue_act, verb, text, start, end, lows)
    told_of = event(lows)
    kind = _of_what(act, told_of, lows, reading, s)
    topic = _what_it_is_about(reading, paragraph) if kind == "other" and act in {"accuses", "denies"} else None
    kind = topic.event if topic is not None else kind
    coming = ahead(act) or _to_come(lows)
    said = _said(reading, one, s, w) if one is not None else None
    current = reading.occasions.day(said) if reading.timed else None
    happened = _time(text, content, counted_from(reading.ref, said, coming=coming), coming, lows, current) or _now(
        reading, kind, act, w, content, content[0][0] - paragraph[0]
    )
    place = _place(view, text, content, there)
    if kind == "arrival" and place is not None:
        place = _reached(view, text, place, end)
    who, alternative = _who(reading, speaker, content, act, kind, w, paragraph, there)
    near_places = _second_place(view, text, end, place, there)
    if place is not None and place.id:
        near_places = (place.id, *near_places)
    counted = []
    if tells_number(lows):
        unit = partial(reading.understood.before, text, paragraph[0], start, kind)
        counted = [c for a, b in content for c in quantities(text, a, b, unit, there)]
    reading.understood.note(counted)
    if kind not in _MOVED and counted and counted[0].quantity.high == 0 and counted[0].quantity.unit in _NOT_NONE:
        counted = counted if not _GONE.isdisjoint(lows) else []
    if (
        kind == "other"
        and counted
        and not any(finite(low) and low not in _IS for low in lows)
        and reading.made
        and reading.made[-1].content[0][0] > paragraph[0]
    ):
        kind = reading.made[-1].event if len(lows) < 13 and reading.made[-1].event in _COUNTED else kind
    state = _state(kind, lows)
    told = Told(
        act,
        "statement" if cue_act == "positions" else kind,
        lows,
        content,
        bool(counted),
        coming,
        told_of == "other" and _OF.isdisjoint(lows),
    )
    if happened is None:
        happened = reading.occasions.time_of(told)
    against_nobody = (
        cue_act == "accuses" and verb in _SCOLDING | _CONDEMNING and not names_somebody_of(view, text, content, there)
    )
    if against_nobody:
        act = "says"
    position = (
        cue_act == "positions"
        or against_nobody
        or (verb in _SCOLDING | _CONDEMNING and (speaker is None or speaker.id is None))
    )
    quantity = _quantity(text, content, counted, kind, lows)
    if tuple(lows) in _THE_NUMBER and reading.made and (same := reading.made[-1]).quantity is not None:
        quantity, happened = same.quantity, happened or same.happened
    about = About(
        kind, lows, "en", near_places, reading.near, view.forces.parties(who), speaker.id if speaker else None,
        _number(quantity),
    )  # fmt: skip
    clauses, tied = view.links.candidates(about)
    still = _still_open(speaker, alternative, happened, quantity)
    grade = tier(
        one, kind, end - start, relayed=bool(via), lost=speaker is not None and speaker.kind == "unresolved",
        tied=tied,
    )  # fmt: skip
    if happened is not None and happened.basis == "carried" and said is not None and happened.start >= said.end:
        happened = None  # nobody tells of what comes after his words
    reading.occasions.note(told, happened)
    made = Proposal(
        source=reading.document.sha256, speaker=speaker, via=via, cue=one.cue if one is not None else None,
        content=content, words=text[start:end] if len(content) == 1 else " … ".join(text[a:b] for a, b in content),
        act=act,
        polarity=polarity(text, start, end, act, lows, kind), event="statement" if position else kind,
        actors=tuple(_doing(a, view) for a in who),
        actors_alternative=alternative, place=place,
        happened=happened, said=said,
        quantity=quantity, certainty=certainty(text, start, end, verb, lows),
        basis=_basis(act, via, w.lows), clauses=clauses, state=state, position=position,
        reported=reading.ref.at if reading.ref is not reading.published else None,
        tier=grade, open=still, engines=engines_of(one), shape=one.shape if one is not None else "narration",
    )  # fmt: skip
    return named(made, reading.ref.at, deal, reading.ref.zone)


#: `hit out at the ceasefire` blames nobody: it is a position; so is what a state outside the deal says of its parties.
_SCOLDING = frozenset({"hit", "lash", "criticise", "criticize"})
_CONDEMNING = frozenset({"condemn", "denounce", "deplore"})


def names_somebody_of(view: Lens, text: str, content: tuple[Span, ...], there: set[str]) -> bool:
    """True when a force, a country or a party of the deal is named in the words."""
    return names_forces(there) or any(view.roster.identify(text[a:b]).id is not None for a, b in content)


def _number(quantity: Quantity | None) -> int:
    """A number that was said exactly; 0 for any other."""
    return int(quantity.low) if quantity is not None and quantity.low == quantity.high else 0


def engines_of(one: Attribution | None) -> tuple[str, ...]:
    """Which engines found an attribution."""
    if one is None:
        return ("surface",)
    second = one.second or ("parser" if one.shape == "parsed" else one.shape)
    if one.agreed:
        return ("surface", second)
    return (second,) if one.shape in {"parsed", "external"} else ("surface",)


#: None of these tells nothing where nobody moves: `nobody said`, `no strikes have been heard`.
_NOT_NONE = frozenset({"people", "fighters", "vehicles", "strikes", "flights", "rounds", "shells", "rockets"})
#: `confirmed the number`: the one that was told last.
_THE_NUMBER = frozenset(
    {("the", "number"), ("the", "figure"), ("that", "number"), ("this", "figure"), ("the", "same", "number")}
)
#: Who died, was hurt, freed or let go is counted, also where it is nobody.
_GONE = frozenset({"died", "dead", "freed", "released", "hurt", "wounded", "injured", "harmed"})
_HEADS = frozenset({"people", "civilians", "fighters", "children", "men", "women", "families"})


_BLAMED = frozenset({"fire", "shelling", "airstrike", "killing", "obstruction", "hold", "collapse"})


def _what_it_is_about(reading: _Reading, paragraph: Span) -> Proposal | None:
    """`It blamed the armed groups`: for what this paragraph told of last, else the one before."""
    for earlier in reversed(reading.made[-4:]):
        if earlier.event in _BLAMED and paragraph[0] - earlier.content[0][0] < 600:
            return earlier
    return None


def _quantity(
    text: str, content: tuple[Span, ...], counted: list[Counted], kind: str, lows: list[str]
) -> Quantity | None:
    """The number of people where one is given, else the first number; one person killed or dead is a number too."""
    if counted:
        people = [c.quantity for c in counted if c.quantity.unit in _HEADS]
        most = meant(text, counted)
        of_all = most is not None and most.unit == "people"
        return people[0] if people and kind in {"movement", "arrival"} and not of_all else most
    if kind == "killing" or "died" in lows:
        return one_person(text, content[0][0], content[-1][1])
    if kind == "obstruction" and "convoy" in lows:
        return Quantity(1, 1, "convoys")
    return None


#: `The committee meets on Wednesday`: the present of these tells what is planned, where a day is named.
_TIMETABLE = frozenset({"meets", "begins", "starts", "leaves", "resumes", "opens", "arrives", "departs", "ends"})
_PAST_AUXILIARIES = frozenset({"had", "was", "were", "did", "has", "have", "been", "since"})
_TO_COME = frozenset({"will", "could", "may", "might", "can"})


def _to_come(lows: list[str]) -> bool:
    """`will`, `is due to`, `are to`, `could set out`: what is spoken of lies ahead of the report."""
    if not _TO_COME.isdisjoint(lows):
        return "have" not in lows
    if "would" in lows and "have" not in lows and "not" not in lows:
        return True
    if "by" in lows and any(a in {"was", "were"} and b in {"to", "due"} for a, b in pairwise(lows)):
        return True
    if ("expected" in lows and not {"by", "on", "at"}.isdisjoint(lows)) or (
        not _TIMETABLE.isdisjoint(lows) and _PAST_AUXILIARIES.isdisjoint(lows)
    ):
        return True
    if "is" not in lows and "are" not in lows:
        return False
    return any(a in {"is", "are"} and b in {"to", "due", "planned", "scheduled", "ready"} for a, b in pairwise(lows))


def _lows(text: str, w: Words, content: tuple[Span, ...]) -> list[str]:
    lows: list[str] = []
    for a, b in content:
        inside = w if w.starts and w.starts[0] <= a and b <= w.ends[-1] + 1 else words(text, a, b)
        part = inside.lows[inside.at(a) : inside.at(b)]
        lows = lows + part if lows else part
    return lows


def _time(
    text: str, content: tuple[Span, ...], ref: Reference, coming: bool, lows: list[str], current: date | None
) -> Stretch | None:
    if not tells_time(lows):
        return None
    for a, b in content:
        if (made := when(text, a, b, ref, ahead=coming, current=current)) is None:
            continue
        if coming and _BEFORE_THE_ORDER.match(text, made.end_at, b) is not None:
            made = when(text, a, b, ref) or made
        return _stretch(made)
    return None


#: `ordered its pilots on Monday to stay away`: the day of the order.
_BEFORE_THE_ORDER = re.compile(
    r"\s+(?:not\s+)?to\s+(?!(?:\d|mon|tues|wednes|thurs|fri|satur|sun|noon|midn))[a-z]+", re.I
)


def _now(
    reading: _Reading, kind: str, act: str, w: Words, content: tuple[Span, ...], begun: int
) -> Stretch | None:  # fmt: skip
    """In an entry of a live page, what is going on goes on at the entry's time; so does what it begins with."""
    if reading.ref is not reading.published and begun < _STAMP and act == "narrates" and kind in _SEEN:
        low = w.lows[w.at(at)] if (at := first_verb(w, content[0])) is not None else ""
        if low in _HAPPENING or low.endswith("ing"):
            return Stretch(reading.ref.at, reading.ref.at + timedelta(minutes=1), "minute", "published")
    if (
        reading.ref is reading.published
        or kind in {"agreement", "statement", "hold", "meeting", "collapse"}
        or (kind == "other" and act != "shows")
        or act not in _AS_IT_IS
    ):
        return None
    if act == "shows":
        return Stretch(reading.ref.at, reading.ref.at + timedelta(minutes=1), "minute", "published")
    at = first_verb(w, content[0])
    if at is None or w.lows[w.at(at)] not in {"is", "are", "can"}:
        return None
    return Stretch(reading.ref.at, reading.ref.at + timedelta(minutes=1), "minute", "published")


def _of_what(act: str, kind: str, lows: list[str], reading: _Reading, s: Sentence) -> str:
    """`spoke of shelling, some accusing X`: who is accused without a word of what is accused of what was just told."""
    last = reading.made[-1] if reading.made else None
    bare = act == "accuses" and kind == "other" and _OF.isdisjoint(lows)
    if not bare or last is None or last.content[0][0] < s.start:
        return kind
    return last.event if last.event in FIRE else kind


#: Words behind which it stands what somebody is accused of.
_OF = frozenset({"of", "for", "over"})
_MOVED = frozenset({"movement", "arrival", "return", "access", "agreement"})
#: No verb, or one of the present.
_HAPPENING = frozenset(
    ["", "is", "are", "arrive", "arrives", "leave", "leaves", "resume", "resumes", "begin", "begins", "stand", "stands",
     "move", "moves", "enter", "enters", "reach", "reaches", "cross", "crosses", "return", "returns"]
)  # fmt: skip
#: No longer is the time with which an entry begins, in characters.
_STAMP = 9
#: What the writer of an entry tells as he sees it.
_SEEN = frozenset({"movement", "arrival", "hold", "fire", "return", "resume"})
_AS_IT_IS = frozenset({"narrates", "says", "reports", "shows"})
_FEW = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "hundreds"])
_NOT_THEN = frozenset(["no", "nobody", "none", "not", "would", "will", "never", "still", "more"])
_PERFECT = frozenset({"had", "the", "their", "this", "that"})


def _stretch(made: When) -> Stretch:
    return Stretch(made.start, made.end, made.precision, made.basis, made.contradiction)


def _said(reading: _Reading, one: Attribution, s: Sentence, w: Words) -> Stretch | None:
    """When it was said: a time in the sentence before the speaker, or between the cue and the words."""
    text = reading.document.text
    assert one.cue is not None
    if not reading.timed:
        return None
    first, last = one.contents[0][0], one.contents[-1][1]
    regions = [(s.start, min(first, one.cue[0], one.speaker[0] if one.speaker else first)), (one.cue[1], first)]
    if last < s.end and one.cue[0] >= last:
        regions.append((one.cue[1], s.end))
    if one.speaker is not None and one.speaker[1] <= one.cue[0]:
        regions.append((one.speaker[1], one.cue[0]))
    entry = _stamp(text, s.start, s.end)
    for a, b in regions:
        a = max(a, entry.end()) if entry is not None else a
        if (
            3 < b - a < 90
            and tells_time(w.lows[w.at(a) : w.at(b)])
            and (made := when(text, a, b, reading.ref)) is not None
        ):
            return _stretch(made)
    return None


def _place(view: Lens, text: str, content: tuple[Span, ...], there: set[str]) -> Mention | None:
    for a, b in content:
        found = view.places.first(text, a, b, there)
        if found is not None:
            return Mention(found.text, found.start, found.end, found.id, suggestion=found.suggestion)
    return imported_place(view, text, content)


def _reached(view: Lens, text: str, place: Mention, end: int) -> Mention:
    """`People from X reached Y`: it is told of Y."""
    if not text[max(0, place.start - 5) : place.start].lower().endswith(("from ", "of ")):
        return place
    other = view.places.first(text, place.end, end)
    if other is None or other.id in {None, place.id}:
        return place
    return Mention(other.text, other.start, other.end, other.id, suggestion=other.suggestion)


def imported_place(view: Lens, text: str, content: tuple[Span, ...]) -> Mention | None:
    """The first place of an imported gazetteer, where the deal has none of the words."""
    for a, b in content if view.atlas is not None else ():
        seen = view.atlas.first(text, a, b) if view.atlas is not None else None
        if seen is not None:
            return Mention(text[seen.start : seen.end], seen.start, seen.end, site=seen.site, like=seen.like)
    return None


def _second_place(view: Lens, text: str, end: int, place: Mention | None, there: set[str]) -> tuple[str, ...]:
    if place is None:
        return ()
    other = view.places.first(text, place.end, end, there)
    return (other.id,) if other is not None and other.id is not None and other.id != place.id else ()


def _who(
    reading: _Reading,
    speaker: Mention | None,
    content: tuple[Span, ...],
    act: str,
    kind: str,
    w: Words,
    paragraph: Span,
    there: set[str],
) -> tuple[tuple[Actor, ...], bool]:
    text, known = reading.document.text, reading.view.forces
    start, end = content[0][0], content[-1][1]
    if (
        "other" in there
        and "other" in text[start : start + 12].split()[:2]
        and speaker is not None
        and speaker.side in reading.view.sides
    ):
        others = [f for side in reading.view.sides if side != speaker.side for f in known.of_party.get(side, ())]
        at = text.index("other", start)
        return tuple(Actor("other", at, at + 5, f) for f in others), len(others) > 1
    found: tuple[Actor, ...] = ()
    alternative = False
    if kind in _MADE_TO or act == "accuses":
        if names_forces(there):
            found, alternative = named_doers(text, start, end, act, first_verb(w, content[0]), known)
        if not found and kind in FIRE and kind != "collapse":
            found = _adjective_of_fire(text, start, end, reading)
    if not found and speaker is not None and kind in _DONE_BY and _own_deed(act, text, start):
        own = _own_forces(speaker, reading)
        found, alternative = tuple(Actor(speaker.text, speaker.start, speaker.end, f) for f in own), len(own) > 1
    if kind in FIRE and not found:
        found = alternatives_near(text, start, paragraph[1], known)
        alternative = len(found) > 1
    if all(one.id is None for one in found):
        inside = w if w.starts and w.starts[0] <= start and end <= w.ends[-1] + 1 else words(text, start, end)
        found = _doer(reading, speaker, content, act, kind, inside) or found
    return found, alternative


def _doing(one: Actor, view: Lens) -> Mention:
    party = view.roster.identify(one.text).id if one.id is None else None
    return Mention(one.text, one.start, one.end, one.id, side=side_of_doer(one.id, party, view.deal))


def _doer(
    reading: _Reading, speaker: Mention | None, content: tuple[Span, ...], act: str, kind: str, w: Words
) -> tuple[Actor, ...]:
    """Who does it by his place in the sentence, whether the deal has a force for him or not."""
    text, view, span = reading.document.text, reading.view, content[0]
    if kind in doers.MOVED and act not in {"accuses", "agrees"}:
        return ()
    if speaker is not None and doers.of_himself(w, span, act):
        return doers.own_forces(speaker, (speaker.start, speaker.end), text, kind, view.forces)
    last = reading.made[-1] if reading.made else None
    if last is not None and doers.goes_on(w, span) and w.starts[0] <= last.content[-1][1] <= span[0]:
        return tuple(Actor(one.text, one.start, one.end, one.id) for one in last.actors)
    at = _place_of_doer(w, content, act, view)
    if at is None or (kind == "return" and not doers.armed(w, at)):
        return ()
    if speaker is not None and speaker.id is not None and doers.is_own(w, at):
        return doers.own_forces(speaker, at, text, kind, view.forces)
    if not doers.acts(w, at, view.roster) and not (act == "accuses" and doers.may_be_accused(w, at)):
        return ()
    return doers.named_by(text, at, kind, view, speaker, blamed=act == "accuses")


def _place_of_doer(w: Words, content: tuple[Span, ...], act: str, view: Lens) -> Span | None:
    span = content[0]
    if len(content) > 1 and first_verb(w, span) is None:
        return span  # `The Houthis, he said, go on ...`
    if act == "accuses":
        return doers.accused(w, span)
    if act in {"demands", "orders"} and (found := doers.asked(w, span)) is not None:
        return found
    return doers.behind_by(w, span, view.roster) or doers.subject(w, span)


def _own_deed(act: str, text: str, start: int) -> bool:
    """`admitted shelling the road`, `claimed responsibility for the attack`: the speaker names himself."""
    return act == "claims_responsibility" or (act == "admits" and _GERUND.match(text, start) is not None)


_GERUND = re.compile(r"(?:having\s+)?[a-z]{3,}(?:ing|ed)\b(?!\s+(?:fire|of))", re.IGNORECASE)


def _own_forces(speaker: Mention, reading: _Reading) -> tuple[str, ...]:
    """Whose forces a speaker's `its forces` are: his country's or, for a side, all that answer to it."""
    known = reading.view.forces
    country = known.by_country.get(country_of(speaker.text))
    return (country,) if country is not None else known.of_party.get(speaker.side or "", ())


_BY_ADJECTIVE = re.compile(
    r"\b(?:rebel|insurgent|opposition)\s+(?:fire|shelling|shells|rockets|attacks?)\b", re.IGNORECASE
)


def _adjective_of_fire(text: str, start: int, end: int, reading: _Reading) -> tuple[Actor, ...]:
    found = _BY_ADJECTIVE.search(text, start, end)
    return actors(text, found.start(), found.end(), reading.view.forces)[0] if found is not None else ()


def _state(kind: str, lows: list[str]) -> str | None:
    """The state in which the deal as a whole is said to be."""
    if _DEAL_WORDS.isdisjoint(lows[:9]):
        return None
    if "completed" in lows or "complete" in lows:
        return "completed"
    return _STATES.get(kind)


def _basis(act: str, via: tuple[Mention, ...], lows: list[str]) -> str:
    if act == "shows":
        return "video" if _CAMERA & set(lows) else "image"
    return "relay" if via else "statement"


def _still_open(
    speaker: Mention | None, alternative: bool, happened: Stretch | None, quantity: Quantity | None
) -> tuple[str, ...]:
    """What the analyst has to settle, in words."""
    still: list[str] = []
    if speaker is not None and speaker.kind == "unresolved":
        still.append(f'whom "{speaker.text}" means')
    if alternative:
        still.append("which of the named forces did it")
    if happened is not None and happened.contradiction:
        still.append(happened.contradiction)
    if quantity is not None and quantity.high is None:
        still.append("no upper end of the number was said")
    return tuple(still)
