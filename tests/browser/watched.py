"""Documents made of rendered texts, opened in Chromium with everything watched: whatever runs, asks or leads away is
written down. There is no Content-Security-Policy here: what the text engine lets through would run.

`eval` is left alone, for Playwright calls it itself; a text that could call it had to run already.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import batched

from playwright.sync_api import Browser, Dialog, Page, Route
from playwright.sync_api import Error as PlaywrightError

ORIGIN = "https://board.example"
IN_A_DOCUMENT = 200

# Runs before the document. What is called from now on is called by a text.
_HOOKS = """
window.noticed = [];
const notice = (what) => (...given) => { window.noticed.push(what + " " + given.map(String).join(" ").slice(0, 200)); };
for (const name of ["alert", "confirm", "prompt", "print", "open", "fetch", "postMessage", "stop"]) {
  Object.defineProperty(window, name, { value: notice(name), writable: false, configurable: false });
}
for (const name of ["XMLHttpRequest", "WebSocket", "EventSource", "Worker", "SharedWorker", "Image"]) {
  Object.defineProperty(window, name, { value: function () { notice(name)(); }, writable: false, configurable: false });
}
navigator.sendBeacon = notice("sendBeacon");
document.write = document.writeln = notice("write");
// Those that the look below makes up are not trusted.
window.addEventListener("error", (event) => event.isTrusted && notice("error")(event.message || event.target), true);
window.addEventListener("unhandledrejection", (event) => notice("rejection")(event.reason));
if (window.navigation) {
  navigation.addEventListener("navigate", (event) => {
    if (event.navigationType !== "replace" || event.destination.url !== location.href) {
      notice("navigate")(event.destination.url);
    }
  });
}
"""

# Does what a reader does, and looks at what the parser made of the page. Gives what is wrong, in words.
_LOOK = """
([elements, attributes, protocols]) => {
  const wrong = [...window.noticed];
  const inert = (event) => event.preventDefault();
  for (const kind of ["click", "submit", "auxclick"]) document.addEventListener(kind, inert, true);
  const look = (root, where) => {
    for (const one of root.querySelectorAll("*")) {
      const name = one.localName;
      if (!elements.includes(name)) wrong.push(where + ": <" + name + ">");
      const math = one.namespaceURI === "http://www.w3.org/1998/Math/MathML";
      if (!math && one.namespaceURI !== "http://www.w3.org/1999/xhtml") wrong.push(where + ": " + one.namespaceURI);
      for (const attribute of one.attributes) {
        if (!math && !attributes.includes(attribute.name)) wrong.push(where + ": " + name + " " + attribute.name);
        if (math && /^on|href|src|style|action/i.test(attribute.name)) wrong.push(where + ": " + attribute.name);
      }
      if (name === "a" && one.hasAttribute("href") && !protocols.includes(one.protocol)) {
        wrong.push(where + ": leads to " + one.href);
      }
    }
  };
  const articles = document.querySelectorAll("body > article");
  for (const [number, article] of articles.entries()) {
    if (article.dataset.number !== String(number)) wrong.push("article " + number + " is not where it was put");
    look(article, "text " + number);
    const html = article.innerHTML;
    const again = document.createElement("article");
    again.innerHTML = html;
    if (again.innerHTML !== html) wrong.push("text " + number + " is another when it is read again");
    document.body.append(again);
    look(again, "text " + number + " read again");
    again.remove();
  }
  for (const one of document.querySelectorAll("article *")) {
    one.focus?.();
    for (const kind of ["pointerover", "mouseover", "mouseenter", "mousedown", "click", "dblclick", "keydown",
                        "focus", "blur", "load", "error", "toggle", "animationstart", "begin", "scroll", "wheel"]) {
      one.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }));
    }
    if (one.localName === "details") one.open = true;
  }
  const ours = ["head", "body", "article", "meta", "title", "html"];
  for (const one of document.querySelectorAll("*")) {
    if (!one.closest("article") && !ours.includes(one.localName)) wrong.push("outside: <" + one.localName + ">");
  }
  for (const name of ["cookie", "documentElement", "getElementById", "forms", "body", "location"]) {
    if (document[name] instanceof Element && !ours.includes(document[name].localName)) wrong.push("hidden: " + name);
  }
  return [...new Set([...wrong, ...window.noticed])];
}
"""

_MATH = (
    "math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mroot mrow mspace msqrt mstyle msub msubsup "
    "msup mtable mtd mtext mtr munder munderover"
)
_HTML = (
    "p h3 h4 h5 h6 blockquote ul ol li table thead tbody tr th td pre div details summary strong em u del sub sup "
    "small mark abbr span code a br hr cite"
)
ELEMENTS = [*_HTML.split(), *_MATH.split()]
ATTRIBUTES = ["href", "rel", "title", "class", "dir", "id", "data-slot", "start", "type", "align", "tabindex"]
PROTOCOLS = ["http:", "https:", "ftp:", "mailto:"]


def what_happens(chromium: Browser, pages: Iterable[str]) -> list[str]:
    """Opens rendered texts, many in one document; says what ran, asked, led away or stood where it may not."""
    happened: list[str] = []
    context = chromium.new_context()
    context.add_init_script(_HOOKS)
    try:
        for number, batch in enumerate(batched(pages, IN_A_DOCUMENT)):
            page = context.new_page()
            happened += [f"document {number}, {one}" for one in _open(page, f"{ORIGIN}/{number}", batch)]
            page.close()
    finally:
        context.close()
    return happened


def _open(page: Page, address: str, texts: Iterable[str]) -> list[str]:
    articles = "".join(f'<article data-number="{number}">{text}</article>' for number, text in enumerate(texts))
    document = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>{articles}'
    happened: list[str] = []

    def answer(route: Route) -> None:
        if route.request.url == address and route.request.is_navigation_request():
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=document)
            return
        # A browser asks for this of every page.
        if not route.request.url.endswith("/favicon.ico"):
            happened.append(f"a request: {route.request.url}")
        route.abort()

    def dismiss(dialog: Dialog) -> None:
        happened.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    page.route("**/*", answer)
    page.on("popup", lambda popup: happened.append(f"a window: {popup.url}"))
    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: happened.append(f"an error: {error}"))
    page.on("download", lambda download: happened.append(f"a download: {download.url}"))
    page.goto(address)
    try:
        happened += page.evaluate(_LOOK, [ELEMENTS, ATTRIBUTES, PROTOCOLS])
    except PlaywrightError as error:
        happened.append(f"the page could not be looked at: {error}")
    page.wait_for_timeout(50)
    if page.url != address:
        happened.append(f"the page went to {page.url}")
    return happened
