import re
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest

from desk.commands.drafting import chosen_page
from desk.domain.errors import Invalid
from desk.domain.page import Page


def desk(*names):
    async def every():
        return [Page(name, name) for name in names]

    @asynccontextmanager
    async def uow():
        yield SimpleNamespace(pages=SimpleNamespace(all=every))

    return SimpleNamespace(uow=uow)


async def test_the_only_page_need_not_be_named():
    assert (await chosen_page(desk("shop"), None)).id == "shop"


@pytest.mark.parametrize(
    ("names", "wanted", "message"),
    [
        (["shop", "cafe"], "nope", "There is no page nope; there are: shop, cafe."),
        (["shop"], "nope", "There is no page nope; there are: shop."),
        (["shop", "cafe"], None, "Say which page with --page: shop, cafe."),
    ],
)
async def test_which_pages_there_are_is_said(names, wanted, message):
    with pytest.raises(Invalid, match=re.escape(message)):
        await chosen_page(desk(*names), wanted)
