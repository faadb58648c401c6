"""The moment asked about, which remembers between which moments the same questions would get the same answers."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class Span:
    """For which moments an answer holds: after one, from one on, before one, up to one; None for no limit."""

    after: datetime | None = None
    start: datetime | None = None
    before: datetime | None = None
    upto: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """True where the answer would be the same at a moment."""
        return (
            (self.after is None or at > self.after)
            and (self.start is None or at >= self.start)
            and (self.before is None or at < self.before)
            and (self.upto is None or at <= self.upto)
        )

    def narrow(self, other: "Span") -> None:
        """Rest on another answer too."""
        if other.after is not None and (self.after is None or other.after > self.after):
            self.after = other.after
        if other.start is not None and (self.start is None or other.start > self.start):
            self.start = other.start
        if other.before is not None and (self.before is None or other.before < self.before):
            self.before = other.before
        if other.upto is not None and (self.upto is None or other.upto < self.upto):
            self.upto = other.upto


class Horizon:
    """A moment, and what was asked of it."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self._span = Span()

    def has_come(self, moment: datetime) -> bool:
        """True from that moment on."""
        span = self._span
        if moment <= self.at:
            if span.start is None or moment > span.start:
                span.start = moment
            return True
        if span.before is None or moment < span.before:
            span.before = moment
        return False

    def is_past(self, moment: datetime) -> bool:
        """True after that moment."""
        span = self._span
        if moment < self.at:
            if span.after is None or moment > span.after:
                span.after = moment
            return True
        if span.upto is None or moment < span.upto:
            span.upto = moment
        return False

    def parts(self, moments: Iterable[datetime]) -> None:
        """Some of these moments are past and some are not."""
        listed = list(moments)
        past = max((one for one in listed if one < self.at), default=None)
        ahead = min((one for one in listed if one >= self.at), default=None)
        self._span.narrow(Span(after=past, upto=ahead))

    def exactly(self) -> datetime:
        """The moment itself, for an answer that changes from one moment to the next."""
        self._span.narrow(Span(start=self.at, upto=self.at))
        return self.at

    def rest_on(self, span: Span) -> None:
        """Use an answer that was worked out before."""
        self._span.narrow(span)

    @contextmanager
    def watched(self) -> Iterator[Span]:
        """Tell for which moments what is worked out inside holds."""
        outer, self._span = self._span, Span()
        try:
            yield self._span
        finally:
            outer.narrow(self._span)
            self._span = outer
