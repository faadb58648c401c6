"""A story from its reports: read, decided by a person's recorded decisions, the rest typed in; all into one ledger."""

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from trucekeeper.cli.confirm import Done, carry_out, desk_with
from trucekeeper.cli.inbox import lay_in
from trucekeeper.cli.proposals_told import one_proposal
from trucekeeper.cli.reading import Reader, task_for
from trucekeeper.cli.reports import reports_at
from trucekeeper.cli.story import Story

if TYPE_CHECKING:
    from trucekeeper.deal.model import Deal
    from trucekeeper.ledger.chain import Newest
    from trucekeeper.ledger.record import Entry
    from trucekeeper.reader.proposal import Proposal


@dataclass
class Read:
    """What the reader proposed.

    Attributes:
        tally: reports, spoken, and proposals by tier.
        example: One proposal in a few lines, whose doer is not known.
    """

    tally: Counter[str] = field(default_factory=Counter)
    example: list[str] = field(default_factory=list)

    def told(self) -> str:
        """In a sentence or two."""
        many = self.tally
        made = many["A"] + many["B"] + many["C"]
        return (
            f"{many['reports']} reports gave {made} proposals: {many['spoken']} of what somebody said, the others what "
            f"the author tells. {many['A']} are plain and complete (A), {many['B']} leave something open (B), "
            f"{many['C']} should be looked at twice (C). One of them, in the report's exact words:"
        )


def laid_in(ledger: Path, story: Story, deal: "Deal") -> Read:
    """Read the reports and lay what is proposed into the inbox of a fresh ledger."""
    from trucekeeper.ledger.store_sqlite import SqliteStore

    assert story.reports is not None, "only a story with reports is read"
    read, reader = Read(), Reader(task_for(deal))
    with closing(SqliteStore(ledger, create=True)) as store:
        for report in reports_at([story.folder / story.reports.folder], {}):
            proposals = reader.proposals(report)
            lay_in(store, story.entered_by, report, proposals, deal)
            read.tally.update(one.tier for one in proposals)
            read.tally["reports"] += 1
            read.tally["spoken"] += sum(one.speaker is not None for one in proposals)
            if not read.example and (open_ := _of_either(proposals)) is not None:
                read.example = ["", f"  {report.publisher}:", *one_proposal(open_.shown(), deal.zone)]
    return read


def _of_either(proposals: "Sequence[Proposal]") -> "Proposal | None":
    """One whose doer is one of several, said by somebody."""
    either = (one for one in proposals if one.actors_alternative and one.speaker and one.polarity == "yes")
    return next(either, None)


@dataclass
class Decided:
    """What came of the proposals."""

    done: Done
    waiting: int
    questions: int
    named_anew: int

    def told(self, decisions: str) -> str:
        """In a few sentences; decisions that fit no proposal are said, since the reader then reads otherwise."""
        done = self.done
        most = sorted(done.corrected.items(), key=lambda one: (-one[1], one[0]))[:4]
        lost = f" {len(done.problems)} decisions fit no proposal any more." if done.problems else ""
        return (
            f"A person has read them and decided, line by line, in {decisions}: {len(done.confirmed)} are confirmed, "
            f"{len(done.rejected)} rejected with a reason, and {self.waiting} wait in the inbox.{lost} "
            f"What was corrected most: {', '.join(f'{key} {count}' for key, count in most)}. Of the {self.questions} "
            f"claims that answer a question about a clause, {self.questions - self.named_anew} kept the name that the "
            f"reader suggested or that followed from a correction; {self.named_anew} were named by the person."
        )


def made_of_them(ledger: Path, story: Story, deals: "Sequence[Deal]") -> Decided:
    """Carry out the story's decisions."""
    from trucekeeper.ledger.record import Claim
    from trucekeeper.ledger.store_sqlite import opened
    from trucekeeper.reader.decisions import read_decisions

    part = story.reports
    assert part is not None, "only a story with reports has decisions"
    text = (story.folder / part.decisions).read_text(encoding="utf-8")
    decisions = read_decisions(text, part.decisions)
    first = [one for one in deals if one.file == part.deal]
    desk = desk_with((*first, *(one for one in deals if one.file != part.deal)))
    with opened(ledger) as store:
        done = carry_out(store, decisions, part_of(story), desk, name=part.decisions)
        waiting = len(store.proposals("open"))
        claims = [one.record for one in store.entries() if isinstance(one.record, Claim)]
    questions = sum(claim.clause is not None and claim.incident is not None for claim in claims)
    return Decided(done, waiting, questions, done.corrected.get("incident", 0))


def part_of(story: Story) -> str:
    """Who decided, as the ledger names it."""
    return f"{story.entered_by}, analyst"


@dataclass
class Typed:
    """What the desk typed in, and the ledger when all is in it."""

    entries: "tuple[Entry, ...]"
    newest: "Newest"
    many: int
    why: list[str]

    def told(self, typed: str) -> str:
        """In a sentence or two."""
        read = sum(bool(getattr(one.record, "confirmed_by", "")) for one in self.entries)
        return (
            f"The ledger now holds {len(self.entries)} entries; {read} of them came from reports. The desk typed in "
            f"{self.many} more ({typed}), each because no report proposes it:"
        )


def typed_in(ledger: Path, story: Story) -> Typed:
    """Enter what the desk typed in, the deal texts with it."""
    from hashlib import sha256

    from trucekeeper.ledger.codec import records_of
    from trucekeeper.ledger.record import DealVersion
    from trucekeeper.ledger.store_sqlite import opened

    part = story.reports
    assert part is not None, "only a story with reports has typed records beside them"
    records = records_of((story.folder / part.typed).read_text(encoding="utf-8"), part.typed)
    named = {record.sha256 for record in records if isinstance(record, DealVersion)}
    texts = [text for one in story.deals if sha256(text := (story.folder / one.file).read_bytes()).hexdigest() in named]
    kinds = Counter(str(type(record).__struct_config__.tag) for record in records)
    with opened(ledger) as store:
        store.append(records, story.entered_by, documents=texts)
        entries, newest = store.entries(), store.newest()
    why = [f"{count} x {kind}: {dict(part.why).get(kind, '')}" for kind, count in kinds.most_common()]
    return Typed(entries, newest, len(records), why)


def archived(story: Story) -> "tuple[Entry, ...]":
    """The same story as a desk typed it in by hand, as if recorded at the end."""
    from trucekeeper.ledger.codec import records_of
    from trucekeeper.ledger.view import entries_of

    records = records_of((story.folder / story.records).read_text(encoding="utf-8"), story.records)
    return tuple(entries_of(records, recorded_at=story.brief_at, entered_by=story.entered_by))
