"""The language is named where it can be told, and short English is not taken for another."""

from __future__ import annotations

import pytest

from components.language_of import LANGUAGES, LanguageDetector


@pytest.fixture(scope="module")
def detector() -> LanguageDetector:
    return LanguageDetector()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wie lange dauert die Lieferung nach München?", "de"),
        ("¿Cuándo llega mi pedido? Llevo dos semanas esperando", "es"),
        ("Bonjour, où est mon colis s'il vous plaît ?", "fr"),
        ("Ik wacht al drie weken op mijn fiets", "nl"),
        ("なぜ返金されないのですか", "ja"),
        ("Где мой заказ?", "ru"),
        ("أين طلبي؟", "ar"),
        ("나의 주문은 어디에 있나요", "ko"),
        ("cabin bag size pls", "en"),
        ("gate 14 now", "en"),
        ("great job losing my order. again.", "en"),
        ("lol", "en"),
        ("Whoever packed my parcel, thank you.", "en"),
        ("", "und"),
        ("😀 123", "und"),
        ("@shop https://t.co/abc", "und"),
    ],
)
def test_the_language_is_named(detector: LanguageDetector, text: str, language: str) -> None:
    assert detector.language_of(text) == language


def test_at_least_forty_languages_are_known() -> None:
    assert len(set(LANGUAGES)) >= 40
