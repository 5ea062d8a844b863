"""Files, folders and zip archives as streams of bytes. Nothing is unpacked to the disk."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, Final

from desk.domain.errors import Invalid

MAX_MEMBERS: Final = 500_000
MAX_TOTAL: Final = 50 * 1024**3
MAX_RATIO: Final = 250
"""Text shrinks to a tenth or so; a bomb to a thousandth."""
SMALL: Final = 20 * 1024**2
"""What is smaller than this unpacked harms nobody, however much it was compressed."""


class Bundle:
    """What an export consists of: one file, a folder, or a zip archive; ``names`` with forward slashes."""

    def __init__(self, path: Path, archive: zipfile.ZipFile | None) -> None:
        self._path = path
        self._archive = archive
        if archive is not None:
            self._members = {one.filename: one for one in archive.infolist() if not one.is_dir()}
            self.names = sorted(self._members)
        elif path.is_dir():
            self.names = sorted(one.relative_to(path).as_posix() for one in path.rglob("*") if one.is_file())
        else:
            self.names = [path.name]

    @property
    def is_single(self) -> bool:
        """Whether it is one file, which may have any name."""
        return self._archive is None and not self._path.is_dir()

    def wanted(self, matches: Callable[[str], bool]) -> list[str]:
        """The names that match; of a single file its own, whatever it is."""
        found = self.names if self.is_single else [name for name in self.names if matches(name)]
        if self._archive is not None:
            _check_sizes([self._members[name] for name in found])
        return found

    @property
    def only(self) -> str:
        """The name of its one file; raises Invalid where there are more, or none."""
        found = self.wanted(lambda _: True)
        if len(found) != 1:
            raise Invalid(f"{self._path} holds {len(found):,} files; name the one to import.")
        return found[0]

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """One file of it to read."""
        try:
            if self._archive is not None:
                with self._archive.open(self._members[name]) as stream:
                    yield stream
            else:
                with (self._path / name if self._path.is_dir() else self._path).open("rb") as file:
                    yield file
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
            raise Invalid(f"{name} in {self._path.name} is damaged: {error}. Download the archive again.") from None
        except OSError as error:
            raise Invalid(f"{name} can't be read: {error.strerror or error}.") from None


@contextmanager
def bundle(name: str) -> Iterator[Bundle]:
    """Raises Invalid where there is nothing, or an archive that isn't to be trusted."""
    path = Path(name)
    try:
        if not path.exists():
            raise Invalid(f"There is no {name}.")
        if path.is_dir() or not zipfile.is_zipfile(path):
            if path.suffix.lower() == ".zip":
                raise Invalid(f"{name} is no zip archive, or its download broke off. Download it again.")
            yield Bundle(path, None)
            return
        with zipfile.ZipFile(path) as archive:
            _check_names(archive.infolist())
            yield Bundle(path, archive)
    except zipfile.BadZipFile as error:
        raise Invalid(f"{name} is damaged: {error}. Download it again.") from None
    except OSError as error:
        raise Invalid(f"{name} can't be read: {error.strerror or error}.") from None


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise Invalid(f"The archive has {len(members):,} files; at most {MAX_MEMBERS:,} are taken.")
    for one in members:
        posix, windows = PurePosixPath(one.filename), PureWindowsPath(one.filename)
        leaves = posix.is_absolute() or windows.anchor or ".." in (*posix.parts, *windows.parts)
        if leaves or "\x00" in one.orig_filename or stat.S_ISLNK(one.external_attr >> 16):
            raise Invalid(f"The archive has a file that points out of it ({one.filename[:100]!r}); it isn't opened.")


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    for one in members:
        if one.flag_bits & 0x1:
            raise Invalid(f"{one.filename} is encrypted. Unpack the archive with its password, and import the folder.")
        if one.file_size > SMALL and one.file_size > MAX_RATIO * max(one.compress_size, 1):
            raise Invalid(
                f"{one.filename} would unpack to {one.file_size:,} bytes from {one.compress_size:,}; that is no export, and it"
                " isn't opened."
            )
    total = sum(one.file_size for one in members)
    if total > MAX_TOTAL:
        raise Invalid(f"The archive would unpack to {total:,} bytes; at most {MAX_TOTAL:,} are taken.")
