# SPDX-License-Identifier: Apache-2.0
"""Accounts: sign-in, sign-up, second factor, invitations, one's own page."""

from django.urls import include, path

from zhuoping.web.shared import api_keys, calendar, invitations, profile, second_factor, sessions

urlpatterns = [
    path("invitation/<str:token>/", invitations.show, name="account-invitation"),
    path("profile/", profile.show, name="account-profile"),
    path("profile/name/", profile.rename, name="account-profile-name"),
    path("profile/other-body/", profile.other_body, name="account-profile-body"),
    path("profile/ties/", profile.add_tie, name="account-profile-tie"),
    path("profile/ties/<int:pk>/end/", profile.end_tie, name="account-profile-tie-end"),
    path("keys/", api_keys.keys, name="account-keys"),
    path("keys/<int:pk>/end/", api_keys.end, name="account-key-end"),
    path("sessions/", sessions.show, name="account-sessions"),
    path("sessions/<int:pk>/end/", sessions.end, name="account-session-end"),
    path("sessions/end-others/", sessions.end_others, name="account-sessions-end-others"),
    path("calendar/", calendar.settings_page, name="account-calendar"),
    path("calendar/<str:token>.ics", calendar.feed, name="calendar-feed"),
    path("2fa/totp/activate/", second_factor.ActivateApp.as_view(), name="mfa_activate_totp"),
    path("2fa/webauthn/add/", second_factor.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("", include("allauth.urls")),
]
