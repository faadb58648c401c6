"""The report that whoever looks on from outside reads in place of the desk's pages."""

from trucekeeper.brief.audience import AudienceError
from trucekeeper.brief.audience import audience as reader_of
from trucekeeper.brief.content import daily
from trucekeeper.brief.model import Report
from trucekeeper.web.desk import Question
from trucekeeper.web.guard import Who
from trucekeeper.web.outlook import judged
from trucekeeper.web.sight import told_to
from trucekeeper.web.site import DAY, Site
from trucekeeper.web.veil import veiled


def report_to(site: Site, who: Who, question: Question, *, live: bool = False) -> Report | None:
    """The daily report as the audience of a reader gets it; None where no text can be judged or names their party.

    Worked out once for all readers of the same grants before anything new is recorded.

    Args:
        site: Where.
        who: Who reads.
        question: The moment reported on.
        live: True where that is now: what is kept up to date about now answers it.
    """
    desk, texts = site.desk, site.deals.texts()
    at = question.at.replace(second=0, microsecond=0)
    grants = who.account.grants if who.account is not None else ()

    def made() -> Report | None:
        if live:
            answer, before = site.day()
        else:
            answer, before = desk.answer(question), desk.answer(site.question(question.at - DAY))
        if answer is None:
            return None
        deal = judged(texts.judged, answer)
        try:
            reader = reader_of(who.audience, deal)
        except AudienceError:
            return None
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
