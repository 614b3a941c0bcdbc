"""Answering the short form, page by page."""

from django.http import HttpResponse
from django.test import Client

PAGES: tuple[dict[str, str | list[str]], ...] = (
    {"b_stage_now": "3"},
    {"c_contact_n": "2-3"},
    {"c_reply_n": "1", "c_exch_n": "3-5"},
    {"d_topic_main": "T01"},
    {"e_goal_met": "2"},
    {"f_fin": "received"},
    {"g_rev_dir": "4"},
    {"g_jobs_ft": "2", "g_jobs_pt_instead": ".d"},
    {"h_bds": ["course", "bank"]},
    {"i_nps": "9"},
)


def begin(client: Client, token: str, **ticks: str) -> str:
    """Consents in Spanish; gives the address of the first page."""
    answer = client.post(f"/r/{token}/", {"language": "es", **ticks})
    assert answer.status_code == 302, answer.content
    return str(answer["Location"])


def fill(client: Client, address: str) -> str:
    """Answers every page; gives the address of the last."""
    for said in PAGES:
        answer = client.post(address, said)
        assert answer.status_code == 302, (address, answer.content.decode())
        address = answer["Location"]
    return address


def quiet(answer: HttpResponse) -> bool:
    return answer.status_code == 404 and b"No hay nada que responder" in answer.content
