"""What the desk sends of a page's voice is what the action reads."""

from __future__ import annotations

from dataclasses import asdict

from actions.voice import REASONS, voice_of
from desk.domain.voice import ESCALATIONS, Voice


def test_a_voice_arrives_as_it_was_sent() -> None:
    sent = Voice("Ada", "formal", "en-US", True, (("team", "crew"),), ("cheap",), {"press": "press@fernhill.example"})
    assert asdict(voice_of(sent.as_dict())) == asdict(sent)
    assert asdict(voice_of(Voice().as_dict())) == asdict(Voice())


def test_contacts_go_by_the_same_reasons() -> None:
    assert set(REASONS) == set(ESCALATIONS)
