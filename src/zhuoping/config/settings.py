# SPDX-License-Identifier: Apache-2.0
"""Django's settings, from the typed environment (config/reading.py); docs/operate/settings.md says what each is."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from zhuoping.config import reading

ENVIRONMENT = reading.read_environment(os.environ)

_PACKAGE = Path(__file__).resolve().parents[1]
_DOORS = ("shared", "desk", "portal", "public")
_HTTPS = urlsplit(ENVIRONMENT.origin).scheme == "https"

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
DEMO = ENVIRONMENT.demo
DATA = ENVIRONMENT.data.resolve()
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
ORIGIN = ENVIRONMENT.origin
BODY_NAME = ENVIRONMENT.body_name or ("示例认证中心" if DEMO else "")
BODY_APPROVAL = ENVIRONMENT.body_approval
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.origin]

INSTALLED_APPS = [
    "zhuoping.records",
    "zhuoping.web.shared",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zhuoping.web.shared.language.PersonLanguageMiddleware",
    "zhuoping.web.shared.uploads.UploadLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "zhuoping.web.shared.sessions.SeenMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhuoping.web.shared.access.SecondFactorMiddleware",
    "zhuoping.web.shared.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "zhuoping.config.urls"
WSGI_APPLICATION = "zhuoping.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Those of "shared" come with its app: found twice, what extends a page of allauth would extend itself.
        "DIRS": [_PACKAGE / "web" / door / "templates" for door in _DOORS if door != "shared"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhuoping.web.shared.context.house",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": reading.database(ENVIRONMENT.database, DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Where more is kept than this, a counter that still counts may be thrown out; Django's own 300 are reached at will.
_MANY = {"MAX_ENTRIES": 100_000}
# Counters of sign-in tries and rate limits have to be seen by every process.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "zhuoping_cache",
        "OPTIONS": _MANY,
    },
    # Counted on every request of a program: in memory, so that reading costs no write.
    "limits": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": _MANY,
    },
}

# Chinese is the source language (product.md); English is complete.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("English"))]
LOCALE_PATHS = [_PACKAGE / "web" / door / "locale" for door in _DOORS]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [_PACKAGE / "web" / "static"]
# Files are served from where they lie; their addresses carry a digest, so browsers may keep them (web/shared/statics).
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 31_536_000
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.InMemoryStorage"
    },  # Nothing uses it: evidence has its own.
    "evidence": reading.evidence(ENVIRONMENT.evidence, DATA),
    "staticfiles": {"BACKEND": "zhuoping.web.shared.statics.Statics"},
}
EVIDENCE_LIMIT = ENVIRONMENT.evidence_limit_mb * 1024 * 1024
API_READS_A_MINUTE = ENVIRONMENT.api_reads_a_minute
API_WRITES_A_MINUTE = ENVIRONMENT.api_writes_a_minute
CLAMD = ENVIRONMENT.clamd
SIGNING_KEY = ENVIRONMENT.signing_key or DATA / "signing-key.pem"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "zhuoping.web.shared.uploads.BoundedUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

AUTH_USER_MODEL = "records.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_ADAPTER = "zhuoping.web.shared.accounts.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "zhuoping.web.shared.accounts.SocialAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "zhuoping.web.shared.accounts.NameForm"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_FORMS = {"reset_password_from_key": "zhuoping.web.shared.password_form.NewPasswordForm"}
ACCOUNT_PREVENT_ENUMERATION = True
# django-axes counts failed sign-ins by account and address; this bounds guessing at one account from everywhere, and
# the codes of its second factor.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,20/h/key"}
ACCOUNT_REAUTHENTICATION_REQUIRED = (
    True  # For what would open the account to others: addresses, second factor.
)
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{BODY_NAME}] " if BODY_NAME else ""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "zhuoping.web.shared.key_forms.AddKeyForm",
    "edit_webauthn": "zhuoping.web.shared.key_forms.EditKeyForm",
}
MFA_TOTP_TOLERANCE = 1  # Steps of 30 seconds, either way: clocks of phones are not exact.
MFA_TOTP_ISSUER = BODY_NAME or "Zhuoping"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO  # A demo runs on http://localhost.
SOCIALACCOUNT_PROVIDERS = reading.oidc(ENVIRONMENT)
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # The one provider is the body's own; the adapter asks for more.
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.behind_proxy else 0
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # Hours.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "shared/locked_out.html"
AXES_USERNAME_CALLABLE = "zhuoping.web.shared.accounts.tried_address"
AXES_CLIENT_IP_CALLABLE = "zhuoping.web.shared.accounts.client_address"

SESSION_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = _HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = False  # The proxy's business.
# Links in mails carry secrets: they are never plain, not even where the proxy does not say how it was asked.
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _HTTPS else "http"
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.behind_proxy else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *reading.oidc_origins(ENVIRONMENT)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

EMAIL_BACKEND, _MAIL = reading.mail(ENVIRONMENT.mail)
EMAIL_HOST, EMAIL_PORT = _MAIL["host"], _MAIL["port"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL["user"], _MAIL["password"]
EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL["ssl"], _MAIL["tls"]
EMAIL_TIMEOUT = 30  # Seconds; far less than a job's lease.
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from or "zhuoping@localhost"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
