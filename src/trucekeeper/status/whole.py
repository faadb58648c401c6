"""The deal as a whole: which text is in force, in which state, by whose word (rule R13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from trucekeeper.core.moment import local
from trucekeeper.deal.model import Deal
from trucekeeper.ledger.record import INDEPENDENT, WHOLE_DEAL, DealVersion, Demand
from trucekeeper.status.question import CLAIMED, CORROBORATED, counts_itself
from trucekeeper.status.scene import EVIDENCE_ACTS, Scene, Statement, time_of
from trucekeeper.status.telling import cited, ids, joined, listed, rung_told, tell
from trucekeeper.status.telling import word as word_of
from trucekeeper.status.verdict import DealVerdict, DemandVerdict, FindingWord, Rung, Rungs

#: How long a word without a time of its own stands against others: states are reported day by day. So the last one to
#: speak does not silence those who said otherwise an hour before.
STANDS = timedelta(hours=24)

#: `state` of a deal block, as the tokens of R15.
_WRITTEN = {"in-force": "in_force"}


@dataclass(frozen=True, slots=True)
class Word:
    """One source's word on the deal's state."""

    state: str
    polarity: str
    speaker: str
    side: str
    start: datetime
    end: datetime
    rung: Rung
    record: DealVersion | Statement


def version_of(deal: Deal) -> str:
    """How a text is called: its file's name without the ending, else its deal id."""
    name = deal.file.replace("\\", "/").rsplit("/", 1)[-1]
    return name.removesuffix(".deal.md") or (deal.head.id if deal.head else "")


def agreed_versions(scene: Scene) -> tuple[DealVersion, ...]:
    """Versions that every side of the conflict is recorded to have agreed, oldest first."""
    found = [one for one in scene.all_of(DealVersion) if _all_agreed(one, scene)]
    return tuple(sorted(found, key=lambda one: (time_of(one), one.id)))


def _agreeing(version: DealVersion, scene: Scene) -> set[str]:
    return {scene.deal.side_of(party) for party in version.agreed_by}


def whole_deal(scene: Scene) -> DealVerdict:
    """The newest state of the deal, with who says so and who says otherwise.

    An older state is not evidence against a newer one: the deal was in force before it was suspended. So the answer
    starts from the last word that stands at least corroborated; what is said of the time after it takes its place, what
    is said of the same time stands against it. The highest rung is shown, of equal rungs the latest.
    """
    versions = agreed_versions(scene)
    version = versions[-1].version if versions else version_of(scene.deal)
    words = _since_the_last_firm_word(_words(scene))
    saying_so = [word for word in words if word.polarity == "yes"]
    if not saying_so:
        return _as_written(scene, version, versions)
    state = max(saying_so, key=lambda word: (word.rung, word.start, word.record.id)).state
    return _verdict(scene, version, versions, state, words)


def _since_the_last_firm_word(words: list[Word]) -> list[Word]:
    """The words that speak of the newest stretch of time: after the last corroborated word, else of its own time."""
    firm = [word for word in words if word.rung >= CORROBORATED and word.polarity == "yes"]
    if not firm:
        return words
    last = max(firm, key=lambda word: (word.start, word.rung, word.record.id))
    after = [word for word in words if word.start >= last.end and word is not last]
    if any(word.polarity == "yes" and word.state != last.state for word in after):
        return after
    return [word for word in words if word.end > last.start or word.start >= last.start]


def _verdict(
    scene: Scene, version: str, versions: Sequence[DealVersion], state: str, words: Sequence[Word]
) -> DealVerdict:
    for_it = [word for word in words if word.state == state and word.polarity == "yes"]
    against = [word for word in words if word.state == state and word.polarity == "no"]
    first = min(word.start for word in for_it)
    elsewhere = _others(state, [word for word in words if word.end > first or word.start >= first])
    yes: Rung = _rung_together(for_it)
    no: Rung = _rung_together(against) if against else 0
    contested = bool(against) or bool(elsewhere)
    finding = FindingWord.DISPUTED if contested else FindingWord.CLAIMED if yes == CLAIMED else FindingWord.NONE
    how = rung_told(yes, listed(_cited(word, scene) for word in for_it))
    told = [tell("{answer} is {how}", answer=_say(state), how=how)]
    if against:
        told.append(tell("denied by {names}", names=listed(cited(word.record, scene) for word in against)))
    for other, theirs in elsewhere:
        names = listed(cited(word.record, scene) for word in theirs)
        told.append(tell("{state} say {names}", state=_say(other), names=names))
    if versions:
        told.append(tell("text agreed last: {version} ({record})", version=version, record=versions[-1].id))
    others = tuple((other, tuple(word.speaker for word in theirs)) for other, theirs in elsewhere)
    rest = [word.record for word in (*for_it, *against)] + [word.record for _, theirs in elsewhere for word in theirs]
    return DealVerdict(
        version=version,
        stage=state,
        finding=finding,
        rungs=Rungs(yes, no),
        by=tuple(dict.fromkeys(word.speaker for word in for_it)),
        because=ids(rest, versions[-1:]),
        reason=tell("{told} (R13)", told=joined(told)),
        others=others,
        others_because=tuple(ids(word.record for word in theirs) for _, theirs in elsewhere),
    )


def _cited(word: Word, scene: Scene) -> str:
    """A text names who is recorded to have agreed to it; whoever handed it on did not decide that."""
    told = cited(word.record, scene)
    if isinstance(word.record, DealVersion):
        if not word.record.agreed_by:
            return tell("{told}, as agreed by nobody", told=told)
        return tell("{told}, as agreed by {parties}", told=told, parties=listed(word.record.agreed_by))
    return told


def _others(state: str, words: Sequence[Word]) -> list[tuple[str, list[Word]]]:
    """What else is said, by those whose last word it is."""
    last: dict[str, Word] = {}
    for word in words:
        if word.polarity == "yes":
            last[word.speaker] = word
    states = dict.fromkeys(word.state for word in last.values() if word.state != state)
    return [(other, [word for word in last.values() if word.state == other]) for other in states]


def _rung_together(words: Sequence[Word]) -> Rung:
    """The highest rung; words from both sides of the conflict corroborate each other."""
    best = max(word.rung for word in words)
    both = len({word.side for word in words} - {INDEPENDENT, "unknown"}) > 1
    return CORROBORATED if both and best < CORROBORATED else best


def _words(scene: Scene) -> list[Word]:
    """Every source's words on the deal's state, oldest first."""
    found = [_version_word(one, scene) for one in _versions_that_count(scene)]
    for one in _said_of_all(scene):
        if one.state is not None and one.act in EVIDENCE_ACTS and counts_itself(one, scene):
            side = scene.sides.of_speaker(one.speaker, one.side).side
            seen = side == INDEPENDENT and one.basis in {"own observation", "document"} and one.relays is None
            rung: Rung = CORROBORATED if seen else CLAIMED
            found.append(Word(one.state, one.polarity, one.speaker, side, time_of(one), _end_of(one), rung, one))
    return sorted(found, key=lambda word: (word.start, word.record.said_at, word.record.id))


def _said_of_all(scene: Scene) -> list[Statement]:
    """Every statement on the deal as a whole; a new text does not make what was said of the deal before it unsaid."""
    index = scene.index
    parts = [*index.groups.get(WHOLE_DEAL, {}).values(), index.stopping.get(WHOLE_DEAL)]
    return sorted((one for part in parts for one in scene.usable(part)), key=lambda one: (one.said_at, one.id))


def _end_of(one: DealVersion | Statement) -> datetime:
    return one.happened.end if one.happened is not None else one.said_at + STANDS


def _all_agreed(one: DealVersion, scene: Scene) -> bool:
    sides = set(scene.sides.conflict)
    return bool(sides) and sides <= _agreeing(one, scene)


def _versions_that_count(scene: Scene) -> list[DealVersion]:
    """The texts that every side agreed; one that was only offered says something as long as none was agreed."""
    found = scene.all_of(DealVersion)
    return [one for one in found if _all_agreed(one, scene)] or list(found)


def _version_word(one: DealVersion, scene: Scene) -> Word:
    rung: Rung = CORROBORATED if _all_agreed(one, scene) else CLAIMED
    side = scene.sides.of_speaker(one.speaker, one.side).side
    return Word(one.state, "yes", one.speaker, side, time_of(one), _end_of(one), rung, one)


def _as_written(scene: Scene, version: str, versions: Sequence[DealVersion]) -> DealVerdict:
    """Without records, the deal block's own words stand."""
    head = scene.deal.head
    state = _WRITTEN.get(head.state or "draft", head.state or "draft") if head else "draft"
    if state == "in_force" and head is not None and head.in_force is not None and not scene.has_come(head.in_force):
        state = "agreed"
    if head is not None and head.ends is not None and scene.has_come(head.ends):
        state = "ended"
    stands: str = _say(state)
    if state == "in_force" and head and head.in_force:
        stands = tell("{state} since {moment}", state=stands, moment=local(head.in_force, scene.deal.zone))
    return DealVerdict(
        version=version,
        stage=state,
        finding=FindingWord.NONE,
        rungs=Rungs(),
        by=(tell("the deal's own text"),),
        because=ids(versions[-1:]),
        reason=tell("{state}, as the deal's own text says; nobody has said anything about it (R13)", state=stands),
    )


def _say(state: str) -> str:
    return word_of(state.replace("_", " "))


def demands(scene: Scene) -> tuple[DemandVerdict, ...]:
    """Every condition asked for, oldest first, with the parties recorded to have agreed to it."""
    return tuple(_demand(one, scene) for one in scene.all_of(Demand))


def _demand(one: Demand, scene: Scene) -> DemandVerdict:
    agreeing = scene.usable(scene.index.answering.get(one.id))
    sides = {scene.sides.of_speaker(answer.speaker, answer.side).side for answer in agreeing}
    return DemandVerdict(
        record=one.id,
        by=one.speaker,
        side=scene.sides.of_speaker(one.speaker, one.side).side,
        asks=one.asks,
        since=one.said_at,
        agreed_by=tuple(sorted(sides)),
        because=ids([one], agreeing),
    )
