"""Who is at work on which report, so that two people do not decide the same proposals at once."""

from datetime import UTC, datetime, timedelta
from typing import Final

#: How long somebody counts as working on a report after they last looked at it.
LOOKING: Final = timedelta(minutes=2)


class Lookers:
    """Who is at work on which report, by what they last opened; kept in memory only."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], datetime] = {}

    def look(self, source: str, who: str, at: datetime | None = None) -> None:
        """Note that somebody looks at a report."""
        now = at or datetime.now(UTC)
        self._seen = {key: when for key, when in self._seen.items() if now - when <= LOOKING and key[1] != who}
        self._seen[source, who] = now

    def others(self, source: str, who: str) -> tuple[str, ...]:
        """The other people who looked at a report within the last two minutes."""
        return tuple(sorted(id for (one, id) in self._seen if one == source and id != who))
