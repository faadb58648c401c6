"""A daily report of forty pages: how long from the records to the PDF, beside LibreOffice on the same report.

python -m benchmarks.report_speed       CPU seconds of each step, and the ratio
"""

import resource
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import pypdfium2

from tests.brief.world import BEFORE, NOW, deal, moment
from trucekeeper.brief.audience import audience
from trucekeeper.brief.content import daily
from trucekeeper.brief.docx import docx
from trucekeeper.brief.model import Report
from trucekeeper.brief.pdf import pdf
from trucekeeper.ledger.record import Claim, Entry, Happened
from trucekeeper.status.engine import status

#: So many claims make a report of a little over forty pages.
CLAIMS = 180


def entries() -> list[Entry]:
    """A day with many claims on many incidents."""
    made = []
    for number in range(CLAIMS):
        at = moment(1, 21) + timedelta(minutes=number % 1300)
        record = Claim(
            id=f"c{number}",
            speaker=f"speaker {number % 40}",
            side=("HILL", "RIVER", "independent")[number % 3],
            clause="CF",
            incident=f"fire {number % 90}",
            polarity="yes" if number % 4 else "no",
            event="fire",
            said_at=at,
            happened=Happened(start=at, end=at + timedelta(minutes=1), precision="minute"),
        )
        made.append(Entry(position=number + 1, recorded_at=at, entered_by="clerk", record=record))
    return made


def report(held: list[Entry], language: str) -> Report:
    """The report on it."""
    text = deal()
    today, before = (status(text, held, at=at, known_by=at) for at in (NOW, BEFORE))
    return daily(text, held, today, audience=audience("public", text), before=before, language=language)


def main() -> int:
    """Print what was measured; 1 where forty pages took more than five seconds of CPU."""
    held, slow, set_s, made = entries(), False, 0.0, None
    for language in ("en", "ar"):
        begun, clock = process_time(), perf_counter()
        made = report(held, language)
        drafted = process_time()
        content = pdf(made)
        done, wall = process_time(), perf_counter() - clock
        pages = len(pypdfium2.PdfDocument(content))
        steps = f"draft {drafted - begun:.2f} s, PDF {done - drafted:.2f} s of CPU"
        line = f"{language}: {pages} pages, {steps}, {wall:.1f} s by the clock"
        sys.stdout.write(line + "\n")
        slow, set_s = slow or done - begun > 5, done - drafted
    peer = libre_office(docx(made)) if made is not None else None
    if peer is not None:
        ratio = f"{peer / set_s:.1f} times typst"
        sys.stdout.write(f"LibreOffice, docx of the last one to PDF: {peer:.2f} s of CPU, {ratio}\n")
    return int(slow)


def libre_office(content: bytes) -> float | None:
    """CPU seconds that LibreOffice needs for the same pages; None where it is not here."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with TemporaryDirectory() as place:
        file = Path(place) / "report.docx"
        file.write_bytes(content)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [
                program,
                "--headless",
                f"-env:UserInstallation=file://{place}/profile",
                "--convert-to",
                "pdf",
                "--outdir",
                place,
                str(file),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    raise SystemExit(main())
