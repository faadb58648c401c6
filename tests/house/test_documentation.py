import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.repository import ROOT, project_files, shown, text_of
from tools import docs

#: A code of a rule as it stands in the source, in quotation marks.
RULE = re.compile(r"""["'](D\d{2,3})["']""")
#: A code of what cannot be read at all.
MESSAGE = re.compile(r"""["'](E\d{3})["']""")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


def pages() -> list[Path]:
    return [path for path in project_files() if path.suffix == ".md" and "cases" not in path.parts]


def test_what_the_documentation_repeats_is_what_the_code_says() -> None:
    stale = [shown(page) for page, text in docs.pages() if not page.exists() or text_of(page) != text]

    assert not stale, f"run `make docs`: {stale}"


def test_every_command_has_a_page_that_says_more_than_its_help() -> None:
    thin = []
    for page, text in docs.pages():
        by_hand = docs.MARKED.sub("", text)
        if page.parent == docs.COMMANDS and len(by_hand.split()) < 30:
            thin.append(shown(page))

    assert not thin, f"say beyond the help text when to use it, on what, and what comes out: {thin}"


def test_no_page_stands_for_a_command_that_is_gone() -> None:
    known = {page for page, _ in docs.pages()}

    assert {shown(page) for page in docs.COMMANDS.glob("*.md") if page not in known} == set()


def test_every_error_says_in_its_docstring_what_it_means() -> None:
    assert [name for name, (meaning, _) in docs.found_errors().items() if not meaning] == []


def test_every_setting_has_its_entry() -> None:
    reference = text_of(ROOT / "docs" / "reference" / "settings.md")

    missing = {name: shown(path) for name, path in docs.settings().items() if f"### {name}\n" not in reference}

    assert not missing, "describe them in docs/reference/settings.md"


def test_every_rule_has_its_page() -> None:
    rules = {code for path in (docs.SOURCE / "deal").rglob("*.py") for code in RULE.findall(text_of(path))}

    missing = {code for code in rules if not (ROOT / "docs" / "rules" / f"{code}.md").exists()}

    assert not missing, "write docs/rules/CODE.md"


def test_every_message_of_reading_has_its_entry() -> None:
    codes = {code for path in docs.SOURCE.rglob("*.py") for code in MESSAGE.findall(text_of(path))}
    reference = text_of(ROOT / "docs" / "reference" / "messages.md")

    assert len(codes) > 20
    assert {code for code in codes if not re.search(rf"^#+ {code}\b", reference, re.MULTILINE)} == set()


def test_every_link_leads_somewhere() -> None:
    broken = [f"{shown(page)}: {target}" for page in pages() for target in links(page) if not leads(page, target)]

    assert broken == []


def test_every_page_is_reached_from_the_first() -> None:
    reached: set[Path] = set()
    ahead = {ROOT / "docs" / "index.md"}
    while ahead:
        reached |= ahead
        found = {(page.parent / target.partition("#")[0]).resolve() for page in ahead for target in links(page)}
        ahead = {page for page in found if page.suffix == ".md" and page.exists()} - reached

    assert [shown(page) for page in pages() if page.is_relative_to(ROOT / "docs") and page not in reached] == []


def links(page: Path) -> Iterator[str]:
    """The relative targets of a page, outside code."""
    prose = re.sub(r"^(```|~~~).*?^\1|`[^`\n]*`", "", text_of(page), flags=re.DOTALL | re.MULTILINE)
    for match in LINK.finditer(prose):
        target = match[1] or match[2]
        if not re.match(r"[a-z]+:", target):
            yield target


def leads(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    goal = (page.parent / path) if path else page
    if not goal.exists():
        return False
    return not anchor or goal.suffix != ".md" or anchor in anchors(text_of(goal))


def anchors(text: str) -> set[str]:
    """The headings of a page as the usual hosts name them in addresses."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('os.environ.get("A_B")', {"A_B"}),
        ('os.environ["A_B"]', {"A_B"}),
        ('"A_B" in os.environ', {"A_B"}),
        ('os.getenv("A_B", "x")', {"A_B"}),
        ('click.option("--db", envvar="A_B")', {"A_B"}),
        ('DATA = "TRUCEKEEPER_DATA"', {"TRUCEKEEPER_DATA"}),
        ('settings.get("A_B")', set()),
    ],
)
def test_a_setting_is_found_however_it_is_read(source: str, found: set[str]) -> None:
    tree = ast.parse(source)

    assert {name for node in ast.walk(tree) for name in docs.variables(node)} == found
