"""The editor of the page Report: sentences under the hands of several people, and the release of what they made."""

from dataclasses import replace
from datetime import UTC
from secrets import token_hex
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from trucekeeper.brief.draft import Draft, draft_named
from trucekeeper.brief.edition import ReleasedAlreadyError, last_edition, obstacles, released
from trucekeeper.brief.formats import writer
from trucekeeper.brief.kept import read
from trucekeeper.brief.model import Report
from trucekeeper.brief.warrant import MAY_BE_SET_ASIDE
from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.record import Edit, Release
from trucekeeper.people.account import ROLES, Action
from trucekeeper.people.permission import Subject
from trucekeeper.web.drafting import Table, table
from trucekeeper.web.entering import enter
from trucekeeper.web.errors import NoSuchPageError
from trucekeeper.web.guard import Who, needs, noted, who_of
from trucekeeper.web.render import page
from trucekeeper.web.routes.report import KINDS, attached
from trucekeeper.web.site import Site, site_of

router = APIRouter()

#: What a button of a sentence does.
STEPS: Final = ("reword", "drop", "restore", "undo", "up", "down")
#: A sentence longer than this is no sentence.
LONGEST: Final = 2000


class NotAStepError(TruceError):
    """Something asked of a sentence that cannot be done with it."""

    def __init__(self, why: str) -> None:
        super().__init__(f"nothing was changed: {why}", "load the draft again")


class NoReasonError(TruceError):
    """An override without a reason, or of something that is final."""

    def __init__(self, why: str) -> None:
        super().__init__(f"nothing was set aside: {why}", "reword the sentence, or give the reason")


class NoSuchReleaseError(NoSuchPageError):
    """A release that the ledger does not have."""

    def __init__(self, id: str) -> None:
        super().__init__(f"/report/released/{id}")


class UnreadError(TruceError):
    """A release by somebody who has not said that they read it as its audience will."""

    def __init__(self, audience: str) -> None:
        super().__init__(
            f"nothing was released: nobody has read it as {audience} will",
            "look at the preview, then say that you have read it",
        )


@router.get("/report/edit", response_class=HTMLResponse)
@needs(Action.DRAFT)
def edit(request: Request, draft: str, line: str = "", add: str = "") -> HTMLResponse:
    """Show the sentences of a draft, one of them open where `line` names it."""
    return _page(request, draft_named(draft), line=line, add=add)


@router.get("/report/draft", response_class=HTMLResponse)
@needs(Action.DRAFT)
def preview(request: Request, draft: str) -> HTMLResponse:
    """Show the edited draft as its audience would get it."""
    here = table(site_of(request), who_of(request), draft_named(draft))
    return page(request, "report_text.html", report=here.edited.report(), draft=here.draft, release=None, kinds=())


@router.post("/report/edit")
@needs(Action.DRAFT)
def change(
    request: Request,
    draft: Annotated[str, Form()],
    line: Annotated[str, Form()],
    step: Annotated[str, Form()],
    follows: Annotated[str, Form()] = "",
    words: Annotated[str, Form()] = "",
) -> Response:
    """Record what an editor did with a sentence; what another one did meanwhile stays, and both are shown."""
    site, who = site_of(request), who_of(request)
    here = _open(site, who, draft)
    found = here.edited.line(line)
    if step not in STEPS or (step == "reword" and not 0 < len(words.strip()) <= LONGEST):
        raise NotAStepError(
            "it is no step on a sentence" if step not in STEPS else "a sentence has words, and not too many"
        )
    after = ""
    if step in ("up", "down"):
        part = next(one for one in here.edited.parts if found in one.lines)
        moved = part.up(line) if step == "up" else part.down(line)
        if moved is None:
            raise NotAStepError("it cannot be moved further")
        step, after = "move", moved
    if step == "reword" and " ".join(words.split()) == found.shown.text and not found.rivals and found.sentence:
        return _back(here.draft, line)
    _record(site, who, here, line, step, follows=follows or None, words=" ".join(words.split()), after=after)
    return _back(here.draft, line)


@router.post("/report/add")
@needs(Action.DRAFT)
def add_one(
    request: Request,
    draft: Annotated[str, Form()],
    section: Annotated[str, Form()],
    words: Annotated[str, Form()],
    records: Annotated[str, Form()] = "",
) -> Response:
    """Record a sentence of the editor's own, at the end of a section, with the records that it rests on."""
    site, who = site_of(request), who_of(request)
    here = _open(site, who, draft)
    part = next((one for one in here.edited.parts if one.id == section and not one.fixed), None)
    if part is None or not 0 < len(words.strip()) <= LONGEST:
        raise NotAStepError("a sentence has words, and a part of the report in which it stands")
    ids = tuple(dict.fromkeys(records.replace(",", " ").split()))
    after = part.ids[-1] if part.ids else ""
    id = _record(site, who, here, section, "add", words=" ".join(words.split()), after=after, rests_on=ids)
    return _back(here.draft, id)


@router.post("/report/override")
@needs(Action.RELEASE)
def override(
    request: Request,
    draft: Annotated[str, Form()],
    line: Annotated[str, Form()],
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Record that whoever may release sets aside what is flagged in a sentence, and why; what is final stays."""
    site, who = site_of(request), who_of(request)
    here = _open(site, who, draft)
    found = here.checked.get(line)
    codes = {one.code for one in found.standing} & MAY_BE_SET_ASIDE if found else set()
    if not codes or not reason.strip():
        raise NoReasonError("nothing in it may be set aside" if not codes else "there is no reason")
    newest = here.edited.line(line).newest
    codes_in_order = tuple(sorted(codes))
    _record(site, who, here, line, "override", follows=newest, codes=codes_in_order, reason=reason.strip()[:500])
    return _back(here.draft, line)


@router.post("/report/release")
@needs(Action.RELEASE)
def release(
    request: Request,
    draft: Annotated[str, Form()],
    reason: Annotated[str, Form()] = "",
    have_read: Annotated[str, Form()] = "",
) -> Response:
    """Fix the text, record who released it, and keep both for good."""
    site, who = site_of(request), who_of(request)
    here = _open(site, who, draft)
    if not have_read:
        raise UnreadError(here.draft.audience)
    newest = site.desk.store.newest()
    record, content, _ = released(
        here.edited,
        here.matter,
        here.draft,
        site.desk.entries,
        by=who.id,
        released_as=_role(who),
        at=site.now(),
        chain=(newest.position, newest.seal.hex()),
        reason=reason[:500],
    )
    if enter(site, who, [record], (content,)).asked is not None:
        return RedirectResponse("/sign-offs", 303)
    return RedirectResponse(f"/report/released/{record.id}", 303)


@router.get("/report/released/{id}", response_class=HTMLResponse)
@needs(Action.DRAFT)
def released_text(request: Request, id: str) -> HTMLResponse:
    """Show a released text as it was given out."""
    site = site_of(request)
    record, report = _released(site, who_of(request), id)
    newest = last_edition(draft_named(record.draft), site.desk.entries)
    later = newest if newest is not None and newest.edition > record.edition else None
    correct = ""
    if later is None and who_of(request).may(Action.DRAFT):
        correct = _link(_next_edition(site, record))
    return page(
        request,
        "report_text.html",
        report=report,
        draft=draft_named(record.draft),
        release=record,
        later=later,
        correct=correct,
        kinds=list(KINDS),
    )


@router.get("/report/released/{id}/file.{kind}")
@needs(Action.DRAFT)
def released_file(request: Request, id: str, kind: str) -> Response:
    """A released text as a file; the same bytes whenever it is asked for."""
    record, report = _released(site_of(request), who_of(request), id)
    noted(request, "released report", f"{kind} of {id} sha256 {record.sha256}")
    name = f"{report.title}-{record.audience}-{record.edition}"
    return attached(writer(f"report.{kind}")(report), name, kind)


def _released(site: Site, who: Who, id: str) -> tuple[Release, Report]:
    entry = site.desk.entry(id)
    record = entry.record if entry is not None else None
    content = site.desk.store.document(record.sha256) if isinstance(record, Release) else None
    if not isinstance(record, Release) or content is None:
        raise NoSuchReleaseError(id)
    if record.audience == "internal":
        # It was made from what its releaser may see: whoever reads it must be allowed to release.
        who.must(Action.RELEASE, Subject())
    return record, read(content)


def _open(site: Site, who: Who, name: str) -> Table:
    """A draft that may still be changed.

    Raises:
        ReleasedAlreadyError: When it was released.
    """
    draft = draft_named(name)
    newest = last_edition(draft, site.desk.entries)
    if newest is not None and newest.edition >= draft.edition:
        raise ReleasedAlreadyError(newest)
    return table(site, who, draft)


def _record(site: Site, who: Who, here: Table, sentence: str, step: str, **more: Any) -> str:
    at = site.now()
    id = f"edit-{at.astimezone(UTC):%m%d-%H%M%S}-{token_hex(2)}"
    held = {"id": id, "draft": str(here.draft), "sentence": sentence, "step": step, "by": who.id, "said_at": at, **more}
    site.desk.append([Edit(**held)], who.id)
    return id


def _role(who: Who) -> str:
    """In which role somebody releases."""
    roles = [one.role for one in who.account.grants if Action.RELEASE in ROLES[one.role].actions] if who.account else []
    return ROLES[roles[0]].about.partition(":")[0] if roles else "the mission"


def _back(draft: Draft, line: str) -> Response:
    return RedirectResponse(f"{_link(draft)}#{line}", 303)


def _link(draft: Draft) -> str:
    return f"/report/edit?{urlencode({'draft': str(draft)})}"


def _next_edition(site: Site, record: Release) -> Draft:
    """A correction of a release: the same report, by what is known now."""
    draft = draft_named(record.draft)
    return replace(draft, edition=record.edition + 1, known_by=max(draft.known_by, site.now()))


def _page(request: Request, draft: Draft, **more: Any) -> HTMLResponse:
    site, who = site_of(request), who_of(request)
    here = table(site, who, draft)
    newest = last_edition(draft, site.desk.entries)
    in_the_way = obstacles(here.checked.values())
    return page(
        request,
        "report_edit.html",
        sheet=here,
        draft=draft,
        link=_link(draft),
        in_the_way=in_the_way,
        released=newest if newest is not None and newest.edition >= draft.edition else None,
        earlier=newest if newest is not None and newest.edition < draft.edition else None,
        may_release=bool(who.may(Action.RELEASE)),
        changed=sum(one.changed for one in here.edited.lines),
        **more,
    )
