"""The deal as a whole: its stage, and by whose word."""

from trucekeeper.brief.matter import SAID, Matter, named
from trucekeeper.brief.model import Ground, Listing, Piece, Section, Sentence
from trucekeeper.brief.sections.phrases import listed
from trucekeeper.brief.words import DEAL_STAGES, FINDINGS, LABELS
from trucekeeper.ledger.record import Claim, DealVersion, Decision, Observation
from trucekeeper.status.verdict import RUNGS, ClauseVerdict, FindingWord


def state(matter: Matter) -> Section:
    """What the deal is said to be, by whom, in which version, and what others say."""
    items = [_stage(matter), _version(matter), *_others(matter), *_words(matter), *_changed(matter)]
    return Section("state", matter.tongue("The deal"), (Listing(tuple(items)),))


def _stage(matter: Matter) -> Sentence:
    deal, t = matter.now.deal, matter.tongue
    stage = Piece(t(DEAL_STAGES.get(deal.stage, deal.stage)))
    if not deal.because:
        words = "By its own text the deal is {stage}; no record about its state is known."
        return t.tell(words, stage=stage, ground=Ground.DEAL)
    against = t.pieces(", against it: {rung}", rung=t(RUNGS[deal.rungs.no])) if deal.rungs.no else ()
    disputed = f"; {t(FINDINGS[deal.finding])}" if deal.finding is FindingWord.DISPUTED else ""
    return t.tell(
        "The deal is {stage}, by the word of {by}; rung: {rung}{against}{disputed}.",
        stage=stage,
        by=listed(t, (matter.called(one) for one in deal.by)),
        rung=t(RUNGS[deal.rungs.yes]),
        against=against,
        disputed=disputed,
        records=deal.because,
    )


def _version(matter: Matter) -> Sentence:
    version = matter.now.deal.version
    agreed = [
        entry
        for entry in matter.entries
        if isinstance(entry.record, DealVersion) and entry.record.version == version and entry.record.agreed_by
    ]
    if not agreed:
        words = "The text reported on is {version}, as given; no record says who agreed to it."
        return matter.tongue.tell(words, version=named(version))
    record = agreed[-1].record
    assert isinstance(record, DealVersion)
    names = listed(matter.tongue, (matter.called(one) for one in record.agreed_by))
    words = "The text in force is {version}, agreed by {names}."
    return matter.tongue.tell(words, version=named(version), names=names, records=(record.id,))


def _others(matter: Matter) -> list[Sentence]:
    """What others say about the state, where it differs from the word above."""
    deal, t = matter.now.deal, matter.tongue
    return [
        t.tell(
            "{by} said that it is {stage}.",
            by=listed(t, (matter.called(one) for one in by)),
            stage=Piece(t(DEAL_STAGES.get(stage, stage))),
            records=records,
        )
        for (stage, by), records in zip(deal.others, deal.others_because, strict=True)
    ]


def _words(matter: Matter) -> list[Sentence]:
    """Calls, agreements and the like that are tied to the deal as a whole and lie in the period."""
    shown = set(matter.now.deal.because)
    new = [one for one in matter.entries if _about_deal(one.record) and matter.since(one)]
    return [
        matter.tongue.tell(
            "{who} made a statement about the deal as a whole, said {at}.",
            who=matter.who(one),
            at=matter.at(one.record.said_at),
            records=(one.record.id,),
        )
        for one in new
        if one.record.id not in shown and isinstance(one.record, SAID)
    ]


def _about_deal(record: object) -> bool:
    return (
        isinstance(record, Claim | Observation | Decision)
        and record.clause == "deal"
        and not record.position
        and record.state is None
    )


def _changed(matter: Matter) -> list[Sentence]:
    """The sum of what is different from the period before."""
    before = matter.before
    if before is None:
        return []
    told, t = [], matter.tongue
    if before.deal.stage != matter.now.deal.stage:
        was, now = DEAL_STAGES.get(before.deal.stage, ""), DEAL_STAGES.get(matter.now.deal.stage, "")
        told.append(
            t.tell(
                "A period before it was {was}; now it is {now}.",
                was=Piece(t(was)),
                now=Piece(t(now)),
                records=(*matter.now.deal.because, *before.deal.because),
                ground=Ground.DEAL if not matter.now.deal.because and not before.deal.because else Ground.RECORDS,
            )
        )
    then = {(one.clause, one.side): one for one in before.clauses}
    pairs = [(then[key], one) for one in matter.now.clauses if (key := (one.clause, one.side)) in then]
    changed = [(old, new) for old, new in pairs if (old.stage, old.finding) != (new.stage, new.finding)]
    told += [_moved(matter, old, new) for old, new in changed]
    if not changed:
        told.append(t.tell("No clause has changed its stage or its finding since then."))
    new = sum(matter.since(one) for one in matter.entries)
    told.append(
        t.overall(
            "{records} became known in the period.", records=Piece(t.many(new, "{number} record", "{number} records"))
        )
        if new
        else t.lacking("No record became known in the period.")
    )
    return told


def _moved(matter: Matter, was: ClauseVerdict, one: ClauseVerdict) -> Sentence:
    """What changed of one clause: how far it has come, and apart from that what was found of it."""
    t = matter.tongue
    stages = {"stage_then": t(LABELS[was.stage]), "stage_now": t(LABELS[one.stage])}
    findings = {"finding_then": t(FINDINGS[was.finding]), "finding_now": t(FINDINGS[one.finding])}
    if was.finding == one.finding:
        words = (
            "{clause} for {side}: the stage was {stage_then} and is now {stage_now}; "
            "the finding is as before: {finding_now}."
        )
    elif was.stage == one.stage:
        words = (
            "{clause} for {side}: the finding was {finding_then} and is now {finding_now}; "
            "the stage is as before: {stage_now}."
        )
    else:
        words = (
            "{clause} for {side}: the stage was {stage_then} and is now {stage_now}; "
            "the finding was {finding_then} and is now {finding_now}."
        )
    return t.tell(
        words,
        clause=named(one.clause),
        side=named(one.side),
        records=one.because,
        ground=Ground.RECORDS if one.because else Ground.DEAL,
        **stages,
        **findings,
    )
