"""How much visitors, networks and pages may send, and the challenge for a page that is under attack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from desk.domain.chat_challenge import LIFE, Challenge, challenge, solved
from desk.domain.chat_errors import ProofNeeded, TooFast
from desk.domain.pacing import Limit, Paces
from desk.ports.outside import Clock
from desk.services.attempts import network_of

MINUTE: Final = 60.0
NEW_VISITORS: Final = {"network": Limit(20, MINUTE, 20), "page": Limit(600, MINUTE, 300)}
MESSAGES: Final = {
    "visitor": Limit(20, MINUTE, 10),
    "network": Limit(120, MINUTE, 60),
    "page": Limit(1_800, MINUTE, 600),
}
FILES: Final = {"visitor": Limit(20, 10 * MINUTE, 10), "network": Limit(120, 10 * MINUTE, 60), "page": Limit(300, MINUTE, 100)}  # fmt: skip
SIGNS: Final = {"visitor": Limit(120, MINUTE, 40)}
READS: Final = {"network": Limit(3_000, MINUTE, 600)}
ADDRESSES: Final = {"visitor": Limit(5, 60 * MINUTE, 5), "network": Limit(30, 60 * MINUTE, 15)}
CALM: Final = {"visitors": Limit(60, MINUTE, 60), "messages": Limit(300, MINUTE, 300)}
"""More than that on one page is taken for an attack."""
ATTACK_S: Final = 300.0
MAX_USED: Final = 100_000


@dataclass
class ChatGuard:
    """One a process; several web processes count each for itself."""

    clock: Clock
    signing_key: str
    paces: Paces = field(default_factory=Paces)
    _attacked: dict[str, float] = field(default_factory=dict)
    _used: dict[str, float] = field(default_factory=dict)

    def check(
        self,
        what: str,
        limits: Mapping[str, Limit],
        *,
        address: str = "",
        page: str = "",
        visitor: UUID | None = None,
    ) -> None:
        """Count one; raises TooFast with the seconds to wait."""
        who = {"network": network_of(address), "page": page, "visitor": str(visitor)}
        wait = self.paces.take({f"{what}:{kind}:{who[kind]}": limit for kind, limit in limits.items()})
        if wait > 0:
            raise TooFast(retry_after=int(wait) + 1)

    def note(self, what: str, page: str) -> None:
        """Something came in on a page; too much of it begins the time in which challenges are asked for."""
        if self.paces.take({f"calm:{what}:{page}": CALM[what]}) > 0:
            self._attacked[page] = self.paces.clock() + ATTACK_S

    def challenge(self, page: str) -> Challenge | None:
        """What a new visitor has to solve; None in quiet times."""
        if self._attacked.get(page, 0.0) <= self.paces.clock():
            self._attacked.pop(page, None)
            return None
        return challenge(page, self.signing_key, self.clock.now())

    def check_proof(self, page: str, proof: tuple[str, str] | None) -> None:
        """Raise ProofNeeded where one is needed and this is none that wasn't used before."""
        needed = self.challenge(page)
        if needed is None:
            return
        if proof is not None and solved(*proof, page, self.signing_key, self.clock.now()) and self._use(proof[0]):
            return
        raise ProofNeeded(salt=needed.salt, difficulty=needed.difficulty, expires_at=needed.expires_at.isoformat())

    def _use(self, salt: str) -> bool:
        now = self.paces.clock()
        if len(self._used) >= MAX_USED:
            self._used = {known: until for known, until in self._used.items() if until > now}
        if salt in self._used:
            return False
        self._used[salt] = now + LIFE.total_seconds()
        return True
