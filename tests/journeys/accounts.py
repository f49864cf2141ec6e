# SPDX-License-Identifier: Apache-2.0
"""How people get in: by signing up, whose mail has to be confirmed, or by signing in."""

from playwright.sync_api import expect

from zhuoping.cli.demo_data.accounts import PASSWORD


def sign_up(visitor, email, name):
    """A new account, its address confirmed by the link in the mail; ends at the first page of a client."""
    visitor.arrive()
    visitor.looks("first-page")
    visitor.follow("注册账号")
    visitor.is_at("Sign Up")
    visitor.fill(email=email, password1=PASSWORD, password2=PASSWORD, name=name)
    visitor.looks("sign-up")
    visitor.press("Sign Up")
    visitor.is_at("Verify Your Email Address")
    visitor.passes("mail-sent")
    (link,) = visitor.product.links_to(email)
    visitor.open(link)
    visitor.is_at("Confirm Email Address")
    visitor.passes("confirm-address")
    visitor.press("Confirm")
    if visitor.page.url.endswith("/account/login/"):
        sign_in(visitor, email, fresh=False)
    expect(visitor.page.locator("header .z-person-name")).to_have_text(name)


def sign_in(visitor, email, *, fresh=True):
    """An account that is there already, by its password."""
    if fresh:
        visitor.come_again()
        visitor.open("/account/login/")
    visitor.is_at("Sign In")
    visitor.fill(login=email, password=PASSWORD)
    visitor.press("Sign In")
    visitor.page.wait_for_url(lambda address: "/account/login/" not in address)
