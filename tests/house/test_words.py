import ast
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.repository import ROOT, project_files, shown, text_of

SOURCE = ROOT / "src"

#: Paths of the machine that a file was written on, and hosts that a package was fetched from.
MACHINE = re.compile(r"(?<![\w./$}])/(?:work|root|tmp|home)/|/opt/p[y]pi|p[y]pi\.org|p[y]thonhosted|registry\.n[p]mjs")

#: Names of the stories that the examples tell.
STORIES = re.compile(
    r"\b(?:aleppo|fou?a+h?|ke?a?fraya|rash?idin|rashidein|ramouseh|ramousa|idlib|assad|madaya|zabadani|homs|"
    r"(?<!asia/)damascus|nusra|ahrar|hezbollah)\b|حلب|الفوعة|كفريا|الراشدين|إدلب|الأسد",
    re.IGNORECASE,
)

#: Words that take a side, and one that claims more than anybody knows.
LOADED = re.compile(r"\b(?:regimes?|terrorists?|liberated|facts?)\b", re.IGNORECASE)
#: What stands in quotation marks, as code, or as a block quotation is somebody else's word.
QUOTED = re.compile(r"```.*?```|`[^`\n]*`|^\s*>.*$|\"[^\"\n]*\"|“[^”]*”|«[^»]*»", re.DOTALL | re.MULTILINE)


def matches(pattern: re.Pattern[str], files: dict[str, str]) -> list[str]:
    return [
        f"{name}:{text[: match.start()].count(chr(10)) + 1}: {match[0]}"
        for name, text in files.items()
        for match in pattern.finditer(text)
    ]


def test_no_file_names_a_machine_or_a_package_host() -> None:
    assert matches(MACHINE, {shown(path): text_of(path) for path in project_files()}) == []


def test_the_code_is_general_and_the_stories_are_told_elsewhere() -> None:
    source = [path for path in project_files() if path.is_relative_to(SOURCE)]

    assert matches(STORIES, {shown(path): text_of(path) for path in source}) == []
    assert [shown(path) for path in source if STORIES.search(path.name)] == []


def test_no_loaded_word_stands_in_what_we_say_ourselves() -> None:
    said = {
        **{shown(path): own_words(path) for path in project_files() if path.is_relative_to(SOURCE)},
        **{shown(path): unquoted(text_of(path)) for path in prose()},
    }

    assert matches(LOADED, said) == []


def prose() -> Iterator[Path]:
    for path in project_files():
        if path.suffix == ".md" and (path.is_relative_to(ROOT / "docs") or path.parent == ROOT):
            yield path


def unquoted(text: str) -> str:
    """A text in which quotations are blanked, line for line."""
    return QUOTED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def own_words(path: Path) -> str:
    """What a source file says in our name.

    The word lists of the reader and of the check on edited reports hold words that others use: there, strings that are
    no docstrings and files of data are quotations.
    """
    lists = path.name == "claim_words.py" or path.is_relative_to(SOURCE / "trucekeeper" / "reader")
    if not lists:
        return unquoted(text_of(path)) if path.suffix == ".md" else text_of(path)
    if path.suffix != ".py":
        return ""
    return "\n".join(without_strings(path))


def without_strings(path: Path) -> list[str]:
    """The lines of a module with every string blanked that is no docstring."""
    lines = text_of(path).splitlines()
    documented = {
        node.body[0].lineno
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and ast.get_docstring(node, clean=False) is not None
    }
    with path.open("rb") as source:
        for token in tokenize.tokenize(source.readline):
            if token.type in {tokenize.STRING, FSTRING_MIDDLE} and token.start[0] not in documented:
                blank(lines, token)
    return [unquoted(line.replace('"""', "   ")) for line in lines]


#: Since Python 3.12 the text inside an f-string is a token of its own.
FSTRING_MIDDLE = getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)


def blank(lines: list[str], token: tokenize.TokenInfo) -> None:
    (first, start), (last, end) = token.start, token.end
    for number in range(first, last + 1):
        line = lines[number - 1]
        left = start if number == first else 0
        right = end if number == last else len(line)
        lines[number - 1] = line[:left] + " " * (right - left) + line[right:]


@pytest.mark.parametrize("text", ['a "regime" of rules', "> the liberated town\n", "`fact`", "an artefact", "«regime»"])
def test_a_quotation_may_hold_any_word(text: str) -> None:
    assert not LOADED.search(unquoted(text))


@pytest.mark.parametrize("text", ["the Regime fell", "they are terrorists", "in fact", 'he said "no" to the regime'])
def test_a_loaded_word_of_our_own_is_found(text: str) -> None:
    assert LOADED.search(unquoted(text))


def test_a_list_of_words_to_recognise_is_no_word_of_ours(tmp_path: Path) -> None:
    module = tmp_path / "words.py"
    module.write_text('"""Words that reports use."""\n\nSIDES = {"regime forces": "government"}\n')

    assert not LOADED.search("\n".join(without_strings(module)))


def test_a_loaded_word_in_a_docstring_is_found(tmp_path: Path) -> None:
    module = tmp_path / "words.py"
    module.write_text('"""The regime and others."""\n')

    assert LOADED.search("\n".join(without_strings(module)))
