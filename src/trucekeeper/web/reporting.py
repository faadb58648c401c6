"""The report that whoever looks on from outside reads in place of the desk's pages."""

from datetime import timedelta
from typing import Final

from trucekeeper.brief.audience import AudienceError
from trucekeeper.brief.audience import audience as reader_of
from trucekeeper.brief.content import daily
from trucekeeper.brief.model import Report
from trucekeeper.web.desk import Question
from trucekeeper.web.guard import Who
from trucekeeper.web.outlook import judged
from trucekeeper.web.sight import told_to
from trucekeeper.web.site import Site
from trucekeeper.web.veil import veiled

DAY: Final = timedelta(days=1)


def report_to(site: Site, who: Who, question: Question) -> Report | None:
    """The daily report as the audience of a reader gets it; None where no text can be judged or names their party.

    Worked out once for all readers of the same grants before anything new is recorded.
    """
    desk, texts = site.desk, site.deals.texts()
    at = question.at.replace(second=0, microsecond=0)
    grants = who.account.grants if who.account is not None else ()

    def made() -> Report | None:
        answer = desk.answer(question)
        if answer is None:
            return None
        deal = judged(texts.judged, answer)
        try:
            reader = reader_of(who.audience, deal)
        except AudienceError:
            return None
        before = desk.answer(site.question(question.at - DAY))
        newest = desk.store.newest()
        return daily(
            deal,
            told_to(who, desk),
            veiled(site, who, answer),
            audience=reader,
            before=before and veiled(site, who, before),
            zone=site.zone,
            practice=desk.practice,
            seal=(newest.position, newest.seal.hex()),
        )

    key = ("report", who.audience, grants, desk.position, texts.number, at, question.known_by == question.at)
    return site.shelf.of(key, made)
