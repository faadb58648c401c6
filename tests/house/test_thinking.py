import ast
from collections.abc import Iterator

import pytest

from tests.house.repository import ROOT, project_files, shown, text_of

SOURCE = ROOT / "src" / "trucekeeper"

#: What must give the same answer for the same arguments, and may be asked about any moment.
THINKING = ("core", "deal", "exchange", "status", "stress", "ledger/chain.py", "ledger/record.py", "ledger/view.py")
#: How a module reaches the disk, the clock or chance without an import that import-linter would see.
REACHING = {
    "open": "opens a file",
    "print": "prints",
    "input": "asks the terminal",
    "now": "reads the clock",
    "utcnow": "reads the clock",
    "today": "reads the clock",
    "read_text": "reads a file",
    "read_bytes": "reads a file",
    "write_text": "writes a file",
    "write_bytes": "writes a file",
    "iterdir": "reads a folder",
    "glob": "reads a folder",
    "rglob": "reads a folder",
}


def reaches(source: str) -> Iterator[str]:
    """What a module does to the world around it, line by line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).split(".")[-1]
            if name in REACHING:
                yield f"{node.lineno}: {ast.unparse(node.func)}() {REACHING[name]}"
            elif name == "default_rng" and not node.args:
                yield f"{node.lineno}: a generator without a seed draws by chance"


def test_what_thinks_touches_neither_disk_nor_clock_nor_chance() -> None:
    thinking = [path for path in project_files() if path.suffix == ".py" and is_thinking(shown(path))]

    found = {shown(path): told for path in thinking if (told := list(reaches(text_of(path))))}

    assert len(thinking) > 30
    assert found == {}


def is_thinking(name: str) -> bool:
    return any(name == f"src/trucekeeper/{part}" or name.startswith(f"src/trucekeeper/{part}/") for part in THINKING)


@pytest.mark.parametrize(
    "source",
    ["from pathlib import Path\nPath('a').read_text()", "open('a')", "datetime.now(UTC)", "np.random.default_rng()"],
)
def test_reaching_out_is_found(source: str) -> None:
    assert len(list(reaches(source))) == 1


@pytest.mark.parametrize("source", ["default_rng(seed)", "text.opened()", "now = at", "deal.opens"])
def test_thinking_is_let_be(source: str) -> None:
    assert list(reaches(source)) == []
