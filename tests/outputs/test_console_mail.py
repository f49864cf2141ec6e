# SPDX-License-Identifier: Apache-2.0
from io import StringIO

from django.core.mail import EmailMessage

from zhuoping.outputs.console_mail import EmailBackend


def test_mail_is_printed_as_a_person_reads_it():
    stream = StringIO()
    mail = EmailMessage("新的角色", "您获得了新的角色。\n", to=["ma@body.example", "lin@body.example"])

    sent = EmailBackend(stream=stream).send_messages([mail])

    assert sent == 1
    assert stream.getvalue() == (
        "To: ma@body.example, lin@body.example\nSubject: 新的角色\n\n您获得了新的角色。\n\n" + "-" * 79 + "\n"
    )
