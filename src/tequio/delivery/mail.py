"""Hands one mail to the mail server."""

from django.core.mail import EmailMultiAlternatives


def send(
    *, message_id: str, sender: str, to: str, subject: str, text: str, html: str, language: str
) -> None:
    """Sends it under the name it carries in the ledger; raises OSError or SMTPException."""
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=text,
        from_email=sender,
        to=[to],
        headers={"Message-ID": message_id, "Content-Language": language},
    )
    if html:
        mail.attach_alternative(html, "text/html")
    mail.send()
