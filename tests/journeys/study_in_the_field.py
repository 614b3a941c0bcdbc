"""What is done of a study in the field: a wave, files of attempts and answers, the data lock."""

from collections.abc import Sequence

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.domain.studies.field import SHORT_ANSWER
from tests.domain.studies.test_imports import as_csv
from tests.journeys.steps import choose, press

ANSWERED, REFUSED, NOT_AT_HOME = "1.1", "2.112", "3.13"
ENDINGS = (*[ANSWERED] * 24, *[REFUSED] * 8, *[NOT_AT_HOME] * 8)
AGAIN = (*[ANSWERED] * 3, NOT_AT_HOME)
NOT_MENTORED = {"c_contact_n": "0", "c_reply_n": "", "c_exch_n": "", "d_topic_main": ""}


def release(page: Page, study: str) -> list[str]:
    """The keys of those who are asked, as the page of the cases shows them."""
    page.goto(f"{study}waves")
    page.fill("input[name=count]", "40")
    press(page, "Abrir la siguiente ola")
    expect(page.locator("main")).to_contain_text("40 de 48 personas de la muestra")
    page.goto(f"{study}field")
    page.get_by_role("link", name="Casos e intentos").click()
    keys = page.locator("tbody th code").all_inner_texts()
    assert len(set(keys)) == len(ENDINGS)
    return keys


def import_the_wave(page: Page, study: str, keys: Sequence[str]) -> None:
    """A bad cell is named and set aside; then every attempt and every answer goes in."""
    attempts = attempts_of(keys, ENDINGS)
    check_file(page, study, "attempts", [*attempts[:-1], {**attempts[-1], "code": "9.99"}])
    expect(page.locator("main")).to_contain_text("AAPOR no tiene ese código")
    press(page, "Apartar, no importar")
    check_file(page, study, "attempts", attempts)
    press(page, "Importar todo")
    expect(page.locator("main")).to_contain_text("El archivo quedó importado")
    import_answers(page, study, keys, ENDINGS)
    page.goto(f"{study}ledger")
    expect(page.locator("main")).to_contain_text("El libro cuadra")


def follow_up(page: Page, study: str) -> None:
    """The system draws half of the silent; who they are stands first among the cases."""
    page.goto(f"{study}lock")
    press(page, "Sortear el seguimiento")
    expect(page.locator("main")).to_contain_text("De 8 casos en silencio, 4 salieron sorteados")
    page.goto(f"{study}field/cases")
    drawn = page.locator("tbody tr", has=page.get_by_role("cell", name="Sí", exact=True))
    keys = drawn.locator("th code").all_inner_texts()
    assert len(keys) == len(AGAIN)
    check_file(page, study, "attempts", attempts_of(keys, AGAIN))
    press(page, "Importar todo")
    import_answers(page, study, keys, AGAIN)


def lock(page: Page, study: str) -> None:
    page.goto(f"{study}lock")
    expect(page.locator("main")).to_contain_text("Los datos se pueden cerrar")
    page.check("input[name=understood]")
    press(page, "Cerrar los datos")
    expect(page.locator("main")).to_contain_text("Ahora se pueden ver los resultados")


def attempts_of(keys: Sequence[str], endings: Sequence[str]) -> list[dict[str, str]]:
    at = timezone.now().isoformat()
    return [
        {"key": key, "mode": "phone", "code": code, "made_at": at}
        for key, code in zip(keys, endings, strict=True)
    ]


def import_answers(page: Page, study: str, keys: Sequence[str], endings: Sequence[str]) -> None:
    """Of those who answered every second was mentored, and reached more."""
    about = {"form": "short", "mode": "phone", "language": "es"}
    about["answered_at"] = timezone.now().isoformat()
    rows = [
        {
            "key": key, **about, **SHORT_ANSWER, "e_goal_met": str(3 - place % 2 * 2),
            "g_jobs_ft": str(place % 3), **(NOT_MENTORED if place % 2 else {}),
            "c_why_main": "R01" if place % 2 else "",
        }
        for place, (key, code) in enumerate(zip(keys, endings, strict=True))
        if code == ANSWERED
    ]  # fmt: skip
    check_file(page, study, "answers", rows)
    press(page, "Importar todo")
    expect(page.locator("main")).to_contain_text("El archivo quedó importado")


def check_file(page: Page, study: str, kind: str, rows: Sequence[dict[str, str]]) -> None:
    """Hands a file in; it is only checked."""
    page.goto(f"{study}imports")
    choose(page, "kind", kind)
    file = {"name": f"{kind}.csv", "mimeType": "text/csv", "buffer": as_csv(rows)}
    page.set_input_files("input[type=file]", file)
    press(page, "Revisar el archivo")
