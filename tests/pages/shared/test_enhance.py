"""The small comforts, in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page, Route

TWO_CLICKS = """async () => {
    const button = document.querySelector('button[name=go]');
    button.click();
    await new Promise((after) => setTimeout(after, 150));
    button.click();
    return button.getAttribute('aria-disabled');
}"""
FORM = (
    '<form method="post" action="/sent" data-autosave="ask">'
    '<textarea name="question" aria-label="q"></textarea>'
    '<button name="go" value="1">Go</button></form>'
)
SIGN_OUT = '<form method="post" action="/out" data-forget><button id="out">Out</button></form>'


class Site:
    """Answers pages, and remembers what was posted."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.posted: list[str] = []

    def __call__(self, route: Route) -> None:
        if route.request.method == "POST":
            self.posted.append(route.request.post_data or "")
        html = "<p>ok</p>" if "/missing" in route.request.url else self.html
        route.fulfill(body=html, content_type="text/html; charset=utf-8")


def signed_in(html: str, person: str) -> str:
    return html.replace("<body", f'<body data-person="{person}"')


def test_a_double_click_sends_once_and_keeps_the_pressed_button(page_of, show) -> None:
    site = Site(page_of(FORM))
    page = show(site)
    page.route("**/sent", lambda route: site.posted.append(route.request.post_data))
    disabled = page.evaluate(TWO_CLICKS)
    page.wait_for_timeout(200)
    assert len(site.posted) == 1
    assert "go=1" in site.posted[0]
    assert disabled == "true"


def typed_and_reloaded(page: Page) -> str:
    page.locator("textarea").fill("¿Cómo pongo precio?")
    page.wait_for_timeout(900)
    page.reload()
    return page.locator("textarea").input_value()


def test_another_person_in_the_same_tab_never_sees_a_draft(page_of, show) -> None:
    site = Site(signed_in(page_of(FORM), "ana"))
    page = show(site)
    assert typed_and_reloaded(page) == "¿Cómo pongo precio?"
    site.html = signed_in(page_of(FORM), "luis")
    page.reload()
    assert page.locator("textarea").input_value() == ""
    assert page.evaluate("Object.keys(sessionStorage).length") == 0


def test_signing_out_leaves_nothing_behind(page_of, show) -> None:
    site = Site(signed_in(page_of(FORM + SIGN_OUT), "ana"))
    page = show(site)
    typed_and_reloaded(page)
    page.locator("#out").click()
    page.wait_for_load_state()
    assert page.evaluate("Object.keys(sessionStorage).length") == 0


def test_a_draft_survives_a_session_that_ended(page_of, show) -> None:
    site = Site(signed_in(page_of(FORM), "ana"))
    page = show(site)
    page.locator("textarea").fill("Mis clientes pagan tarde")
    site.html = page_of("<p>sign in</p>")
    page.locator("button[name=go]").click()
    page.wait_for_load_state()
    site.html = signed_in(page_of(FORM), "ana")
    page.goto("http://site.test/")
    assert page.locator("textarea").input_value() == "Mis clientes pagan tarde"


def test_what_the_server_shows_again_wins_over_the_draft(page_of, show) -> None:
    site = Site(signed_in(page_of(FORM), "ana"))
    page = show(site)
    typed_and_reloaded(page)
    site.html = signed_in(
        page_of(FORM.replace("></textarea>", ">From the server</textarea>")), "ana"
    )
    page.reload()
    assert page.locator("textarea").input_value() == "From the server"


def test_what_was_typed_over_a_served_text_wins_over_that_text(page_of, show) -> None:
    served = FORM.replace("></textarea>", ">\n\nKept &amp;\r\nserved</textarea>")
    page = show(Site(signed_in(page_of(served), "ana")))
    assert typed_and_reloaded(page) == "¿Cómo pongo precio?"
    page.locator("textarea").press_sequentially(" x")
    page.wait_for_timeout(900)
    page.reload()
    assert page.locator("textarea").input_value() == "¿Cómo pongo precio? x"


def test_an_accepted_form_loses_its_draft(page_of, show) -> None:
    site = Site(signed_in(page_of(FORM), "ana"))
    page = show(site)
    page.locator("textarea").fill("Mis clientes pagan tarde")
    site.html = signed_in(page_of("<p>thanks</p>"), "ana")
    page.locator("button[name=go]").click()
    page.wait_for_load_state()
    page.wait_for_timeout(100)
    assert page.evaluate("Object.keys(sessionStorage).length") == 0


def test_what_the_server_says_while_writing_stands_beside_its_field(page_of, show) -> None:
    form = FORM.replace("data-autosave", 'data-check-url="/check" data-autosave').replace(
        "</form>",
        '<div id="said" data-check-slot="none" role="status"></div>'
        '<div data-check-slot="odds">1 of 2</div><div data-check-slot="all">Here</div></form>',
    )
    page = show(Site(page_of(form)))
    box = page.locator("textarea")
    said = page.locator("#said")
    said.evaluate("(slot, name) => slot.dataset.checkSlot = name", box.get_attribute("name"))
    name = box.get_attribute("name")
    part = f'<div data-check-for="{name}"><p>No question yet</p></div>'
    answers = [
        part + '<div data-check-for="odds">2 of 3</div>',
        part.replace("<p>No question yet</p>", ""),
    ]
    page.route("**/check", lambda route: route.fulfill(body=answers.pop(0)))
    box.fill("Hola")
    page.wait_for_selector("#said >> text=No question yet")
    assert box.get_attribute("aria-describedby") == "said"
    assert page.locator("[data-check-slot=odds]").inner_text() == "2 of 3"
    assert page.locator("[data-check-slot=all]").inner_text() == "Here"
    box.fill("Hola, otra vez")
    page.wait_for_function("document.querySelector('#said').innerHTML === ''")
    assert box.get_attribute("aria-describedby") is None


ERRORS = (
    '<form method="post" action="/sent" data-check-url="/check">'
    '<div class="error-summary"><ul><li><a href="#id_q">Question: Leave out 5555</a></li>'
    '<li><a href="#id_q">Question: Too long</a></li></ul></div>'
    '<div class="field has-error"><label for="id_q">Question</label>'
    '<p class="error" id="id_q_error"><span><span class="visually-hidden">Error:</span> '
    "<span data-said-live>Leave out 5555 </span><span>Too long </span></span></p>"
    '<textarea id="id_q" name="q" aria-invalid="true" aria-describedby="id_q_error"></textarea>'
    '</div><div id="check-q" data-check-slot="q" role="status"></div></form>'
)
SAYS = '<div data-check-for="q"><p>Leave out 5555</p></div>'


def test_what_the_server_said_is_not_said_again_while_writing(page_of, show) -> None:
    page = show(Site(page_of(ERRORS)))
    page.route("**/check", lambda route: route.fulfill(body=SAYS))
    page.locator("textarea").fill("5555")
    page.wait_for_selector("#check-q >> text=Leave out")
    assert page.get_by_text("Leave out 5555").count() == 1
    assert page.get_by_text("Too long").count() == 2
    assert page.locator(".field.has-error").count() == 1


def test_a_field_whose_only_error_is_told_live_is_marked_no_more(page_of, show) -> None:
    page = show(Site(page_of(ERRORS.replace("<span>Too long </span>", ""))))
    page.route("**/check", lambda route: route.fulfill(body='<div data-check-for="q"></div>'))
    page.locator("textarea").fill("Hola")
    page.wait_for_function("!document.querySelector('.error')")
    assert page.locator(".has-error").count() == 0
    assert page.locator("textarea").get_attribute("aria-invalid") is None
    assert page.locator("textarea").get_attribute("aria-describedby") is None
    assert page.locator(".error-summary li").count() == 1


KEPT = (
    '<form method="post" action="/sent" data-keep-url="/keep"><textarea name="q" aria-label="q">'
    '</textarea><button>Go</button></form><a id="on" href="/elsewhere">On</a>'
)


def test_a_link_waits_until_what_was_typed_is_kept(page_of, show) -> None:
    site = Site(page_of(KEPT))
    page = show(site)
    page.locator("#on").click()
    page.wait_for_url("**/elsewhere")
    assert site.posted == []
    page.locator("textarea").fill("Hola")
    page.locator("#on").evaluate("link => { link.href = '/further'; link.click(); }")
    page.wait_for_url("**/further")
    assert len(site.posted) == 1
    assert "Hola" in site.posted[0]


def test_what_was_sent_is_not_kept_beside(page_of, show) -> None:
    site = Site(page_of(KEPT))
    page = show(site)
    page.locator("textarea").fill("Hola")
    page.locator("button:has-text('Go')").click()
    page.wait_for_url("**/sent")
    assert len(site.posted) == 1


def test_a_dialog_opens_from_its_link(page_of: Callable[..., str], show) -> None:
    page = show(
        Site(
            page_of(
                '<a href="/missing" data-dialog="d">Open</a><dialog id="d"><p>Sure</p></dialog>'
            )
        )
    )
    page.locator("a[data-dialog]").click()
    assert page.locator("dialog[open]").count() == 1
    assert page.url == "http://site.test/"
