"""The company's identity provider, by OpenID Connect's code flow with PKCE.

Sources: OpenID Connect Core 1.0, sections 3.1.2 to 3.1.3.7; Discovery 1.0, section 4; RFC 7636 (PKCE).
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote, urlencode

import httpx
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import OpenIDProviderMetadata
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from desk.domain.sign_on import Identity, SignOnFailed
from desk.domain.text import MAX_ID, MAX_NAME
from desk.ports.outside import Clock
from desk.sign_on_settings import SignOnSettings

TIMEOUT: Final = httpx.Timeout(10.0, connect=5.0)
KEEP_S: Final = 3600.0
LEEWAY_S: Final = 60
# Signatures by a key pair; a token "signed" with none, or with a secret that both sides know, is never taken.
ALGORITHMS: Final = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
    "Ed25519",
)


class OidcProvider:
    """The IdentityProvider of desk/ports/people.py."""

    def __init__(self, client: httpx.AsyncClient, clock: Clock, settings: SignOnSettings, redirect_uri: str) -> None:
        self._client = client
        self._clock = clock
        self._settings = settings
        self._redirect_uri = redirect_uri
        self._metadata: dict[str, Any] = {}
        self._keys: KeySet | None = None
        self._until = 0.0

    async def address(self, state: str, nonce: str, verifier: str) -> str:
        """Where the browser goes to sign in."""
        metadata = await self._discovered()
        query = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": self._redirect_uri,
            "scope": self._settings.scopes,
            "state": state,
            "nonce": nonce,
            "code_challenge": create_s256_code_challenge(verifier),
            "code_challenge_method": "S256",
        }
        endpoint = str(metadata["authorization_endpoint"])
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"

    async def identity(self, code: str, nonce: str, verifier: str) -> Identity:
        """Who came back with this code; raises SignOnFailed unless the provider's answer is genuine and for this desk."""
        metadata = await self._discovered()
        answer = await self._exchange(metadata, code, verifier)
        claims: Mapping[str, Any] = await self._verified(metadata, answer, nonce)
        if metadata.get("userinfo_endpoint") and not ("email" in claims and self._settings.groups_claim in claims):
            claims = {**await self._user_info(metadata, answer, claims), **claims}
        verified = claims.get("email_verified") in (True, "true")
        groups = claims.get(self._settings.groups_claim)
        email = claims.get("email")
        return Identity(
            issuer=self._settings.issuer,
            subject=str(claims["sub"])[:MAX_ID],
            email=str(email)[:MAX_NAME] if email and verified else None,
            name=str(claims.get("name") or claims.get("preferred_username") or email or "")[:MAX_NAME],
            groups=frozenset(
                str(group) for group in (groups if isinstance(groups, list) else [groups] if groups else [])
            ),
        )

    async def _discovered(self) -> dict[str, Any]:
        if not self._metadata or time.monotonic() >= self._until:
            found = await self._json("GET", self._settings.issuer.rstrip("/") + "/.well-known/openid-configuration")
            needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
            if found.get("issuer", "").rstrip("/") != self._settings.issuer.rstrip("/"):
                raise SignOnFailed("provider", f"The provider calls itself {found.get('issuer')!r}, not as configured.")
            if not all(isinstance(found.get(name), str) for name in needed):
                raise SignOnFailed("provider", "The provider's configuration lacks an address.")
            if self._settings.issuer.startswith("https:"):
                _check_addresses(found)
            self._metadata, self._keys = found, None
            self._until = time.monotonic() + KEEP_S
        return self._metadata

    async def _exchange(self, metadata: Mapping[str, Any], code: str, verifier: str) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect_uri,
            "code_verifier": verifier,
        }
        settings = self._settings
        methods = metadata.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        auth: httpx.BasicAuth | None = None
        if settings.client_secret is None:
            form["client_id"] = settings.client_id
        elif "client_secret_basic" in methods:
            # Form-encoded first, as RFC 6749, section 2.3.1, asks.
            auth = httpx.BasicAuth(quote(settings.client_id, safe=""), quote(settings.client_secret, safe=""))
        else:
            form.update(client_id=settings.client_id, client_secret=settings.client_secret)
        return await self._json("POST", metadata["token_endpoint"], data=form, auth=auth)

    async def _verified(self, metadata: Mapping[str, Any], answer: Mapping[str, Any], nonce: str) -> CodeIDToken:
        raw = answer.get("id_token")
        if not isinstance(raw, str):
            raise SignOnFailed("not-genuine", "The provider gave no ID token.")
        offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        registry = JWSRegistry(algorithms=[name for name in ALGORITHMS if name in offered], strict_check_header=False)
        try:
            try:
                token = jwt.decode(raw, await self._key_set(metadata), registry=registry)
            except (JoseError, ValueError):  # perhaps by a key that is newer than the ones at hand
                token = jwt.decode(raw, await self._key_set(metadata, anew=True), registry=registry)
            claims = CodeIDToken(
                token.claims,
                token.header,
                {
                    "iss": {"essential": True, "value": metadata["issuer"]},
                    "aud": {"essential": True, "value": self._settings.client_id},
                },
                {"nonce": nonce, "client_id": self._settings.client_id, "access_token": answer.get("access_token")},
            )
            claims.validate(now=int(self._clock.now().timestamp()), leeway=LEEWAY_S)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise SignOnFailed("not-genuine", f"The provider's ID token can't be trusted: {error}") from None
        return claims

    async def _key_set(self, metadata: Mapping[str, Any], *, anew: bool = False) -> KeySet:
        if self._keys is None or anew:
            self._keys = KeySet.import_key_set(await self._json("GET", metadata["jwks_uri"]))  # type: ignore[arg-type]
        return self._keys

    async def _user_info(
        self, metadata: Mapping[str, Any], answer: Mapping[str, Any], claims: Mapping[str, Any]
    ) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {answer.get('access_token')}"}
        info = await self._json("GET", metadata["userinfo_endpoint"], headers=headers)
        if info.get("sub") != claims["sub"]:  # Core, section 5.3.2
            raise SignOnFailed("not-genuine", "The provider's user info is about somebody else.")
        return info

    async def _json(self, method: str, address: str, **request: Any) -> dict[str, Any]:
        try:
            response = await self._client.request(method, address, timeout=TIMEOUT, **request)
            body = response.json()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise SignOnFailed("unreachable", f"{address} can't be reached ({type(error).__name__}).") from None
        except ValueError:
            raise SignOnFailed("provider", f"{address} answered {response.status_code} without JSON.") from None
        if not response.is_success or not isinstance(body, dict):
            why = body.get("error") if isinstance(body, dict) else None
            reason = "unreachable" if response.status_code >= 500 else "provider"
            raise SignOnFailed(reason, f"{address} answered {response.status_code} ({why or 'no reason given'}).")
        return body


def _check_addresses(found: dict[str, Any]) -> None:
    """Every address with TLS; a provider on this machine, without, is for trying out."""
    metadata = OpenIDProviderMetadata(found)
    try:
        for name in ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"):
            getattr(metadata, f"validate_{name}")()
    except ValueError as error:
        raise SignOnFailed("provider", f"The provider's configuration can't be used: {error}") from None
