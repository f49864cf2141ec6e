# SPDX-License-Identifier: Apache-2.0
"""A passkey in a real browser, with an authenticator that the browser plays itself."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests.cast import PASSWORD
from tests.web.browser import chromium

__all__ = ["chromium"]

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.mark.django_db(transaction=True)
def test_administrator_sets_up_a_passkey_and_signs_in_with_it(chromium, live_server, cast):
    EmailAddress.objects.create(user=cast.tan, email=cast.tan.email, primary=True, verified=True)
    # Browsers know passkeys on https and on localhost only.
    context = chromium.new_context(base_url=live_server.url.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    with context:
        debugger = context.new_cdp_session(page)
        debugger.send("WebAuthn.enable")
        debugger.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

        page.goto("/account/login/?next=/desk/people/")
        enter(page, cast.tan)
        expect(page).to_have_url(re.compile("/account/2fa/.required=1"))
        page.goto("/account/2fa/webauthn/add/")
        page.fill("[name=password]", PASSWORD)
        page.locator("main button[type=submit]").first.click()
        page.fill("[name=name]", "办公室电脑")
        page.check("[name=passwordless]")
        page.locator("main button").last.click()
        expect(page).to_have_url(re.compile("/account/2fa/recovery-codes/"))
        page.goto("/desk/people/")
        expect(page.locator("h1")).to_have_text("人员")

        # By the passkey alone, without address and password.
        context.clear_cookies()
        page.goto("/account/login/?next=/desk/people/")
        page.locator("button:has-text('passkey'), button:has-text('通行密钥')").first.click()
        expect(page.locator("h1")).to_have_text("人员")

        # By password, then the passkey as the second factor.
        context.clear_cookies()
        page.goto("/account/login/?next=/desk/people/")
        enter(page, cast.tan)
        expect(page).to_have_url(re.compile("/account/2fa/authenticate/"))
        page.locator("button:has-text('密钥')").first.click()
        expect(page.locator("h1")).to_have_text("人员")

    kinds = set(Authenticator.objects.filter(user=cast.tan).values_list("type", flat=True))
    assert kinds == {"webauthn", "recovery_codes"}


def enter(page, person):
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
