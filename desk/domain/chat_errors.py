"""What can be in the way of a chat on a page's own site; the codes are part of the widget's contract."""

from __future__ import annotations

from desk.domain.errors import DeskError, Invalid, NotAllowed


class TokenRefused(DeskError):
    """This chat token can't be used."""

    code = "token_invalid"


class TokenMissing(TokenRefused):
    """This needs the chat's token in the header `Authorization: Bearer …`."""

    code = "token_missing"


class TokenExpired(TokenRefused):
    """This chat token has expired; renew it."""

    code = "token_expired"


class TokenRotated(TokenRefused):
    """This chat token was renewed; use the new one."""

    code = "token_rotated"


class TokenDead(TokenRefused):
    """This conversation is over; begin a new one."""

    code = "token_dead"


class TokenReplayed(TokenRefused):
    """This chat token was used again long after it was renewed, so it and all that followed it are revoked."""

    code = "token_replayed"


class OriginRefused(NotAllowed):
    """This page's chat isn't allowed on this site: see Settings, Web chat, Sites with the chat, and the tag's page."""

    code = "origin_not_allowed"


class WrongIdentity(NotAllowed):
    """The signature of the identity is wrong."""

    code = "wrong_identity"


class ProofNeeded(NotAllowed):
    """Very many write to this page right now; solve the challenge in the details and send it along."""

    code = "challenge"


class TooFast(NotAllowed):
    """Too much at once; wait a moment and try again."""

    code = "too_fast"


class TooLarge(Invalid):
    """This is too large."""

    code = "too_large"


class WrongType(Invalid):
    """A file of this type isn't taken."""

    code = "wrong_type"


class NotScanned(DeskError):
    """Files can't be checked right now, so none is taken; try again later."""

    code = "not_scanned"
