"""One's own account, and what the desk asks of sign-ins."""

from __future__ import annotations

from uuid import UUID

import segno
from sanic import Request

from desk.domain.errors import NotFound
from desk.services.accounts import Account
from desk.web import models_account as models
from desk.web.access import DESK
from desk.web.operations import SIGNED_IN, Operations

operations = Operations("account")


@operations.add("GET", "/api/v1/account", allow=SIGNED_IN, answer=models.OwnAccount)
async def own_account(request: Request, person: Account) -> models.OwnAccount:
    """One's own account, with the browsers that are signed in."""
    desk = request.app.ctx.desk
    async with desk.uow() as unit:
        rows = await unit.sessions.all_of(person.id)
        has_password = await unit.sessions.password_of(person.id) is not None
    factor = await desk.factors.state(person.id)
    sessions = [
        models.OwnSession(
            row["id"],
            row["device"] or "An unknown device",
            row["address"] or "",
            row["via"],
            row["created_at"],
            row["last_used_at"],
            row["id"] == person.session,
            row["new_device"],
        )
        for row in rows
    ]
    return models.OwnAccount(
        person.name,
        person.email,
        person.role,  # type: ignore[arg-type]  # checked by the database
        has_password,
        factor.since,
        factor.recovery_codes,
        person.factor_missing,
        sessions,
    )


@operations.add(
    "POST", "/api/v1/account/password", allow=SIGNED_IN, body=models.ChangePassword, answer=models.SessionsEnded
)
async def change_password(request: Request, person: Account, body: models.ChangePassword) -> models.SessionsEnded:
    """A new password; every other browser is signed out."""
    return models.SessionsEnded(await request.app.ctx.desk.accounts.change_password(person, body.current, body.new))


@operations.add("DELETE", "/api/v1/account/sessions/<session_id:uuid>", allow=SIGNED_IN, status=204)
async def end_session(request: Request, person: Account, session_id: UUID) -> None:
    """Sign one of one's browsers out."""
    await request.app.ctx.desk.accounts.end_session(person, session_id)


@operations.add("DELETE", "/api/v1/account/sessions", allow=SIGNED_IN, answer=models.SessionsEnded)
async def end_other_sessions(request: Request, person: Account) -> models.SessionsEnded:
    """Sign every other browser out."""
    return models.SessionsEnded(await request.app.ctx.desk.accounts.end_other_sessions(person))


@operations.add("POST", "/api/v1/account/sessions/<session_id:uuid>/recognise", allow=SIGNED_IN, status=204)
async def recognise_session(request: Request, person: Account, session_id: UUID) -> None:
    """Say that a sign-in from a new device was one's own."""
    async with request.app.ctx.desk.uow() as unit:
        if not await unit.sessions.recognise(person.id, session_id):
            raise NotFound("This session has ended already.")


@operations.add("POST", "/api/v1/account/second-factor", allow=SIGNED_IN, answer=models.Enrolment)
async def begin_second_factor(request: Request, person: Account) -> models.Enrolment:
    """A secret for an authenticator app; it counts once a code was confirmed."""
    enrolment = await request.app.ctx.desk.factors.begin(person.id, person.email)
    # Light on dark can't be read by every app, so the picture brings its own ground.
    qr = segno.make(enrolment.uri, error="m", micro=False).svg_data_uri(scale=4, border=4, dark="#000", light="#fff")
    return models.Enrolment(enrolment.secret, enrolment.uri, qr)


@operations.add(
    "POST",
    "/api/v1/account/second-factor/confirm",
    allow=SIGNED_IN,
    body=models.Code,
    answer=models.RecoveryCodes,
)
async def confirm_second_factor(request: Request, person: Account, body: models.Code) -> models.RecoveryCodes:
    """Confirm the app with a code of it; answers the recovery codes, this once."""
    return models.RecoveryCodes(await request.app.ctx.desk.factors.confirm(person.id, person.name, body.code))


@operations.add(
    "POST",
    "/api/v1/account/second-factor/recovery-codes",
    allow=SIGNED_IN,
    body=models.Code,
    answer=models.RecoveryCodes,
)
async def renew_recovery_codes(request: Request, person: Account, body: models.Code) -> models.RecoveryCodes:
    """New recovery codes; the earlier ones stop working."""
    return models.RecoveryCodes(await request.app.ctx.desk.factors.renew_codes(person.id, person.name, body.code))


@operations.add("POST", "/api/v1/account/second-factor/off", allow=SIGNED_IN, body=models.Code, status=204)
async def switch_second_factor_off(request: Request, person: Account, body: models.Code) -> None:
    """Ask for no code any more; needs a code."""
    await request.app.ctx.desk.factors.switch_off(person.id, person.name, body.code)


@operations.add("GET", "/api/v1/sign-in-rules", allow="admin", page=DESK, answer=models.SignInRules)
async def sign_in_rules(request: Request, person: Account) -> models.SignInRules:
    """What the desk asks of sign-ins, and who has a second factor."""
    async with request.app.ctx.desk.uow() as unit:
        needed = await unit.desk_settings.get("admins_need_second_factor") is True
        rows = await unit.factors.everybody()
    accounts = [models.SignInAccount(row["id"], row["name"], row["email"], row["role"], row["since"]) for row in rows]
    return models.SignInRules(needed, accounts)


@operations.add(
    "PUT", "/api/v1/sign-in-rules", allow="admin", page=DESK, body=models.ChangeSignInRules, answer=models.SignInRules
)
async def change_sign_in_rules(request: Request, person: Account, body: models.ChangeSignInRules) -> models.SignInRules:
    """Ask administrators for a second factor, or not."""
    async with request.app.ctx.desk.uow() as unit:
        await unit.desk_settings.put("admins_need_second_factor", body.admins_need_second_factor)
        data = {"admins_need_second_factor": body.admins_need_second_factor}
        await unit.audit.append(person.name, "sign_in.rules_changed", "sign-in", None, data)
    answer: models.SignInRules = await sign_in_rules(request, person)
    return answer


@operations.add("DELETE", "/api/v1/people/<user_id:uuid>/second-factor", allow="admin", page=DESK, status=204)
async def reset_second_factor(request: Request, person: Account, user_id: UUID) -> None:
    """Take the second factor away from somebody who lost their phone."""
    await request.app.ctx.desk.factors.reset(person.name, user_id, person.id)
