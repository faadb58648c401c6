"""One question: an incident under a clause, seen from a party that the clause binds (rules R2-R6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache

from trucekeeper.deal.model import Clause, Verify
from trucekeeper.ledger.record import INDEPENDENT, UNKNOWN, Decision
from trucekeeper.status.scene import Scene, Statement
from trucekeeper.status.sides import Sides, Standing
from trucekeeper.status.telling import answer_told, ids, joined, listed, tell
from trucekeeper.status.telling import word as word_of
from trucekeeper.status.verdict import FindingWord, QuestionVerdict, Rung, Rungs

#: Rungs of rule R3 by name, for reading the code.
CLAIMED: Rung = 1
CORROBORATED: Rung = 2
ADMITTED: Rung = 3
DECIDED: Rung = 4

#: What is said to have happened is itself a breach, whether or not anybody is named.
BREACH_EVENTS = frozenset({"fire", "shelling", "airstrike", "killing", "detention", "obstruction"})


@dataclass(frozen=True)
class Asked:
    """A question as put: the clause, the party it is asked about, and every statement on it, oldest first."""

    scene: Scene
    clause: Clause
    party: str
    incident: str
    statements: tuple[Statement, ...]
    about_breach: bool

    @cached_property
    def own_side(self) -> str:
        """The side of the party asked about."""
        return self.scene.deal.side_of(self.party)

    def said(self, polarity: str) -> tuple[Statement, ...]:
        """Who answers so, oldest first."""
        return self._answers[polarity]

    @cached_property
    def _answers(self) -> dict[str, tuple[Statement, ...]]:
        return {word: tuple(one for one in self.statements if one.polarity == word) for word in ("yes", "no")}

    @cached_property
    def sides(self) -> Sides:
        """Who stands on whose side."""
        return self.scene.sides

    def side(self, one: Statement) -> str:
        """On whose side a speaker stands; of words against himself that only the other side passes on, that side.

        That a party has admitted something is, in the mouth of its foe, a claim of the foe.
        """
        own = self.sides.of_speaker(one.speaker, one.side).side
        if not one.via:
            return own
        against = (own == self.own_side) == (one.polarity == ("yes" if self.about_breach else "no"))
        return (self._foe(one, own) or own) if against else own

    def _foe(self, one: Statement, own: str) -> str | None:
        """The other side of the conflict, where it is among those who passed the words on."""
        conflict = self.sides.conflict
        passed_on = [self.sides.of_speaker(name, UNKNOWN).side for name in one.via]
        return next((side for side in passed_on if own in conflict and side in conflict and side != own), None)

    @cached_property
    def accusers(self) -> frozenset[str]:
        """The sides that say yes."""
        return frozenset(self.side(one) for one in self.said("yes"))

    @cached_property
    def rungs(self) -> dict[str, Rung]:
        """The rung on which each statement stands by itself, by its id."""
        return {one.id: rung_of(one, self) for one in self.statements}

    @cached_property
    def blamed(self) -> tuple[str, ...]:
        """Union of the possible actors of the yes-claims (rule R6)."""
        return tuple(sorted({actor for one in self.said("yes") for actor in one.actors}))


def is_about_breach(clause: Clause, statements: Sequence[Statement]) -> bool:
    """True under a must not; under a must only where somebody is blamed or the event is a breach in itself."""
    if clause.kind == "must not":
        return True
    if clause.kind == "may":
        return False
    return any(one.event in BREACH_EVENTS or one.act == "accuses" or one.actors for one in statements)


def counts_itself(one: Statement, scene: Scene) -> bool:
    """False for a relay whose first speaker is, or was, in the ledger: ten papers, one activist: one origin (R2)."""
    return one.relays is None or one.relays not in scene.index.ever


def rung_of(one: Statement, asked: Asked) -> Rung:
    """The rung on which one statement stands by itself (rules R3, R4)."""
    if one.basis == "relay" and one.relays is not None:
        return CLAIMED
    side = asked.side(one)
    standing = asked.sides.of_speaker(one.speaker, one.side)
    if standing.side != side:
        standing = replace(standing, side=side)
    if _against_itself(one, side, asked):
        return ADMITTED
    seen = side == INDEPENDENT and _saw_or_inquired(one)
    if (seen or _observed(one, standing, asked)) and not _for_its_own(one, standing, asked):
        return CORROBORATED
    return CLAIMED


def _saw_or_inquired(one: Statement) -> bool:
    """In person, or an independent body's finding after its own inquiry; credible reports are neither (rule R3)."""
    return one.basis == "own observation" or (one.basis == "document" and one.act == "confirms")


def _against_itself(one: Statement, side: str, asked: Asked) -> bool:
    """True when a statement counts against the party that makes it.

    Of a breach, yes by the party itself counts against it unless it names others; no counts against the accusers. Of a
    performance, it is the other way round.
    """
    conflict = asked.sides.conflict
    if side not in conflict:
        return False
    own = side == asked.own_side
    if asked.about_breach and one.polarity == "yes":
        return own and (_takes_it_on(one, asked) or one.act in {"admits", "claims_responsibility"})
    if asked.about_breach:
        return not own and bool(asked.accusers) and (len(conflict) == 2 or side in asked.accusers)
    return own == (one.polarity == "no")


def _takes_it_on(one: Statement, asked: Asked) -> bool:
    """True when the party names its own forces, or nobody where only its own forces are possible actors."""
    return asked.sides.all_answer_to(one.actors or asked.blamed, asked.party)


def _for_its_own(one: Statement, standing: Standing, asked: Asked) -> bool:
    """True when a guarantor's word helps the side it guarantees: it blames the other side, or clears its own."""
    party = standing.party
    side = asked.scene.deal.side_of(party.id) if party is not None else standing.side
    if side not in asked.sides.conflict:
        return False
    good_for_party = (one.polarity == "no") == asked.about_breach
    return (side == asked.own_side) == good_for_party


def _observed(one: Statement, standing: Standing, asked: Asked) -> bool:
    """True for what an observer whom the clause names saw itself."""
    if one.basis != "own observation" or standing.party is None:
        return False
    return standing.party.id in {name.text for name in asked.clause.observers}


def rungs_of(asked: Asked, polarity: str) -> Rung:
    """The highest rung of an answer, decisions apart; more claims of one side never raise it (rule R4)."""
    origins = [one for one in asked.said(polarity) if counts_itself(one, asked.scene)]
    if not origins:
        return 0
    best = max(asked.rungs[one.id] for one in origins)
    sides = {asked.side(one) for one in origins} & set(asked.sides.conflict)
    both = len(sides) > 1 and best < CORROBORATED
    return CORROBORATED if both else best


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the body named in the deal has decided on a question, if its quorum agreed in time."""

    polarity: str
    decisions: tuple[Decision, ...]
    verify: Verify

    @property
    def actors(self) -> tuple[str, ...]:
        """Union of those whom the agreeing deciders blame."""
        return tuple(sorted({actor for one in self.decisions for actor in one.actors}))


def is_covered(clause: Clause, verify: Verify) -> bool:
    """True where a verify clause is about this clause: it names it, or names none."""
    return not verify.covers.ids or clause.id in verify.covers.ids


def quorum(verify: Verify) -> int:
    """How many of the body must agree; all of them where the deal does not say."""
    return verify.needs if verify.needs is not None else len(verify.who.names)


def ruling(asked: Asked) -> Ruling | None:
    """The first verify clause covering the question whose quorum agreed; yes is looked at before no (order of R5)."""
    for verify in asked.scene.deal.verifies:
        if not is_covered(asked.clause, verify):
            continue
        cast = votes(asked, verify)
        needed = quorum(verify)
        for polarity in ("yes", "no"):
            agreeing = tuple(vote for vote in cast if vote.polarity == polarity)
            if agreeing and len(agreeing) >= needed:
                return Ruling(polarity, agreeing, verify)
    return None


def votes(asked: Asked, verify: Verify) -> tuple[Decision, ...]:
    """Each decider's last decision in time, without those who judge their own cause (rule R5)."""
    if not any(isinstance(one, Decision) for one in asked.statements):
        return ()
    limit = last_moment(asked, verify)
    sides = asked.sides
    last: dict[str, Decision] = {}
    for one in asked.statements:
        if not isinstance(one, Decision) or one.decides != verify.id:
            continue
        decider = sides.party_named(one.speaker)
        if decider is None:
            continue
        in_time = limit is None or one.said_at <= limit
        if decider.id in verify.who.ids and in_time and not sides.judges_own_cause(decider, asked.blamed):
            last[decider.id] = one
    return tuple(last.values())


def last_moment(asked: Asked, verify: Verify) -> datetime | None:
    """The time limit runs from when the incident was first said, since the deal's body cannot know of it earlier."""
    if verify.within is None or not asked.statements:
        return None
    return min(one.said_at for one in asked.statements) + verify.within


def breach_verdict(asked: Asked) -> QuestionVerdict:
    """What is said about a breach by the party, by the first line of rule R5 that fits."""
    ruled = ruling(asked)
    yes, no = rungs_of(asked, "yes"), rungs_of(asked, "no")
    if ruled is not None:
        yes, no = (DECIDED, no) if ruled.polarity == "yes" else (yes, DECIDED)
    word = _breach_word(asked, Rungs(yes, no), ruled)
    word, late_default = _with_default(asked, word, ruled)
    parts = {
        "headline": _headline(word, asked.party),
        "incident": asked.incident,
        "yes": answer_told("yes", standing(asked, "yes", ruled), yes, asked.scene),
        "no": answer_told("no", standing(asked, "no", ruled), no, asked.scene),
        "actors": _actors_told(asked, ruled),
    }
    if late_default:
        told = tell('{headline} ("{incident}"): {yes}; {no}; {actors}; {default} (R5)', default=late_default, **parts)
    else:
        told = tell('{headline} ("{incident}"): {yes}; {no}; {actors} (R5)', **parts)
    rulings = asked.sides.rulings_on((*asked.blamed, *(one.speaker for one in asked.statements)))
    if rulings:
        told = tell("{told}; sides as placed by {records}", told=told, records=listed(rulings))
    amended = [id for one in asked.statements for id in asked.scene.index.amended.get(one.id, ())]
    return QuestionVerdict(
        incident=asked.incident,
        finding=word,
        rungs=Rungs(yes, no),
        blamed=asked.blamed,
        yes=ids(asked.said("yes")),
        no=ids(asked.said("no")),
        because=ids(asked.statements, rulings, amended),
        reason=told,
    )


def standing(asked: Asked, polarity: str, ruled: Ruling | None) -> list[tuple[Rung, Statement]]:
    """Each statement of an answer with the rung on which it stands by itself; 0 for a relay of a known origin."""
    decided = ids(ruled.decisions) if ruled is not None else ()
    return [(_own_rung(one, asked, decided), one) for one in asked.said(polarity)]


def _own_rung(one: Statement, asked: Asked, decided: Sequence[str]) -> Rung:
    if one.id in decided:
        return DECIDED
    return asked.rungs[one.id] if counts_itself(one, asked.scene) else 0


def _breach_word(asked: Asked, rungs: Rungs, ruled: Ruling | None) -> FindingWord:
    sides, party = asked.sides, asked.party
    if ruled is not None and ruled.polarity == "yes":
        blamed = sides.all_answer_to(ruled.actors, party)
        return FindingWord.VERIFIED if blamed else FindingWord.VERIFIED_OPEN
    if rungs.no == DECIDED:
        return FindingWord.CLEARED
    if rungs.yes == ADMITTED:
        return FindingWord.ADMITTED
    if rungs.yes and rungs.no:
        return FindingWord.DISPUTED
    if rungs.yes:
        return FindingWord.ALLEGED if sides.all_answer_to(asked.blamed, party) else FindingWord.CLAIMED
    return FindingWord.NONE


def _with_default(asked: Asked, word: FindingWord, ruled: Ruling | None) -> tuple[FindingWord, str]:
    """What the deal says shall stand when the body's time has run out undecided."""
    if ruled is not None or word not in {FindingWord.CLAIMED, FindingWord.ALLEGED, FindingWord.DISPUTED}:
        return word, ""
    for verify in asked.scene.deal.verifies:
        if verify.default not in {"cleared", "disputed"}:
            continue
        limit = last_moment(asked, verify)
        covers = not verify.covers.ids or asked.clause.id in verify.covers.ids
        if covers and limit is not None and asked.scene.has_come(limit):
            told = tell(
                "undecided in time, so {default} by default of {verify}",
                default=word_of(verify.default),
                verify=verify.id,
            )
            return FindingWord(verify.default), told
    return word, ""


@lru_cache(maxsize=1024)
def _headline(word: FindingWord, party: str) -> str:
    match word:
        case FindingWord.VERIFIED:
            return tell("verified breach by {party}", party=party)
        case FindingWord.VERIFIED_OPEN:
            return tell("incident verified, responsibility open")
        case FindingWord.CLEARED:
            return tell("{party} cleared", party=party)
        case FindingWord.ADMITTED:
            return tell("admitted by {party}", party=party)
        case FindingWord.DISPUTED:
            return tell("disputed")
        case FindingWord.ALLEGED:
            return tell("allegedly breached by {party}", party=party)
        case FindingWord.CLAIMED:
            return tell("incident claimed, responsibility open")
        case FindingWord.NONE:
            return tell("nobody says that it happened")


def _actors_told(asked: Asked, ruled: Ruling | None) -> str:
    decided = ""
    if ruled is not None:
        by = listed(ids(ruled.decisions))
        decided = tell("decided under {verify} by {records}", verify=ruled.verify.id, records=by)
    if not asked.blamed:
        return joined((decided, word_of("nobody is named")))
    theirs = asked.sides.all_answer_to(asked.blamed, asked.party)
    return joined((decided, _whose(asked.blamed, asked.party, theirs)))


# Few sets of actors stand in very many questions: one sentence for each of them saves memory.
@lru_cache(maxsize=1024)
def _whose(blamed: tuple[str, ...], party: str, theirs: bool) -> str:
    actors = joined(blamed, " or ")
    if theirs:
        return tell("possible actors: {actors}, all of whom answer to {party} (R6)", actors=actors, party=party)
    return tell("possible actors: {actors}, not all of whom answer to {party} (R6)", actors=actors, party=party)
