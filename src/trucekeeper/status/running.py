"""A status that is kept up to date while a ledger grows: one new record costs its own question, not a replay."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from trucekeeper.deal.model import Deal
from trucekeeper.ledger.deals import deal_named
from trucekeeper.ledger.record import Correction, Entry, Withdrawal
from trucekeeper.ledger.view import KnownFrom, known_at, view
from trucekeeper.status.engine import answer, version_in_force
from trucekeeper.status.footing import Footing
from trucekeeper.status.horizon import Horizon
from trucekeeper.status.index import Index
from trucekeeper.status.memo import Memo
from trucekeeper.status.scene import Scene, time_of
from trucekeeper.status.verdict import Status


class _Knowledge:
    """All that is known for one text of the deal, with the answers worked out from it."""

    def __init__(self, deal: Deal, versions: Sequence[Deal]) -> None:
        self.deal = deal
        self.index = Index(deal, versions)
        self.footing = Footing(deal)
        self.memo: dict[datetime | None, Memo] = defaultdict(Memo)
        self._entries: dict[str, Entry] = {}
        self._there: dict[str, Entry] = {}
        self._changing: dict[str, list[Entry]] = defaultdict(list)
        self._deals = self.index.deals

    def add(self, entry: Entry) -> None:
        """Know of one more entry."""
        record = entry.record
        self._entries[record.id] = entry
        self.index.known(record.id)
        match record:
            case Correction(corrects=target) | Withdrawal(withdraws=target):
                self._changing[target].append(entry)
                self._note(entry)
                self._look_again(record.id)
            case _ if record.id in self._changing:
                for one in self._changing[record.id]:
                    self._note(one)
                self._look_again(record.id)
            case _:
                self._put(entry)

    def _put(self, entry: Entry) -> None:
        """A record counts as it stands here, for the deal that it is about."""
        if deal_named(entry.record):
            self._deals.put(entry)
            self._look_whose()
        self._there[entry.record.id] = entry
        self.index.put(entry)

    def _take(self, entry: Entry) -> None:
        """A record counts no longer as it stood here."""
        self.index.take(entry)
        del self._there[entry.record.id]
        if deal_named(entry.record):
            self._deals.take(entry)
            self._look_whose()

    def _look_whose(self) -> None:
        """Another deal is known, or one is known no longer: sort out whose the records are, where that has changed."""
        about = self._deals.about(self.index.asked) if self._deals.names else None
        was = self.index.about
        if about == was:
            return
        for entry in self._there.values():
            before = was is None or was.counts(entry.record)
            if before and about is not None and not about.counts(entry.record):
                self.index.take(entry)
        self.index.about = about
        for entry in self._there.values():
            if was is not None and not was.counts(entry.record):
                self.index.put(entry)
        self.index.forget_withdrawals()
        for several in self._changing.values():
            for one in several:
                self._note(one)

    def _note(self, entry: Entry) -> None:
        """A correction or withdrawal is known, whatever becomes of it."""
        record = entry.record
        if isinstance(record, Correction):
            there = self._there.get(record.corrects)
            self.index.correction(record, None if there is None else there.record)
        elif isinstance(record, Withdrawal) and record.withdraws in self._entries:
            self.index.withdrawal(record, self._entries[record.withdraws].record)

    def _look_again(self, id: str) -> None:
        """Put a corrected record in the place of the old one, or take a withdrawn one out."""
        family = self._family(id)
        now = {one.record.id: one for one in view(family, known_by=max(one.recorded_at for one in family))}
        for one in family:
            name = one.record.id
            before, after = self._there.get(name), now.get(name)
            if before is not None:
                self._take(before)
            if after is not None:
                self._put(after)

    def _family(self, id: str) -> list[Entry]:
        """An entry, what it changes, and all that change these."""
        found: dict[str, Entry] = {}
        ask = [id]
        while ask:
            name = ask.pop()
            entry = self._entries.get(name)
            if entry is None or name in found:
                continue
            found[name] = entry
            ask += [one.record.id for one in self._changing.get(name, ())]
            match entry.record:
                case Correction(corrects=target) | Withdrawal(withdraws=target):
                    ask.append(target)
        return list(found.values())


class Running:
    """The status of a deal over a ledger that grows; each answer is the one that `engine.status` gives.

    Asked with an earlier `known_by` than before, it works everything out anew, as a replay does.

    Args:
        deals: The text, or all its versions.
        known_from: As in `engine.status`.
    """

    def __init__(self, deals: Deal | Sequence[Deal], *, known_from: KnownFrom = "recorded") -> None:
        self._versions = (deals,) if isinstance(deals, Deal) else tuple(deals)
        self._known_from: KnownFrom = known_from
        self._all: list[tuple[datetime, int, Entry]] = []
        self._taken = 0
        self._known_by: datetime | None = None
        self._knowledge = [_Knowledge(self._versions[0], self._versions)]

    def add(self, entries: Iterable[Entry]) -> None:
        """Take further entries of the ledger, in any order."""
        for entry in entries:
            row = (known_at(entry, self._known_from), entry.position, entry)
            if self._all and row < self._all[-1]:
                insort(self._all, row)
                self._taken = self._taken if self._known_by is None or row[0] > self._known_by else -1
            else:
                self._all.append(row)

    def status(self, *, at: datetime, known_by: datetime) -> Status:
        """Answer as `engine.status` does."""
        if self._taken < 0 or (self._known_by is not None and known_by < self._known_by):
            self._taken = 0
            self._knowledge = [_Knowledge(one.deal, self._versions) for one in self._knowledge]
        self._known_by = known_by
        start = self._taken
        while self._taken < len(self._all) and self._all[self._taken][0] <= known_by:
            self._taken += 1
        for _, _, entry in self._all[start : self._taken]:
            for one in self._knowledge:
                one.add(entry)
        return self._answer(Horizon(at), known_by)

    def _answer(self, horizon: Horizon, known_by: datetime) -> Status:
        first = self._knowledge[0]
        deal, chosen = version_in_force(self._versions, Scene(first.deal, first.index, horizon))
        known = next((one for one in self._knowledge if one.deal is deal), None) or self._another(deal)
        since = time_of(chosen) if chosen is not None else None
        found = Scene(deal, known.index, Horizon(horizon.at), since, memo=known.memo[since])
        return answer(found, known.footing, chosen, known_by=known_by, known_from=self._known_from)

    def _another(self, deal: Deal) -> _Knowledge:
        """Sort what is known for another text, which is in force now."""
        made = _Knowledge(deal, self._versions)
        for _, _, entry in self._all[: self._taken]:
            made.add(entry)
        self._knowledge.append(made)
        return made
