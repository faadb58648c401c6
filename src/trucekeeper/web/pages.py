"""The pages that exist, in the order of the navigation: a page says here what it is called and who may open it."""

from dataclasses import dataclass
from typing import Final

from trucekeeper.people.account import Action, Sensitivity


@dataclass(frozen=True, slots=True)
class Page:
    """One entry of the navigation.

    Attributes:
        id: Stands in addresses of strings and in tests.
        title: In English; its translation stands in the message files.
        action, sensitivity: What an account must be allowed to do, up to what, to see the link at all.
    """

    id: str
    path: str
    title: str
    action: Action = Action.SEE
    sensitivity: Sensitivity = Sensitivity.INTERNAL


def N_(text: str) -> str:
    """Mark a text for translation where it is only named."""
    return text


#: A new page is one line here, in the order of the work: Now, Deal, Inbox, Incident, Map, Timeline, Exchange, Enter,
#: Report, Alerts, Log, People, Settings.
#: Sign-offs, Report, Log, People, Settings.
PAGES: Final = (
    Page("now", "/now", N_("Now"), sensitivity=Sensitivity.PUBLIC),
    Page("deal", "/deal", N_("Deal")),
    Page("inbox", "/inbox", N_("Inbox"), Action.CONFIRM),
    Page("incident", "/incident", N_("Incident"), sensitivity=Sensitivity.PUBLIC),
    Page("map", "/map", N_("Map"), sensitivity=Sensitivity.PUBLIC),
    Page("timeline", "/timeline", N_("Timeline"), sensitivity=Sensitivity.PUBLIC),
    Page("exchange", "/exchange", N_("Exchange")),
    Page("enter", "/enter", N_("Enter"), Action.ENTER),
    Page("sign_offs", "/sign-offs", N_("Sign-offs"), Action.ENTER),
    Page("report", "/report", N_("Report"), Action.DRAFT),
    Page("alerts", "/alerts", N_("Alerts")),
    Page("log", "/log", N_("Log"), Action.SEE_LOG),
    Page("people", "/people", N_("People"), Action.ADMINISTER),
    Page("settings", "/settings", N_("Settings"), Action.ADMINISTER),
)
