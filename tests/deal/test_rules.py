"""Every rule finds what its page says it finds, and not what the page says to write instead."""

import re
from pathlib import Path

import pytest

from trucekeeper.core.finding import Severity
from trucekeeper.deal.check import RULE_PAGES, Checked, check
from trucekeeper.deal.encoding import decode
from trucekeeper.deal.explain import codes, page_of
from trucekeeper.deal.messages import READING
from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal

EXAMPLES = Path(__file__).parents[2] / "examples" / "aleppo-2016"
FENCE = re.compile(r"```deal\n(.*?)```", re.DOTALL)


def read(blocks: str) -> Deal:
    head = "" if blocks.startswith("deal ") else "deal EX\n  zone: Europe/Kyiv\nparty A\nparty B\n"
    return read_deal(f"```deal\n{head}{blocks}```\n", "x.deal.md")


def checked(name: str) -> Checked:
    path = EXAMPLES / name
    return check(read_deal(decode(path.read_bytes(), path.name), path.name))


def counts(found: Checked) -> tuple[int, int]:
    return found.count(Severity.ERROR), found.count(Severity.WARNING)


@pytest.mark.parametrize("code", RULE_PAGES)
def test_the_example_of_a_rule_has_the_finding_and_what_to_write_instead_has_not(code: str) -> None:
    page = page_of(code) or ""
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == ["What", "Why it matters", "Example", "Write instead"]
    example, instead = (read(blocks) for blocks in FENCE.findall(page))
    assert [finding.message for finding in (*example.findings, *instead.findings)] == []
    assert code in {finding.code for finding in check(example).findings}
    assert code not in {finding.code for finding in check(instead).findings}


def test_every_code_of_reading_has_its_page_and_every_page_its_code() -> None:
    folder = Path(__file__).parents[2] / "src" / "trucekeeper" / "deal"
    source = "".join(path.read_text("utf-8") for path in folder.glob("*.py") if path.name != "messages.py")
    of_operations = {"E027"}
    assert set(re.findall(r'"(E\d{3})"', source)) | of_operations == {c for c in READING if c.startswith("E")}
    assert set(codes()) == {*RULE_PAGES, *READING}


def test_the_literal_deal_of_15_december_waits_in_a_circle() -> None:
    found = checked("15dec.deal.md")
    circle = [finding for finding in found.findings if finding.code == "D01"]
    assert [finding.message for finding in circle] == [
        "GOV will not do A1 until F1 is complete, OPP will not do F1 until A1 is complete. Neither side can move first."
    ]
    assert found.deadlock == ("A1", "F1")


def exposure(found: Checked) -> dict[str, list[tuple[float, str, tuple[str, ...]]]]:
    return {
        side: [(worst.amount, worst.unit, worst.after) for worst in several] for side, several in found.exposure.items()
    }


def test_the_deal_of_13_december_leaves_one_side_exposed_by_everybody() -> None:
    found = checked("13dec.deal.md")
    assert exposure(found) == {"GOV": [(15000, "people", ("A0", "A1"))], "OPP": []}
    assert found.deadlock == ()
    assert {f.code for f in found.findings if f.severity is Severity.ERROR} == {"D03", "D04", "D16"}


def test_the_batches_of_18_december_bound_one_side_ten_times_less_than_the_other() -> None:
    found = checked("18dec.deal.md")
    assert exposure(found) == {
        "GOV": [(12500, "people", ("F1", "A1", "F2", "A2"))],
        "OPP": [(1250, "people", ("F1",))],
    }
    assert [(worst.amount, worst.unit) for worst in found.on_the_road] == [(7500, "people")]
    errors = [finding for finding in found.findings if finding.severity is Severity.ERROR]
    assert [finding.code for finding in errors] == ["D03", "D04", "D16", "D03"]
    assert len(errors[1].also) == 5, "six clauses without cover are told together"


def test_the_repaired_deal_bounds_exposure_and_cannot_lock() -> None:
    found = checked("repaired.deal.md")
    assert exposure(found) == {"GOV": [(0, "people", ())], "OPP": [(1250, "people", ("F1",))]}
    assert [(worst.amount, worst.unit) for worst in found.on_the_road] == [(1250, "people")]
    assert not {"D01", "D03"} & {finding.code for finding in found.findings}


def test_the_repaired_deal_fails_the_clock_once_the_journeys_are_known() -> None:
    from datetime import timedelta

    path = EXAMPLES / "repaired.deal.md"
    deal = read_deal(decode(path.read_bytes(), path.name), path.name)
    found = check(deal, {"A1": timedelta(hours=3), "F1": timedelta(hours=4)})
    late = [finding.message for finding in found.findings if finding.code == "D10"]
    assert late == [
        "A1 and F1 cannot be done within their times with 24 journeys one after the other: at least 5 hours are lacking"
    ]
    again = check(deal, {"A1": timedelta(hours=3), "F1": timedelta(hours=3)})
    assert "D10" not in {finding.code for finding in again.findings}
