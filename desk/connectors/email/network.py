"""What both ends of a mailbox say when they can't be reached."""

from __future__ import annotations

import ssl

from desk.domain.platform import PlatformError, Trouble


def certificate_refused() -> tuple[type[ssl.SSLCertVerificationError]]:
    """The error for a server that can't prove who it is."""
    return (ssl.SSLCertVerificationError,)


def unreachable(who: str, error: BaseException) -> PlatformError:
    """Nobody answered, or nobody who can be believed."""
    cause = error
    while cause.__cause__ is not None and not isinstance(cause, ssl.SSLCertVerificationError):
        cause = cause.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return PlatformError(
            Trouble.AWAY,
            f"{who} can't prove who it is: its certificate isn't trusted. If the server is your own, enter its "
            "certificate in Settings, Connections; otherwise ask whoever runs it.",
        )
    return PlatformError(Trouble.AWAY, f"{who} can't be reached ({type(error).__name__}); it is tried again.")
