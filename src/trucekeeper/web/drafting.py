"""Drafts of reports for the pages: made once for all editors who look at the same one."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from trucekeeper.brief.audience import Audience
from trucekeeper.brief.audience import audience as reader_of
from trucekeeper.brief.content import matter_of, told
from trucekeeper.brief.draft import Draft, Edited, edited, steps_on
from trucekeeper.brief.edition import Checked, checked
from trucekeeper.brief.matter import Matter
from trucekeeper.brief.model import Report
from trucekeeper.core.errors import TruceError
from trucekeeper.deal.model import Deal
from trucekeeper.ledger.record import Edit, Entry, Release
from trucekeeper.web.desk import Question
from trucekeeper.web.guard import Who
from trucekeeper.web.outlook import judged
from trucekeeper.web.sight import told_to
from trucekeeper.web.site import DAY, Site
from trucekeeper.web.veil import sight_key, veiled

#: Drafts kept for being asked again while they are edited.
KEPT: Final = 8


class NoTextError(TruceError):
    """A report on a deal of which no text can be judged."""

    def __init__(self) -> None:
        super().__init__(
            "there is no text of the deal that can be judged, so nothing can be reported", "look at the page Deal"
        )


class CutOffAheadError(TruceError):
    """A draft for a cut-off that has not come."""

    def __init__(self) -> None:
        super().__init__(
            "this cut-off has not come yet, so nobody can say what will be known by then",
            "look at the preview of now, and edit the report after the cut-off",
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A draft on the table.

    Attributes:
        steps: All steps on it so far.
        checked: Every line with its flags.
    """

    draft: Draft
    matter: Matter
    steps: tuple[Edit, ...]
    edited: Edited
    checked: dict[str, Checked]


def table(site: Site, who: Who, draft: Draft) -> Table:
    """A draft with the steps of its editors.

    Raises:
        NoTextError: When no text of the deal can be judged.
        CutOffAheadError: When its moment has not come.
        AudienceError: When nobody has described its audience.
    """
    if max(draft.at, draft.known_by) > site.now():
        raise CutOffAheadError
    made, matter = _made(site, who, draft)
    steps = steps_on(draft, site.desk.entries)
    edit = edited(made, steps)
    return Table(draft, matter, steps, edit, checked(edit, matter, draft.language))


def entries_for(site: Site, who: Who) -> list[Entry]:
    """What a report may rest on: what whoever asks may see.

    Nobody reads in a draft what they may not read elsewhere. So an editor who may not see a protected source has a
    draft without its sentences; whoever releases it has one with them, as far as its audience may be told of them.
    """
    return list(told_to(who, site.desk))


_cache: OrderedDict[tuple[Any, ...], tuple[Report, Matter]] = OrderedDict()
_lock = Lock()


def _made(site: Site, who: Who, draft: Draft) -> tuple[Report, Matter]:
    """The draft from the data; kept until something is recorded that is no step of an editor."""
    question = Question(draft.at, draft.known_by, draft.known_from)
    answer = site.desk.answer(question)
    if answer is None:
        raise NoTextError
    texts = site.desk.deals.texts()
    deal = judged(texts.judged, answer)
    audience = reader_of(draft.audience, deal)
    newest = max(
        (one.position for one in reversed(site.desk.entries[-50:]) if not isinstance(one.record, Edit | Release)),
        default=site.desk.position,
    )
    key = (id(site), str(draft), texts.number, newest, sight_key(who), site.zone)
    with _lock:
        if key not in _cache:
            _cache[key] = _new(site, who, draft, deal, audience)
        _cache.move_to_end(key)
        while len(_cache) > KEPT:
            _cache.popitem(last=False)
        return _cache[key]


def _new(site: Site, who: Who, draft: Draft, deal: Deal, audience: Audience) -> tuple[Report, Matter]:
    known = site.desk.answer(Question(draft.at, draft.known_by, draft.known_from))
    assert known is not None
    answer = veiled(site, who, known)
    earlier = site.desk.answer(Question(draft.at - DAY, draft.known_by - DAY, draft.known_from))
    before = earlier and veiled(site, who, earlier)
    entries = entries_for(site, who)
    matter = matter_of(
        deal,
        entries,
        answer,
        audience=audience,
        before=before,
        zone=site.zone,
        practice=site.desk.practice,
        language=draft.language,
    )
    newest = site.desk.store.newest()
    return told(matter, seal=(newest.position, newest.seal.hex())), matter
