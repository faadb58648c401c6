"""The page Deal: the text with what was found at its lines, versions and their difference, a form for one block."""

from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from trucekeeper.brief.pictures.waits import waits, waits_picture
from trucekeeper.brief.tongue import Tongue, tongue_of
from trucekeeper.core.errors import TruceError
from trucekeeper.deal.changes import changes
from trucekeeper.deal.check import Checked, check
from trucekeeper.deal.encoding import decode
from trucekeeper.deal.kernels.exposure import Exposed
from trucekeeper.deal.model import Deal
from trucekeeper.deal.printer import blocks, values
from trucekeeper.deal.syntax import read_deal
from trucekeeper.people.account import Action
from trucekeeper.web.deal_form import rewritten
from trucekeeper.web.errors import NoSuchPageError
from trucekeeper.web.finding_words import finding_words
from trucekeeper.web.guard import needs
from trucekeeper.web.outlook import judged
from trucekeeper.web.render import page, reader_language
from trucekeeper.web.site import Site, site_of

router = APIRouter()

#: What is added to the name of a file's former state; `*.deal.md` does not match it, so it is never judged.
FORMER: Final = ".before"


class FileMovedOnError(TruceError):
    """A form that was filled in from another state of the file."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} was changed meanwhile, so that your change might undo somebody else's",
            "look at the text again, then make your change on it",
        )


@router.get("/deal", response_class=HTMLResponse)
@needs(Action.SEE)
def deal(request: Request, version: str = "", compare: str = "", block: str = "", saved: str = "") -> HTMLResponse:
    """Show one version with its findings, beside another one if asked.

    Args:
        request: Whose page it is.
        version: Name of a file; the text that is in force where empty.
        compare: Name of the file of an earlier version.
        block: Id of the block to be changed.
        saved: 1 where a change was just written.
    """
    site = site_of(request)
    names = [one.name for one in site.deals.files()]
    name = version if version in names else _in_force(site, names)
    language = reader_language(request)
    shown = _shown(site, name, compare, block, tongue_of(language.code))
    return page(
        request,
        "deal.html",
        names=names,
        name=name,
        **shown,
        saved=bool(saved),
        spoken=partial(finding_words, language=language),
    )


def _shown(site: Site, name: str, compare: str, block: str, t: Tongue) -> dict[str, Any]:
    if not name:
        return {"text": None}
    text = _read(site, name)
    checked = check(text)
    other = _read(site, compare) if compare and compare != name and compare in _names(site) else None
    chosen = next((one for one in blocks(text) if one.id == block), None)
    return {
        "text": text,
        "checked": checked,
        "lines": _lines(text, checked.findings),
        "picture": waits_picture(text, checked.deadlock, t) if waits(text) else None,
        "compare": compare if other else "",
        "changed": changes(other, text) if other else (),
        "before": check(other) if other else None,
        "blocks": blocks(text),
        "chosen": chosen,
        "held": values(chosen, text.zone) if chosen else {},
        "stamp": _stamp(site, name),
        "exposed": _exposed,
        "former": (site.deals.folder / f"{name}{FORMER}").is_file(),
    }


def _exposed(checked: Checked) -> list[tuple[str, Exposed]]:
    """Each side's worst moments, without those at which it has nothing out."""
    return [(side, one) for side, several in checked.exposure.items() for one in several if one.amount]


@router.post("/deal/change")
@needs(Action.WRITE_DEAL)
async def change(request: Request) -> Response:
    """Write one block anew: only the values that differ; the former state of the file is kept for going back."""
    site, form = site_of(request), await request.form()
    name, block, stamp = (str(form.get(one, "")) for one in ("version", "block", "stamp"))
    if name not in _names(site):
        raise NoSuchPageError(f"/deal?version={name}")
    if stamp != _stamp(site, name):
        raise FileMovedOnError(name)
    given = {key[2:]: str(value).strip() for key, value in form.items() if key.startswith("v-")}
    added = str(form.get("key", "")).strip()
    if added:
        given[added] = str(form.get("value", "")).strip()
    path = site.deals.folder / name
    before = path.read_bytes()
    after = rewritten(decode(before, name), name, block, given)
    _keep(path, before)
    _write(path, after.encode("utf-8"))
    site.desk.announce("deal", {})
    return RedirectResponse(f"/deal?version={name}&block={block}&saved=1#block", 303)


@router.post("/deal/undo")
@needs(Action.WRITE_DEAL)
def undo(request: Request, version: Annotated[str, Form()]) -> Response:
    """Put the former state of a file back; what it replaces becomes the former state."""
    site = site_of(request)
    path = site.deals.folder / version
    former = path.with_name(path.name + FORMER)
    if version not in _names(site) or not former.is_file():
        raise NoSuchPageError(f"/deal?version={version}")
    before, now = former.read_bytes(), path.read_bytes()
    _keep(path, now)
    _write(path, before)
    site.desk.announce("deal", {})
    return RedirectResponse(f"/deal?version={version}", 303)


def _names(site: Site) -> list[str]:
    return [one.name for one in site.deals.files()]


def _in_force(site: Site, names: list[str]) -> str:
    """The file of the text that the deal is judged by now, else the first."""
    answer, texts = site.answer(), site.deals.texts().judged
    if answer is not None:
        return Path(judged(texts, answer).file).name
    return names[0] if names else ""


def _read(site: Site, name: str) -> Deal:
    return read_deal(decode((site.deals.folder / name).read_bytes(), name), name)


def _stamp(site: Site, name: str) -> str:
    about = (site.deals.folder / name).stat()
    return f"{about.st_mtime_ns}-{about.st_size}"


def _lines(text: Deal, findings: Any) -> list[tuple[int, str, list[Any]]]:
    """Each line of the file with its number and the findings that begin in it."""
    by_line: dict[int, list[Any]] = {}
    for one in findings:
        by_line.setdefault(one.at.line, []).append(one)
    return [(number, line, by_line.get(number, [])) for number, line in enumerate(text.text.splitlines(), 1)]


def _keep(path: Path, content: bytes) -> None:
    _write(path.with_name(path.name + FORMER), content)


def _write(path: Path, content: bytes) -> None:
    """Beside its place first, then moved there whole."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
