"""The language model's settings: none is the default, and what makes no sense is named in one line without the key."""

from __future__ import annotations

import pytest

from language.model_settings import ModelSettings, ModelSettingsError, read_model_settings

URL = {"SHAREWELL_MODEL_URL": "http://127.0.0.1:11434/v1/", "SHAREWELL_MODEL_NAME": "invented-1"}


def test_without_an_address_there_is_no_model() -> None:
    assert read_model_settings({}) is None
    assert read_model_settings({"SHAREWELL_MODEL_URL": " ", "SHAREWELL_MODEL_TIMEOUT": "soon"}) is None


def test_an_address_and_a_name_are_enough() -> None:
    assert read_model_settings(URL) == ModelSettings("http://127.0.0.1:11434/v1", "invented-1")


def test_everything_can_be_set() -> None:
    settings = read_model_settings(
        {
            "SHAREWELL_MODEL_URL": "https://models.example/v1/chat/completions",
            "SHAREWELL_MODEL_NAME": "lab/invented-1:7b",
            "SHAREWELL_MODEL_KEY": "sk-invented\n",
            "SHAREWELL_MODEL_TIMEOUT": "2.5",
            "SHAREWELL_MODEL_TOKENS_A_DAY": "5000",
            "SHAREWELL_MODEL_PAGES": "lamps, shades-2,",
        }
    )
    assert settings == ModelSettings(
        "https://models.example/v1", "lab/invented-1:7b", "sk-invented", 2.5, 5000, frozenset({"lamps", "shades-2"})
    )
    assert "sk-invented" not in repr(settings)


@pytest.mark.parametrize(
    ("changed", "value"),
    [
        ("SHAREWELL_MODEL_URL", "localhost:11434"),
        ("SHAREWELL_MODEL_URL", "ftp://models.example"),
        ("SHAREWELL_MODEL_URL", "http://"),
        ("SHAREWELL_MODEL_URL", "http://models.example:port/v1"),
        ("SHAREWELL_MODEL_URL", "http://[::1/v1"),
        ("SHAREWELL_MODEL_URL", "http://models.example/v 1"),
        ("SHAREWELL_MODEL_URL", "https://user:sk-secret@models.example/v1"),
        ("SHAREWELL_MODEL_URL", "https://models.example/v1?key=sk-secret"),
        ("SHAREWELL_MODEL_NAME", ""),
        ("SHAREWELL_MODEL_NAME", "a\nb"),
        ("SHAREWELL_MODEL_KEY", "sk-secret twice"),
        ("SHAREWELL_MODEL_KEY", "sk-secret\nX: y"),
        ("SHAREWELL_MODEL_KEY", "sk-secrét"),
        ("SHAREWELL_MODEL_TIMEOUT", "0"),
        ("SHAREWELL_MODEL_TIMEOUT", "61"),
        ("SHAREWELL_MODEL_TIMEOUT", "nan"),
        ("SHAREWELL_MODEL_TIMEOUT", "²"),
        ("SHAREWELL_MODEL_TOKENS_A_DAY", "999"),
        ("SHAREWELL_MODEL_TOKENS_A_DAY", "2000.5"),
        ("SHAREWELL_MODEL_TOKENS_A_DAY", "-1"),
        ("SHAREWELL_MODEL_PAGES", "lamps;shades"),
        ("SHAREWELL_MODEL_PAGES", "Lamps"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named_in_one_line(changed: str, value: str) -> None:
    with pytest.raises(ModelSettingsError, match=changed) as refused:
        read_model_settings({**URL, changed: value})
    assert "\n" not in str(refused.value) and "secret" not in str(refused.value)


@pytest.mark.parametrize("alone", ["SHAREWELL_MODEL_NAME", "SHAREWELL_MODEL_KEY"])
def test_a_name_or_key_without_an_address_is_a_mistake(alone: str) -> None:
    with pytest.raises(ModelSettingsError, match=f"{alone} is set without SHAREWELL_MODEL_URL") as refused:
        read_model_settings({alone: "sk-secret"})
    assert "secret" not in str(refused.value)
