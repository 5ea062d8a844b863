from types import SimpleNamespace

import pytest
from sanic.compat import Header

from desk.web.address import address_of


def request(hops, *forwarded):
    settings = SimpleNamespace(trusted_proxies=hops)
    app = SimpleNamespace(ctx=SimpleNamespace(desk=SimpleNamespace(settings=settings)))
    return SimpleNamespace(app=app, ip="10.0.0.1", headers=Header([("x-forwarded-for", value) for value in forwarded]))


@pytest.mark.parametrize(
    ("hops", "headers", "address"),
    [
        (0, ["203.0.113.9"], "10.0.0.1"),
        (1, ["203.0.113.9"], "203.0.113.9"),
        (1, ["6.6.6.6, 203.0.113.9"], "203.0.113.9"),
        (2, ["6.6.6.6, 203.0.113.9, 10.0.0.7"], "203.0.113.9"),
        (2, ["6.6.6.6", "203.0.113.9", "10.0.0.7"], "203.0.113.9"),
        (2, ["203.0.113.9"], "10.0.0.1"),
        (1, ["203.0.113.9:4711"], "203.0.113.9"),
        (1, ['"[2001:db8::1]:4711"'], "2001:db8::1"),
        (1, ["2001:db8::1"], "2001:db8::1"),
        (1, ["unknown"], "10.0.0.1"),
        (1, ["203.0.113.9, <script>"], "10.0.0.1"),
        (1, [""], "10.0.0.1"),
        (1, [], "10.0.0.1"),
    ],
)
def test_only_what_ones_own_proxies_added_is_believed(hops, headers, address):
    assert address_of(request(hops, *headers)) == address
