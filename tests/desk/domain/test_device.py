import pytest

from desk.domain.device import device_of

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (CHROME, "Chrome on Windows"),
        (CHROME + " Edg/140.0.0.0", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Version/18.0 Safari/605.1.15", "Safari on a Mac"),
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox on Android"),
        ("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) CriOS/140.0 Mobile Safari/604.1", "Chrome on iPad"),
        ("Mozilla/5.0 (X11; Linux x86_64) SomeBrowser/1.0", "A browser on Linux"),
        ("curl/8.0", "An unknown device"),
        ("", "An unknown device"),
        ("<script>alert(1)</script>", "An unknown device"),
    ],
)
def test_a_browser_is_named_as_its_owner_would(header, words):
    assert device_of(header) == words
