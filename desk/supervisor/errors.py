"""What goes wrong when processes are started together."""


class SupervisorError(Exception):
    """The processes can't be run; the message is one line that says what to do."""
