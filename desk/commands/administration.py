"""Pages, people, tokens and webhooks, from the command line."""

from __future__ import annotations

import argparse
import getpass
import re
import secrets
import sys
from dataclasses import replace
from typing import Any

from desk.commands.drafting import chosen_page
from desk.commands.output import OK, say
from desk.commands.running import with_parts
from desk.connectors.api.client import secret_number
from desk.connectors.api.signing import secret_of
from desk.domain.errors import Invalid, NotFound
from desk.domain.page import PAGE_ID, Page
from desk.domain.reply import MAX_UNDO_WINDOW
from desk.domain.text import MAX_NAME, cleaned
from desk.main import Desk
from desk.services.accounts import hashed
from desk.settings import Settings


def user_add(arguments: argparse.Namespace, settings: Settings) -> int:
    """A new account."""
    password = _password()
    address = settings.public_url  # of the desk, not of what is started for this command

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            account = await desk.accounts.add(arguments.name, arguments.email, arguments.role, password)
        finally:
            await desk.close()
        say(f"{account.email} can sign in at {address} as {account.role}.")
        return OK

    return with_parts(settings, ("postgres",), run)


def second_factor_off(arguments: argparse.Namespace, settings: Settings) -> int:
    """No code is asked of somebody any more, until they set an app up again."""

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            async with desk.uow() as unit:
                user = await unit.sessions.user_by_email(arguments.email.strip())
            if user is None:
                raise NotFound(f"There is no account for {arguments.email}.")
            await desk.factors.reset("command line", user["id"])
        finally:
            await desk.close()
        say(f"{user['email']} signs in with the password alone, until they set an app up again.")
        return OK

    return with_parts(settings, ("postgres",), run)


def reset_link(arguments: argparse.Namespace, settings: Settings) -> int:
    """A one-time link with which somebody who forgot their password sets a new one."""
    address = settings.public_url  # of the desk, not of what is started for this command

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            async with desk.uow() as unit:
                user = await unit.sessions.user_by_email(arguments.email.strip())
            if user is None:
                raise NotFound(f"There is no account for {arguments.email}.")
            links = replace(desk.password_links, public_url=address)
            made = await links.make("command line", user["id"])
        finally:
            await desk.close()
        say(f"A link for {made.email}; it works once, for 24 hours, and is shown only now:")
        print(made.address)
        return OK

    return with_parts(settings, ("postgres",), run)


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password (at least 10 characters): ")
    if getpass.getpass("Once more: ") != first:
        raise Invalid("The two passwords differ; nothing was changed.")
    return first


def admin_link(arguments: argparse.Namespace, settings: Settings) -> int:
    """A one-time link for the first administrator, while there is no account."""
    address = settings.public_url  # of the desk, not of what is started for this command

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            token = await desk.accounts.first_admin_link()
        finally:
            await desk.close()
        if token is None:
            say(f"There is an account already; sign in at {address}")
        else:
            print(f"{address}/welcome/{token}")
        return OK

    return with_parts(settings, ("postgres",), run)


def token_add(arguments: argparse.Namespace, settings: Settings) -> int:
    """A token with which a page's own system posts comments."""

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            page = await chosen_page(desk, arguments.page)
            token = f"swl_{secrets.token_urlsafe(32)}"
            async with desk.uow() as unit:
                await unit.pages.add_token(page.id, arguments.name, hashed(token))
        finally:
            await desk.close()
        say(f"A token for the page {page.id}; it is shown this once:")
        print(token)
        return OK

    return with_parts(settings, ("postgres",), run)


def page_add(arguments: argparse.Namespace, settings: Settings) -> int:
    """A new page."""
    if not re.fullmatch(PAGE_ID, arguments.id):
        raise Invalid(f"{arguments.id!r} can't be a page's id: small letters, digits and dashes, at most 63.")
    if arguments.undo_seconds is not None and not 0 <= arguments.undo_seconds <= MAX_UNDO_WINDOW.total_seconds():
        raise Invalid(f"--undo-seconds must be a number from 0 to {MAX_UNDO_WINDOW.total_seconds():.0f}.")
    name = cleaned(arguments.name, "The name", MAX_NAME)
    page_settings: dict[str, Any] = {}
    if arguments.sign_with:
        page_settings["voice"] = {"sign_with": arguments.sign_with}
    if arguments.undo_seconds is not None:
        page_settings["undo_seconds"] = arguments.undo_seconds

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            async with desk.uow() as unit:
                await unit.pages.add(Page(arguments.id, name, page_settings))
        finally:
            await desk.close()
        say(f"The page {arguments.id} is there. Next: ./sharewell token add --page {arguments.id} --name my-website")
        return OK

    return with_parts(settings, ("postgres",), run)


def page_webhook(arguments: argparse.Namespace, settings: Settings) -> int:
    """Where approved replies of a page go; prints the secret that signs them."""
    if arguments.url and not arguments.url.startswith(("http://", "https://")):
        raise Invalid(f"{arguments.url!r} is not a web address; it must start with https:// (or http:// for a test).")

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            page = await chosen_page(desk, arguments.page)
            connection = await desk.api_connection(page.id)
            config = {**connection.config, "webhook_url": arguments.url or None}
            async with desk.uow() as unit:
                await unit.pages.configure(connection.id, config)
        finally:
            await desk.close()
        say(f"Replies of {page.id} go to {arguments.url}, signed with this secret:" if arguments.url else "Removed.")
        if arguments.url:
            print(secret_of(connection.id, settings.signing_key, secret_number(connection)))
        return OK

    return with_parts(settings, ("postgres",), run)
