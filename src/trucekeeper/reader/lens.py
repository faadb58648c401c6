"""A deal made ready for reading reports: its places, parties, forces and clauses in one hand."""

from dataclasses import dataclass

from trucekeeper.deal.model import Deal
from trucekeeper.reader.actors import Forces, forces
from trucekeeper.reader.atlas import Atlas
from trucekeeper.reader.linking import Links
from trucekeeper.reader.places import Gazetteer, gazetteer
from trucekeeper.reader.speakers import Roster, roster


@dataclass(frozen=True)
class Lens:
    """What a report is looked at through; made once a deal, used for many reports."""

    deal: Deal
    places: Gazetteer
    roster: Roster
    forces: Forces
    links: Links
    atlas: Atlas | None = None

    @property
    def sides(self) -> tuple[str, ...]:
        """The two (or more) sides of the deal, in its order."""
        named = tuple(p.id for p in self.deal.parties if p.role == "side")
        return named or tuple(p.id for p in self.deal.parties if p.forces)


def lens(deal: Deal, places: Atlas | None = None) -> Lens:
    """Prepare a deal.

    Args:
        deal: The deal.
        places: Imported gazetteers; the deal's own places go before them.
    """
    return Lens(deal, gazetteer(deal), roster(deal), forces(deal), Links(deal), places)
