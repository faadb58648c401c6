"""Pages from templates: one environment a language, everything escaped, the same context for every page."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from gettext import NullTranslations
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

import trucekeeper
from trucekeeper.brief.draft import Line
from trucekeeper.brief.model import Figure, Listing, Sentence, Table
from trucekeeper.brief.plain import seen
from trucekeeper.brief.tongue import reasons
from trucekeeper.deal.said import Said, told
from trucekeeper.people.permission import Subject
from trucekeeper.web import times
from trucekeeper.web.guard import FORM_TOKEN, Who
from trucekeeper.web.language import ENGLISH, LANGUAGES, Language, language_of, offered, translations
from trucekeeper.web.pages import PAGES
from trucekeeper.web.site import Site, site_of
from trucekeeper.web.static import asset
from trucekeeper.web.words import deal_stage, kind_words, moment_words, words_of

#: The marks between which `told` puts what is laid out by itself (Unicode annex 9), as elements of a page.
_APART: Final = {
    "\u2068": '<bdi dir="auto">',
    "\u2066": '<bdi dir="ltr">',
    "\u2069": "</bdi>",
}


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page, or for htmx a part of one, in the reader's language.

    Args:
        request: Whose page it is.
        template: A file in `templates/`.
        status: HTTP status.
        context: What the template uses besides what every page has (docs/dev/web.md).
    """
    language = reader_language(request)
    answer = HTMLResponse(part(request, template, **context), status, headers={"content-language": language.code})
    answer.headers.append("vary", "accept-language, cookie, hx-request")
    return answer


def part(request: Request, template: str, **context: Any) -> str:
    """The text of a template with what every page has."""
    language = reader_language(request)
    return environment(language.code).get_template(template).render(**_common(request, language), **context)


def reader_language(request: Request) -> Language:
    """The language of whoever asks."""
    account = _who(request).account
    return language_of(request, account.language if account else "")


def _who(request: Request) -> Who:
    """Whoever asks; an error that came before the question who asks has nobody."""
    return getattr(request.state, "who", None) or Who()


def _common(request: Request, language: Language) -> dict[str, Any]:
    site, who = site_of(request), _who(request)
    return {
        "language": language,
        "languages": offered(),
        "who": who,
        "site": site,
        "practice": site.has_ledger and site.desk.practice,
        "position": site.desk.position if site.has_ledger else 0,
        "pages": _pages(site, who),
        "here": request.url.path,
        "asked": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "version": trucekeeper.__version__,
        "form_token": form_token(who),
        "sights": _audiences(site, who),
        "zone": site.zone if site.has_ledger else None,
        "deals": site.deals.names() if who.account and site.ready else (),
        "deal": site.deals.texts().deal if who.account and site.ready else "",
    }


def _audiences(site: Site, who: Who) -> list[str]:
    """As which audiences a reader may look at a page before it is shown to them."""
    if not site.ready or who.account is None or (who.outside and not who.as_seen_by):
        return []
    parties = dict.fromkeys(one.id for deal in site.deals.texts().judged for one in deal.parties if one.role == "side")
    return ["public", "partner", *(f"party:{one}" for one in parties)]


def _pages(site: Site, who: Who) -> list[Any]:
    if not site.ready:
        return []
    return [one for one in PAGES if who.may(one.action, Subject(sensitivity=one.sensitivity))]


def form_token(who: Who) -> Markup:
    """The hidden field that every form of ours needs."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FORM_TOKEN, who.form_token)


@cache
def environment(code: str) -> Environment:
    """The templates in one language."""
    language = LANGUAGES[code]
    made = Environment(
        loader=PackageLoader("trucekeeper.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        # Whatever is printed: nothing unseen, nothing that turns the line round.
        finalize=lambda value: seen(value) if type(value) is str else value,
    )
    made.install_gettext_translations(translations(code), newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        asset=asset,
        term=translations(code).gettext,
        when=lambda at, zone: when(at, zone, language),
        day=lambda at: times.day(at, language),
        for_input=times.for_input,
        field_values=lambda moments, zone: [times.for_input(one, zone) for one in moments],
        place_of=place_of,
        count=lambda waiting: sum(len(one.proposals) for one in waiting),
        beside=beside,
        loop_place=lambda here, one: f"{here.proposals.index(one) + 1} / {len(here.proposals)}",
        svg=svg,
        clock=times.clock,
        offset=times.offset,
        number=lambda value: number(value, language),
        words_of=words_of,
        deal_stage=deal_stage,
        what=moment_words,
        kind_words=kind_words,
    )
    made.tests.update(
        sentence=lambda one: isinstance(one, Sentence),
        listing=lambda one: isinstance(one, Listing),
        table_block=lambda one: isinstance(one, Table),
        figure=lambda one: isinstance(one, Figure),
        editable=lambda one: isinstance(one, Line),
    )
    made.filters["foreign"] = foreign
    made.filters["told"] = lambda text: told(text, None if code == ENGLISH.code else translations(code))
    made.filters["reason"] = lambda text: reason(text, language)
    made.filters["as_printed"] = as_printed
    return made


def place_of(at: datetime, moments: Sequence[datetime]) -> int:
    """Where a slider stands for a moment: the last step that is not later."""
    return max((place for place, one in enumerate(moments) if one <= at), default=0)


def beside(here: Any, one: Any, by: int) -> str:
    """The id of the proposal so many places further on in a report, round at its ends."""
    place = here.proposals.index(one) + by
    return str(here.proposals[place % len(here.proposals)].id)


def svg(figure: Figure) -> Markup:
    """A picture; `brief.pictures` escapes every text that it is given."""
    return Markup(figure.svg)


def when(at: Any, zone: Any, language: Language) -> Markup:
    """A moment as pages show it: mission time, UTC in brackets, the exact one for machines."""
    here, there = times.local_time(at, zone, language), times.utc_time(at, zone, language)
    iso = at.isoformat(timespec="seconds")
    if zone is None:
        return Markup('<time datetime="{}"><bdi>{}</bdi></time>').format(iso, here)
    return Markup('<time datetime="{}"><bdi>{}</bdi> <small class="utc">(<bdi>{}</bdi>)</small></time>').format(
        iso, here, there
    )


def number(value: float, language: Language) -> str:
    """A number with the marks of the reader's language, in Western digits, as records and reports have them."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=language.locale, numbering_system="latn")


def as_printed(text: str) -> Markup:
    """A stretch of a report with its line ends, which count where paragraphs are shown as they were."""
    return Markup("\n").join(escape(seen(line)) for line in str(text).split("\n"))


def reason(text: str, language: Language) -> Markup:
    """Why something stands as it does, in the reader's language where it can be said; names and ids stand apart."""
    known = reasons(language.code)
    return foreign(text) if known is None or not isinstance(text, Said) else said_in(text, known, language)


def said_in(text: Said, known: NullTranslations, language: Language) -> Markup:
    """A sentence of ours in a language that has words for it; what stands apart in it is an element of its own."""
    # No name can end or begin a stretch: `seen` shows the marks that would.
    parted = str(escape(told(text, known, seen)))
    for mark, element in _APART.items():
        parted = parted.replace(mark, element)
    return Markup('<span lang="{}" dir="{}">{}</span>').format(language.code, language.direction, Markup(parted))


def foreign(text: str) -> Markup:
    """Words that are not ours or not of this language: they find their own direction."""
    return Markup('<bdi dir="auto">{}</bdi>').format(escape(seen(str(text))))
