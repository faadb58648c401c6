"""Answers that hold until something they rest on changes; with it a status after one new record costs no replay."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from trucekeeper.status.horizon import Horizon, Span

Answer = TypeVar("Answer")


@dataclass
class Memo:
    """What was worked out, with the revisions of what it rests on and the moments for which it holds."""

    _kept: dict[Hashable, tuple[Hashable, Span, Any]] = field(default_factory=dict)

    def answer(self, key: Hashable, rests_on: Hashable, horizon: Horizon, work: Callable[[], Answer]) -> Answer:
        """Give the answer as it was worked out before, or work it out.

        Args:
            key: What is asked.
            rests_on: Revisions; the answer holds as long as these are the same.
            horizon: The moment asked about.
            work: Works it out.
        """
        kept = self._kept.get(key)
        if kept is not None and kept[0] == rests_on and kept[1].holds(horizon.at):
            horizon.rest_on(kept[1])
            return cast(Answer, kept[2])
        with horizon.watched() as span:
            found = work()
        self._kept[key] = (rests_on, span, found)
        return found
