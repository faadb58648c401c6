"""A form as XLSForm (xlsform.org): what its questions and choices are called, and which key of a record each one fills.

A column `truce` on the sheet `survey` names the key of a record for a question, on the sheet `choices` the value that a
choice means, and on the sheet `settings` the kind of record. pyxform 4.5 takes forms with these columns as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from trucekeeper.reader.tables.mapping import BadMappingError, RecordMap, TableMap, keys_of
from trucekeeper.reader.tables.sheet import BadTableError, Cell, Sheet, SheetRow, folded, sheet_of

#: The sign between several choices once they are words.
PARTED: Final = ";"


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        key: Which key of a record it fills; empty = none.
        choices: The list that it chooses from; empty for a free answer.
        several: More than one may be chosen.
    """

    name: str
    labels: tuple[str, ...]
    key: str = ""
    choices: str = ""
    several: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form.

    Attributes:
        choices: By list and name: what the choice means.
        labels: By list and name: its label in the form's first language.
    """

    name: str
    kind: str
    questions: tuple[Question, ...]
    choices: Mapping[tuple[str, str], str] = field(default_factory=dict)
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)


def form_of(raw: bytes, name: str) -> Form:
    """Read a form.

    Raises:
        BadTableError: When it is no workbook with the sheets `survey` and `choices`.
        BadMappingError: When a key that it names is none of the record's.
    """
    survey = sheet_of(raw, name, part="survey")
    for needed in ("type", "name"):
        if needed not in survey.columns:
            raise BadTableError(name, f'is no XLSForm: its sheet survey has no column "{needed}"', "see xlsform.org")
    choices = _optional(raw, name, "choices")
    settings = _optional(raw, name, "settings")
    kind = next((str(row.cells["truce"]) for row in settings.rows if "truce" in row.cells), "claim")
    questions = tuple(one for row in survey.rows if (one := _question(row)) is not None)
    _check(name, kind, questions)
    chosen = {(_text(row, "list_name") or _text(row, "list name"), _text(row, "name")): row for row in choices.rows}
    means = {key: _text(row, "truce") for key, row in chosen.items() if _text(row, "truce")}
    labels = {key: told[0] for key, row in chosen.items() if (told := _labels(row))}
    return Form(name, kind, questions, means, labels)


def mapping(given: TableMap, form: Form) -> TableMap:
    """The mapping that a form carries itself, where the desk gives no record of its own."""
    columns = {one.key: one.name for one in form.questions if one.key}
    if given.records or not columns:
        return given
    return replace(given, records=(RecordMap(form.kind, columns=columns),))


def answered(sheet: Sheet, form: Form) -> Sheet:
    """Submissions with questions as columns, whatever the export calls them, and choices as what they mean."""
    names = {column: found for column in sheet.columns if (found := _asked(column, form)) is not None}
    rows = tuple(replace(row, cells=dict(_answers(row, names, form))) for row in sheet.rows)
    called = {column: one.name for column, one in names.items()}
    asked = [one.name for one in form.questions]
    return Sheet(tuple(dict.fromkeys([*(called.get(one, one) for one in sheet.columns), *asked])), rows)


def _optional(raw: bytes, name: str, part: str) -> Sheet:
    try:
        return sheet_of(raw, name, part=part)
    except BadTableError:
        return Sheet((), ())


def _question(row: SheetRow) -> Question | None:
    kind, _, rest = _text(row, "type").partition(" ")
    name = _text(row, "name")
    if not name or kind in {"begin", "end", "begin_group", "end_group", "begin_repeat", "end_repeat", "note"}:
        return None
    several = kind in {"select_multiple", "rank"}
    choices = rest.split()[0] if rest and (several or kind == "select_one") else ""
    return Question(name, _labels(row), _text(row, "truce"), choices, several)


def _check(name: str, kind: str, questions: tuple[Question, ...]) -> None:
    from difflib import get_close_matches

    from trucekeeper.ledger.shape import shapes

    if kind not in shapes():
        raise BadMappingError(name, [(f'there is no kind of record "{kind}"', f"one of {', '.join(shapes())}")])
    known = keys_of(kind)
    wrong = [one for one in questions if one.key and one.key not in known]
    told = [(f'the question "{one.name}" fills "{one.key}", which is no key of a {kind}', one.key) for one in wrong]
    if told:
        raise BadMappingError(
            name, [(why, f"one of {', '.join(get_close_matches(key, known, 3) or known)}") for why, key in told]
        )


def _asked(column: str, form: Form) -> Question | None:
    """The question of a column: by its path (`group/name`, `group-name`), its name or one of its labels."""
    last = column.replace("-", "/").rsplit("/", 1)[-1]
    by_name = next((one for one in form.questions if one.name in {column, last, column.rsplit("/", 1)[-1]}), None)
    return by_name or next((one for one in form.questions if folded(column) in map(folded, one.labels)), None)


def _answers(row: SheetRow, names: Mapping[str, Question], form: Form) -> list[tuple[str, Cell]]:
    made: list[tuple[str, Cell]] = []
    for column, cell in row.cells.items():
        asked = names.get(column)
        if asked is None:
            made.append((column, cell))
        elif asked.choices:
            made.append((asked.name, _meaning(str(cell), asked, form)))
        else:
            made.append((asked.name, cell))
    return made


def _meaning(cell: str, asked: Question, form: Form) -> str:
    """What was chosen, by the form's own words for it; a word that is no choice stays as it is, and is judged later."""
    by_label = {folded(label): name for (of, name), label in form.labels.items() if of == asked.choices}
    whole = by_label.get(folded(cell))
    several = [whole] if whole else cell.split() if asked.several else [cell.strip()]
    keys = [(asked.choices, by_label.get(folded(one), one)) for one in several]
    return PARTED.join(form.choices.get(key) or form.labels.get(key) or key[1] for key in keys)


def _labels(row: SheetRow) -> tuple[str, ...]:
    return tuple(str(cell) for column, cell in row.cells.items() if folded(column).split("::")[0].strip() == "label")


def _text(row: SheetRow, column: str) -> str:
    return " ".join(str(row.cells.get(column, "")).split())
