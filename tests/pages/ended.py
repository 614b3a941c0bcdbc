"""A session that ends while its browser stays open."""

from django.test import Client


def end_session(client: Client) -> None:
    """The browser keeps its cookies; the site knows the session no more."""
    client.session.delete(client.session.session_key)


def seen_and_ended(client: Client, page: str) -> None:
    """Whoever is signed in had the page open when the session ended."""
    client.get(page)
    end_session(client)
