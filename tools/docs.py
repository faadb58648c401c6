"""Writes those parts of the documentation that repeat what the code says, and tells which parts those are.

`make docs` runs it; the tests compare. A written part stands between two marks, everything else on a page is by hand:

    <!-- from the code: help -->
    <!-- end -->
"""

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from msgspec.inspect import LiteralType, NoneType, StructType, Type, UnionType, VarTupleType

from trucekeeper.brief.redact import Mark, marks
from trucekeeper.cli.main import truce
from trucekeeper.cli.table import SECTIONS
from trucekeeper.deal.check import RULE_PAGES
from trucekeeper.deal.explain import messages_page, page_of
from trucekeeper.ledger.keys import meaning as key_meaning
from trucekeeper.ledger.shape import shapes

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "trucekeeper"
COMMANDS = ROOT / "docs" / "reference" / "commands"
#: Where a help text is as wide as in the narrowest terminal that we design for.
COLUMNS = 80

MARKED = re.compile(r"(<!-- from the code: (?P<name>[a-z]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> int:
    """Write every page that differs, and say which."""
    for page, text in pages():
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")
            sys.stdout.write(f"written: {page.relative_to(ROOT)}\n")
    return 0


def pages() -> Iterator[tuple[Path, str]]:
    """Each page with parts from the code, and what it should say."""
    root = click.Context(truce, info_name="truce", **truce.context_settings)
    yield with_part(ROOT / "README.md", "help", fenced(help_of(truce)))
    yield with_part(COMMANDS / "index.md", "commands", commands())
    yield with_part(ROOT / "docs" / "reference" / "errors.md", "errors", errors())
    yield with_part(ROOT / "docs" / "reference" / "records.md", "records", records())
    yield with_part(ROOT / "docs" / "reference" / "audiences.md", "fields", audience_fields())
    yield with_part(ROOT / "docs" / "reference" / "messages.md", "messages", messages_page())
    for code in RULE_PAGES:
        yield ROOT / "docs" / "rules" / f"{code}.md", page_of(code) or ""
    yield with_part(ROOT / "docs" / "rules" / "index.md", "rules", rules())
    for section in SECTIONS.values():
        for name in section:
            page = COMMANDS / f"{name}.md"
            start = f"# truce {name}\n\n<!-- from the code: help -->\n<!-- end -->\n"
            yield with_part(page, "help", fenced(help_of(command(name), root)), start)


def with_part(page: Path, name: str, part: str, start: str = "") -> tuple[Path, str]:
    """A page as it should be, where one part comes from the code; `start` where there is no page yet."""
    text = page.read_text(encoding="utf-8") if page.exists() else start
    if not any(match["name"] == name for match in MARKED.finditer(text)):
        raise ValueError(f"{page.relative_to(ROOT)} has no marks for the part {name!r}: see tools/docs.py")
    return page, MARKED.sub(lambda match: match[1] + part + match[3] if match["name"] == name else match[0], text)


def command(name: str) -> click.Command:
    """A command of the table, loaded."""
    found = truce.get_command(click.Context(truce), name)
    assert found is not None, name
    return found


def help_of(of: click.Command, within: click.Context | None = None) -> str:
    """The help text of a command and of the commands in it, as one gets it on a terminal."""
    name, settings = of.name or "", of.context_settings
    context = click.Context(of, within, name, **{**settings, "terminal_width": COLUMNS, "max_content_width": COLUMNS})
    texts = ["\n".join(line.rstrip() for line in of.get_help(context).splitlines())]
    if isinstance(of, click.Group) and of is not truce:
        texts += [help_of(inner, context) for inner in of.commands.values()]
    return "\n\n".join(texts)


def fenced(text: str) -> str:
    """A text as it stands on a terminal."""
    return f"```text\n{text}\n```\n"


def commands() -> str:
    """The table of commands, with links."""
    lines: list[str] = []
    for title, section in SECTIONS.items():
        if section:
            lines += [f"## {title}", ""]
            lines += [f"- [`truce {name}`]({name}.md): {place.summary}" for name, place in section.items()]
            lines.append("")
    return "\n".join(lines)


def rules() -> str:
    """The list of rules, with links."""
    titles = {code: (module.__doc__ or "").partition("\n")[0] for code, module in RULE_PAGES.items()}
    return "\n".join(f"- [{code}]({code}.md): {title}" for code, title in titles.items()) + "\n"


def records() -> str:
    """The kinds of record, each with its keys; those that are needed first."""
    return "\n".join(f"### {kind}\n\n{record_kind(kind)}" for kind in shapes()) + "\n### Parts\n\n" + record_parts()


def audience_fields() -> str:
    """What it takes to see each kind of record and each of its fields, outside the mission."""
    lines = ["| kind | the record itself | open | by profile |", "| --- | --- | --- | --- |"]
    for kind, mark, fields in marks():
        if mark in {Mark.NOTE, Mark.STAFF}:
            lines.append(f"| {kind} | for the mission alone (`{mark}`) | | |")
            continue
        plain = ", ".join(f"`{key}`" for key, one in fields.items() if one in {Mark.OPEN, Mark.WHO})
        rest = ", ".join(f"`{key}` ({one})" for key, one in fields.items() if one not in {Mark.OPEN, Mark.WHO})
        lines.append(f"| {kind} | {mark} | {plain} | {rest} |")
    return "\n".join(lines) + "\n"


def record_kind(kind: str) -> str:
    """What one kind is for, and its keys."""
    shape = shapes()[kind]
    about = re.split(r"\n\s*Attributes:\n", inspect.cleandoc(shape.cls.__doc__ or ""))[0].strip()
    return about + "\n\n" + keys_of(kind, shape)


def record_parts() -> str:
    """The keys of those values that are objects themselves."""
    parts: dict[str, StructType] = {}
    for shape in shapes().values():
        for field in shape.fields:
            options = field.type.types if isinstance(field.type, UnionType) else (field.type,)
            parts |= [(field.encode_name, one) for one in options if isinstance(one, StructType)]
    return "\n".join(f"#### {name}\n\n{keys_of(name, shape)}" for name, shape in parts.items())


def keys_of(name: str, shape: StructType) -> str:
    """A table of keys."""
    rows = ["| key | value | meaning |", "| --- | --- | --- |"]
    for field in sorted(shape.fields, key=lambda field: not field.required):
        needed = " **needed**" if field.required else ""
        rows.append(
            f"| `{field.encode_name}`{needed} | {value_of(field.type)} | {key_meaning(name, field.encode_name)} |"
        )
    return "\n".join(rows) + "\n"


def value_of(type_: Type) -> str:
    """What a key takes, in words."""
    match type_:
        case UnionType(types=types):
            return " or ".join("null" if isinstance(one, NoneType) else value_of(one) for one in types)
        case LiteralType(values=values):
            return ", ".join(str(value) for value in values)
        case VarTupleType(item_type=item):
            return f"list of {value_of(item)}"
        case StructType():
            return "object (see Parts)"
    names = {"Str": "text", "Int": "number", "Float": "number", "Bool": "true, false", "DateTime": "moment"}
    names |= {"Tuple": "pair of numbers", "Dict": "object"}
    return names[type(type_).__name__.removesuffix("Type")]


def errors() -> str:
    """An entry for each situation in which the work asked for cannot be done, by its docstring."""
    entries = [
        f"### {name}\n\n{meaning}\n\nRaised by `{module}`.\n" for name, (meaning, module) in found_errors().items()
    ]
    return "\n".join(entries)


def found_errors() -> dict[str, tuple[str, str]]:
    """The classes that descend from TruceError, by name: what the docstring says first, and the module."""
    classes = {
        node.name: ({ast.unparse(base).split(".")[-1] for base in node.bases}, node, path)
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    errors = {"TruceError"}
    while more := {name for name, (bases, _, _) in classes.items() if bases & errors} - errors:
        errors |= more
    return {name: (meaning(classes[name][1]), module(classes[name][2])) for name in sorted(errors - {"TruceError"})}


def meaning(node: ast.ClassDef) -> str:
    """A docstring up to its first list of arguments or attributes."""
    text = ast.get_docstring(node) or ""
    return re.split(r"\n\s*(?:Args|Attributes|Raises):\n", text)[0].strip()


def module(path: Path) -> str:
    """The name under which a file is imported."""
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)


def settings() -> dict[str, Path]:
    """The environment variables that the source reads, each with a file that does."""
    return {
        name: path
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in variables(node)
    }


def variables(node: ast.AST) -> Iterator[str]:
    """The environment variable that one expression reads, and any text that has the form of one of ours."""
    match node:
        case ast.Call(
            func=ast.Attribute(attr="getenv") | ast.Name(id="getenv"), args=[ast.Constant(value=str(name)), *_]
        ):
            yield name
        case ast.Call(func=ast.Attribute(value=environ), args=[ast.Constant(value=str(name)), *_]) if is_environ(
            environ
        ):
            yield name
        case ast.Subscript(value=environ, slice=ast.Constant(value=str(name))) if is_environ(environ):
            yield name
        case ast.Compare(left=ast.Constant(value=str(name)), comparators=[environ]) if is_environ(environ):
            yield name
        case ast.keyword(arg="envvar", value=ast.Constant(value=str(name))):
            yield name
        case ast.Constant(value=str(name)) if re.fullmatch(r"TRUCEKEEPER_[A-Z_]+", name):
            yield name


def is_environ(node: ast.AST) -> bool:
    """Whether an expression is `os.environ`."""
    return ast.unparse(node) in {"os.environ", "environ"}


if __name__ == "__main__":
    sys.exit(main())
