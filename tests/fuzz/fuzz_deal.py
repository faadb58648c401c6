"""Feeds damaged deals to the reader, the rules, the printer and the formatter until one of them stops or hangs.

atheris has no wheel for every Python that we run on, so it is no dependency. By hand, ten minutes:

    pip install atheris
    python tests/fuzz/fuzz_deal.py -dict=tests/fuzz/deal.dict -max_total_time=600 -timeout=20 CORPUS tests/cases

CORPUS is an empty folder outside the repository, to which libFuzzer writes what it learns. What it found once is a test
in tests/deal/test_bad_input.py.
"""

import sys
from typing import Any

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports(include=["trucekeeper"]):
    from trucekeeper.core.errors import TruceError
    from trucekeeper.core.finding import Severity
    from trucekeeper.deal.check import check
    from trucekeeper.deal.encoding import decode
    from trucekeeper.deal.form import formatted
    from trucekeeper.deal.places import Places
    from trucekeeper.deal.printer import printed
    from trucekeeper.deal.syntax import read_deal

#: Fragments that a mutation of bytes finds late: the fuzzer may put them anywhere.
HEAD = "```deal\n"


def one(data: bytes) -> None:
    """One input: bytes as a file, and the same bytes as the inside of a fence."""
    try:
        text = decode(data, "x")
    except TruceError:
        return
    for whole in (text, f"{HEAD}{text}\n```\n"):
        deal = read_deal(whole, "x")
        places = Places(whole)
        for finding in check(deal).findings:
            at = finding.at
            assert 0 <= at.start <= at.end <= len(whole), finding
            assert places.span(at.start, at.end) == at, finding
            assert finding.message
        again = formatted(whole)
        # Formatting twice is formatting once where the text reads well; `truce fmt` takes no other.
        assert formatted(again) == again or any(finding.severity is Severity.ERROR for finding in deal.findings)
        assert printed(deal) == whole or not whole


def main(arguments: list[str]) -> Any:
    """Hand over to libFuzzer, which does not come back."""
    atheris.Setup(arguments, one)
    return atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
