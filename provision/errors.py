"""What goes wrong in set-up."""


class SetupError(Exception):
    """Set-up can't go on; the message is one line that says what to install or do."""
