from pathlib import Path

import pytest

from trucekeeper.cli.main import main

UGLY = "\ufeffWords.\r\n```deal\r\nparty   A\r\nmust A1\r\n by:A\r\n do:   open  # now\r\n```\r\n"


def test_a_file_is_formatted_once_and_keeps_its_mark_and_line_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deal = tmp_path / "my.deal.md"
    deal.write_bytes(UGLY.encode())

    assert main(["fmt", "--check", str(deal)]) == 1
    assert deal.read_bytes() == UGLY.encode()
    assert main(["fmt", str(deal)]) == 0
    assert main(["fmt", "--check", str(deal)]) == 0

    assert deal.read_bytes().decode() == (
        "\ufeffWords.\r\n```deal\r\nparty A\r\nmust A1\r\n  by: A\r\n  do: open  # now\r\n```\r\n"
    )
    assert [line.rpartition(": ")[2] for line in capsys.readouterr().out.splitlines()] == ["would change", "written"]
    assert [path.name for path in tmp_path.iterdir()] == ["my.deal.md"]


def test_a_file_with_mistakes_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = tmp_path / "my.deal.md"
    deal.write_text("```deal\nparty   A\nmst A1\n```\n", "utf-8")

    assert main(["fmt", str(deal)]) == 1

    assert deal.read_text("utf-8") == "```deal\nparty   A\nmst A1\n```\n"
    said = capsys.readouterr().out.splitlines()
    assert said[0].endswith('my.deal.md:3:1: error E001 "mst" is not a kind of block - did you mean "must"?')
    assert said[-1].endswith("my.deal.md: left as it is until this is mended")
