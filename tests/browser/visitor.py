"""Everything the walk through the demo met, shown again in a browser, without asking the site once more."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, Route

from tests.demo.walk import Shown

#: Where the pages stand while they are looked at; their style comes from the site itself.
STAND = "/__bekeken__/"
TEXT_SPACING = """
  *:not(#x) { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p:not(#x) { margin-block-end: 2em !important }
"""
#: Text that an element around it cuts off; an element of one pixel is for screen readers only.
CUT_OFF = """() => {
  const cutters = [...document.querySelectorAll('body *')].filter(element => {
    const style = getComputedStyle(element)
    return [style.overflowX, style.overflowY].some(value => value != 'visible') && element.clientWidth > 1
  })
  const lost = (element, cutter) => {
    const box = element.getBoundingClientRect(), frame = cutter.getBoundingClientRect()
    return box.width > 1 && (box.right > frame.right + 1 || box.left < frame.left - 1
      || box.bottom > frame.bottom + 1) && getComputedStyle(cutter).overflowX != 'auto'
  }
  const hasText = element => [...element.childNodes].some(node => node.nodeType == 3 && node.data.trim())
  return cutters.flatMap(cutter => [...cutter.querySelectorAll('*')].filter(
    element => hasText(element) && lost(element, cutter))).map(element => element.outerHTML.slice(0, 100))
}"""
#: The places of all lines of text, with their words.
LINES = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), lines = []
  while (walker.nextNode()) {
    const range = document.createRange()
    range.selectNodeContents(walker.currentNode)
    const words = walker.currentNode.data.trim()
    const parent = walker.currentNode.parentElement
    if (!words || !parent.checkVisibility() || parent.closest('.hidden, .skip')) continue
    for (const box of range.getClientRects())
      if (box.width > 4 && box.height > 4) lines.push([
        [box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY], words])
  }
  return lines
}"""
#: Where the keyboard is: what it is, the ring around it (or around the label that shows it), and whether it
#: can be seen. `null` when it left the page.
FOCUSED = """() => {
  const element = document.activeElement
  if (!element || element === document.body) return null
  const shownBy = element.matches('.choice input') ? element.labels[0] : element
  const ring = getComputedStyle(shownBy), box = shownBy.getBoundingClientRect()
  const found = [.5, .1, .9].flatMap(x => [.5, .1, .9].map(y => document.elementFromPoint(
    box.left + box.width * x, box.top + box.height * y)))
  return {
    name: element.outerHTML.slice(0, 120),
    key: [...document.querySelectorAll('*')].indexOf(element),
    ring: ring.outlineStyle === 'solid' ? parseFloat(ring.outlineWidth) : 0,
    seen: found.some(other => other && (shownBy.contains(other) || other.contains(shownBy))),
  }
}"""


@dataclass
class Visitor:
    """Somebody who looks at what the walk met."""

    page: Page
    shown: list[Shown]

    def __post_init__(self):
        self.page.route(f"**{STAND}*", self._show)

    def _show(self, route: Route) -> None:
        one = self.shown[int(route.request.url.rpartition("/")[2])]
        route.fulfill(body=one.html, content_type="text/html; charset=utf-8")

    def look_at(self, one: Shown) -> Page:
        self.page.goto(f"{STAND}{self.shown.index(one)}")
        return self.page

    def tab_through(self) -> list[dict]:
        """Every place the Tab key comes to, until it leaves the page or is where it began."""
        places, known = [], set()
        while True:
            self.page.keyboard.press("Tab")
            place = self.page.evaluate(FOCUSED)
            if place is None or place["key"] in known:
                return places
            known.add(place["key"])
            places.append(place)

    def vanished(self) -> list[str]:
        """Text of which nothing is to be seen: where it stands, the picture has one shade only."""
        picture = Image.open(BytesIO(self.page.screenshot(full_page=True))).convert("L")
        return [
            words
            for box, words in self.page.evaluate(LINES)
            if not has_shades(picture.crop(tuple(map(int, box))))
        ]


def has_shades(picture: Image.Image) -> bool:
    darkest, lightest = picture.getextrema()
    return lightest - darkest > 60
