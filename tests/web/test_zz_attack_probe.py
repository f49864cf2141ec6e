import json
from datetime import timedelta
from django.utils import timezone
from tests.cast import PASSWORD, USCC_A, USCC_B, NOW
from tests.adopting import edition
from tests.make_web import engagement_at
from zhuoping.actions import api_keys
from zhuoping.core.programs import Scope
from zhuoping.records.models import *
from django.test import Client as Browser

def key(p, *s):
    now = timezone.now()
    return api_keys.make(by=p, at=now, name="k", scopes=s or list(Scope), expires_at=now+timedelta(days=5))[1]

def call(t, m, path, body=None, **h):
    b = Browser()
    return getattr(b, m)(path, data=json.dumps(body) if body is not None else None, content_type="application/json", headers={"Authorization": f"Bearer {t}", **h})

def test_hijack(cast, client, mailoutbox):
    k = key(cast.bob)
    r = call(k, "post", f"/api/v1/clients/{USCC_B}/invitations", {"email":"new.decider@body.example","name":"x"})
    print(r.status_code, r.json())
    link = r.json()["link"].replace("http://testserver","")
    print(client.get(link).status_code)
    r = client.post("/account/signup/", {"email":"new.decider@body.example","name":"x","password1":"zoqpw-12-qwert-x","password2":"zoqpw-12-qwert-x"})
    print("SIGNUP", r.status_code, r.headers.get("Location"), "mails", len(mailoutbox))
    from allauth.account.models import EmailAddress
    print([(e.email,e.verified) for e in EmailAddress.objects.filter(email="new.decider@body.example")], client.get("/account/profile/").status_code)

def test_long(cast, client, edition):
    k = key(cast.tan); 
    def t(name, f):
        try: r = f(); print("LONG", name, r.status_code, r.content[:150])
        except Exception as e: print("LONG", name, "EXC", type(e).__name__, str(e)[:200])
    L = "长"*200_000
    t("rename", lambda: call(k, "put", f"/api/v1/people/{cast.ma.pk}/name", {"name": L}))
    t("rename2", lambda: call(k, "post", f"/api/v1/people/{cast.ma.pk}/name", {"name": L}))
    t("deact", lambda: call(k, "post", f"/api/v1/people/{cast.cao.pk}/deactivate", {"reason": L}))
    t("body", lambda: call(k, "post", f"/api/v1/people/{cast.cao.pk}/other-body", {"other_body": L}))
    t("body", lambda: call(k, "put", f"/api/v1/people/{cast.cao.pk}/other-body", {"other_body": L}))
    m = key(cast.ma)
    t("accept", lambda: call(m, "post", f"/api/v1/clients/{USCC_A}/credit-code", {"evidence": L}))
    cast.ma.refresh_from_db(); print(len(cast.ma.name), len(cast.cao.other_body))
    b = key(cast.bob)
    app = engagement_at(cast, "applying", cast.client_b)
    n = app.number
    t("end", lambda: call(b, "post", f"/api/v1/engagements/{n}/discontinue", {"reason": L}))
    print([ (e.action, len(e.body)) for e in LedgerEntry.objects.order_by("-sequence")[:6]])
    from django.urls import get_resolver

def test_routes():
    from zhuoping.api.v1 import api
    s = api.get_openapi_schema()
    for p, ms in s["paths"].items(): print(p, list(ms))
