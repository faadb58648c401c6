"""Whatever is done to them, a ledger in memory and one in a file say the same, and both verify."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from tests.ledger.conftest import START, Ticking
from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.chain import Newest
from trucekeeper.ledger.record import Claim, Correction, Entry, Erasure, Record, Withdrawal
from trucekeeper.ledger.store import Proposal, Store
from trucekeeper.ledger.store_memory import MemoryStore
from trucekeeper.ledger.store_sqlite import SqliteStore
from trucekeeper.ledger.view import view

SAID = datetime(2016, 12, 14, 9, tzinfo=UTC)
IDS = st.sampled_from([f"r{number}" for number in range(6)])
NAMES = st.sampled_from(["a driver", "a doctor", "a driver's aunt"])
CHANGES: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {"clause": "A1"},
        {"speaker": "a doctor"},
        {"polarity": "perhaps"},
        {"changes": {"clause": "A2"}},
        {"reason": "so"},
    ]
)


def without_salt(entry: Entry) -> Record:
    """An entry's record; an erasure without the hashes, which are salted differently in each ledger."""
    record = entry.record
    return replace(record, erases=()) if isinstance(record, Erasure) else record


class BothStores(RuleBasedStateMachine):
    """Does the same to both and compares what they answer."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "north.ledger"
        self.stores: list[Store] = [MemoryStore(now=Ticking()), SqliteStore(path, create=True, now=Ticking())]
        self.kept = [store.newest() for store in self.stores]
        self.past: list[tuple[datetime, Any]] = []

    def both(self, ask: Any) -> None:
        said = []
        for store in self.stores:
            try:
                said.append(ask(store))
            except TruceError as error:
                said.append(error.message)
        assert said[0] == said[1]

    @rule(id=IDS, name=NAMES, other=NAMES)
    def claims(self, id: str, name: str, other: str) -> None:
        self.both(lambda store: store.append([Claim(id=id, speaker=name, said_at=SAID, via=(other,))], "desk"))

    @rule(id=IDS, named=IDS, changes=CHANGES)
    def corrects(self, id: str, named: str, changes: dict[str, Any]) -> None:
        record = Correction(id=id, corrects=named, changes=changes, reason="misheard")
        self.both(lambda store: store.append([record], "desk"))

    @rule(id=IDS, named=IDS)
    def withdraws(self, id: str, named: str) -> None:
        self.both(lambda store: store.append([Withdrawal(id=id, withdraws=named, reason="twice")], "desk"))

    @rule(name=NAMES)
    def erases(self, name: str) -> None:
        def erase(store: Store) -> Any:
            erased = store.erase([name], by="desk", reason="asked for")
            return erased.records, erased.inside, erased.in_clear, erased.entry.position

        self.both(erase)
        self.past.clear()  # an erasure is the one thing that does change how the past reads

    @rule(id=IDS, name=NAMES)
    def proposes(self, id: str, name: str) -> None:
        self.both(lambda store: store.propose([Proposal(id, "s1", {"speaker": name})]))

    @rule(id=IDS, outcome=st.sampled_from(["confirmed", "rejected", "reopened"]))
    def decides(self, id: str, outcome: Any) -> None:
        records = [Claim(id=f"from {id}", speaker="a driver", said_at=SAID)] if outcome == "confirmed" else []
        self.both(lambda store: store.decide(id, outcome, by="desk", records=records))

    @rule()
    def keeps_a_seal_and_a_view(self) -> None:
        self.kept = [store.newest() for store in self.stores]
        entries = self.stores[1].entries()
        if entries:
            self.past.append((entries[-1].recorded_at, view(entries, known_by=entries[-1].recorded_at)))

    @invariant()
    def says_the_same(self) -> None:
        if hasattr(self, "stores"):
            first, second = self.stores
            assert list(map(without_salt, first.entries())) == list(map(without_salt, second.entries()))
            assert first.proposals("open") == second.proposals("open")

    @invariant()
    def verifies_and_the_past_stays(self) -> None:
        if hasattr(self, "stores"):
            assert [store.damage(kept) for store, kept in zip(self.stores, self.kept, strict=True)] == [None, None]
            entries = self.stores[1].entries()
            assert all(view(entries, known_by=moment) == seen for moment, seen in self.past)
            later = START + timedelta(days=1)
            assert view(self.stores[0].entries(), known_by=later) is not None

    def teardown(self) -> None:
        if hasattr(self, "stores"):
            for store in self.stores:
                assert isinstance(store.newest(), Newest)
                store.close()
            self.folder.cleanup()


TestBothStores = BothStores.TestCase
TestBothStores.settings = settings(
    max_examples=25, stateful_step_count=15, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
