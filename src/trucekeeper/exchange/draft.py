"""An operation file to start from: one site, fleet, group, gate and ways for each leg of a deal's exchange.

It reads clean and can be planned, so that a coordinator changes numbers and not grammar. Every number that the deal
does not say is an example, and the file says so.
"""

from datetime import datetime

from trucekeeper.core.errors import TruceError
from trucekeeper.deal.model import Deal, Exchange
from trucekeeper.deal.nearest import did_you_mean
from trucekeeper.exchange.operation import NoExchangeError

#: Examples where the deal gives no number.
PEOPLE, SEATS = 1000, 50


class NoSuchExchangeError(TruceError):
    """An exchange was asked for that the deal does not have."""

    def __init__(self, file: str, named: str, known: list[str]) -> None:
        said = f'"{named}" is no exchange of {file} with two legs{did_you_mean(named, known)}'
        super().__init__(said, f"they are {', '.join(known)}")


def draft(deal: Deal, name: str, exchange_id: str | None = None) -> str:
    """The text of NAME.ops.md for a deal.

    Args:
        deal: The text.
        name: Of the operation.
        exchange_id: The exchange that it carries out; else the first one.

    Raises:
        NoExchangeError: When the deal has no exchange with two legs.
        NoSuchExchangeError: When it has not the one that was asked for.
    """
    several = [one for one in deal.exchanges if len(one.legs) > 1]
    if not several:
        raise NoExchangeError(deal.file)
    exchange = next((one for one in several if exchange_id in (None, one.id)), None)
    if exchange is None:
        raise NoSuchExchangeError(deal.file, exchange_id or "", [one.id for one in several])
    parts = [_head(deal, exchange, name)]
    for leg in exchange.legs:
        parts += [_leg(deal, exchange, leg.ids, id) for id in leg.ids]
    return "\n".join([*parts, _RATES])


def _head(deal: Deal, exchange: Exchange, name: str) -> str:
    starts = [
        clause.window.start
        for leg in exchange.legs
        for id in leg.ids
        if (clause := deal.clause(id)) is not None and clause.window is not None and clause.window.start is not None
    ]
    zone = f"\n  zone: {deal.zone.key}" if deal.zone is not None else ""
    return f"""# Carrying out {exchange.id}

Only what the deal says is agreed: who leaves, how many, and how far a side may be ahead. Every other number here is an
example. Replace it by what was counted, measured or asked, and say here who said it and when.

```operation
operation {name}: carrying out {exchange.id}{zone}
  exchange: {exchange.id}
  start: {_spaced(min(starts)) if starts else "2030-03-02 06:00 Z"}
  daylight: 06:00 to 18:00
  count takes: 15 minutes
```
"""


def _spaced(at: datetime) -> str:
    """A moment as the language writes it: date, time, offset."""
    offset = at.strftime("%z")
    return f"{at:%Y-%m-%d %H:%M} {offset[:3]}:{offset[3:5]}"


def _leg(deal: Deal, exchange: Exchange, together: tuple[str, ...], id: str) -> str:
    clause = deal.clause(id)
    quantity = clause.people.quantity if clause is not None and clause.people is not None else None
    persons = (quantity.high or quantity.low) if quantity is not None else PEOPLE
    known = "as the deal says" if quantity is not None else "an example: the deal gives no number"
    seats = min([SEATS, persons, *(number for number in (*exchange.ahead, *exchange.batch) if number > 0)])
    seats = max(1, seats if exchange.unit not in ("share", "batches") else min(SEATS, persons))
    vehicles = max(1, min(20, -(-persons // seats)))
    name = clause.name if clause is not None and clause.name else id
    # Several clauses of one side share its gate: the first of them brings it.
    gate, safe = f"GATE-{together[0]}", f"SAFE-{together[0]}"
    gate_block = f"""gate {gate}: where they cross
  for: {", ".join(together)}
  rate: 30
  room: 60
leg OVER-{id}
  from: {gate}
  to: {safe}
  time: 30 minutes to 45 minutes to 90 minutes
"""
    return f"""## {name}

People: {known}. Seats are those really carried.

```operation
site SITE-{id}: where they board
  leg: {id}
  safe at: {safe}
  bays: {min(5, vehicles)} of BUS-{id}
fleet BUS-{id}: buses
  leg: {id}
  vehicles: {vehicles}
  seats: {seats}
  loads in: 30 minutes
group GROUP-{id}
  at: SITE-{id}
  people: {persons}
# families: 100 of 6, 50 of 4    families are never divided
leg OUT-{id}
  from: SITE-{id}
  to: {gate}
  time: 35 minutes to 45 minutes to 90 minutes
leg BACK-{id}
  from: {safe}
  to: SITE-{id}
  time: 45 minutes to 60 minutes to 120 minutes
{gate_block if id == together[0] else ""}```
"""


_RATES = """## What may go wrong

Guesses, each from a low to a high end; `truce stress` varies all of them.

```operation
rate holds
  value: 0.2 to 0.5 to 1
rate hold-hours
  value: 2 to 4 to 12
rate alarms
  value: 0.2 to 0.5 to 1
rate alarm-hours
  value: 1 to 2 to 4
rate retaliation
  value: 20 % to 50 % to 80 %
rate retaliation-hours
  value: 1 to 3 to 6
rate walk-out
  value: 0.5 % to 2 % to 5 %
rate refusing
  value: 0 % to 1 % to 3 %
```
"""
