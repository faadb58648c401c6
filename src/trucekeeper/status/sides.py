"""Who speaks and who fights for whom: from the deal and from named analysts, never guessed (rules R1, R3, R6)."""

from collections.abc import Iterable
from dataclasses import dataclass

from trucekeeper.core.name import folded
from trucekeeper.deal.model import Deal, Party
from trucekeeper.ledger.record import INDEPENDENT, UNKNOWN, Entry, Side


@dataclass(frozen=True, slots=True)
class Standing:
    """On whose side somebody stands, the records that say so (none where the deal or the entry does), which party."""

    side: str
    because: tuple[str, ...] = ()
    party: Party | None = None


class Sides:
    """The deal's parties with their forces and aliases, overlaid by what named analysts recorded."""

    def __init__(self, deal: Deal, records: Iterable[Entry] = ()) -> None:
        self._deal = deal
        self._named = {folded(name): party for party in deal.parties for name in _names_of(party)}
        self._standing: dict[tuple[str, str], Standing] = {}
        self._answering: dict[str, frozenset[str]] = {}
        self._forces: dict[str, list[str]] = {}
        for party in deal.parties:
            for name in (*party.forces, *_names_of(party)):
                self._forces.setdefault(folded(name), []).append(party.id)
        self._by_analyst = _latest_by_actor(records)
        #: The sides of the conflict: parties that are nobody's guarantor, monitor or intermediary.
        self.conflict = tuple(party.id for party in deal.parties if deal.side_of(party.id) == party.id)

    def party_named(self, name: str) -> Party | None:
        """The party with this id, name or alias."""
        return self._named.get(folded(name))

    def of_speaker(self, speaker: str, side: str) -> Standing:
        """Where a speaker stands: by a named analyst, else as entered, else as the deal lists the name itself."""
        found = self._standing.get((speaker, side))
        if found is None:
            found = self._standing[speaker, side] = self._of_speaker(speaker, side)
        return found

    def _of_speaker(self, speaker: str, side: str) -> Standing:
        ruled = self._by_analyst.get(folded(speaker))
        party = self.party_named(speaker)
        if ruled is not None:
            return Standing(self._deal.side_of(ruled[0]), (ruled[1],), party)
        if side == UNKNOWN and party is not None:
            return Standing(self._deal.side_of(party.id), (), party)
        return Standing(side if side in {INDEPENDENT, UNKNOWN} else self._deal.side_of(side), (), party)

    def answers_to(self, actor: str) -> frozenset[str]:
        """The parties that answer for an actor, with the sides they stand on; empty where nobody is known to."""
        found = self._answering.get(actor)
        if found is None:
            ruled = self._by_analyst.get(folded(actor))
            owners = [ruled[0]] if ruled is not None else self._forces.get(folded(actor), [])
            found = self._answering[actor] = frozenset(owners) | {self._deal.side_of(owner) for owner in owners}
        return found

    def all_answer_to(self, actors: Iterable[str], party: str) -> bool:
        """True when there are possible actors and every one of them answers to the party (rule R6)."""
        listed = tuple(actors)
        return bool(listed) and all(party in self.answers_to(actor) for actor in listed)

    def may_concern(self, actors: Iterable[str], party: str) -> bool:
        """True when the party may have done it: nobody is named, or one actor answers to it or to nobody known."""
        owners = [self.answers_to(actor) for actor in actors]
        return not owners or any(party in owner or not owner for owner in owners)

    def judges_own_cause(self, decider: Party, actors: Iterable[str]) -> bool:
        """True when a decider's own forces are, or may be, among the possible actors (rule R5).

        A guarantor that lists no forces of its own may be behind any force of the side it guarantees.
        """
        owners = [self.answers_to(actor) for actor in actors]
        own = any(decider.id in owner for owner in owners)
        behind = bool(decider.side_of) and not decider.forces and any(decider.side_of in owner for owner in owners)
        return own or behind

    def rulings_on(self, names: Iterable[str]) -> tuple[str, ...]:
        """Ids of the analysts' records that placed any of these names."""
        found = {self._by_analyst[folded(name)][1] for name in names if folded(name) in self._by_analyst}
        return tuple(sorted(found))


def _names_of(party: Party) -> tuple[str, ...]:
    return tuple(name for name in (party.id, party.name, *party.names.values(), *party.also) if name)


def _latest_by_actor(entries: Iterable[Entry]) -> dict[str, tuple[str, str]]:
    """Side and record id by folded name; of several records the one recorded last holds."""
    placed = [entry for entry in entries if isinstance(entry.record, Side)]
    placed.sort(key=lambda entry: (entry.recorded_at, entry.position, entry.record.id))
    return {
        folded(entry.record.actor): (entry.record.side, entry.record.id)
        for entry in placed
        if isinstance(entry.record, Side)
    }
