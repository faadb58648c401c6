"""`truce read --review`: a person goes through the inbox on a terminal; each decision is written at once."""

import functools
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import click

from trucekeeper.cli.confirm import (
    AlreadyDecidedError,
    desk_with,
    kept_deals,
    open_proposal,
    own_record,
    record_for,
    source_of,
    text_of,
)
from trucekeeper.cli.inputs import deals_at
from trucekeeper.cli.rank import rank_wanted
from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    from trucekeeper.ledger.record import Record
    from trucekeeper.ledger.store import Proposal, Store
    from trucekeeper.reader.correct import Desk
    from trucekeeper.reader.ranking import Model
    from trucekeeper.reader.review import Deed, Item, Review


class NoTerminalError(TruceError):
    """A review without a person at a terminal."""

    def __init__(self) -> None:
        super().__init__(
            "a review needs a terminal, and this is none",
            "truce confirm LEDGER --from FILE carries out decisions of a file",
        )


def reviewed(read: Callable[..., int | None]) -> Callable[..., int | None]:
    """Give `truce read` its option `--review`: read what is named, then go through all that waits."""

    @click.option("--review", is_flag=True, help="Then decide what waits in the inbox, key by key.")
    @click.option("--no-rank", is_flag=True, help="With --review: by tier only, whatever was decided before.")
    @functools.wraps(read)
    def command(review: bool, no_rank: bool, **given: Any) -> int | None:
        if not review:
            if not given["sources"]:
                raise click.UsageError("Missing argument 'SOURCE...'.")
            if given["deal"] is None:
                raise click.UsageError("Missing option '--deal'.")
            return read(**given)
        if given["ledger"] is None or not given["who"]:
            raise click.UsageError("--review needs --into and --as: a ledger keeps who decided what")
        if given["sources"]:
            if given["deal"] is None:
                raise click.UsageError("Missing option '--deal'.")
            read(**given | {"as_json": False})
        wanted = Wanted(rank=not no_rank and rank_wanted(), as_json=given["as_json"])
        return review_in(given["ledger"], given["who"], given["deal"], wanted)

    return command


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the inbox is to be gone through.

    Attributes:
        as_json: Each decision as a line for `truce confirm --from`, to the standard output; the screen goes elsewhere.
    """

    rank: bool = True
    as_json: bool = False


def review_in(ledger: Path, who: str, deal: Path | None, wanted: Wanted) -> int:
    """Go through what waits until the person leaves, the terminal dies or nothing waits.

    Raises:
        NoTerminalError: Without a terminal.
    """
    from trucekeeper.ledger.deals import first_deal
    from trucekeeper.ledger.stores import opened
    from trucekeeper.reader.review import pressed

    screen = sys.stderr if wanted.as_json else sys.stdout
    if not (sys.stdin.isatty() and screen.isatty()):
        raise NoTerminalError
    with opened(ledger) as store:
        desk = desk_with(deals_at(deal) if deal is not None else kept_deals(store))
        sitting = Sitting(store, who, desk, first_deal(store.entries()), wanted.as_json)
        now = started(store, rank=wanted.rank)
        try:
            with keys_of(sys.stdin) as keys:
                for key in keys:
                    if key:
                        now, deed = pressed(now, key)
                        now = sitting.written(now, deed) if deed is not None else now
                    if now.mode == "over":
                        break
                    shown(now, sitting, screen)
        except (KeyboardInterrupt, OSError):
            pass  # the terminal was left or is gone; every decision is in the ledger
    _farewell(now, screen)
    return 0


def started(store: "Store", *, rank: bool) -> "Review":
    """What waits, in the order of the tiers and of what was decided before."""
    from trucekeeper.reader.ranking import UNTAUGHT, ordered, taught_by
    from trucekeeper.reader.review import Review

    every = store.proposals()
    waiting = [one for one in every if one.state == "open"]
    model = taught_by(every) if rank else UNTAUGHT
    told = functools.cache(lambda id: _report(store, id))
    items = [
        _item(waiting[place], *told(waiting[place].source), model, rank)
        for place in ordered([one.body for one in waiting], model)
    ]
    return Review(tuple(items), decided=len(every) - len(waiting))


def _report(store: "Store", id: str) -> tuple[str, str]:
    source = source_of(store, id)
    return text_of(store, source), (source.title or source.address or source.publisher) if source is not None else id


def _item(one: "Proposal", text: str, report: str, model: "Model", rank: bool) -> "Item":
    from trucekeeper.reader.review import Item

    return Item(one.id, one.source, one.body, text, report, model.why(one.body) if rank else "")


@dataclass
class Sitting:
    """An open ledger, and who decides."""

    store: "Store"
    who: str
    desk: "Desk"
    first: str | None
    as_json: bool = False

    def written(self, now: "Review", deed: "Deed") -> "Review":
        """Carry a deed out, whole or not at all, and give where the person then is."""
        from trucekeeper.reader.review import carried_out, refused

        try:
            new = _DEEDS[deed.kind](self, now, deed)
        except AlreadyDecidedError as error:
            return refused(now, error.message, gone=True)
        except TruceError as error:
            return refused(now, " ".join(part for part in (error.message, error.hint) if part))
        return carried_out(now, deed, new)

    def view(self, item: "Item", changes: Mapping[str, Any]) -> Mapping[str, Any]:
        """The item with corrections in it.

        Raises:
            TruceError: For a correction that cannot be taken.
        """
        from datetime import UTC, datetime

        from trucekeeper.reader.correct import Report, corrected

        source = source_of(self.store, item.source)
        published = source.published if source is not None else None
        report = Report(item.text, published or datetime.max.replace(tzinfo=UTC))
        return corrected(dict(item.body), changes, report, self.desk) if changes else item.body

    def confirm(self, _: "Review", deed: "Deed") -> "list[Item]":
        """A record with the person's name on it."""
        item = deed.item
        open_proposal(self.store, item.id)
        record = record_for(self.store, item.source, dict(item.body), deed.changes, self.who, self.desk)
        record = own_record(record, item.body, self.first)
        reason = f"corrected: {', '.join(deed.changes)}" if deed.changes else ""
        self.store.decide(item.id, "confirmed", by=self.who, reason=reason, records=[record])
        self._tell(item, "confirm", change=dict(deed.changes))
        return []

    def reject(self, _: "Review", deed: "Deed") -> "list[Item]":
        """With its reason."""
        open_proposal(self.store, deed.item.id)
        self.store.decide(deed.item.id, "rejected", by=self.who, reason=deed.reason)
        self._tell(deed.item, "reject", reason=deed.reason)
        return []

    def split(self, _: "Review", deed: "Deed") -> "list[Item]":
        """Two proposals in its place; it is rejected as split, so that all three stand in the inbox's history."""
        from trucekeeper.reader.review import halves

        return self._replaced([deed.item], list(halves(deed.item, deed.at)), "split into")

    def merge(self, _: "Review", deed: "Deed") -> "list[Item]":
        """One proposal in the place of two."""
        from trucekeeper.reader.review import both

        assert deed.other is not None, "a merge names another item"
        return self._replaced([deed.item, deed.other], [both(deed.item, deed.other)], "merged into")

    def undo(self, now: "Review", _: "Deed") -> "list[Item]":
        """The last deed taken back: its records are withdrawn, its proposals wait again; nothing is deleted."""
        last = now.done[-1]
        back = [last.item, *((last.other,) if last.other is not None else ())]
        for made in now.queue:
            if {one.id for one in back} & set(made.body.get("made_of", ())):
                self.store.decide(made.id, "rejected", by=self.who, reason=f"taken back with {last.kind}")
        for item in back:
            records = self._withdrawals(item) if last.kind == "confirm" else []
            self.store.decide(item.id, "reopened", by=self.who, reason="undone in the review", records=records)
        return back

    def _replaced(self, old: "Sequence[Item]", bodies: Sequence[dict[str, Any]], word: str) -> "list[Item]":
        from trucekeeper.ledger.store import Proposal
        from trucekeeper.reader.review import Item

        for one in old:
            open_proposal(self.store, one.id)
        named = [body | {"id": _id(body, len(self.store.proposals()))} for body in bodies]
        self.store.propose([Proposal(id=body["id"], source=old[0].source, body=body) for body in named])
        for one in old:
            self.store.decide(
                one.id, "rejected", by=self.who, reason=f"{word} {', '.join(body['id'] for body in named)}"
            )
        return [Item(body["id"], old[0].source, body, old[0].text, old[0].report) for body in named]

    def _withdrawals(self, item: "Item") -> "list[Record]":
        from trucekeeper.ledger.record import Withdrawal
        from trucekeeper.reader.to_record import names_of

        names = names_of(item.id)
        last = max(self.store.known_ids(names), key=names.index)
        after = self.store.newest().position
        return [Withdrawal(id=f"undo {after}: {last}"[:200], withdraws=last, reason="undone in the review")]

    def _tell(self, item: "Item", word: str, **more: Any) -> None:
        """With --json: the decision as `truce confirm --from` reads it."""
        if self.as_json:
            made = {"decide": word, "id": item.id} | {key: value for key, value in more.items() if value}
            click.echo(json.dumps(made, ensure_ascii=False))
            sys.stdout.flush()


_DEEDS: Final[Mapping[str, Callable[[Sitting, "Review", "Deed"], "list[Item]"]]] = {
    "confirm": Sitting.confirm,
    "reject": Sitting.reject,
    "split": Sitting.split,
    "merge": Sitting.merge,
    "undo": Sitting.undo,
}


def _id(body: Mapping[str, Any], number: int) -> str:
    parts = [str(body["source"]), repr(body["content"]), repr(body["made_of"]), str(number)]
    return "p-" + sha256("|".join(parts).encode()).hexdigest()[:16]


def shown(now: "Review", sitting: Sitting, screen: IO[str]) -> None:
    """Draw the screen anew; on a terminal that knows no colours below what was there."""
    from trucekeeper.cli.review_screen import lines
    from trucekeeper.reader.review import refused

    item, body = now.item, None
    if item is not None:
        try:
            body = sitting.view(item, now.changes)
        except TruceError as error:
            now, body = refused(now, " ".join(part for part in (error.message, error.hint) if part)), item.body
    width, height = _size()
    colour = "NO_COLOR" not in os.environ and os.environ.get("TERM", "dumb") != "dumb"
    zone = getattr(sitting.desk.deals[0], "zone", None) if sitting.desk.deals else None
    made = lines(now, body, (width, height), zone, colour=colour)
    screen.write(("\x1b[H\x1b[2J" if colour else "\n" + "-" * min(width, 80) + "\n") + "\n".join(made))
    screen.write("" if now.mode == "ask" else "\n")
    screen.flush()


def _size() -> tuple[int, int]:
    """Columns and lines of the terminal; 80 and 24 where it does not say."""
    try:
        columns, rows = os.get_terminal_size(sys.stdin.fileno())
    except OSError:
        columns, rows = 0, 0
    return max(20, columns or 80), max(12, rows or 24)


def _farewell(now: "Review", screen: IO[str]) -> None:
    from trucekeeper.cli.review_screen import progress

    with suppress(OSError):  # nobody may be there any more to read it
        screen.write(f"\n{progress(now)}\nThe same command goes on from here.\n")
        screen.flush()


#: What keys beyond letters send.
_KEYS: Final = {
    "\r": "enter", "\n": "enter", "\x7f": "backspace", "\b": "backspace", "\x04": "end of input", "\x1b[D": "left",
    "\x1b[C": "right", "\x1bOD": "left", "\x1bOC": "right",
}  # fmt: skip


@contextmanager
def keys_of(terminal: IO[str]) -> Iterator[Iterator[str]]:
    """The keys as they are pressed, an empty one first; the terminal is as it was afterwards, whatever happens."""
    import termios
    import tty

    number = terminal.fileno()
    before = termios.tcgetattr(number)
    try:
        tty.setcbreak(number)
        yield _keys(number)
    finally:
        with suppress(termios.error):  # it may be gone
            termios.tcsetattr(number, termios.TCSADRAIN, before)


def _keys(number: int) -> Iterator[str]:
    import codecs
    import select

    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    yield ""
    while True:
        raw = os.read(number, 1024)
        if not raw:
            yield "end of input"
            return
        text = decoder.decode(raw)
        while text.endswith("\x1b") and select.select([number], [], [], 0.03)[0]:
            text += decoder.decode(os.read(number, 1024))
        yield from taken_apart(text)


def taken_apart(text: str) -> Iterator[str]:
    """Single keys of what a terminal sent at once, such as words that were pasted."""
    at = 0
    while at < len(text):
        sent = next((one for one in _KEYS if text.startswith(one, at)), "")
        if sent:
            yield _KEYS[sent]
            at += len(sent)
        elif text[at] == "\x1b":
            yield "escape"
            at += 1
            while text[at - 1 : at] == "\x1b" and text[at : at + 1] in {"[", "O"}:  # a key that we do not know
                at += 1
                while at < len(text) and not text[at].isalpha() and text[at] != "~":
                    at += 1
                at += 1
        else:
            yield text[at]
            at += 1
