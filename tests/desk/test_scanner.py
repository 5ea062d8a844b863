import stat

import pytest

from desk.domain.chat_errors import NotScanned
from desk.scanner.command import CommandScan


@pytest.fixture
def command(tmp_path):
    def write(script):
        path = tmp_path / "scan.sh"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return str(path)

    return write


async def test_the_command_gets_the_files_path_and_says_what_it_is(command):
    scan = CommandScan(command('grep -q "EICAR" "$1" && exit 1; exit 0'))
    assert await scan.is_clean(b"harmless")
    assert not await scan.is_clean(b"an EICAR test")


async def test_a_command_that_does_not_work_lets_nothing_through(command, monkeypatch):
    for broken in (command("exit 2"), "/nowhere/scan"):
        with pytest.raises(NotScanned):
            await CommandScan(broken).is_clean(b"harmless")
    monkeypatch.setattr("desk.scanner.command.SCAN_S", 0.2)
    with pytest.raises(NotScanned):
        await CommandScan(command("exec sleep 20")).is_clean(b"harmless")
