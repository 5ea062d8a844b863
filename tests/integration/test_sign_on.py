"""The company's own sign-in, against a conforming OpenID provider that runs on this machine, and against faulty ones."""

import base64
import json
import logging
import re
import secrets
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import SimpleNamespace
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from desk.domain.sign_on import Identity, SignOnFailed, SignOnRules
from desk.main import SystemClock
from desk.services.accounts import Origin
from desk.services.sign_on import SignOn
from desk.sign_on.provider import OidcProvider
from desk.sign_on_settings import SignOnSettings
from tests.integration.conftest import ROOT, answers, free_port, wait_until

CLIENT = "sharewell-desk"
BACK = "https://desk.example/api/v1/oidc/callback"


# A faulty provider: what the conforming one below can't be made to answer.


class Faulty:
    """Answers as an OpenID provider; each test turns one thing of it wrong."""

    def __init__(self) -> None:
        self.keys = [self.new_key()]
        self.claims: dict = {}
        self.changes: dict = {}
        self.token_status = 200
        self.published: list | None = None
        self.key_reads = 0
        self.form: dict = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.answer(*outer.get(self.path))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                outer.form = {name: values[0] for name, values in parse_qs(body).items()}
                self.answer(*outer.token())

            def answer(self, status, value):
                content = value if isinstance(value, bytes) else json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    @staticmethod
    def new_key():
        return RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig", "alg": "RS256"})

    def get(self, path):
        if path.startswith("/.well-known/"):
            return 200, {
                "issuer": self.issuer,
                "authorization_endpoint": self.issuer + "/authorize",
                "token_endpoint": self.issuer + "/token",
                "jwks_uri": self.issuer + "/keys",
                "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
                **self.changes,
            }
        self.key_reads += 1
        published = self.keys if self.published is None else self.published
        return 200, {"keys": [key.as_dict(private=False) for key in published]}

    def token(self):
        if self.token_status != 200:
            return self.token_status, {"error": "invalid_grant"}
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self.id_token()}

    def id_token(self):
        key = self.keys[-1]
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": "ada-1", "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": "n-1"}
        claims |= {"email": "ada@example.org", "email_verified": True, "name": "Ada"} | self.claims
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def faulty():
    provider = Faulty()
    yield provider
    provider.stop()


def settings(issuer, secret="s3cret", **fields):
    known = {"groups_claim": "groups", "scopes": "openid email profile", "name": "Example", "rules": SignOnRules()}
    return SignOnSettings(issuer=issuer, client_id=CLIENT, client_secret=secret, **(known | fields))


@pytest.fixture
async def provider(faulty):
    async with httpx.AsyncClient() as client:
        yield OidcProvider(client, SystemClock(), settings(faulty.issuer), BACK)


async def identity(provider):
    return await provider.identity("code-1", "n-1", "v" * 43)


async def reason(provider):
    with pytest.raises(SignOnFailed) as failed:
        await identity(provider)
    return failed.value.reason


async def test_a_genuine_answer_says_who_it_is(provider, faulty):
    faulty.claims = {"groups": ["support", "desk"]}
    found = await identity(provider)
    assert (found.subject, found.email, found.name) == ("ada-1", "ada@example.org", "Ada")
    assert found.groups == {"support", "desk"}
    assert faulty.form["code_verifier"] == "v" * 43 and faulty.form["redirect_uri"] == BACK


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"aud": "another-client"},
        {"aud": [CLIENT, "another-client"]},
        {"aud": None},
        {"azp": "another-client"},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"sub": None},
        {"iat": int(time.time()) + 3600},
        {"nbf": int(time.time()) + 3600},
    ],
    ids=str,
)
async def test_a_token_for_another_time_place_or_client_is_refused(provider, faulty, claims):
    faulty.claims = claims
    assert await reason(provider) == "not-genuine"


async def test_a_token_by_an_unknown_key_is_refused_after_one_look_at_the_published_ones(provider, faulty):
    faulty.published = [faulty.new_key()]
    assert await reason(provider) == "not-genuine"
    assert faulty.key_reads == 2


async def test_a_known_key_id_with_another_key_is_refused(provider, faulty):
    impostor = RSAKey.generate_key(2048, {"kid": faulty.keys[0].kid, "use": "sig", "alg": "RS256"})
    faulty.published = [impostor]
    assert await reason(provider) == "not-genuine"


async def test_after_a_key_rotation_people_sign_in_without_a_restart(provider, faulty):
    await identity(provider)
    faulty.keys = [faulty.new_key()]
    assert (await identity(provider)).subject == "ada-1"


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
async def test_a_token_without_a_key_pairs_signature_is_refused(provider, faulty, algorithm):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    good = faulty.id_token()
    forged = f"{part({'alg': algorithm})}.{good.split('.')[1]}."
    faulty.id_token = lambda: forged
    assert await reason(provider) == "not-genuine"


@pytest.mark.parametrize("token", ["", "x", "a.b.c", None, 7])
async def test_what_is_no_token_is_refused(provider, faulty, token):
    faulty.id_token = lambda: token
    assert await reason(provider) == "not-genuine"


async def test_a_provider_that_calls_itself_otherwise_is_refused(provider, faulty):
    faulty.changes = {"issuer": "https://evil.example"}
    assert await reason(provider) == "provider"


@pytest.mark.parametrize(("status", "wanted"), [(400, "provider"), (401, "provider"), (500, "unreachable")])
async def test_a_refused_code_and_a_broken_provider_are_told_apart(provider, faulty, status, wanted):
    faulty.token_status = status
    assert await reason(provider) == wanted


async def test_a_provider_that_is_down_is_said_to_be(faulty):
    async with httpx.AsyncClient() as client:
        away = OidcProvider(client, SystemClock(), settings(f"http://127.0.0.1:{free_port()}"), BACK)
        assert await reason(away) == "unreachable"


async def test_an_address_that_is_not_verified_counts_for_nothing(provider, faulty):
    for value in (False, None, "false", 0):
        faulty.claims = {"email_verified": value}
        assert (await identity(provider)).email is None


# Which account somebody gets.


def somebody(subject="ada-1", email="ada@example.org", groups=()):
    return Identity("https://id.example", subject, email, "Ada", frozenset(groups))


def sign_on(desk, default_role=None, **roles):
    return SignOn(desk.uow, desk.accounts, SignOnRules(default_role, roles))


async def test_a_verified_address_finds_its_account_once_and_then_the_providers_id_does(desk):
    await desk.accounts.add("Ada", "ada@example.org", "approver", "correct horse battery")
    first, _ = await sign_on(desk).sign_in(somebody(), Origin("192.0.2.1"))
    again, token = await sign_on(desk).sign_in(somebody(email="new-name@example.org"), Origin("192.0.2.1"))
    assert first.id == again.id and again.role == "approver"
    assert (await desk.accounts.by_session(token)).email == "ada@example.org"


async def test_an_address_that_changed_hands_does_not_give_its_account_away(desk):
    await desk.accounts.add("Ada", "ada@example.org", "approver", "correct horse battery")
    await sign_on(desk).sign_in(somebody(), Origin())
    with pytest.raises(SignOnFailed) as failed:
        await sign_on(desk).sign_in(somebody(subject="somebody-else"), Origin())
    assert failed.value.reason == "linked-elsewhere"


@pytest.mark.parametrize(
    ("email", "role", "wanted"),
    [
        ("new@example.org", None, "no-account"),
        (None, None, "email-not-verified"),
        (None, "viewer", "email-not-verified"),
    ],
)
async def test_who_gets_no_account_is_told_why(desk, email, role, wanted):
    with pytest.raises(SignOnFailed) as failed:
        await sign_on(desk, role).sign_in(somebody(email=email), Origin())
    assert failed.value.reason == wanted


async def test_a_new_account_gets_the_default_role_and_no_password(desk):
    account, _ = await sign_on(desk, "drafter").sign_in(somebody(email="new@example.org"), Origin())
    assert account.role == "drafter"
    async with desk.uow() as unit:
        assert await unit.sessions.password_of(account.id) is None


async def test_groups_give_the_highest_of_their_roles_at_every_sign_in(desk):
    roles = {"support": "drafter", "leads": "approver"}
    account, _ = await sign_on(desk, None, **roles).sign_in(somebody(groups=("support", "leads", "x")), Origin())
    assert account.role == "approver"
    account, _ = await sign_on(desk, None, **roles).sign_in(somebody(groups=("support",)), Origin())
    assert account.role == "drafter"
    account, _ = await sign_on(desk, None, **roles).sign_in(somebody(), Origin())
    assert account.role == "drafter"


async def test_an_account_that_is_switched_off_stays_so(desk):
    await sign_on(desk, "viewer").sign_in(somebody(), Origin())
    async with desk.database.connection() as raw:
        await raw.execute("UPDATE users SET disabled_at = now()")
    with pytest.raises(SignOnFailed):
        await sign_on(desk, "viewer").sign_in(somebody(), Origin())


# The whole way through a browser, with a real provider.


@pytest.fixture(scope="module")
def conforming():
    """A conforming OpenID provider (oidc-provider-mock, built on Authlib's server side)."""
    mock = pytest.importorskip("oidc_provider_mock", reason="runs on Python 3.12 and later")
    serving = pytest.importorskip("werkzeug.serving")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = serving.make_server("127.0.0.1", 0, mock.app(require_nonce=True), threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def own_web(environment, conforming, tmp_path_factory):
    """The address of a web process that has that provider."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    told = {
        **environment,
        "SHAREWELL_PORT": str(port),
        "SHAREWELL_PUBLIC_URL": url,
        "SHAREWELL_OIDC_ISSUER": conforming,
        "SHAREWELL_OIDC_CLIENT_ID": CLIENT,
        "SHAREWELL_OIDC_CLIENT_SECRET": "s3cret",
        "SHAREWELL_OIDC_NAME": "Example Ltd",
        "SHAREWELL_OIDC_DEFAULT_ROLE": "viewer",
        "SHAREWELL_OIDC_ROLES": "desk leads=approver",
    }
    log = tmp_path_factory.mktemp("sign-on") / "web.log"
    with log.open("w") as output:
        command = [sys.executable, "-m", "desk", "web"]
        process = subprocess.Popen(command, cwd=ROOT, env=told, stdout=output, stderr=subprocess.STDOUT)
        try:
            wait_until(lambda: answers(url + "/healthz"), 30, lambda: log.read_text()[-3000:])
            yield url
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture
async def whole(desk, own_web, conforming):
    """A browser at a desk with a company sign-in."""
    async with httpx.AsyncClient(base_url=own_web) as browser:
        yield SimpleNamespace(browser=browser, issuer=conforming, base=own_web)


async def allowed(whole, address, subject, **claims):
    """What the provider sends the browser back with when this person signs in there."""
    async with httpx.AsyncClient() as there:
        stored = await there.put(f"{whole.issuer}/users/{quote(subject)}", json=claims)
        assert stored.status_code == 204, stored.text
        answer = await there.post(address, data={"sub": subject})
    return answer.headers["location"]


async def test_somebody_signs_in_with_their_company_account(whole):
    assert (await whole.browser.get("/api/v1/oidc")).json() == {"name": "Example Ltd"}
    start = await whole.browser.get("/api/v1/oidc/start?from=/comment/7")
    query = parse_qs(urlsplit(start.headers["location"]).query)
    assert query["code_challenge_method"] == ["S256"] and query["scope"] == ["openid email profile"]
    claims = {"email": "cy@example.org", "email_verified": True, "name": "Cy", "groups": ["desk leads"]}
    back = await allowed(whole, start.headers["location"], "cy", **claims)
    done = await whole.browser.get(back)
    assert (done.status_code, done.headers["location"]) == (302, "/comment/7")
    me = (await whole.browser.get("/api/v1/me")).json()
    assert (me["user"]["email"], me["user"]["role"], me["user"]["name"]) == ("cy@example.org", "approver", "Cy")


async def test_coming_back_twice_signs_nobody_in(whole):
    start = await whole.browser.get("/api/v1/oidc/start")
    back = await allowed(whole, start.headers["location"], "cy", email="cy@example.org", email_verified=True)
    await whole.browser.get(back)
    assert (await whole.browser.get(back)).headers["location"] == "/?sign-on=expired"


async def test_a_link_that_somebody_else_started_signs_nobody_in(whole):
    start = await whole.browser.get("/api/v1/oidc/start")
    back = await allowed(whole, start.headers["location"], "mallory", email="m@example.org", email_verified=True)
    async with httpx.AsyncClient(base_url=whole.base) as victim:
        assert (await victim.get(back)).headers["location"] == "/?sign-on=expired"
        assert (await victim.get("/api/v1/me")).status_code == 401


async def test_somebody_who_changes_their_mind_is_back_at_the_sign_in_screen(whole):
    start = await whole.browser.get("/api/v1/oidc/start")
    state = parse_qs(urlsplit(start.headers["location"]).query)["state"][0]
    denied = await whole.browser.get(f"/api/v1/oidc/callback?error=access_denied&state={state}")
    assert denied.headers["location"] == "/?sign-on=cancelled"


@pytest.mark.parametrize("place", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"])
async def test_nobody_is_sent_to_another_site_afterwards(whole, place):
    start = await whole.browser.get("/api/v1/oidc/start", params={"from": place})
    back = await allowed(whole, start.headers["location"], "cy", email="cy@example.org", email_verified=True)
    assert (await whole.browser.get(back)).headers["location"] == "/"


async def test_an_address_the_provider_does_not_vouch_for_gets_no_account(whole):
    start = await whole.browser.get("/api/v1/oidc/start")
    back = await allowed(whole, start.headers["location"], "di", email="di@example.org", email_verified=False)
    assert (await whole.browser.get(back)).headers["location"] == "/?sign-on=email-not-verified"


async def test_the_cookie_of_the_way_there_is_out_of_reach_for_scripts(whole):
    cookie = (await whole.browser.get("/api/v1/oidc/start")).headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and re.search("max-age=600", cookie)


async def test_without_a_provider_there_is_no_button_and_no_way(desk, web):
    async with httpx.AsyncClient(base_url=web) as browser:
        assert (await browser.get("/api/v1/oidc")).json() == {"name": None}
        assert (await browser.get("/api/v1/oidc/start")).status_code == 404
