"""The parser engine, over the small pipeline of the shared data; skipped where it is not at hand."""

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.cli.main import main
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.agreement import merged
from trucekeeper.reader.engines.parser import NoPipelineError, SpacyParser
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.sentences import sentences

DATA = os.environ.get("TRUCEKEEPER_DATA")
PIPELINE = Path(DATA) / "models" / "en_ud_small" if DATA else Path("none")
needs_pipeline = pytest.mark.skipif(not PIPELINE.is_dir(), reason="TRUCEKEEPER_DATA with models/en_ud_small is not set")
DEAL = Path(__file__).parents[3] / "examples" / "aleppo-2016" / "repaired.deal.md"


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser(str(PIPELINE))


def found(text: str, parser: SpacyParser) -> list[tuple[str, str, tuple[str, ...]]]:
    (part,) = parser.attributions(text, [sentences(text, (0, len(text)))])
    return [
        (text[slice(*one.speaker)], text[slice(*one.cue)], tuple(text[a:b] for a, b in one.contents))
        for sentence in part
        for one in sentence
        if one.speaker and one.cue
    ]


@needs_pipeline
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The ministry said that shells fell on the town.",
            ("The ministry", "said", ("shells fell on the town",)),
        ),
        (
            "Shells fell on the town, rebel officials said.",
            ("rebel officials", "said", ("Shells fell on the town",)),
        ),
        (
            "The army denied that it had fired.",
            ("The army", "denied", ("it had fired",)),
        ),
        (
            "According to the governor, the buses left.",
            ("the governor", "According to", ("the buses left",)),
        ),
    ],
)
def test_speaker_cue_and_words_are_found_by_their_dependencies(
    text: str, expected: tuple[str, str, tuple[str, ...]], parser: SpacyParser
) -> None:
    assert expected in found(text, parser)


@needs_pipeline
def test_line_ends_are_no_subject(parser: SpacyParser) -> None:
    text = "The governor of the\nprovince said\nthat the buses left."

    assert [speaker for speaker, _, _ in found(text, parser)] == ["The governor of the\nprovince"]


@needs_pipeline
def test_agreement_of_two_engines_is_shown_on_the_claim(parser: SpacyParser) -> None:
    deal = read_deal(DEAL.read_text("utf-8"), DEAL.name)
    zone = ZoneInfo("Asia/Damascus")
    text = "The ministry said that rebels had shelled the town at dawn. Activists posted a video of burning buses."
    made = read_surface(Document(text), deal, datetime(2016, 12, 14, 20, tzinfo=zone), zone, parser=parser)

    assert [(p.engines, p.tier) for p in made if p.event == "shelling"] == [(("surface", "parser"), "A")]


def test_without_a_pipeline_one_clear_error_says_how_to_get_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("spacy")
    with pytest.raises(NoPipelineError, match="the parser engine cannot start with"):
        SpacyParser(str(tmp_path / "nothing"))

    report = tmp_path / "a.txt"
    report.write_text("The army said X.", encoding="utf-8")
    given = ["--deal", str(DEAL), "--published", "2016-12-14T12:00+02:00", "--pipeline", str(tmp_path / "nothing")]
    assert main(["read", str(report), *given]) == 2
    assert "python -m spacy download en_core_web_sm" in capsys.readouterr().err


def one(speaker: tuple[int, int], cue: tuple[int, int], content: tuple[int, int], **more: object) -> Attribution:
    return Attribution(speaker, cue, (content,), "says", "say", "after", **more)  # type: ignore[arg-type]


def test_two_findings_at_one_cue_are_one_and_keep_the_surface_spans() -> None:
    surface, parsed = one((0, 12), (13, 17), (23, 40)), one((4, 12), (13, 17), (23, 38), whole=True)

    (both,) = merged([surface], [parsed])

    assert both.agreed
    assert both.contents == ((23, 40),)


def test_the_same_cue_with_other_words_is_no_agreement() -> None:
    surface, parsed = one((0, 12), (13, 17), (23, 40)), one((60, 70), (13, 17), (23, 38), whole=True)

    assert [made.agreed for made in merged([surface], [parsed])] == [False]
