import pytest

from desk.services.attempts import limits_of, network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("no address", "no address"),
    ],
)
def test_what_one_household_has_is_counted_together(address, network):
    assert network_of(address) == network


def test_an_address_is_the_same_however_it_is_typed():
    assert limits_of(" Ada@Example.org ") == limits_of("ada@example.org")


def test_many_people_share_a_network():
    limits = limits_of("ada@example.org", "192.0.2.7")
    assert limits["address:192.0.2.7"] > limits["email:ada@example.org"]
