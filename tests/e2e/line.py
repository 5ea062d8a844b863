"""The line between a browser and the desk, which can be cut: a browser told to be offline keeps what is open."""

from __future__ import annotations

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Line:
    """Passes on what comes, to the desk and back; cut, it drops every connection and takes no new one."""

    def __init__(self, desk: str) -> None:
        there = urlsplit(desk)
        self._there = (there.hostname, there.port)
        self._server = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._is_cut = False
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"

    def __enter__(self) -> Line:
        threading.Thread(target=self._take, daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.close()
        self.cut()

    def cut(self) -> None:
        """From now on nothing gets through."""
        with self._lock:
            self._is_cut = True
            for end in self._open:
                _drop(end)
            self._open.clear()

    def mend(self) -> None:
        """New connections get through again."""
        with self._lock:
            self._is_cut = False

    def _take(self) -> None:
        while True:
            try:
                here, _ = self._server.accept()
            except OSError:  # the line is taken down
                return
            with self._lock:
                if self._is_cut:
                    _drop(here)
                    continue
                there = socket.create_connection(self._there)
                self._open |= {here, there}
            for source, sink in ((here, there), (there, here)):
                threading.Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):  # one of the ends is gone: so is the connection
            while piece := source.recv(65_536):
                sink.sendall(piece)
        with self._lock:
            self._open -= {source, sink}
        _drop(source)
        _drop(sink)


def _drop(end: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it is closed already
        end.shutdown(socket.SHUT_RDWR)
    end.close()
