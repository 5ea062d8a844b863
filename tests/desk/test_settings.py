import json
import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from desk.settings import SettingsError, read_secrets


def test_processes_that_start_at_once_on_an_empty_folder_share_their_keys(tmp_path):
    with ProcessPoolExecutor(8, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(read_secrets, [tmp_path / "data"] * 32))
    assert all(secrets == found[0] for secrets in found)
    assert read_secrets(tmp_path / "data") == found[0]


def test_only_the_desks_user_can_read_them(tmp_path):
    read_secrets(tmp_path)
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_a_key_that_is_missing_is_added_and_the_others_stay(tmp_path):
    (tmp_path / "secrets.json").write_text(json.dumps({"signing_key": "kept"}))
    secrets = read_secrets(tmp_path)
    assert secrets["signing_key"] == "kept"
    assert secrets["assistant_token"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"signing_key": null}', '{"signing_key": ""}', b"\xff\xfe"])
def test_a_damaged_file_is_left_as_it_is_with_a_word_on_what_to_do(tmp_path, content):
    content = content if isinstance(content, bytes) else content.encode()
    (tmp_path / "secrets.json").write_bytes(content)
    with pytest.raises(SettingsError, match=r"secrets\.json can't be read.*delete it"):
        read_secrets(tmp_path)
    assert (tmp_path / "secrets.json").read_bytes() == content
