# SPDX-License-Identifier: Apache-2.0
"""Short visits to the running product: a stranger, two people on one form, an administrator's second factor."""

import time

import pytest
from playwright.sync_api import expect

from tests.journeys.accounts import sign_in
from tests.journeys.applying import NUMBER
from tests.journeys.staffing import COLLEAGUE
from zhuoping.cli.demo_data.accounts import CLIENT_USERS, PASSWORD
from zhuoping.cli.demo_data.second_factors import code

OWNER, STRANGER = CLIENT_USERS["pump-maker"].email, CLIENT_USERS["appliance-maker"].email
ADMINISTRATOR = "tan@body.example"
PAGES = ("", "application/", "documents/", "submission/", "agreement/", "plan/", "end/")

pytestmark = pytest.mark.xdist_group("meetings")


def number_of(owner):
    """The engagement of the pump maker, as its own people see it."""
    owner.open("/portal/")
    return NUMBER.search(owner.page.locator("main").inner_text())[0]


def test_stranger_finds_no_page_at_the_number_of_another_client(come):
    owner, stranger = come(), come("en", "phone")
    sign_in(owner, OWNER)
    number = number_of(owner)
    sign_in(stranger, STRANGER)

    answers = {page: stranger.open(f"/portal/engagements/{number}/{page}") for page in PAGES}

    assert answers == dict.fromkeys(PAGES, 404)
    stranger.is_at("没有这个页面")
    stranger.sees("网址可能有误，或者您无权查看这里的内容。请检查网址，或从首页重新进入。")
    expect(stranger.page.locator("body")).not_to_contain_text(number)
    stranger.looks("no-page")
    assert owner.open(f"/portal/engagements/{number}/") == 200


def test_second_of_two_people_on_one_form_sees_both_texts_and_chooses(come):
    first, second = come(), come("en", "phone")
    sign_in(first, OWNER)
    sign_in(second, COLLEAGUE)
    address = f"/portal/engagements/{number_of(first)}/application/"
    for each in (first, second):
        each.open(address)

    first.fill(scope="泵组的安装", languages="中文")
    first.press("保存")
    first.is_told("申请已保存。")
    second.fill(scope="Repair of pump sets", languages="English")
    second.press("保存")

    second.is_at("两人同时修改了同一内容")
    second.is_refused()
    second.sees("您填写的没有丢失：请逐项选择以哪个为准，然后保存。")
    second.reads("泵组的安装", "Repair of pump sets")
    second.looks("two-people")
    second.fill(keep_scope="mine", keep_languages="theirs")
    second.press("按以上选择保存")
    second.is_told("申请已保存。")
    second.holds(scope="Repair of pump sets", languages="中文")
    first.open(address)
    first.holds(scope="Repair of pump sets", languages="中文")


def test_administrator_sets_up_an_app_and_a_passkey_and_signs_in_with_the_passkey(come):
    tan = come()
    _plug_in_authenticator(tan)
    sign_in(tan, ADMINISTRATOR)

    tan.is_at("Two-Factor Authentication")
    wanted = "必须启用两步验证后才能继续：请设置身份验证器或通行密钥，并妥善保存恢复代码。"
    expect(tan.page.get_by_text(wanted)).to_have_count(1)
    tan.looks("second-factor-wanted")
    tan.page.locator("main a[href='/account/2fa/totp/activate/']").click()
    tan.is_at("Confirm Access")
    tan.looks("password-again")
    tan.fill(password=PASSWORD)
    tan.press("Confirm")
    tan.is_at("Activate Authenticator App")
    tan.looks("authenticator-app")
    secret = tan.page.locator("#authenticator_secret").input_value()
    tan.fill(code=code(secret, time.time()))
    tan.press("Activate")
    tan.looks("recovery-codes")
    tan.open("/desk/people/")
    tan.is_at("人员")
    tan.open("/account/2fa/webauthn/add/")
    tan.fill(name="钥匙一", passwordless=True)
    tan.looks("passkey")
    tan.press("Add")
    tan.is_told("Security key added.")
    tan.open("/account/2fa/webauthn/")
    tan.is_at("通行密钥和安全密钥")
    tan.reads("钥匙一")
    tan.looks("passkeys")
    _sign_out(tan)
    tan.open("/account/login/")
    tan.press("Sign in with a passkey")
    expect(tan.page.locator("header .z-person-name")).to_have_text("谭明理")
    tan.open("/desk/people/")
    tan.is_at("人员")
    tan.looks("people")


def _plug_in_authenticator(visitor):
    """A passkey store of the browser that says yes to everything."""
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def _sign_out(visitor):
    visitor.page.locator("header .z-menu summary").click()
    visitor.press("退出登录", within="header")
    expect(visitor.page.get_by_role("link", name=visitor.say("登录"), exact=True).first).to_be_visible()
