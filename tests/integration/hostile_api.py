"""The HTTP API given requests that schemathesis makes from its OpenAPI document, and what is wrong with the answers."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
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

CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SLOWEST_S: Final = 20
MOST_IDS: Final = 400
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


class HostileApi:
    """All operations of one running desk. ``known``: values that exist there, by the name of a parameter or a field."""

    def __init__(self, web: str, known: Mapping[str, Any], seed_number: int = 1) -> None:
        self._web = web
        self._seed = seed_number
        self._known = {name: str(value) for name, value in known.items()}
        self._ids = sorted({value for value in self._known.values() if _ID.fullmatch(value)})
        self._session = requests.Session()
        document = requests.get(f"{web}/openapi.json", timeout=30).json()
        self.schema = schemathesis.openapi.from_dict(document)
        self.schema.config.update(base_url=web)
        self.operations = {
            operation.definition.raw["operationId"]: operation
            for operation in (result.ok() for result in self.schema.get_all_operations())
        }

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
        if len(self._ids) < MOST_IDS and response.status_code < 300:
            self._ids = sorted({*self._ids, *_ID.findall(response.text)})

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

    def _lead_somewhere(self, case: Case, dice: random.Random) -> None:
        """Most random ids and names lead nowhere: mostly, take one that exists."""
        for name in case.path_parameters or {}:
            if dice.random() < 0.7:
                case.path_parameters[name] = self._value(name, dice) or case.path_parameters[name]
        if isinstance(case.body, dict) and dice.random() < 0.8:
            self._fill(case.body, dice)

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
