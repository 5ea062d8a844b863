from __future__ import annotations

from provision.pip_settings import translate

CONFIG = """\
:env:.cert='/etc/certificates.pem'
global.index-url='https://index.example/simple'
global.extra-index-url='https://one.example/simple https://two.example/simple'
global.find-links='/wheels'
install.timeout='20'
"""


def test_uv_is_told_what_pip_knows() -> None:
    env = translate(CONFIG, {})
    assert env["UV_DEFAULT_INDEX"] == "https://index.example/simple"
    assert env["UV_INDEX"] == "https://one.example/simple https://two.example/simple"
    assert env["UV_FIND_LINKS"] == "/wheels"
    assert env["SSL_CERT_FILE"] == "/etc/certificates.pem"
    assert env["UV_HTTP_TIMEOUT"] == "20"


def test_what_is_set_for_uv_stays() -> None:
    assert translate(CONFIG, {"UV_DEFAULT_INDEX": "https://mine.example"})["UV_DEFAULT_INDEX"] == "https://mine.example"


def test_without_settings_nothing_is_said_of_indexes() -> None:
    assert "UV_DEFAULT_INDEX" not in translate("", {})
    assert "UV_INDEX" not in translate("", {})


def test_another_environment_does_not_leak_in() -> None:
    assert not {"VIRTUAL_ENV", "PYTHONPATH"} & set(translate("", {"VIRTUAL_ENV": "/x", "PYTHONPATH": "/y"}))
