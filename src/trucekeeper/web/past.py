"""Looking back: the moments at which something became known, and the report's matter as it stood at one of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from trucekeeper.brief.audience import audience
from trucekeeper.brief.matter import Matter
from trucekeeper.brief.tongue import tongue_of
from trucekeeper.ledger.deals import only
from trucekeeper.ledger.record import Entry
from trucekeeper.ledger.view import KnownFrom, known_at, view
from trucekeeper.status.index import ids_of
from trucekeeper.status.verdict import Status
from trucekeeper.web.desk import Question
from trucekeeper.web.guard import Who
from trucekeeper.web.outlook import judged
from trucekeeper.web.sight import told_to
from trucekeeper.web.site import Site
from trucekeeper.web.veil import sight_key, veiled

#: Steps of a slider: more could not be told apart on a screen.
STEPS: Final = 300


def matter_of(site: Site, who: Who, question: Question | None, language: str = "en") -> Matter | None:
    """What pictures and reports are about, for the audience that a reader is; None where no text can be judged.

    Records of protected sources are left out for those who may not see them, before anything is drawn.

    Args:
        site: The control room.
        who: The reader.
        question: The moments asked about; None asks about now.
        language: In which the pictures speak.
    """
    answer = site.answer() if question is None else site.desk.answer(question)
    if answer is None:
        return None
    key = ("matter", answer.at, answer.known_by, answer.known_from, site.desk.position, site.deals.texts().number)
    settings = tuple(sorted(site.people.settings().items()))

    def made() -> Matter:
        return _matter(site, who, answer, language)

    return site.matters.of((*key, who.audience, sight_key(who), language, settings), made)


def _matter(site: Site, who: Who, answer: Status, language: str) -> Matter:
    deal = judged(site.desk.deals.texts().judged, answer)
    known_by, known_from = answer.known_by, answer.known_from
    mine = only(told_to(who, site.desk), ids_of([deal]), known_by=known_by, known_from=known_from)
    known = tuple(one for one in mine if known_at(one, known_from) <= known_by)
    return Matter(
        deal=deal,
        entries=view(known, known_by=known_by, known_from=known_from),
        history=known,
        now=veiled(site, who, answer),
        before=None,
        audience=audience(who.audience, deal),
        zone=site.zone,
        practice=site.desk.practice,
        tongue=tongue_of(language),
    )


def moments_known(site: Site, who: Who, known_from: KnownFrom, until: datetime) -> list[datetime]:
    """The moments at which something became known to a reader, in order, up to a moment; thinned out evenly where many.

    The last one is `until` itself, so that the end of a slider is the moment asked for.
    """
    key = ("moments", site.desk.position, sight_key(who), known_from, until)
    return site.shelf.of(key, lambda: _steps(told_to(who, site.desk), known_from, until))


def _steps(entries: Sequence[Entry], known_from: KnownFrom, until: datetime) -> list[datetime]:
    found = sorted({at for one in entries if (at := known_at(one, known_from)) < until})
    if len(found) > STEPS:
        found = [found[place * (len(found) - 1) // (STEPS - 1)] for place in range(STEPS)]
    return [*found, until]


def asked_in(matter: Matter | None, question: Question) -> Question:
    """The question that was answered: asked about now, a page may show what was worked out some seconds ago."""
    return question if matter is None else Question(matter.now.at, matter.now.known_by, matter.now.known_from)
