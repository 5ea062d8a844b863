"""Runs the desk's processes together: ordered start, restart with back-off, one end for all.

``start`` brings up a private set, for tests and for commands that need some; ``./sharewell up`` runs them all.
"""

from desk.supervisor.errors import SupervisorError
from desk.supervisor.running import Running, start

__all__ = ["Running", "SupervisorError", "start"]
