"""The HTTP API given requests that schemathesis makes from its OpenAPI document, and what is wrong with the answers."""

from __future__ import annotations

import random
import re
import secrets
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.core.failures import FailureGroup

from desk.domain.incoming import Incoming
from desk.main import Desk
from desk.services.accounts import SESSION, hashed
from desk.services.receive import receive
from desk.web.app import OPERATIONS
from desk.web.guard import COOKIE
from desk.web.operations import MACHINE, PUBLIC
from tests.integration.people import HERE, account

CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SLOWEST_S: Final = 20
MOST_IDS: Final = 400
LAST: Final = ("sign_out", "change_password", "end_session", "end_other_sessions", "change_sign_in_rules")
"""What others would suffer from."""
_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Caller:
    """Who asks. ``refused``: the operations that must not let them in, by name."""

    name: str
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()


@dataclass
class Tried:
    """What was asked, and what is wrong: by operation and mistake, a request that shows it."""

    requests: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    slowest_s: float = 0
    findings: dict[str, str] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)
    """Operations that answered at least once as if all was well."""

    def merge(self, other: Tried) -> None:
        """Add another's."""
        self.requests += other.requests
        self.answers += other.answers
        self.slowest_s = max(self.slowest_s, other.slowest_s)
        self.findings = {**other.findings, **self.findings}
        self.reached |= other.reached


class Callers:
    """The ways of calling a furnished desk; each call of a method makes a new session or token."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def comments(self, count: int) -> list[str]:
        """The ids of so many new comments on the shop."""
        connection = await self._desk.api_connection("shop")
        made = [Incoming(f"more-{number}", f"Is order {number} on its way?", author="Ada") for number in range(count)]
        return [str((await receive(self._desk.uow, self._desk.clock, connection, one)).comment.id) for one in made]

    async def administrator(self) -> Caller:
        """A new account each time, since some operations end a session or ask for a second factor."""
        token = secrets.token_urlsafe(32)
        async with self._desk.database.connection() as raw:
            await raw.execute("TRUNCATE sign_in_attempts, desk_settings")
        person = await account(self._desk, f"Administrator {secrets.token_hex(4)}", "admin")
        async with self._desk.uow() as unit:
            await unit.people.start_session(person.id, hashed(token), self._desk.clock.now() + SESSION)
        refused = frozenset(one.name for one in OPERATIONS if one.allow == MACHINE)
        return Caller("an administrator", HERE, {COOKIE: token}, refused)

    async def machine(self) -> Caller:
        """The shop's own system."""
        _, token = await self._desk.webhooks.add_token("Ada", "shop", secrets.token_hex(4))
        refused = frozenset(one.name for one in OPERATIONS if one.allow not in (MACHINE, PUBLIC))
        return Caller("a machine", {"Authorization": f"Bearer {token}"}, refused=refused)

    async def nobody(self) -> Caller:
        """Without anything."""
        refused = frozenset(one.name for one in OPERATIONS if one.allow != PUBLIC)
        return Caller("nobody", refused=refused)


class HostileApi:
    """All operations of one running desk. ``known``: values that exist there, by the name of a parameter or a field."""

    def __init__(self, web: str, known: Mapping[str, Any], seed_number: int = 1, comments: Iterable[str] = ()) -> None:
        self._web = web
        self._seed = seed_number
        self._known = {name: str(value) for name, value in known.items()}
        self._ids = sorted({value for value in self._known.values() if _ID.fullmatch(value)})
        self._told: dict[str, list[str]] = {"comments": list(comments)}
        self._session = requests.Session()
        document = requests.get(f"{web}/openapi.json", timeout=30).json()
        self.schema = schemathesis.openapi.from_dict(document)
        self.schema.config.update(base_url=web)
        self.operations = {
            operation.definition.raw["operationId"]: operation
            for operation in (result.ok() for result in self.schema.get_all_operations())
        }

    async def try_all(self, names: Iterable[str], caller: Callable[[], Awaitable[Caller]], examples: int) -> Tried:
        """These operations, each with a caller of its own."""
        tried = Tried()
        for name in sorted(names, key=self._turn):
            tried.merge(self.try_out(name, await caller(), examples))
        return tried

    def _turn(self, name: str) -> tuple[bool, bool, str]:
        """What removes something comes late, and what others would suffer from last."""
        return (name in LAST, self.operations[name].method.upper() == "DELETE", name)

    def try_out(self, name: str, caller: Caller, examples: int) -> Tried:
        """One operation: half of the requests as the document has them, half against it."""
        tried = Tried()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            strategy = self.operations[name].as_strategy(generation_mode=mode)

            @seed(self._seed)
            @settings(
                max_examples=max(examples // 2, 1), database=None, deadline=None, phases=[Phase.generate],
                suppress_health_check=list(HealthCheck), verbosity=Verbosity.quiet,
            )  # fmt: skip
            @given(strategy, st.integers(0, 2**32))
            def ask(case: Case, number: int) -> None:
                self._ask(name, case, random.Random(number), caller, tried)

            try:
                ask()
            except Unsatisfiable:  # nothing about it can be wrong
                continue
        return tried

    def _ask(self, name: str, case: Case, dice: random.Random, caller: Caller, tried: Tried) -> None:
        self._lead_somewhere(case, dice)
        self._look_first(case, caller, dice)
        began = time.monotonic()
        try:
            response = case.call(
                session=self._session, headers=dict(caller.headers), cookies=dict(caller.cookies), timeout=SLOWEST_S
            )
        except requests.Timeout:
            tried.findings[f"{name}: no answer within {SLOWEST_S} s"] = case.as_curl_command()
            return
        tried.requests += 1
        tried.slowest_s = max(tried.slowest_s, time.monotonic() - began)
        tried.answers[response.status_code] += 1
        if response.status_code < 300:
            tried.reached.add(name)
        for mistake in self._mistakes(case, response, caller, name):
            tried.findings.setdefault(f"{name}: {mistake}", _shown(case, response))
        if response.status_code < 300:
            self._remember(case.operation.path, response.text)

    def _mistakes(self, case: Case, response: Any, caller: Caller, name: str) -> Iterator[str]:
        if name in caller.refused and response.status_code < 400:
            yield f"let in {caller.name}"
        if response.status_code >= 500 and response.status_code != 503:
            yield f"answered {response.status_code}"
            return
        try:
            case.validate_response(response, checks=CHECKS, headers=dict(caller.headers))
        except FailureGroup as group:
            for failure in group.exceptions:
                yield f"{type(failure).__name__} of {response.status_code}"

    def _remember(self, path: str, text: str) -> None:
        """The ids in an answer, by the collection that was asked."""
        found = dict.fromkeys(_ID.findall(text))
        for segment in path.split("/"):
            if segment not in ("", "api", "v1") and not segment.startswith("{"):
                self._told[segment] = [*dict.fromkeys([*self._told.get(segment, []), *found])][-MOST_IDS:]
        self._ids = [*dict.fromkeys([*self._ids, *found])][-MOST_IDS:]

    def _lead_somewhere(self, case: Case, dice: random.Random) -> None:
        """Most random ids and names lead nowhere: mostly, take one that exists."""
        for name in case.path_parameters or {}:
            if dice.random() < 0.7:
                before = case.operation.path.split(f"/{{{name}}}")[0].rsplit("/", 1)[-1]
                told = self._told.get(before) if dice.random() < 0.5 else None
                case.path_parameters[name] = (
                    dice.choice(told) if told else self._value(name, dice) or case.path_parameters[name]
                )
        if isinstance(case.body, dict) and dice.random() < 0.8:
            self._fill(case.body, dice)

    def _look_first(self, case: Case, caller: Caller, dice: random.Random) -> None:
        """What changes something must name the version that is there; mostly, find out."""
        named = next(
            (name for name in ("version", "revision") if isinstance(case.body, dict) and name in case.body), None
        )
        what, _, rest = case.formatted_path.removeprefix("/api/v1/").partition("/")
        if named is None or not rest or dice.random() < 0.3:
            return
        address = f"{self._web}/api/v1/{what}/{rest.partition('/')[0]}"
        answer = self._session.get(address, headers=caller.headers, cookies=caller.cookies, timeout=SLOWEST_S)
        found = re.search(rf'"{named}":(\d+)', answer.text)
        if found:
            case.body[named] = int(found.group(1))

    def _fill(self, body: dict[str, Any], dice: random.Random) -> None:
        for name, value in body.items():
            if isinstance(value, dict):
                self._fill(value, dice)
            elif isinstance(value, list):
                for one in value:
                    if isinstance(one, dict):
                        self._fill(one, dice)
                if value and all(isinstance(one, str) and _ID.fullmatch(one.lower()) for one in value):
                    body[name] = dice.sample(self._ids, min(len(value), len(self._ids)))
            elif (
                isinstance(value, str) and (name in self._known or _ID.fullmatch(value.lower())) and dice.random() < 0.7
            ):
                body[name] = self._value(name, dice) or value

    def _value(self, name: str, dice: random.Random) -> str | None:
        if name in self._known and (dice.random() < 0.7 or not name.endswith("_id")):
            return self._known[name]
        return dice.choice(self._ids) if name.endswith("_id") or name in ("id", "assignee") else None


def _shown(case: Case, response: Any) -> str:
    return f"{case.as_curl_command()[:1_500]}\n      → {response.status_code} {response.text[:400]}"
