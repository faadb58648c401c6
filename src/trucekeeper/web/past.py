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
from trucekeeper.web.desk import Question
from trucekeeper.web.guard import Who
from trucekeeper.web.outlook import judged
from trucekeeper.web.sight import told_to
from trucekeeper.web.site import Site
from trucekeeper.web.veil import veiled

#: Steps of a slider: more could not be told apart on a screen.
STEPS: Final = 300


def matter_of(site: Site, who: Who, question: Question, language: str = "en") -> Matter | None:
    """What pictures and reports are about, for the audience that a reader is; None where no text can be judged.

    Records of protected sources are left out for those who may not see them, before anything is drawn.
    """
    answer = site.desk.answer(question)
    if answer is None:
        return None
    deal = judged(site.desk.deals.texts().judged, answer)
    entries = told_to(who, site.desk)
    mine = only(entries, ids_of([deal]), known_by=question.known_by, known_from=question.known_from)
    known = tuple(one for one in mine if known_at(one, question.known_from) <= question.known_by)
    return Matter(
        deal=deal,
        entries=view(known, known_by=question.known_by, known_from=question.known_from),
        history=known,
        now=veiled(site, who, answer),
        before=None,
        audience=audience(who.audience, deal),
        zone=site.zone,
        practice=site.desk.practice,
        tongue=tongue_of(language),
    )


def moments_known(entries: Sequence[Entry], known_from: KnownFrom, until: datetime) -> list[datetime]:
    """The moments at which something became known, in order, up to a moment; thinned out evenly where there are many.

    The last one is `until` itself, so that the end of a slider is the moment asked for.
    """
    found = sorted({at for one in entries if (at := known_at(one, known_from)) < until})
    if len(found) > STEPS:
        found = [found[place * (len(found) - 1) // (STEPS - 1)] for place in range(STEPS)]
    return [*found, until]
