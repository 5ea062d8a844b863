"""Whatever is asked of the API: no crash, no hang, nobody let in, and answers as its document has them.

``python -m benchmarks.fuzz_api`` asks a hundred times as much.
"""

from __future__ import annotations

import pytest

from desk.web.app import OPERATIONS
from desk.web.operations import MACHINE, PUBLIC
from tests.integration.hostile_api import Callers, HostileApi
from tests.integration.test_roles_matrix import Scene

MACHINES = [one.name for one in OPERATIONS if one.allow == MACHINE]
PEOPLE = [one.name for one in OPERATIONS if one.allow != MACHINE]
OPEN = [one.name for one in OPERATIONS if one.allow == PUBLIC]


@pytest.fixture
async def scene(desk, web):
    scene = Scene(desk, web)
    await scene.furnish()
    yield scene
    await scene.close()


@pytest.mark.parametrize(
    ("who", "names", "examples"),
    [("administrator", PEOPLE, 6), ("machine", MACHINES, 24), ("nobody", [*OPEN, *MACHINES], 6)],
)
async def test_whatever_is_asked_the_answer_is_documented(desk, web, scene, who, names, examples):
    callers = Callers(desk)
    api = HostileApi(web, scene.values, comments=await callers.comments(20))
    tried = await api.try_all(names, getattr(callers, who), examples)
    assert not tried.findings, "\n".join(f"{what}\n    {how}" for what, how in sorted(tried.findings.items()))
    assert tried.requests > 2 * len(names)
