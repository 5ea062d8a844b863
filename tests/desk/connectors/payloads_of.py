"""Payloads written after the platforms' documentation."""

from pathlib import Path

FOLDER = Path(__file__).parent / "payloads"


def payload(platform, name):
    return (FOLDER / platform / f"{name}.json").read_bytes()
