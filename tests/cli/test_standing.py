"""How a deal stands is shown in few lines that fit a terminal, and says what changed and why."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.test_story import ALEPPO, asked, deals_of, entries_in
from trucekeeper.cli.standing import changed, differences, moment_line, news, short, standing, weightiest, who_and_what

MOMENTS = [at for at, _ in ALEPPO.moments]
ANSWERS = [asked(ALEPPO, at, entries_in(ALEPPO)) for at in MOMENTS]


def test_a_moment_is_shown_in_the_missions_time_and_in_utc() -> None:
    at = datetime(2016, 12, 14, 14, 0, tzinfo=UTC)

    assert moment_line(at, ZoneInfo("Asia/Damascus")) == "Wed 14 Dec 2016 16:00 +0200 (14:00 UTC)"
    assert moment_line(at, None) == "Wed 14 Dec 2016 14:00 +0000 (14:00 UTC)"


def test_a_reason_is_told_without_the_numbers_of_rules_and_without_what_is_said_elsewhere() -> None:
    reason = "disputed: yes is claimed by A (c1) (R5); no is claimed by B (c2) (R6); sides as placed by s1 (R1)"

    assert short(reason) == "disputed: yes is claimed by A (c1); no is claimed by B (c2)"


def test_the_first_answer_marks_nothing_and_gives_one_reason() -> None:
    lines = standing(ANSWERS[0])

    assert [line for line in lines if line.startswith(">")] == []
    assert lines[0] == "  deal    in force, by the text 13dec"
    assert sum(line.startswith("  why") for line in lines) == 1


def test_exactly_the_rows_that_changed_are_marked_and_the_weightiest_are_explained() -> None:
    lines = standing(ANSWERS[1], ANSWERS[0])

    assert [line.split()[1:3] for line in lines if line.startswith(">")] == [
        ["A1", "GOV"],
        ["CF", "GOV"],
        ["CF", "OPP"],
    ]
    assert [line[:8].strip() for line in lines if line.startswith("  CF ")] == ["CF GOV", "CF OPP"]


def test_both_sides_of_an_accusation_are_explained() -> None:
    accused = {one.side: news(one, ANSWERS[0]) for one in changed(ANSWERS[1], ANSWERS[0]) if one.clause == "CF"}

    assert accused["GOV"].startswith('disputed ("fire on eastern Aleppo 14 Dec"): yes is claimed by')
    assert accused["OPP"].startswith('disputed ("fire by the armed groups 14 Dec"): yes is claimed by')


def test_what_weighs_most_is_what_the_label_order_puts_first() -> None:
    assert weightiest(ANSWERS[1].clauses).label == "disputed"


def test_every_line_fits_a_terminal() -> None:
    pairs = zip([None, *ANSWERS], ANSWERS, strict=False)

    assert [line for before, now in pairs for line in standing(now, before) if len(line) > 80] == []


def test_the_short_names_of_a_text_are_explained_before_they_are_used() -> None:
    lines = who_and_what(deals_of(ALEPPO)[0])

    assert lines[0] == "  GOV     Syrian government and allied forces"
    assert lines[1] == "  OPP     armed groups of eastern Aleppo"
    assert lines[-1] == "  CF      GOV and OPP must not: fire"


def test_an_answer_does_not_differ_from_itself() -> None:
    assert differences(ANSWERS[2], ANSWERS[2]) == []
