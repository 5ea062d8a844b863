from argparse import Namespace

import pytest

from desk.commands.administration import page_add
from desk.domain.errors import Invalid
from desk.settings import read_settings


@pytest.mark.parametrize(
    ("page", "undo_seconds"),
    [
        ("My page", None),
        ("a/b", None),
        ("", None),
        ("p\n", None),
        *(("p", float(x)) for x in ("nan", "inf", "-1", "3601")),
    ],
)
def test_a_page_that_would_break_the_console_is_refused(tmp_path, page, undo_seconds):
    arguments = Namespace(id=page, name="P", sign_with=None, undo_seconds=undo_seconds)
    with pytest.raises(Invalid):
        page_add(arguments, read_settings({"SHAREWELL_DATA": str(tmp_path)}))


def test_machines_that_are_told_the_same_key_sign_alike(tmp_path):
    told = {"SHAREWELL_SIGNING_KEY": "one key for all"}
    keys = {read_settings({**told, "SHAREWELL_DATA": str(tmp_path / name)}).signing_key for name in ("a", "b")}
    assert keys == {"one key for all"}
