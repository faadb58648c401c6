import xml.etree.ElementTree as ET

from tools import pictures


def test_pictures_of_what_was_recorded_are_those_that_the_records_give() -> None:
    for name, figure in pictures.recorded().items():
        file = pictures.TO / f"{name}.svg"
        assert file.read_text(encoding="utf-8") == figure.svg + "\n", "run `make docs` and look at what changed"


def test_every_picture_of_the_documentation_is_used_and_says_what_it_shows() -> None:
    cases = (pictures.ROOT / "docs" / "cases.md").read_text(encoding="utf-8")

    files = sorted(pictures.TO.glob("*.svg"))
    assert len(files) >= 6
    for file in files:
        assert f"pictures/{file.name}" in cases
        assert len(ET.parse(file).getroot().findtext("{http://www.w3.org/2000/svg}desc") or "") > 30
