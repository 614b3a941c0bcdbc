"""How allauth speaks and sends in this house."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Mails of the account go through the sending ledger."""
