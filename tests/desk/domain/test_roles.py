import pytest

from desk.domain.roles import ALL_ROLES, ROLES, Roles


@pytest.mark.parametrize("role", ROLES)
def test_a_role_includes_those_before_it(role):
    may = [least for least in ROLES if Roles(role).may(least, "shop")]
    assert may == list(ROLES[: ROLES.index(role) + 1])


def test_the_role_on_a_page_stands_in_place_of_the_persons_own():
    roles = Roles("approver", {"shop": "viewer", "blog": "admin"})
    assert not roles.may("drafter", "shop")
    assert roles.may("admin", "blog")
    assert roles.may("approver", "another") and not roles.may("admin", "another")


def test_none_hides_one_page_and_leaves_the_others_also_those_to_come():
    seen = Roles("viewer", {"shop": "none"}).where()
    assert "shop" not in seen and "blog" in seen and "made-tomorrow" in seen


def test_without_a_role_of_their_own_people_see_the_pages_that_are_named():
    roles = Roles("none", {"shop": "approver", "blog": "viewer"})
    assert "shop" in roles.where() and "blog" in roles.where() and "another" not in roles.where()
    assert "blog" not in roles.where("approver")
    assert not roles.where().everything


def test_what_all_pages_share_is_read_by_whoever_reads_any_and_changed_by_whoever_may_on_all():
    approver_of_one = Roles("none", {"shop": "approver"})
    assert approver_of_one.may("viewer", None) and not approver_of_one.may("drafter", None)
    assert Roles("approver").may("approver", None)
    assert not Roles("none").may("viewer", None)


@pytest.mark.parametrize("own", ALL_ROLES)
@pytest.mark.parametrize("on_page", ALL_ROLES)
@pytest.mark.parametrize("least", ROLES)
def test_the_pages_where_somebody_may_are_those_on_which_they_may(own, on_page, least):
    roles = Roles(own, {"shop": on_page})
    for page in ("shop", "another"):
        assert (page in roles.where(least)) is roles.may(least, page)
    assert roles.somewhere(least) is (roles.may(least, "shop") or roles.may(least, "another"))


def test_no_page_is_in_no_scope():
    assert "" not in Roles("admin").where() and "" not in Roles("none", {"shop": "admin"}).where()
