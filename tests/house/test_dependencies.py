import ast
import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata, packages_distributions

from tests.house.repository import ROOT, project_files, shown, text_of

PROJECT = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
#: Installed by hand for one tool, because it has no wheel for every Python that we run on (tests/fuzz).
BY_HAND = ("atheris",)
#: Licences that would bind the whole, or are for extras alone.
BINDING = re.compile(r"\b(?:A|L)?GPL|General Public License|Affero", re.IGNORECASE)
#: Offered under several licences, of which we take one that does not bind.
CHOICE = {"tld": "MPL-1.1"}


def names(requirements: list[str]) -> list[str]:
    return [re.split(r"[<>=!~\[; ]", each)[0] for each in requirements]


def locked(lock: str) -> list[str]:
    return re.findall(r"^([a-z0-9-]+)==", text_of(ROOT / lock), re.MULTILINE)


def licence(name: str) -> str:
    about = metadata(name).json
    classifiers = [each for each in about.get("classifier", []) if each.startswith("License")]
    said = str(about.get("license_expression") or about.get("license") or "")
    return "; ".join([said.split("\n")[0], *classifiers])


def test_every_dependency_is_described() -> None:
    page = text_of(ROOT / "docs" / "dependencies.md")
    wanted = names(PROJECT["dependencies"])
    for extra in PROJECT["optional-dependencies"].values():
        wanted += names(extra)

    assert [name for name in wanted if f"| {name} |" not in page] == []


def test_every_dependency_is_locked_with_a_hash() -> None:
    core, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    lines = text_of(ROOT / "requirements.lock").splitlines()

    assert set(names(PROJECT["dependencies"])) <= set(core)
    assert set(names(PROJECT["optional-dependencies"]["dev"])) | set(core) <= set(dev)
    assert all(line.endswith("\\") for line in lines if "==" in line)
    assert sum("--hash=sha256:" in line for line in lines) >= len(core)


def test_no_package_of_the_core_is_under_a_licence_that_binds_ours() -> None:
    found = {}
    for name in locked("requirements.lock"):
        try:
            found[name] = licence(name)
        except PackageNotFoundError:  # for another system or another Python
            continue

    assert len(found) > 30
    assert {name: said for name, said in found.items() if BINDING.search(said) and name not in CHOICE} == {}
    assert all(kept in found[name] for name, kept in CHOICE.items())


def imported(*folders: str) -> dict[str, str]:
    """The distributions that the code in some folders imports, each with a file that does."""
    providers = packages_distributions()
    found: dict[str, str] = {}
    for path in project_files():
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders:
            for module in modules(text_of(path)) - set(sys.stdlib_module_names) - {"trucekeeper", "tests", "tools"}:
                found[providers.get(module, [module])[0].lower().replace("_", "-")] = shown(path)
    return found


def modules(source: str) -> set[str]:
    """The top-level packages that a module imports, wherever it does."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_what_is_imported_is_declared() -> None:
    core = names(PROJECT["dependencies"])
    extras = [name for extra in PROJECT["optional-dependencies"].values() for name in names(extra)]

    assert {name: path for name, path in imported("src").items() if name not in [*core, *extras]} == {}
    known = [*core, *extras, *BY_HAND]
    assert {name: path for name, path in imported("tests", "tools").items() if name not in known} == {}
