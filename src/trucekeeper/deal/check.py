"""Everything that can be said about a deal before anybody acts on it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from types import ModuleType
from typing import Final

from trucekeeper.core.finding import Finding, Severity, in_reading_order
from trucekeeper.deal import rules
from trucekeeper.deal.kernels.cut import Exact
from trucekeeper.deal.kernels.exposure import Exposed
from trucekeeper.deal.model import Deal
from trucekeeper.deal.rules.d01_circular_wait import links_of
from trucekeeper.deal.rules.work import Work, work_on

#: A rule looks at the deal and yields what it finds.
Rule = Callable[[Work], Iterable[Finding]]

#: The rules in their order, each a module of `deal/rules` named for what it finds.
_RULES: Final = (
    "d01_circular_wait",
    "d02_waits_for_nothing",
    "d03_exposed_moment",
    "d04_without_cover",
    "d05_no_last_moment",
    "d06_one_side_first",
    "d07_cannot_be_monitored",
    "d08_undefined",
    "d09_quantity_or_destination",
    "d10_times_cannot_be_kept",
    "d11_no_hold_rule",
    "d12_nothing_follows",
    "d13_hold_without_end",
    "d14_nobody_decides",
    "d15_owed_and_forbidden",
    "d16_right_to_stay",
    "d17_nobody_answers",
    "d18_one_claim_is_enough",
    "d19_one_sided_remedy",
    "d20_names_unprotected",
    "d21_dead_power",
    "d22_clock_change",
    "d23_languages_differ",
    "d24_bound_that_binds_nothing",
    "d25_place_held_by_others",
    "d26_silent_on_fighters",
    "d27_guarantor_without_trigger",
    "d28_monitor_without_access",
    "d29_no_limit_to_deciding",
    "d30_numbers_do_not_fit",
    "d31_gap_before_force",
    "d32_judge_in_own_cause",
    "d33_consent_not_asked",
)
#: The modules of the rules, by the code of what they find; their docstrings are the pages of `truce explain`.
RULE_PAGES: Final[Mapping[str, ModuleType]] = {
    name[:3].upper(): import_module(f"{rules.__name__}.{name}") for name in _RULES
}
RULES: Final[tuple[Rule, ...]] = tuple(module.found for module in RULE_PAGES.values())


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a deal gives.

    Attributes:
        findings: Of reading and of all rules, in reading order.
        deadlock: The clauses of the shortest circle of waiting, in its order; empty when there is none.
        exposure: By side, its worst moment in each unit.
        on_the_road: The most on the road at once, in each unit.
    """

    findings: tuple[Finding, ...]
    deadlock: tuple[str, ...]
    exposure: Mapping[str, tuple[Exposed, ...]]
    on_the_road: tuple[Exposed, ...]

    def count(self, severity: Severity) -> int:
        """How many findings weigh so much."""
        return sum(finding.severity is severity for finding in self.findings)


def check(deal: Deal, times: Mapping[str, timedelta] | None = None, exact: Exact | None = None) -> Checked:
    """Apply every rule to a deal.

    Args:
        deal: As read; its own findings are kept.
        times: Least travel times by clause, where a plan knows better than the deal's routes.
        exact: The engine for deals with more any-ofs than the cut can try; without it those answers are upper bounds.
    """
    work = work_on(deal, times, exact)
    findings = [*deal.findings]
    for rule in RULES:
        findings += rule(work)
    deadlock: tuple[str, ...] = ()
    for circle in work.circles:
        clauses = [clause.id for clause, _ in links_of(work, circle) if clause is not None]
        deadlock = deadlock or tuple(dict.fromkeys(clauses))
    return Checked(in_reading_order(findings), deadlock, work.exposure, work.road)
