"""The document that the console's client is generated from is the desk's own."""

import json
from pathlib import Path

from desk.web.app import OPERATIONS
from desk.web.openapi import document
from desk.web.operations import MACHINE, PUBLIC, SIGNED_IN

ROOT = Path(__file__).parents[3]
ROLES = {"viewer", "drafter", "approver", "admin"}


def test_the_consoles_copy_is_up_to_date():
    copy = json.loads((ROOT / "console" / "openapi.json").read_text(encoding="utf-8"))
    assert copy == json.loads(json.dumps(document(OPERATIONS))), (
        "run: ./sharewell openapi > console/openapi.json && npm --prefix console run generate"
    )


def test_every_operation_says_who_may_and_has_a_name_of_its_own():
    names = [operation.name for operation in OPERATIONS]
    assert len(names) == len(set(names))
    for operation in OPERATIONS:
        assert operation.allow in ROLES | {MACHINE, PUBLIC, SIGNED_IN}, operation.name


def test_only_signing_in_is_public():
    public = {operation.name for operation in OPERATIONS if operation.allow == PUBLIC}
    signing_in = {"sign_in", "sign_out", "read_link", "follow_link", "sign_on", "start_sign_on", "finish_sign_on"}
    forgotten = {"read_password_link", "set_password_by_link"}
    assert public == signing_in | forgotten


def test_each_way_in_which_all_is_well_is_documented():
    paths = document(OPERATIONS)["paths"]
    posted = paths["/api/v1/comments"]["post"]["responses"]
    assert set(posted) == {"200", "201", "default"} and posted["200"] == posted["201"]
    assert list(paths["/api/v1/numbers.csv"]["get"]["responses"]["200"]["content"]) == ["text/csv"]
