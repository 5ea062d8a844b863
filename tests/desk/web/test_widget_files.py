"""The built widget as browsers get it."""

import gzip
import hashlib
import os
from types import SimpleNamespace

import pytest
from sanic.compat import Header

from desk.domain.errors import NotFound
from desk.web.widget.bundle import Bundle
from desk.web.widget.static import answer_of

SCRIPT = b"(()=>{})();\n" * 100


@pytest.fixture
def bundle(tmp_path):
    (tmp_path / "dist" / "texts").mkdir(parents=True)
    (tmp_path / "dist" / "v1.js").write_bytes(SCRIPT)
    (tmp_path / "dist" / "v1-panel.abc123.js").write_bytes(b"panel")
    (tmp_path / "dist" / "v1-panel.abc123.js.br").write_bytes(b"packed")
    (tmp_path / "dist" / "texts" / "de.json").write_bytes(b"{}")
    (tmp_path / "dist" / "secret.js").write_bytes(b"not for the public")
    return Bundle(tmp_path / "dist", tmp_path / "kept")


def test_the_script_is_known_by_two_names(bundle):
    hashed = f"v1.{hashlib.sha256(SCRIPT).hexdigest()[:16]}.js"
    assert bundle.hashed_name == hashed
    assert bundle.part("v1.js") is bundle.part(hashed) and bundle.part("v1.js").body == SCRIPT
    assert bundle.part("v1-panel.abc123.js").packed["br"] == b"packed"
    assert gzip.decompress(bundle.part("v1.js").packed["gzip"]) == SCRIPT
    assert bundle.part("texts/de.json").type == "application/json"
    for other in ("secret.js", "texts/../v1.js", "../kept", "v1.0000000000000000.js", ""):
        assert bundle.part(other) is None


def test_what_a_site_pinned_outlives_an_update(bundle):
    pinned = bundle.hashed_name
    assert bundle.part(pinned).body == SCRIPT
    (bundle.dist / "v1.js").write_bytes(b"new")
    os.utime(bundle.dist / "v1.js", ns=(1, 1))
    assert bundle.part("v1.js").body == b"new" and bundle.hashed_name != pinned
    assert bundle.part(pinned).body == SCRIPT
    assert Bundle(bundle.dist, bundle.kept).part(pinned).body == SCRIPT, "and a restart of the desk"


def test_a_widget_that_is_not_built_is_none(tmp_path):
    bundle = Bundle(tmp_path / "dist", tmp_path / "kept")
    assert not bundle.is_built and bundle.integrity is None and bundle.part("v1.js") is None


def ask(bundle, name, **headers):
    return answer_of(SimpleNamespace(headers=Header(headers), path=f"/widget/{name}"), bundle, name)


def test_browsers_get_it_packed_and_only_when_it_changed(bundle):
    answer = ask(bundle, "v1.js", **{"accept-encoding": "gzip;q=0.5, br"})
    assert gzip.decompress(answer.body) == SCRIPT and answer.headers["content-encoding"] == "gzip"
    assert answer.content_type == "text/javascript; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["cache-control"] == "public, max-age=300"
    again = ask(bundle, "v1.js", **{"if-none-match": f"W/{answer.headers['etag']}"})
    assert again.status == 304 and not again.body
    plain = ask(bundle, bundle.hashed_name, **{"accept-encoding": "gzip;q=0"})
    assert plain.body == SCRIPT and "content-encoding" not in plain.headers
    assert "immutable" in plain.headers["cache-control"]
    assert ask(bundle, "v1-panel.abc123.js", **{"accept-encoding": "br"}).headers["content-encoding"] == "br"


def test_a_widget_that_is_not_built_says_what_to_do(bundle):
    (bundle.dist / "v1.js").unlink()
    with pytest.raises(NotFound, match="sharewell setup"):
        ask(bundle, "v1.js")
