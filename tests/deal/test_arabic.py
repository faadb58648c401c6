"""Every sentence that a finding, its help or its page can have is there in Arabic, laid out from right to left."""

import ast
import re
from collections.abc import Iterator
from importlib import resources
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from trucekeeper.cli.main import main
from trucekeeper.cli.tongue import tongue
from trucekeeper.core.finding import Finding
from trucekeeper.deal.check import RULE_PAGES, check
from trucekeeper.deal.explain import codes, page_of, paragraphs
from trucekeeper.deal.messages import READING
from trucekeeper.deal.said import Said, amount_words, told
from trucekeeper.deal.syntax import read_deal

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "trucekeeper"
LATIN = re.compile("[A-Za-z]")
ISOLATED = re.compile("\u2066[^\u2069]*\u2069|\u2068[^\u2069]*\u2069")
#: Who reports what is wrong with a deal: their sentences must be `say(...)`, so that they can be said in Arabic.
REPORTERS = {"error", "warning", "note", "_error", "tell", "Misread", "broken", "unknown_word"}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    raw = (resources.files("trucekeeper.deal") / "ar.po").read_bytes()
    return read_po(BytesIO(raw), locale="ar", abort_invalid=True)


def templates() -> Iterator[tuple[str, ast.Call]]:
    """Each template of the source, with the call that says it."""
    for path in SOURCE.rglob("*.py"):
        if "brief" in path.parts:
            continue  # what a report's check says has message files of its own
        text = path.read_text("utf-8")
        if path.name != "said.py" and "from trucekeeper.deal.said import" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"say", "plural"}:
                many = 2 if node.func.id == "plural" else 1
                for written in node.args[:many]:
                    if path.name == "said.py" and isinstance(written, ast.Name):
                        continue
                    assert isinstance(written, ast.Constant), f"{path}:{node.lineno}: a template is a literal"
                    yield str(written.value), node


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_template_has_its_arabic_with_the_same_parts(catalogue: Catalog) -> None:
    known = {id: message.string for message in catalogue if message.id for id in _ids(message.id)}
    missing = sorted({text for text, _ in templates() if not known.get(text)})
    assert missing == []
    for text, _ in templates():
        several = known[text]
        forms = tuple(several) if isinstance(several, (tuple, list)) else (str(several),)
        for form in forms:
            assert fields(form) <= fields(text), (text, form)
        assert fields(text) == set().union(*(fields(form) for form in forms)), text


def _ids(id: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (id,) if isinstance(id, str) else tuple(id)


def test_nothing_in_arabic_is_left_over(catalogue: Catalog) -> None:
    used = {text for text, _ in templates()} | set(pages()) | {" and ", ", ", ", and ", " against ", "{one}, {other}"}
    left = [message.id for message in catalogue if message.id and not set(_ids(message.id)) & used]
    assert left == []


def pages() -> Iterator[str]:
    """Each paragraph that `truce explain` can show."""
    for title, text in READING.values():
        yield title
        yield " ".join(text.split())
    for module in RULE_PAGES.values():
        title, _, text = (module.__doc__ or "").strip().partition("\n")
        yield title
        for part in paragraphs(text):
            if not part.startswith("```"):
                yield " ".join(part.removeprefix("## ").split())


def test_every_paragraph_of_every_page_has_its_arabic(catalogue: Catalog) -> None:
    assert [text for text in pages() if not (found := catalogue.get(text)) or not found.string] == []


def test_no_sentence_about_a_deal_is_made_in_another_way() -> None:
    for path in (SOURCE / "deal").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in REPORTERS:
                for argument in (*node.args, *(word.value for word in node.keywords)):
                    plain = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                    is_code = plain and re.fullmatch(r"[DET]\d{2,3}", str(argument.value))  # type: ignore[attr-defined]
                    assert is_code or not (plain or isinstance(argument, ast.JoinedStr)), f"{path}:{node.lineno}"


def said_of(finding: Finding) -> Iterator[str]:
    yield finding.message
    yield from (caption for caption, _ in finding.also)
    if finding.help:
        yield finding.help


CASES = [*sorted((ROOT / "tests" / "cases").rglob("*.deal.md")), *sorted((ROOT / "examples").rglob("*.deal.md"))]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_whole_finding_is_arabic_and_its_latin_words_stand_apart(path: Path) -> None:
    arabic = tongue("ar")
    for finding in check(read_deal(path.read_text("utf-8"), path.name)).findings:
        for sentence in said_of(finding):
            assert isinstance(sentence, Said), sentence
            bare = told(sentence, arabic)
            while (shorter := ISOLATED.sub("", bare)) != bare:
                bare = shorter
            assert not LATIN.search(bare), (finding.code, bare)


def test_amounts_take_the_form_that_goes_with_their_number() -> None:
    arabic = tongue("ar")
    said = {
        n: told(amount_words(n, "people"), arabic).replace("\u2068", "").replace("\u2069", "")
        for n in (1, 2, 7, 50, 15000)
    }
    assert said == {1: "شخص واحد", 2: "شخصين", 7: "7 أشخاص", 50: "50 شخصًا", 15000: "15,000 شخص"}


def test_the_option_comes_before_the_setting_and_the_setting_before_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def speaks(*more: str) -> str:
        assert main(["explain", "D03", *more]) == 0
        return "ar" if "الجانب" in capsys.readouterr().out else "en"

    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "TRUCEKEEPER_LANG"):
        monkeypatch.delenv(name, raising=False)
    assert speaks() == "en"
    monkeypatch.setenv("LANG", "ar_SY.UTF-8")
    assert speaks() == "ar"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert speaks() == "en"
    monkeypatch.setenv("TRUCEKEEPER_LANG", "ar")
    assert speaks() == "ar"
    assert speaks("--lang", "en") == "en"


@pytest.mark.parametrize("code", codes())
def test_a_page_in_arabic_keeps_its_examples(code: str) -> None:
    fence = re.compile(r"```deal\n.*?```", re.DOTALL)
    english, arabic = page_of(code) or "", page_of(code, tongue("ar")) or ""
    assert fence.findall(arabic) == fence.findall(english)
    assert arabic.count("\n## ") == english.count("\n## ")


def test_one_of_a_kind_is_said_of_one() -> None:
    said = [str(amount_words(number, unit)) for unit in ("people", "buses", "trucks", "bodies") for number in (1, 2)]
    assert said == ["1 person", "2 people", "1 bus", "2 buses", "1 truck", "2 trucks", "1 body", "2 bodies"]
