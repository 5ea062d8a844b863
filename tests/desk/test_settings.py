import json
import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from desk.settings import SettingsError, read_secrets, read_settings


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


def settings_with(tmp_path, **environment):
    return read_settings({"SHAREWELL_DATA": str(tmp_path), **environment})


def test_learning_asks_for_no_run_by_itself_unless_it_is_told_to(tmp_path):
    settings = settings_with(tmp_path, SHAREWELL_LEARN_AFTER="")
    assert (settings.learn_at, settings.learn_after) == (None, 0)
    assert settings_with(tmp_path, SHAREWELL_LEARN_AFTER="500").learn_after == 500
    with pytest.raises(SettingsError, match="SHAREWELL_LEARN_AFTER"):
        settings_with(tmp_path, SHAREWELL_LEARN_AFTER="many")


OIDC = {"SHAREWELL_OIDC_ISSUER": "https://id.example", "SHAREWELL_OIDC_CLIENT_ID": "desk"}


def test_a_company_sign_in_is_read_with_its_defaults(tmp_path):
    sign_on = settings_with(tmp_path, **OIDC, SHAREWELL_OIDC_ROLES="support = approver, desk admins=admin").sign_on
    assert sign_on.rules.roles == {"support": "approver", "desk admins": "admin"}
    assert (sign_on.scopes, sign_on.groups_claim, sign_on.client_secret) == ("openid email profile", "groups", None)
    assert settings_with(tmp_path).sign_on is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SHAREWELL_OIDC_ISSUER", "http://id.example"),
        ("SHAREWELL_OIDC_ISSUER", "id.example"),
        ("SHAREWELL_OIDC_ISSUER", ""),
        ("SHAREWELL_OIDC_CLIENT_ID", " "),
        ("SHAREWELL_OIDC_DEFAULT_ROLE", "owner"),
        ("SHAREWELL_OIDC_ROLES", "support"),
        ("SHAREWELL_OIDC_ROLES", "support=boss"),
        ("SHAREWELL_TRUSTED_PROXIES", "-1"),
        ("SHAREWELL_TRUSTED_PROXIES", "all"),
    ],
)
def test_a_sign_in_setting_that_makes_no_sense_is_named(tmp_path, name, value):
    with pytest.raises(SettingsError, match=name):
        settings_with(tmp_path, **{**OIDC, name: value})
