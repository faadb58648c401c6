"""`truce evidence`: files that may prove something, kept by hash, with their chain of custody."""

import hashlib
import json
import mimetypes
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.cli.inputs import MOMENT, now
from trucekeeper.cli.outputs import write_whole
from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    from trucekeeper.ledger.record import Evidence
    from trucekeeper.ledger.store import Store

#: Files up to this size are kept in the ledger itself; larger ones are recorded by hash and stay where they are.
KEPT_UP_TO = 64 * 2**20
STEPS = ("collected", "preserved", "copied", "examined", "handed over", "returned", "destroyed")


class NoEvidenceError(TruceError):
    """A hash under which the ledger knows no evidence, or a file that is not the one collected."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} is no evidence of this ledger", "truce evidence --into LEDGER lists the hashes; collect it first"
        )


@click.command(
    epilog="Exit codes: 0 recorded or listed; 1 rows of an archive were left; 2 wrong use. "
    "Example: truce evidence video.mp4 --into my.ledger --as desk-2 --case ALP-2016-0014 --copy work/video.mp4"
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--into", "ledger", required=True, type=click.Path(path_type=Path), help="The ledger.")
@click.option("--as", "who", default="", help="Who does it: a role or a code name.")
@click.option("--step", type=click.Choice(STEPS), default="collected", show_default=True, help="What was done.")
@click.option("--of", "named", help="Hash of the original, for a further step without the file.")
@click.option("--case", default="", help="The case it belongs to.")
@click.option("--copy", type=click.Path(path_type=Path), help="Write a working copy here; the original is not touched.")
@click.option("--where", default="", help="Where the original is now: a safe, a person's role, an archive.")
@click.option("--address", default="", help="Where it was found.")
@click.option("--note", default="", help="Remarks; they can be erased.")
@click.option("--at", "said", type=MOMENT, help="When it was done; now if left out.")
@click.option("--archived", is_flag=True, help="FILES are tables that auto-archiver wrote; their hashes are recorded.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a step.")
def evidence(
    files: tuple[Path, ...], ledger: Path, who: str, step: str, named: str | None, archived: bool, as_json: bool,
    said: datetime | None, copy: Path | None, **about: str,
) -> int:  # fmt: skip
    """Record FILES as evidence of LEDGER, or a further step of one; without files list every step of every piece.

    An original is known by its hash in all its steps: collected, copied for work, examined, handed over. Files up to
    64 MB are kept in the ledger too, so that truce verify looks at them.
    """
    from trucekeeper.ledger.stores import opened

    if not files and named is None:
        with opened(ledger) as store:
            for line in _listed(store, as_json):
                click.echo(line)
        return 0
    if not who or (copy is not None and len(files) != 1) or (named is not None and files):
        raise click.UsageError("--as is needed; --copy goes with one file; --of stands for the file")
    with opened(ledger, create=True) as store:
        if archived:
            return _archives(store, files, who, said or now())
        if named is not None:
            _step(store, named, who, step, said or now(), about)
        for file in files:
            name = _collect(store, file, who, step, said or now(), copy, about)
            click.echo(json.dumps({"file": str(file), "sha256": name}) if as_json else f"{name}  {file}")
    return 0


def _collect(
    store: "Store", file: Path, who: str, step: str, said: datetime, copy: Path | None, about: dict[str, str]
) -> str:
    content = bytes_of(file)
    name = hashlib.sha256(content).hexdigest()
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if step != "collected" and name not in _known(store):
        raise NoEvidenceError(str(file))
    if step != "collected" or name not in _known(store):
        documents = [content] if len(content) <= KEPT_UP_TO else []
        record = _record(store, name, who, step, said, about, media_type=kind)
        store.append([record], who, documents=documents)
    if copy is not None:
        written = write_whole(copy, content)
        store.append([_record(store, name, who, "copied", said, about, copy_sha256=written.sha256)], who)
    return name


def _step(store: "Store", name: str, who: str, step: str, said: datetime, about: dict[str, str]) -> None:
    full = [one for one in _known(store) if one.startswith(name)]
    if len(full) != 1 or len(name) < 8:
        raise NoEvidenceError(name)
    store.append([_record(store, full[0], who, step, said, about)], who)


def _record(
    store: "Store", name: str, who: str, step: str, said: datetime, about: dict[str, str], **more: str
) -> "Evidence":
    from trucekeeper.ledger.codec import record_from
    from trucekeeper.ledger.record import Evidence

    raw = {key: value for key, value in {**about, **more}.items() if value}
    id = f"evidence {store.newest().position + 1} {name[:12]}"
    made = record_from(
        {"record": "evidence", "id": id, "sha256": name, "step": step, "said_at": said.isoformat(), "by": who} | raw
    )
    assert isinstance(made, Evidence)
    return made


def _archives(store: "Store", files: Sequence[Path], who: str, said: datetime) -> int:
    from trucekeeper.cli.decoding import decoded
    from trucekeeper.ledger.archives import from_auto_archiver

    left = 0
    for file in files:
        found = from_auto_archiver(decoded(bytes_of(file), str(file)), by=who, said_at=said, name=str(file))
        known = store.known_ids([one.id for one in found.records])
        fresh = [one for one in found.records if one.id not in known]
        store.append(fresh, who)
        click.echo(
            f"{file}: {len(fresh)} files recorded by their hashes, {len(found.records) - len(fresh)} known before"
        )
        for row, why in found.left:
            click.echo(f"{file}: row {row} was left: {why}", err=True)
        left += len(found.left)
    return 1 if left else 0


def _steps(store: "Store") -> "list[Evidence]":
    from trucekeeper.ledger.record import Evidence

    return [entry.record for entry in store.entries() if isinstance(entry.record, Evidence)]


def _known(store: "Store") -> dict[str, None]:
    return dict.fromkeys(one.sha256 for one in _steps(store))


def _listed(store: "Store", as_json: bool) -> list[str]:
    """Each piece with its steps, oldest first: its chain of custody."""
    from trucekeeper.ledger.codec import flat

    steps = _steps(store)
    if as_json:
        return [json.dumps(flat(one), ensure_ascii=False) for one in steps]
    lines = []
    for name in dict.fromkeys(one.sha256 for one in steps):
        kept = "kept in the ledger" if store.document(name) is not None else "kept elsewhere"
        lines.append(f"{name}  {kept}")
        for one in (one for one in steps if one.sha256 == name):
            parts = (one.case, one.where and f"at {one.where}", one.copy_sha256 and f"copy {one.copy_sha256[:12]}...")
            told = "".join(f", {part}" for part in parts if part)
            lines.append(f"  {one.said_at:%Y-%m-%d %H:%M %z}  {one.step} by {one.by}{told}")
    return lines
