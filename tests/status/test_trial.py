"""Tests that stand in the deal's own file."""

from trucekeeper.deal.syntax import read_deal
from trucekeeper.status.trial import trials

DEAL = """
```deal
deal D
  zone: Asia/Damascus
party N
  role: side
  forces: northern army
party S
  role: side
must not CF
  by: N
  do: fire
  window: 2020-01-01 00:00 to 2020-01-05 00:00
```

```deal-test
at 2020-01-01 08:00 expect CF N in_progress none
at 2020-01-01 09:00 claim speaker="a spokesman" side=S clause=CF incident=fire actors="northern army"
at 2020-01-01 09:00 expect CF N in_progress alleged
at 2020-01-05 00:00 expect CF ended alleged
```
"""


def test_a_deal_whose_tests_come_out_has_no_finding() -> None:
    deal = read_deal(DEAL, "d.deal.md")

    assert (deal.findings, trials(deal)) == ((), ())


def test_what_does_not_come_out_is_told_at_its_line_with_what_status_says_instead() -> None:
    deal = read_deal(DEAL.replace("09:00 expect CF N in_progress alleged", "09:00 expect CF N late none"), "d.deal.md")

    (finding,) = trials(deal)

    assert (finding.code, finding.at.line) == ("T01", 19)
    assert finding.message == "CF for N is in_progress alleged at 2020-01-01 09:00 +0200, not late none"


def test_words_that_make_no_record_are_told_at_their_line() -> None:
    deal = read_deal(DEAL.replace('claim speaker="a spokesman"', 'clam speaker="a spokesman"'), "d.deal.md")

    assert next((one.code, one.at.line, one.help) for one in trials(deal)) == ("T02", 18, 'did you mean "claim"?')
