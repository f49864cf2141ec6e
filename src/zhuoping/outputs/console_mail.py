# SPDX-License-Identifier: Apache-2.0
"""Mails on the terminal, for demonstrations and installations without a mail server: as a person reads them."""

from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend as Console


class EmailBackend(Console):
    """Prints the receivers, the subject and the text; Django's own prints the subject in the code that mails use."""

    def write_message(self, message: EmailMessage) -> None:
        """Write one mail to the stream."""
        self.stream.write(
            f"To: {', '.join(message.recipients())}\nSubject: {message.subject}\n\n{message.body}\n"
        )
        self.stream.write("-" * 79 + "\n")
