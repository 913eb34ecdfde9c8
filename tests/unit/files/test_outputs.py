"""Outputs of one command: together or not at all, never over an input or a device."""

import os
import socket
import stat
import sys
import threading
from pathlib import Path

import pytest

from sanctions.errors import InputError
from sanctions.files import Outputs, check_name, write_file
from sanctions.files import outputs as module
from sanctions.files.temporary import OLD_SECONDS, temporary_beside

FIRST, SECOND = {"--json": lambda: "new\n"}, {"--csv": lambda: b"other"}
posix = pytest.mark.skipif(os.name != "posix", reason="devices, pipes and links of this kind")


def refused(act):
    with pytest.raises(InputError) as caught:
        act()
    return str(caught.value)


def test_the_file_appears_whole_and_alone(tmp_path):
    write_file(tmp_path / "out.txt", "é\n")
    assert (tmp_path / "out.txt").read_bytes() == "é\n".encode()
    assert [each.name for each in tmp_path.iterdir()] == ["out.txt"]


def test_what_stands_against_every_output_is_said_at_once(tmp_path):
    (tmp_path / "old").write_text("old")
    named = {
        "-o": tmp_path / "old",
        "--json": tmp_path / "none" / "x",
        "--csv": tmp_path,
        "--html": tmp_path / ("n" * 300),
    }
    lines = refused(lambda: Outputs.of(named, force=False)).split("\n")
    assert [line.split(": ", 1)[1] for line in lines] == [
        "the file cannot be written: File name too long (expected room to write)",
        "the file exists already (expected another name, or --force)",
        f"the folder {tmp_path / 'none'} does not exist (expected an existing folder)",
        "this is a folder (expected the name of a file)",
    ]


def test_force_replaces_and_keeps_the_rights(tmp_path):
    target = tmp_path / "out"
    target.write_text("old")
    target.chmod(0o600)
    write_file(target, "new", force=True)
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("way", ["itself", "other path", "hard link", "symlink"])
def test_an_input_is_never_replaced(tmp_path, monkeypatch, way):
    monkeypatch.chdir(tmp_path)
    given = tmp_path / "given.csv"
    given.write_text("kept")
    target = {"itself": given, "other path": Path("./given.csv")}.get(way, tmp_path / "again.csv")
    if way == "hard link":
        os.link(given, target)
    elif way == "symlink":
        target.symlink_to(given)
    said = refused(lambda: Outputs.of({"--csv": target}, [str(given)], force=True))
    assert said == f"{target}: --csv would replace {given}, which this command reads (expected another file)"
    assert given.read_text() == "kept"


def test_a_file_the_command_turned_out_to_read_is_not_replaced(tmp_path):
    beside = tmp_path / "alt.csv"
    beside.write_text("kept")
    found = Outputs.of({"--json": beside}, force=True)
    assert "which this command reads" in refused(lambda: found.write(FIRST, read=[beside]))
    assert beside.read_text() == "kept"


@pytest.mark.parametrize("way", ["same", "hard link", "symlink", "dash"])
def test_two_outputs_never_go_to_one_place(tmp_path, way):
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("")
    if way == "hard link":
        os.link(one, other)
    elif way == "symlink":
        other.symlink_to(one)
    named = {"--json": one, "--csv": one if way == "same" else other}
    if way == "dash":
        named = {"--json": "-", "--csv": "-"}
    assert "--json and --csv" in refused(lambda: Outputs.of(named, force=True))


@posix
def test_a_link_is_followed_and_stays_a_link(tmp_path):
    (tmp_path / "real").write_text("old")
    link = tmp_path / "link"
    link.symlink_to("real")
    assert "exists already" in refused(lambda: write_file(link, "new"))
    write_file(link, "new", force=True)
    assert link.is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@posix
def test_a_link_to_what_is_not_there_yet_is_followed(tmp_path):
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "later")
    write_file(link, "new")
    assert link.is_symlink()
    assert (tmp_path / "later").read_text() == "new"


@posix
def test_a_link_to_itself_is_refused(tmp_path):
    link = tmp_path / "link"
    link.symlink_to(link)
    assert "link" in refused(lambda: write_file(link, "new", force=True))
    assert link.is_symlink()


@posix
def test_a_device_is_written_to(tmp_path):
    write_file("/dev/null", "new")
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    write_file(link, "new")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    Outputs.of({"-o": "/dev/null", "--json": "/dev/null"}, force=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
def test_a_full_device_says_so_and_no_file_appears(tmp_path):
    found = Outputs.of({"--json": tmp_path / "a", "--csv": "/dev/full"}, force=False)
    assert "No space left" in refused(lambda: found.write(FIRST | SECOND))
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_pipe_is_written_to_and_stays(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, "new")
    reader.join(10)
    assert heard == [b"new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_a_socket_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind("plug")
        assert "neither a file, a device nor a pipe" in refused(lambda: write_file("plug", "x", force=True))
    assert stat.S_ISSOCK(Path("plug").stat().st_mode)


def test_a_dash_is_standard_output_even_beside_a_file_of_that_name(tmp_path, monkeypatch, capsysbinary):
    monkeypatch.chdir(tmp_path)
    Path("-").write_text("kept")
    found = Outputs.of({"--json": "-"}, ["-"], force=False)
    assert found.take_standard_output
    assert found.write(FIRST) == ()
    assert capsysbinary.readouterr().out == b"new\n"
    assert Path("-").read_text() == "kept"


def test_when_a_later_output_fails_the_earlier_ones_are_as_before(tmp_path, monkeypatch):
    old, fresh, last = tmp_path / "old", tmp_path / "fresh", tmp_path / "last"
    old.write_text("kept")
    last.write_text("kept too")
    rename, calls = Path.replace, []

    def third_is_locked(self, target):
        calls.append(target)
        if target == last:
            raise PermissionError(13, "in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", third_is_locked)
    found = Outputs.of({"-o": old, "--json": fresh, "--csv": last}, force=True)
    said = refused(lambda: found.write({"-o": lambda: "x", **FIRST, **SECOND}))
    assert said == (
        f"{last}: the file cannot be replaced: it is open in another program or locked (expected a free file)"
    )
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == {"old": "kept", "last": "kept too"}


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, MemoryError])
def test_interruption_leaves_nothing(tmp_path, monkeypatch, error):
    def interrupted(*_):
        raise error

    monkeypatch.setattr(module, "_put_in_place", interrupted)
    with pytest.raises(error):
        write_file(tmp_path / "out", "new")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_appeared_meanwhile_is_not_replaced(tmp_path):
    found = Outputs.of({"--json": tmp_path / "out"}, force=False)
    (tmp_path / "out").write_text("kept")
    assert "exists already" in refused(lambda: found.write(FIRST))
    assert (tmp_path / "out").read_text() == "kept"


@posix
def test_only_what_killed_processes_left_is_cleared(tmp_path):
    mine = temporary_beside(tmp_path / "x")
    gone = mine.with_name(mine.name.replace(f"-{os.getpid()}-", "-99999999-"))
    old = mine.with_name(".sanctions-00000000-1-" + "0" * 32 + ".part")
    young = mine.with_name(".sanctions-00000000-1-" + "1" * 32 + ".part")
    alike = tmp_path / ".sanctions-notes.part"
    folder = mine.with_name(gone.name.replace(".part", "0.part"))
    for each in (mine, gone, old, young, alike):
        each.write_text("x")
    folder.mkdir()
    long_ago = old.stat().st_mtime - 2 * OLD_SECONDS
    os.utime(old, (long_ago, long_ago))
    write_file(tmp_path / "out", "new")
    assert set(tmp_path.iterdir()) == {mine, young, alike, folder, tmp_path / "out"}


def test_a_workbook_has_its_name_unless_it_is_a_device(tmp_path):
    assert "ends in .xlsx" in refused(lambda: check_name(tmp_path / "book.txt", "workbook"))
    assert "ends in .xlsx" in refused(lambda: check_name("-", "workbook"))
    check_name(tmp_path / "book.XLSX", "workbook")
    if os.name == "posix":
        check_name("/dev/null", "workbook")


def test_halves_of_characters_do_not_stop_a_document(tmp_path):
    write_file(tmp_path / "out", "a\ud800b")
    assert (tmp_path / "out").read_bytes() == b"a\\ud800b"


def test_standard_output_is_flushed_in_order(capsys):
    sys.stdout.write("first ")
    Outputs.of({"--json": "-"}, force=False).write({"--json": lambda: "second"})
    assert capsys.readouterr().out == "first second"
