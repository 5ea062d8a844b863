from __future__ import annotations

from pathlib import Path

from provision.wordpress import PACKAGES, missing_wordpress


def test_a_machine_without_it_is_told_what_to_install(tmp_path: Path) -> None:
    missing = missing_wordpress({"PATH": ""}, tmp_path)
    assert missing is not None
    assert str(tmp_path) in missing and missing.endswith(f"apt-get install {PACKAGES}")


def test_ci_installs_the_same_packages() -> None:
    assert PACKAGES in (Path(__file__).parents[2] / ".ci" / "run").read_text()
