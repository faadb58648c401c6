from dataclasses import replace
from functools import cache

import pytest

from tests.brief.test_warrant import matter
from tests.brief.world import NOW, history, report
from trucekeeper.brief.draft import Draft, Edited, NoDraftError, NoSentenceError, draft_named, edited, steps_on
from trucekeeper.brief.draft_text import DraftTextError, steps_from, written
from trucekeeper.brief.edition import NotReleasedError, ReleasedAlreadyError, checked, obstacles, released
from trucekeeper.brief.formats import WRITERS
from trucekeeper.brief.html import html
from trucekeeper.brief.kept import NotAReportError, kept, read
from trucekeeper.brief.model import Report, sentences
from trucekeeper.ledger.record import Edit, Entry, Record

DRAFT = Draft(at=NOW, known_by=NOW, known_from="recorded", audience="public")
SEAL = (20, "ab" * 32)


def step(id: str, sentence: str, what: str, follows: str | None = None, **more: object) -> Edit:
    return Edit(id=id, draft=str(DRAFT), sentence=sentence, step=what, by="editor", follows=follows, **more)  # type: ignore[arg-type]


def a_line(section: str = "unknown", place: int = 0) -> str:
    part = next(one for one in edited(drafted(), ()).parts if one.id == section)
    return part.lines[place].id


def told(found: Edited) -> list[str]:
    return [one.text for one in sentences(found.report())]


@cache
def drafted() -> Report:
    return report(for_whom="public")


def after(*steps: Edit) -> Edited:
    return edited(drafted(), steps)


def test_a_draft_without_a_step_is_the_report_itself() -> None:
    assert after().report() == report(for_whom="public")


def test_a_sentence_is_reworded_left_out_put_back_and_undone() -> None:
    line = a_line()
    before = after().line(line).shown.text

    reworded = after(step("e1", line, "reword", words="Nobody has decided."))
    left_out = after(step("e1", line, "drop"))
    back = after(step("e1", line, "drop"), step("e2", line, "restore", "e1"))
    undone = after(step("e1", line, "reword", words="Nobody has decided."), step("e2", line, "undo", "e1"))

    assert "Nobody has decided." in told(reworded)
    assert reworded.line(line).sentence.records == after().line(line).shown.records  # type: ignore[union-attr]
    assert before not in told(left_out)
    assert told(back) == told(undone) == told(after())


def test_a_sentence_is_added_and_moved_and_the_rest_keeps_its_order() -> None:
    line, second = a_line(), a_line(place=1)
    before = [one.id for one in after().lines]

    added = after(step("e1", "unknown", "add", words="CF is asked for.", after=line))
    moved = after(step("e1", line, "move", after=second))

    ids = [one.id for one in added.lines]
    assert ids[ids.index(line) + 1] == "e1"
    assert [one for one in ids if one != "e1"] == before
    ids = [one.id for one in moved.lines]
    assert ids.index(second) < ids.index(line)
    assert sorted(ids) == sorted(before)


def test_two_editors_at_once_lose_nothing_and_the_conflict_stands_until_somebody_settles_it() -> None:
    line = a_line()
    first, second = (step("e1", line, "reword", words="One."), step("e2", line, "reword", words="Another."))

    both = after(first, second)
    settled = after(first, second, step("e3", line, "reword", "e1", words="One, and another."))

    assert both.line(line).sentence.text == "One."  # type: ignore[union-attr]
    assert [one.words for one in both.line(line).rivals] == ["Another."]
    assert any("same time" in one.words for one in obstacles(checked(both, matter()).values()))
    assert settled.line(line).rivals == ()
    assert settled.line(line).sentence.text == "One, and another."  # type: ignore[union-attr]


def test_a_step_on_a_sentence_that_the_draft_no_longer_has_is_kept_and_told() -> None:
    found = after(step("e1", "unknown-00000000", "drop"))

    assert [one.id for one in found.lost] == ["e1"]
    with pytest.raises(NoSentenceError):
        found.line("unknown-00000000")


def test_what_the_words_mean_and_where_the_chain_stands_is_not_for_editors() -> None:
    found = after(step("e1", "reading", "add", words="Read it as you like.", after=""))

    assert [one.id for one in found.lost] == ["e1"]
    assert not [line for part in found.parts if part.fixed for line in part.lines]


def test_a_draft_is_named_by_its_moments_and_readers() -> None:
    assert draft_named(str(DRAFT)) == DRAFT
    for text in ("", "a/b", str(DRAFT) + "/2", str(DRAFT).replace("recorded", "guessed"), str(DRAFT)[:-1] + "0"):
        with pytest.raises(NoDraftError):
            draft_named(text)


def test_a_later_edition_begins_with_the_steps_of_the_one_before() -> None:
    line = a_line()
    entries = entered(
        step("e1", line, "drop"), replace_draft(step("e2", line, "restore", "e1"), replace(DRAFT, edition=3))
    )

    assert [one.id for one in steps_on(replace(DRAFT, edition=2, known_by=NOW), entries)] == ["e1"]
    assert [one.id for one in steps_on(DRAFT, entries)] == ["e1"]


def replace_draft(one: Edit, draft: Draft) -> Edit:
    from msgspec.structs import replace as other

    return other(one, draft=str(draft))


def entered(*records: Record) -> tuple[Entry, ...]:
    return tuple(
        Entry(position=100 + number, recorded_at=NOW, entered_by="editor", record=one)
        for number, one in enumerate(records)
    )


def release(found: Edited, entries: tuple[Entry, ...] = (), draft: Draft = DRAFT, reason: str = ""):  # type: ignore[no-untyped-def]
    return released(
        found,
        matter(),
        draft,
        (*history(), *entries),
        by="j.doe",
        released_as="head",
        at=NOW,
        chain=SEAL,
        reason=reason,
    )


def test_a_claim_beyond_the_records_is_not_released_and_nobody_can_set_it_aside() -> None:
    line = a_line()
    verified = step("e1", line, "reword", words="It is verified that there was fire.")
    aside = step("e2", line, "override", "e1", codes=("stage", "unattributed"), reason="I was there")

    with pytest.raises(NotReleasedError) as refused:
        release(after(verified, aside))

    assert {one.line for one in refused.value.obstacles} == {line}
    assert "settled" in refused.value.message
    assert "by whom" not in refused.value.message


def test_what_may_be_set_aside_is_released_with_its_reason_until_the_sentence_changes() -> None:
    line = a_line()
    loaded = step(
        "e1", line, "reword", words="The spokesman of HILL said, clearly, yes; the spokesman of RIVER denied it."
    )
    aside = step("e2", line, "override", "e1", codes=("wording",), reason="a name of a street")

    with pytest.raises(NotReleasedError):
        release(after(loaded))
    record, _, _ = release(after(loaded, aside))
    changed = step("e3", line, "reword", "e1", words="The spokesman of HILL said, obviously, yes; RIVER denied it.")
    with pytest.raises(NotReleasedError):
        release(after(loaded, aside, changed))

    assert record.by == "j.doe"


def test_a_released_text_is_fixed_and_corrections_are_a_new_edition_that_names_the_old() -> None:
    first, content, made = release(after())
    entries = entered(first)

    with pytest.raises(ReleasedAlreadyError):
        release(after(), entries)
    later = replace(DRAFT, edition=2)
    with pytest.raises(NotReleasedError):
        release(after(), entries, later)
    second, _, corrected = release(after(), entries, later, reason="A number was wrong.")

    assert read(content) == made
    assert kept(read(content)) == content
    assert (second.edition, second.replaces) == (2, first.id)
    assert first.sha256 in html(corrected)
    assert "A number was wrong." in html(corrected)


def test_who_released_it_is_named_to_the_mission_and_a_role_to_all_others() -> None:
    _, content, _ = release(after())

    assert b"j.doe" not in content
    assert b"head" in content


def test_every_form_is_made_from_the_kept_bytes() -> None:
    _, content, made = release(after())

    assert {ending: write(read(content)) == write(made) for ending, write in WRITERS.items()} == dict.fromkeys(
        WRITERS, True
    )


def test_bytes_that_are_no_report_are_refused() -> None:
    for content in (b"", b"{}", b'{"version": 99}', b"[1]"):
        with pytest.raises(NotAReportError):
            read(content)


def text_steps(text: str, *steps: Edit) -> tuple[Edit, ...]:
    return steps_from(text, after(*steps), steps, DRAFT, by="night desk", new_id=lambda number: f"t{number}")


def line_in(text: str, id: str) -> str:
    return next(one for one in text.splitlines() if f"[{id}" in one)


def test_a_draft_as_text_that_nobody_changed_stands_for_no_step() -> None:
    assert text_steps(written(after(), DRAFT)) == ()
    dropped = step("e1", a_line(), "drop")
    assert text_steps(written(after(dropped), DRAFT), dropped) == ()


def test_words_changed_left_out_added_and_moved_in_a_text_are_steps() -> None:
    text = written(after(), DRAFT)
    first, second = line_in(text, a_line()), line_in(text, a_line(place=1))
    changed = (
        text.replace(first + "\n" + second, f"{second}\n+ CF asks for no fire.\n- {first}")
        .replace(line_in(text, a_line("demands")), f"[{a_line('demands')}] Somebody asks for something. {{d1}}")
        .replace(line_in(text, a_line("holds")) + "\n", "")
    )

    made = text_steps(changed)
    found = after(*made)

    assert found.lost == ()
    assert not [one for one in found.lines if one.rivals]
    unknown = [one for part in found.parts if part.id == "unknown" for one in part.lines]
    assert [one.id for one in unknown][:3] == [
        a_line(place=1),
        next(one.id for one in unknown if not one.drafted),
        a_line(),
    ]
    assert found.line(a_line()).sentence is None
    assert found.line(a_line("holds")).sentence is None
    assert found.line(a_line("demands")).sentence.text == "Somebody asks for something."  # type: ignore[union-attr]
    assert text_steps(written(found, DRAFT), *made) == ()


def test_a_text_written_before_somebody_else_changed_the_sentence_stands_beside_theirs() -> None:
    old = written(after(), DRAFT)
    meanwhile = step("e1", a_line(), "reword", words="Theirs.")

    mine = text_steps(old.replace(line_in(old, a_line()), f"[{a_line()}] Mine."), meanwhile)
    both = after(meanwhile, *mine)

    assert both.line(a_line()).sentence.text == "Theirs."  # type: ignore[union-attr]
    assert [one.words for one in both.line(a_line()).rivals] == ["Mine."]
    assert text_steps(old, meanwhile) == ()


@pytest.mark.parametrize(
    "line", ["no sentence", "[unknown-00000000] Words.", "== annex: Records", "== unknown: x\n[state-1] Words.", "+ "]
)
def test_a_text_that_cannot_be_read_is_not_taken_at_all(line: str) -> None:
    with pytest.raises(DraftTextError):
        text_steps(written(after(), DRAFT) + line + "\n")
