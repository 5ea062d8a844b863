"""An empty web page with a page's real chat in it, which the console shows in a frame.

It is on the desk's own site, so it is for administrators alone, runs nothing but the desk's own script, turns no text
into markup, and can't lead the console around it elsewhere (https://www.w3.org/TR/CSP3/, https://www.w3.org/TR/trusted-types/).
"""

from __future__ import annotations

import re
import secrets
from html import escape
from typing import Final

from sanic import Request
from sanic.response import HTTPResponse, html

from desk.domain.errors import Invalid
from desk.domain.roles import ADMIN
from desk.web.access import require
from desk.web.guard import person

LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
DIRECTIONS: Final = {"": "", "left": ' data-dir="rtl"', "right": ' data-dir="ltr"'}
"""The chat stands where the lines of its surroundings end; what is in it has a direction of its own."""
SANDBOX: Final = "allow-scripts allow-same-origin allow-forms allow-popups"
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'nonce-{nonce}'; img-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script';"
    f" trusted-types 'none'; sandbox {SANDBOX}"
)
_PAGE: Final = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{page}</title>
<style nonce="{nonce}">
body {{ margin: 0; background: #fff; }}
div {{ height: 12px; margin: 24px; border-radius: 6px; background: #e7e9e8; }}
div:first-of-type {{ height: 72px; margin: 0 0 32px; border-radius: 0; }}
div:last-of-type {{ width: 55%; }}
sharewell-chat {{ {colours} }}
</style>
<body>
<div></div><div></div><div></div><div></div><div></div>
<script src="/widget/v1.js" data-page="{page}" data-lang="{language}"{direction} async></script>
</html>
"""


async def preview(request: Request) -> HTTPResponse:
    """The page's chat in this language, on this side and in these colours; raises Invalid."""
    page = request.args.get("page", "")
    require(await person(request, ADMIN), ADMIN, page)
    language = _read(request, "lang", LANGUAGE, "en")
    direction = DIRECTIONS.get(request.args.get("side", ""))
    if direction is None:
        raise Invalid("The side must be left or right.")
    colours = "".join(
        f"--sharewell-{name}: {colour}; "
        for name in ("accent", "on-accent")
        if (colour := _read(request, name, COLOUR, ""))
    )
    nonce = secrets.token_urlsafe(16)
    shown = _PAGE.format(
        page=escape(page, quote=True), language=language, direction=direction, colours=colours.strip(), nonce=nonce
    )
    return html(shown, headers={"Content-Security-Policy": _POLICY.format(nonce=nonce), "Cache-Control": "no-store"})


def _read(request: Request, name: str, shape: re.Pattern[str], default: str) -> str:
    value = str(request.args.get(name) or default)
    if value != default and not shape.fullmatch(value):
        raise Invalid(f"{name} can't be {value[:20]!r}; it must look like {shape.pattern}.")
    return value
