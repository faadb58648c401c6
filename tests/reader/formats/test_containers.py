"""Archives and mail boxes: one file after the other, within limits; what is left out is named."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterator

import pytest

from trucekeeper.reader.formats import containers
from trucekeeper.reader.formats.contents import Inside, Unread


def zipped(files: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return kept.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode=mode) as archive:  # type: ignore[call-overload]
        for name, raw in files.items():
            one = tarfile.TarInfo(name)
            one.size = len(raw)
            archive.addfile(one, io.BytesIO(raw))
    return kept.getvalue()


def opened(raw: bytes, name: str = "archive.zip") -> list[Inside | Unread]:
    assert containers.is_container(raw[:600], name)
    return list(containers.leaves(io.BytesIO(raw), name, containers.budget(len(raw))))


def names(found: list[Inside | Unread]) -> list[str]:
    return [one.name for one in found if isinstance(one, Inside)]


FILES = {"a.txt": b"one", "folder/b.txt": b"two", "__MACOSX/._a.txt": b"litter", "folder/.hidden": b"litter"}


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_gives_its_files_however_it_is_packed(mode: str) -> None:
    assert opened(tarred(FILES, mode), "archive.tar") == [Inside("a.txt", b"one"), Inside("folder/b.txt", b"two")]


def test_a_zip_gives_its_files_without_what_systems_leave_in_it() -> None:
    assert opened(zipped(FILES)) == [Inside("a.txt", b"one"), Inside("folder/b.txt", b"two")]


def test_a_single_packed_file_is_unpacked() -> None:
    assert opened(gzip.compress(b"The UN said so."), "report.txt.gz") == [Inside("the packed file", b"The UN said so.")]


def test_a_mail_box_gives_its_messages() -> None:
    box = (
        b"From a@b.example Wed Dec 14 05:12:00 2016\nSubject: one\n\nFirst.\n>From here on.\n\n"
        b"From a@b.example Wed Dec 14 05:13:00 2016\nSubject: two\n\nFrom here it is far.\n"
    )

    assert opened(box, "box.mbox") == [
        Inside("message 1.eml", b"Subject: one\n\nFirst.\nFrom here on.\n\n"),
        Inside("message 2.eml", b"Subject: two\n\nFrom here it is far.\n"),
    ]


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\evil.txt"])
def test_a_name_that_leads_out_of_the_archive_is_told_and_not_read(name: str) -> None:
    for raw in (zipped({name: b"x", "good.txt": b"y"}), tarred({name: b"x", "good.txt": b"y"})):
        evil, good = opened(raw)

        assert isinstance(evil, Unread)
        assert evil.why == "its name leads out of the archive"
        assert good == Inside("good.txt", b"y")


def test_links_and_devices_are_told_and_not_followed() -> None:
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("fifo", tarfile.FIFOTYPE)):
            one = tarfile.TarInfo(name)
            one.type, one.linkname = kind, "/etc/hostname"
            archive.addfile(one)

    found = opened(kept.getvalue(), "a.tar")

    assert found == [Unread(name, "it is a link or a device, no file") for name in ("link", "hard", "fifo")]


def test_a_file_that_unfolds_to_a_thousand_times_its_size_is_not_unfolded() -> None:
    bomb, good = opened(zipped({"bomb.txt": b"\0" * 30_000_000, "good.txt": b"y"}))

    assert isinstance(bomb, Unread)
    assert bomb.why.startswith("it unfolds to 1,0")
    assert good == Inside("good.txt", b"y")


def test_an_archive_that_unfolds_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "ALWAYS", 1_000_000)
    many = {f"{n}.txt": bytes([n]) * 900_000 for n in range(40)}

    for raw in (tarred(many), zipped(many)):
        found = opened(raw)
        assert len(names(found)) < 20
        assert found[-1] == Unread("", "it unfolds to far more than its size: no more of it is read")


def test_archives_in_archives_are_opened_three_deep_and_no_further() -> None:
    raw = b"The innermost."
    for depth in range(5, 0, -1):
        raw = zipped({f"{depth}.zip" if depth < 5 else "report.txt": raw})

    [one] = opened(raw)
    assert one == Unread("1.zip: 2.zip: 3.zip", "archives in archives are opened 3 deep, no further")


def test_an_archive_in_an_archive_gives_its_files_under_its_name() -> None:
    inner = tarred({"b.txt": b"two"})

    assert names(opened(zipped({"a.txt": b"one", "inner.tgz": inner}))) == ["a.txt", "inner.tgz: b.txt"]


def test_a_damaged_archive_gives_what_came_before_and_says_so() -> None:
    many = {f"{n}.txt": bytes(range(256)) * 200 for n in range(9)}
    raw = tarred(many)

    found = opened(raw[: len(raw) // 2], "a.tar.gz")

    assert 0 < len(names(found)) < 9 or len(found) == 1
    last = found[-1]
    assert isinstance(last, Unread)
    assert last.why.startswith("the archive is damaged or cut off from here on")


def test_a_damaged_or_locked_file_of_a_zip_does_not_stop_the_others() -> None:
    raw = bytearray(zipped({"a.txt": b"one " * 50, "b.txt": b"two"}))
    raw[raw.index(b"a.txt") + 8] ^= 0xFF
    locked = bytearray(zipped({"a.txt": b"one", "b.txt": b"two"}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1

    for damaged in (raw, locked):
        first, second = opened(bytes(damaged))
        assert isinstance(first, Unread)
        assert second == Inside("b.txt", b"two")


@pytest.mark.parametrize("raw", [b"PK\x03\x04 nothing", b"\x1f\x8b nothing", b"BZh nothing", b"\xfd7zXZ\x00 nothing"])
def test_what_only_begins_as_an_archive_is_told(raw: bytes) -> None:
    [one] = opened(raw, "a.zip")

    assert isinstance(one, Unread)
    assert "damaged" in one.why


def test_a_name_with_control_characters_is_shown_without_them() -> None:
    [one] = opened(zipped({"a\x1b[31m\u202etxt.exe": b"x"}))

    assert one.name == "a?[31m?txt.exe"


def test_a_stream_of_files_is_never_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    import tracemalloc

    raw = tarred({f"{n}.txt": b"%d " % n * 1000 for n in range(3000)})
    found: Iterator[Inside | Unread] = containers.leaves(io.BytesIO(raw), "a.tgz", containers.budget(len(raw)))
    tracemalloc.start()

    count = sum(1 for _ in found)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3000
    assert peak < 2_000_000
