"""The pictures of the guide for editors: a course page made from a text in Word, step by step.

Whoever takes them does what the guide says, on the demo. So the guide shows what is there, and a step that no
longer works stops the pictures.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

#: What a text in Word puts on the clipboard: marks of its own, letters and colours around plain words.
WORD = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><body><!--StartFragment-->
<p class=MsoNormal><span style='font-family:"Calibri";color:#1F3864'>Voor <b>intern begeleiders</b> en
teamleiders die al een groep leiden.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>·&nbsp;&nbsp;</span>U leidt een groep.</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>·&nbsp;&nbsp;</span>U hebt een jaar ervaring.</p>
<!--EndFragment--></body></html>"""
PASTE = """(field, html) => {
  field.focus();
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
FACTS = {
    "title": "Verder als begeleider",
    "lead": "Twee dagen voor wie al een groep leidt. U oefent met vragen uit uw eigen school.",
    "teaser": "Voor begeleiders die vastlopen of verder willen.",
    "meetings": "2",
    "price": "695",
    "group_size": "8 tot 12 deelnemers",
}
PARTS = {
    "parts-1-value-points-0-value": "een gesprek leiden dat ergens heen gaat",
    "parts-2-value-modules-0-value-heading": "Luisteren en doorvragen",
    "parts-2-value-modules-0-value-text": "U oefent met een gesprek dat u zelf inbrengt.",
    "parts-3-value-days-0-value-theme": "Wat een groep op gang houdt",
    "parts-3-value-days-0-value-contents": "U brengt in kaart waar uw groep stilvalt.",
    "parts-5-value-rows-0-value-term": "Plaats",
    "parts-5-value-rows-0-value-description": "Utrecht, vijf minuten lopen van het station",
}
#: Colours enough for a screen, and a file a fifth as large.
COLOURS = 96

SignIn = Callable[[Page, str], object]


def pictures(launched: Browser, address: str, folder: Path, sign_in: SignIn) -> Iterator[Path]:
    """Make the course page and look at it, as Redactie and then as Eindredactie; write a picture a step."""
    options = {"base_url": address, "viewport": {"width": 1280, "height": 800}, "locale": "nl-NL"}
    for user, steps in {"redactie": write_course, "eindredactie": look_at_it}.items():
        with launched.new_context(**options, reduced_motion="reduce") as context:
            page = context.new_page()
            sign_in(page, user)
            for name in steps(page):
                yield shoot(page, folder / f"redactie-{name}.png")


def write_course(page: Page) -> Iterator[str]:
    """A new course, from its outline to handing it in."""
    page.goto("/admin/pages/")
    below(page, "Leerkring")
    yield "paginas"
    below(page, "Opleidingen")
    page.get_by_role("link", name="Voeg onderliggende pagina toe").first.click()
    page.locator("[name=title]").wait_for()
    for name in ("title", "lead"):
        page.fill(f"[name={name}]", FACTS[name])
    page.evaluate("window.scrollTo(0, 0)")
    yield "nieuw"
    for name, text in FACTS.items():
        page.fill(f"[name={name}]", text)
    to_top(page, "[name=meetings]")
    yield "feiten"
    texts = page.locator(".Draftail-Editor [contenteditable=true]")
    texts.nth(0).evaluate(PASTE, WORD)
    to_top(page, "[name='parts-0-value-heading']")
    yield "plakken"
    page.get_by_role("button", name="Blok invoegen").first.click()
    yield "blokken"
    page.keyboard.press("Escape")
    texts.nth(1).evaluate(PASTE, "<p>U volgt twee dagen. Daartussen oefent u een uur per week.</p>")
    for name, text in PARTS.items():
        page.fill(f"[name='{name}']", text)
    page.get_by_role("button", name="Toon/verberg voorvertoning").click()
    page.frame_locator("#w-preview-iframe").get_by_role("heading", name=FACTS["title"]).wait_for()
    page.evaluate("window.scrollTo(0, 0)")
    yield "telefoon"
    open_actions(page)
    yield "insturen"
    page.locator("[name=action-submit]").click()
    page.wait_for_url("**/admin/pages/**")
    page.goto("/admin/stijlgids/#groep-2")
    page.wait_for_load_state("networkidle")
    yield "stijlgids"


def look_at_it(page: Page) -> Iterator[str]:
    """What waits, and what is refused."""
    page.goto("/admin/")
    yield "wacht"
    page.locator("main").get_by_role("link", name=FACTS["title"]).first.click()
    open_actions(page)
    yield "nakijken"
    page.goto("/admin/pages/")
    below(page, "Leerkring")
    below(page, "Opleidingen")
    page.goto(f"{page.url.partition('?')[0]}unpublish/")
    yield "intrekken"


def open_actions(page: Page) -> None:
    """Open the menu beside the button to save."""
    page.get_by_role("button", name="Meer acties").click()


def below(page: Page, title: str) -> None:
    """Open what stands below a page."""
    page.get_by_role("link", name=f"Bekijk de onderliggende pagina's van '{title}'").click()


def to_top(page: Page, selector: str) -> None:
    """Scroll until a field stands near the top, below the header."""
    page.locator(selector).first.evaluate(
        "field => { field.style.scrollMarginBlockStart = '11rem'; field.scrollIntoView({ block: 'start' }); }"
    )


def shoot(page: Page, path: Path) -> Path:
    """A picture of what one sees, in few colours."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)  # what slides or scrolls stands still
    page.screenshot(path=path)
    with Image.open(path) as shot:
        shot.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    return path
