"""What goes wrong when processes are started together."""

from desk.domain.errors import DeskError


class SupervisorError(DeskError):
    """The processes can't be run; the message is one line that says what to do."""
