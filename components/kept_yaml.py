"""The project's own example files, read and checked once: Rasa parses and validates each several times a training.

What is kept is plain JSON in the cache folder, by the hash of the file's content; a file that changed is read anew, and
files from elsewhere, such as what people's decisions taught, are never kept. What training sees is the same.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from components.encoder_featurizer import home

ROOT: Final = Path(__file__).parents[1]
LEAST: Final = 1_000
"""Characters; smaller files are read as fast as they are found."""
FORMAT: Final = "1"


class KeptYaml:
    """Parsed files by their content's hash in `folder`; only those whose content is `known`."""

    def __init__(self, folder: Path, known: frozenset[str]) -> None:
        self._folder = folder
        self._known = known

    def read(self, content: str, parse: Callable[[], Any]) -> Any:
        """What `parse` gives, kept where it is plain JSON."""
        path = self._path(content, "parsed")
        if path is None:
            return parse()
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            parsed = parse()
            try:
                text = json.dumps(parsed, ensure_ascii=True)
                if json.loads(text) == parsed:
                    _write(path, text)
            except (TypeError, ValueError):
                return parsed
            return parsed

    def check(self, content: str, schema: str, validate: Callable[[], None]) -> None:
        """Run `validate` unless this content passed it before; raises what it raises."""
        path = self._path(content, hashlib.sha256(schema.encode()).hexdigest()[:8])
        if path is not None and path.exists():
            return
        validate()
        if path is not None:
            _write(path, "")

    def _path(self, content: str, what: str) -> Path | None:
        if len(content) < LEAST:
            return None
        key = digest(content)
        return self._folder / f"{key}.{what}" if key in self._known else None


def digest(content: str) -> str:
    """The name of a content."""
    import rasa

    return hashlib.sha256(f"{FORMAT}\0{rasa.__version__}\0{content}".encode("utf-8", "surrogatepass")).hexdigest()


def keep_project_files(root: Path = ROOT) -> None:
    """Let Rasa read and check the files in the project's `data` through what is kept of them."""
    import rasa.shared.nlu.training_data.formats.rasa_yaml as examples
    import rasa.shared.utils.io as io
    import rasa.shared.utils.validation as validation

    contents = [path.read_text(encoding="utf-8") for path in sorted((root / "data").rglob("*.yml"))]
    kept = KeptYaml(home() / "cache" / "yaml", frozenset(map(digest, contents)))
    read_yaml, validate_schema = io.read_yaml, validation.validate_yaml_schema

    @functools.wraps(read_yaml)
    def read(content: str, reader_type: Any = "safe") -> Any:
        if reader_type != "safe":
            return read_yaml(content, reader_type)
        return kept.read(content, lambda: read_yaml(content, reader_type))

    @functools.wraps(validate_schema)
    def validate(yaml_file_content: str, schema_path: str, *more: Any, **named: Any) -> None:
        kept.check(
            yaml_file_content, schema_path, lambda: validate_schema(yaml_file_content, schema_path, *more, **named)
        )

    io.read_yaml = read
    validation.validate_yaml_schema = validate
    assert examples.validation is validation  # it calls through the module, so that the line above reaches it


def _write(path: Path, text: str) -> None:
    """In one step; what can't be kept is only slower next time."""
    temporary = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
