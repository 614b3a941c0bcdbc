"""Somebody without an account and without scripts finds a published report and turns its dial."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import studies
from tests.stored_study import published

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def mentored_of_a_hundred(page: Page) -> int:
    sentence = page.get_by_text(re.compile("^Of every hundred people registered")).inner_text()
    found = re.search(r"and (\d+)(?: \([^)]*\))? were mentored", sentence)
    assert found is not None, sentence
    return int(found[1])


def test_a_reader_moves_the_dial(stranger: Page) -> None:
    published(studies.gather(now=timezone.now()), now=timezone.now())
    stranger.goto("/studies/published/")
    stranger.get_by_role("link", name="Does mentoring help?").click()
    weighted = mentored_of_a_hundred(stranger)
    stranger.get_by_text("Honesty dial and definitions").click()
    stranger.get_by_label(re.compile("If those who did not answer")).select_option("k = 0.1")
    stranger.get_by_role("button", name="Turn the dial").click()
    expect(stranger).to_have_url(re.compile(r"k=0\.1"))
    expect(stranger.get_by_role("status")).to_contain_text("assumes k = 0.1")
    assert mentored_of_a_hundred(stranger) < weighted
    stranger.get_by_role("link", name=re.compile("The programme and what was asked")).click()
    expect(stranger).to_have_url(re.compile(r"k=0\.1"))
    stranger.get_by_label("M3").check(force=True)
    stranger.get_by_role("button", name="Turn the dial").click()
    expect(stranger).to_have_url(re.compile("definition=M3"))
