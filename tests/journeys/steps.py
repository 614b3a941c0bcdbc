"""What people do in the journey, in a real browser: one method a step of the way."""

import re
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page, expect

from tests.mail_server import MailServer

PASSWORD = "una-frase-bien-larga-17"
CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
LINK = re.compile(r"https?://\S+")


@dataclass
class Traveller:
    """A person with a browser of their own and a mailbox."""

    name: str
    email: str
    language: str
    context: BrowserContext
    post: MailServer
    page: Page

    def press(self) -> None:
        """The one primary button of the page."""
        self.page.locator("main .button.primary").first.click()
        self.page.wait_for_load_state()

    def mark(self, name: str, value: str) -> None:
        """A chip or a card."""
        choose(self.page, name, value)

    def letters(self) -> list[str]:
        """The texts that arrived for this person, the latest last."""
        return [
            letter.get_body(("plain",)).get_content()
            for letter in self.post.received
            if letter["To"] == self.email
        ]

    def open_link(self, within: str) -> None:
        """Open the latest link to such an address that came by mail."""
        links = [link for text in self.letters() for link in LINK.findall(text) if within in link]
        self.page.goto(links[-1].rstrip(".,"))

    def join(self, role: str) -> None:
        self.page.goto("/")
        self.page.locator('main a[href^="/account/signup/"]').first.click()
        self.page.fill("input[name=name]", self.name)
        self.page.fill("input[name=email]", self.email)
        self.page.fill("input[name=password1]", PASSWORD)
        self.mark("role", role)
        self.mark("language", self.language)
        self.page.check("input[name=is_adult]")
        self.page.check("input[name=accepts_rules]")
        self.press()

    def confirm(self) -> None:
        """With the code of the mail."""
        self.page.fill("input[name=code]", CODE.findall(self.letters()[-1])[-1])
        self.press()

    def describe_business(self, trade: str) -> None:
        expect(self.page).to_have_url(re.compile("/my-business/"))
        self.page.fill("input[name=trade]", trade)
        self.mark("stage", "earning")
        self.page.select_option("select[name=country]", "GT")
        self.page.fill("input[name=town]", "Salcajá")
        self.choose_language()
        self.press()
        self.page.locator("label:has(input[name=industry])").first.click()
        self.press()

    def choose_language(self) -> None:
        """Whoever joins speaks the language of the site; more can be added."""
        if not self.page.locator(f"input[name=languages][value={self.language}]").is_checked():
            self.mark("languages", self.language)

    def tell(self, worry: str) -> None:
        expect(self.page).to_have_url(re.compile("/what-is-on-your-mind/"))
        self.page.fill("textarea[name=worry]", worry)
        self.press()
        expect(self.page).to_have_url(re.compile("/my-needs/"))
        expect(self.page.locator("input[name=areas]:checked").first).to_be_attached()
        self.press()

    def offer(self, areas: list[str]) -> None:
        expect(self.page).to_have_url(re.compile("/my-offer/"))
        self.page.fill("input[name=headline]", "Veinte años en panaderías")
        for area in areas:
            self.mark("areas", area)
        self.page.select_option("select[name=country]", "GT")
        self.choose_language()
        self.page.fill("input[name=places_a_month]", "3")
        self.press()

    def write_ask(self, *, context: str, question: str) -> None:
        expect(self.page).to_have_url(re.compile("/ask/"))
        self.page.fill("textarea[name=context]", context)
        self.page.fill("textarea[name=question]", question)
        self.page.locator("label:has(input[name=area])").first.click()
        self.press()

    def say(self, text: str) -> None:
        """A message in the open conversation."""
        self.page.fill("form[data-composer] textarea", text)
        self.press()
        expect(self.page.locator("[data-messages]")).to_contain_text(text)

    def check_in(self, thanks: str) -> None:
        self.mark("talked", "yes")
        self.mark("useful", "yes")
        self.mark("goal_reached", "yes")
        self.page.fill("textarea[name=thanks]", thanks)
        self.press()

    def sign_in(self) -> None:
        self.page.goto("/account/login/")
        self.page.fill("input[name=login]", self.email)
        self.page.fill("input[name=password]", PASSWORD)
        self.press()


def press(page: Page, label: str) -> None:
    """The button with these words, whatever page answers."""
    page.get_by_role("button", name=label, exact=True).click()
    page.wait_for_load_state()


def choose(page: Page, name: str, value: str) -> None:
    """A chip, by its label: the control itself is drawn by us."""
    page.locator(f'label:has(input[name="{name}"][value="{value}"])').click()
