"""Which clauses a proposition may be about: candidates by what the deal owes, forbids and allows."""

from dataclasses import dataclass
from functools import cached_property

from trucekeeper.deal.model import Clause, Deal

_FIRE = frozenset({"fire", "shelling", "airstrike", "killing", "collapse"})
_MOVING = frozenset(
    {"movement", "arrival", "return", "obstruction", "access", "agreement", "hold", "resume", "meeting", "detention"}
)
_QUIET_WORDS = frozenset({"ceasefire", "truce", "pause", "prolonged", "extended"})
_LEAVING = frozenset({"evacuate", "evacuation", "leave", "leaving", "departure", "departures"})
_ON_THE_WAY = frozenset(
    {"convoy", "convoys", "bus", "buses", "passengers", "ambulance", "ambulances", "aboard", "board"}
)
_LISTS = frozenset({"names", "lists", "stay", "choose", "choice", "forced", "voluntary", "identities", "made"})
_WATCHING = frozenset({"observers", "monitors", "observer", "monitoring", "verification"})


@dataclass(frozen=True)
class Links:
    """The clauses of a deal by what they are about."""

    deal: Deal

    @cached_property
    def quiet(self) -> tuple[str, ...]:
        """Clauses that forbid fire or advance."""
        return tuple(
            c.id for c in self.deal.clauses if c.kind == "must not" and c.type in {"fire", "advance", "other", ""}
        )

    @cached_property
    def legs(self) -> tuple[Clause, ...]:
        """Clauses by which people leave, in the order of the deal."""
        return tuple(
            c for c in self.deal.clauses if c.kind == "must" and (c.type == "evacuation" or c.people is not None)
        )

    @cached_property
    def ids_of_legs(self) -> frozenset[str]:
        """The ids of `legs`."""
        return frozenset(leg.id for leg in self.legs)

    @cached_property
    def stopping(self) -> tuple[str, ...]:
        """Clauses that allow to hold or resume."""
        return tuple(
            c.id
            for c in self.deal.clauses
            if c.kind == "may" and c.action in {"hold", "resume", "end", "turn back", ""}
        )

    @cached_property
    def places_of_legs(self) -> dict[str, str]:
        """From which place people leave under which clause."""
        found: dict[str, str] = {}
        for clause in self.legs:
            for place in clause.start.ids:
                found.setdefault(place, clause.id)
        for clause in self.legs:
            words = clause.start.words
            for one in self.deal.places:
                if words and one.name.lower() in words.lower():
                    found.setdefault(one.id, clause.id)
        return found

    def candidates(
        self, event: str, lows: list[str], places: tuple[str, ...], near: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The clauses that an event of this kind may touch.

        Args:
            event: The event kind.
            lows: The words of the proposition.
            places: Ids of the places that it names.
            near: Clauses of what was said just before; they count where the proposition names no place.
        """
        words = set(lows)
        carried = [c for c in near if c in self.ids_of_legs][:1]
        legs = [self.places_of_legs[p] for p in places if p in self.places_of_legs] or carried
        if event == "agreement" and words & _QUIET_WORDS and not words & _LEAVING:
            return self.quiet
        found: list[str] = []
        if event in _FIRE:
            found += self.quiet
            found += legs[:1] if words & _ON_THE_WAY else []
        elif event in _MOVING:
            found += legs or [leg.id for leg in self.legs[:1]]
        elif event == "other":
            found += legs
        if len(set(legs)) > 1:
            found += [x.id for x in self.deal.exchanges]
        if event in {"hold", "resume"} or (event == "obstruction" and not places):
            found += self.stopping
        if words & _LISTS:
            found += [c.id for c in self.deal.clauses if c.type in {"stay-or-go", "lists"}]
        if words & _WATCHING:
            found += [v.id for v in self.deal.verifies]
        return tuple(dict.fromkeys(found))
