"""Which command stands where, with the line that ``truce --help`` shows for it.

A new command is one line here, one file ``cli/VERB.py`` and one page ``docs/reference/commands/VERB.md`` (`make docs`
writes the help text into it). The help line stands here and not only in the command's own file so that
``truce --help`` loads none of the commands: some of them take a second to load.
"""

from typing import NamedTuple


class Place(NamedTuple):
    """Where a command is defined (``module:attribute``) and what it does, in one line of at most 60 characters."""

    target: str
    summary: str


#: Sections in the order of the work, commands by their names.
SECTIONS: dict[str, dict[str, Place]] = {
    "Start here": {
        "demo": Place("trucekeeper.cli.demo:demo", "a whole story, from the deal to the daily report"),
        "serve": Place("trucekeeper.cli.serve:serve", "the control room in a browser, for one desk or many"),
    },
    "Write a deal": {
        "canon": Place("trucekeeper.cli.canon:command", "a deal as JSON for other tools, and its JSON Schema"),
        "check": Place("trucekeeper.cli.check:command", "what is wrong with a deal, and who is exposed"),
        "diff": Place("trucekeeper.cli.diff:command", "what a new version of a deal changes, and for whom"),
        "explain": Place("trucekeeper.cli.explain:command", "why a finding exists, and what to write instead"),
        "lsp": Place("trucekeeper.cli.lsp:command", "findings in an editor, while a deal is written"),
        "new": Place("trucekeeper.cli.new:command", "a deal to start from, which reads clean"),
        "fmt": Place("trucekeeper.cli.fmt:command", "the blocks of a deal in canonical spacing"),
    },
    "Keep the record": {
        "read": Place("trucekeeper.cli.read:read", "reports in, proposed claims with their exact words out"),
        "places": Place("trucekeeper.cli.places:places", "a gazetteer for reading, from GeoNames, OCHA or a table"),
        "confirm": Place("trucekeeper.cli.confirm:confirm", "a person decides what of the inbox counts"),
        "record": Place("trucekeeper.cli.record:record", "enter what was said, seen, counted, stopped or agreed"),
        "verify": Place("trucekeeper.cli.verify:verify", "whether a ledger is what was written into it"),
        "log": Place("trucekeeper.cli.log:log", "what was recorded, by whom and when"),
        "duplicates": Place("trucekeeper.cli.duplicates:duplicates", "records that may be the same, never merged"),
        "erase": Place("trucekeeper.cli.erase:erase", "delete a name or text; the ledger still verifies"),
        "retention": Place("trucekeeper.cli.retention:retention", "what was kept long enough, and its erasure"),
        "key": Place("trucekeeper.cli.key:key", "keys that sign packets, and whom a ledger trusts"),
        "pack": Place("trucekeeper.cli.pack:pack", "what a laptop recorded, as a signed packet"),
        "unpack": Place("trucekeeper.cli.unpack:unpack", "take a packet; both values stay where two contradict"),
        "backup": Place("trucekeeper.cli.backup:backup", "a whole ledger in one locked file, tried"),
        "restore": Place("trucekeeper.cli.restore:restore", "a ledger back from a locked copy, or a drill"),
        "lock": Place("trucekeeper.cli.lock:lock", "put a ledger away under a passphrase, and open it again"),
        "stamp": Place("trucekeeper.cli.stamp:stamp", "a third party's time-stamp on the seal"),
        "evidence": Place("trucekeeper.cli.evidence:evidence", "files that may prove something, by hash and custody"),
        "vault": Place("trucekeeper.cli.vault:vault", "names behind codes, outside the ledger; nothing lists them"),
        "import": Place(
            "trucekeeper.cli.import_.command:command", "records, events, forms, tables: one undoable batch"
        ),
        "export": Place("trucekeeper.cli.export:export", "the records for other programs and for verifiers"),
    },
    "Measure": {
        "eval": Place("trucekeeper.cli.eval:evaluate", "how well the reader reads, on reports marked by hand"),
    },
    "Ask": {
        "alerts": Place("trucekeeper.cli.alerts:alerts", "what somebody should be told without looking"),
        "status": Place("trucekeeper.cli.status:status", "how a deal stands at a moment, clause by clause, and why"),
        "case": Place("trucekeeper.cli.case:case", "how far each incident is verified, and what is due"),
        "count": Place("trucekeeper.cli.count:count", "what was seen and heard, summed with the rows"),
        "coverage": Place("trucekeeper.cli.coverage:coverage", "who could have seen a place at a time"),
        "handover": Place("trucekeeper.cli.handover:handover", "what the next shift must know"),
        "learnt": Place("trucekeeper.cli.learnt:learnt", "what became known between two moments, and its effect"),
    },
    "Carry it out": {
        "ask": Place("trucekeeper.cli.ask:ask", "what a mediator asks: price, tranche, first, stop, hold"),
        "plan": Place("trucekeeper.cli.plan:plan", "who leaves when, and the bound that no plan can beat"),
        "replan": Place("trucekeeper.cli.replan:replan", "the rest anew after a stop, with the fewest changes"),
        "reconcile": Place("trucekeeper.cli.reconcile:reconcile", "everybody listed, by where they are now"),
        "stress": Place("trucekeeper.cli.stress:stress", "the plan under bad luck, and what changes most"),
    },
    "Tell": {
        "brief": Place("trucekeeper.cli.brief:brief", "the daily report, each sentence with its records"),
        "report": Place("trucekeeper.cli.report:report", "edit, check and release the daily report"),
        "sheet": Place("trucekeeper.cli.sheet:sheet", "convoy, exchange and incident sheets, notices, blank forms"),
        "draw": Place("trucekeeper.cli.draw:draw", "pictures of a deal: who waits for whom, exposure, places"),
    },
}
