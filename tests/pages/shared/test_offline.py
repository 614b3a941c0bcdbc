"""Without a connection."""

from tequio.pages.shared import offline


def test_neither_page_takes_a_post(rf) -> None:
    assert offline.offline(rf.post("/offline")).status_code == 405
    assert offline.service_worker(rf.post("/service-worker.js")).status_code == 405


def test_the_worker_keeps_only_public_files(visit) -> None:
    response = offline.service_worker(visit("/service-worker.js"))
    text = response.content.decode()
    assert response["Content-Type"] == "text/javascript"
    assert "cache.put" not in text
    assert text.count("addAll") == 1


def test_the_page_works_without_a_person(visit) -> None:
    assert "tequio" in offline.offline(visit("/offline")).content.decode().lower()
