"""What a screen reader would stumble over, by axe-core (WCAG 2.2 A and AA)."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def stumbles(page: Page) -> list[str]:
    """Each violation with the places where it is; empty where all is well."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        f"{one['id']}: {one['help']}: {'; '.join(str(node['target']) for node in one['nodes'][:5])}"
        for one in found.response["violations"]
    ]
