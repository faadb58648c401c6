"""`truce lsp`: the findings of a deal in an editor, while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from trucekeeper.cli.tongue import in_language, tongue
from trucekeeper.core.errors import TruceError
from trucekeeper.core.finding import Finding, Severity, Span
from trucekeeper.deal.check import check
from trucekeeper.deal.explain import page_of
from trucekeeper.deal.form import formatted
from trucekeeper.deal.printer import blocks, values
from trucekeeper.deal.renaming import occurrences, refusal
from trucekeeper.deal.said import Tongue, told
from trucekeeper.deal.syntax import read_deal

if TYPE_CHECKING:
    from lsprotocol import types as lsp
    from pygls.lsp.server import LanguageServer
    from pygls.workspace import TextDocument


class NoLanguageServerError(TruceError):
    """The language server is asked for and its library is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "the language server needs the package pygls", "install it with: pip install 'trucekeeper[lsp]'"
        )


@click.command(
    name="lsp",
    epilog="Exit codes: 0 when the editor ends it, 2 when pygls is not installed. "
    "Example, in an editor's settings: command truce, arguments lsp, files *.deal.md",
)
@click.option("--json", "as_json", is_flag=True, help="The protocol is JSON already; taken and ignored.")
@in_language
def command(as_json: bool, lang: str) -> int:
    """Serve an editor over standard input and output: findings, help, places of definitions, renaming, formatting."""
    try:
        served = server(tongue(lang))
    except ImportError:
        raise NoLanguageServerError from None
    served.start_io()
    return 0


def server(spoken: Tongue | None = None) -> LanguageServer:
    """A server that answers from the text alone: nothing is written, and no other file is read."""
    from lsprotocol import types as lsp
    from pygls.lsp.server import LanguageServer

    import trucekeeper

    made = LanguageServer("truce", trucekeeper.__version__)

    def tell(uri: str) -> None:
        document = made.workspace.get_text_document(uri)
        found = [diagnostic(document, finding, spoken) for finding in findings(document.source)]
        made.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri=uri, diagnostics=found))

    @made.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        tell(params.text_document.uri)

    @made.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        tell(params.text_document.uri)

    @made.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
        document = made.workspace.get_text_document(params.text_document.uri)
        if any(f.severity is Severity.ERROR for f in read_deal(document.source, document.uri).findings):
            return []
        whole = lsp.Range(lsp.Position(0, 0), lsp.Position(len(document.lines), 0))
        return [lsp.TextEdit(whole, formatted(document.source))]

    @made.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def definition(params: lsp.DefinitionParams) -> lsp.Location | None:
        document = made.workspace.get_text_document(params.text_document.uri)
        word = word_at(document, params.position)
        deal = read_deal(document.source, document.uri)
        at = next((block.at for block in blocks(deal) if block.id == word), None)
        return lsp.Location(document.uri, range_of(document, at)) if at else None

    @made.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        document = made.workspace.get_text_document(params.text_document.uri)
        word = word_at(document, params.position)
        words = hover_words(document.source, params.position.line + 1, word, spoken)
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, words)) if words else None

    @made.feature(lsp.TEXT_DOCUMENT_RENAME)
    def rename(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        from pygls.exceptions import JsonRpcInvalidParams

        document = made.workspace.get_text_document(params.text_document.uri)
        word = word_at(document, params.position)
        if not any(block.id == word for block in blocks(read_deal(document.source, document.uri))):
            return None
        if (why := refusal(document.source, params.new_name)) is not None:
            raise JsonRpcInvalidParams(told(why, spoken))
        spans = occurrences(document.source, word)
        edits = [lsp.TextEdit(range_of(document, span), params.new_name) for span in spans]
        return lsp.WorkspaceEdit(changes={document.uri: edits})

    return made


def findings(text: str) -> tuple[Finding, ...]:
    """All that `truce check` finds in a text, without its own tests."""
    return check(read_deal(text, "")).findings


def hover_words(text: str, line: int, word: str, spoken: Tongue | None = None) -> str | None:
    """What to show at a place: the block that a word names, or the page of a finding on that line."""
    deal = read_deal(text, "")
    for block in blocks(deal):
        if block.id == word:
            said = [f"{key}: {value}" for key, value in values(block, deal.zone).items()]
            return "\n\n".join([f"**{block.kind} {block.id}**", *said])
    code = next((finding.code for finding in check(deal).findings if finding.at.line == line), None)
    return page_of(code, spoken) if code else None


def diagnostic(document: TextDocument, finding: Finding, spoken: Tongue | None = None) -> Any:
    """A finding as editors take it; what to write instead stands in a second line."""
    from lsprotocol import types as lsp

    weights = {
        Severity.ERROR: lsp.DiagnosticSeverity.Error,
        Severity.WARNING: lsp.DiagnosticSeverity.Warning,
        Severity.NOTE: lsp.DiagnosticSeverity.Information,
    }
    also = [
        lsp.DiagnosticRelatedInformation(lsp.Location(document.uri, range_of(document, span)), told(caption, spoken))
        for caption, span in finding.also
    ]
    return lsp.Diagnostic(
        range=range_of(document, finding.at),
        message=told(finding.message, spoken) + (f"\n{told(finding.help, spoken)}" if finding.help else ""),
        severity=weights[finding.severity],
        code=finding.code,
        source="truce",
        related_information=also,
    )


def range_of(document: TextDocument, span: Span) -> lsp.Range:
    """A span in the units that the editor counts in (UTF-16, unless it asked for others)."""
    from lsprotocol import types as lsp

    start = lsp.Position(span.line - 1, span.column - 1)
    length = document.source[span.start : span.end]
    below = length.count("\n")
    last = len(length) - length.rindex("\n") - 1 if below else span.column - 1 + len(length)
    end = lsp.Position(span.line - 1 + below, last)
    return document.position_codec.range_to_client_units(document.lines, lsp.Range(start, end))


def word_at(document: TextDocument, position: lsp.Position) -> str:
    """The id under the cursor, "" where there is none."""
    import re

    from trucekeeper.deal.lines import ID

    here = document.position_codec.position_from_client_units(document.lines, position)
    line = document.lines[here.line] if here.line < len(document.lines) else ""
    return next((m[0] for m in re.finditer(ID, line) if m.start() <= here.character <= m.end()), "")
