"""Hands one mail to the mail server."""

from django.core.mail import EmailMultiAlternatives


def send(
    *,
    message_id: str,
    sender: str,
    to: str,
    subject: str,
    text: str,
    html: str,
    language: str,
    unsubscribe: str = "",
) -> None:
    """Sends it under the name it carries in the ledger; raises OSError or SMTPException.

    `unsubscribe` is where the mail program of the reader may send its one-click refusal
    (RFC 8058).
    """
    headers = {"Message-ID": message_id, "Content-Language": language}
    if unsubscribe:
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=text,
        from_email=sender,
        to=[to],
        headers=headers,
    )
    if html:
        mail.attach_alternative(html, "text/html")
    mail.send()
