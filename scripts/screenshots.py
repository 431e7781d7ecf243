#!/usr/bin/env python3
"""Makes the pictures of README.md and docs/: a demo board in a temporary folder, looked at with Chromium.

make screenshots                    # all of them, into docs/pictures/
make screenshots ARGS="topic"       # those whose name contains "topic"
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from tests.browser.conftest import FLAGS  # noqa: E402
from tests.real_server import RealServer, run_beside  # noqa: E402
from tests.services import browser_path  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
SCROLL_BAR = 15  # pixels
LARGEST = 300 * 1024  # bytes: a README should open at once on a slow line


@dataclass(frozen=True)
class Shot:
    """One picture: who looks at which place, in what kind of browser, and what is done before."""

    name: str
    place: str
    who: str | None = None
    size: tuple[int, int] = (1280, 860)
    options: dict[str, Any] = field(default_factory=dict)
    prepare: Callable[[Page], None] | None = None
    only: str | None = None  # a selector: these elements, from the first to the last


def _write(page: Page) -> None:
    page.wait_for_selector("form[data-composer][data-ready]")
    page.locator("#title").fill("The harbour clock, and why it was always four minutes late")
    page.locator("#reply-text, [data-text]").first.fill(
        "I took the **escapement** out on Saturday. The pallets are worn exactly where you would expect.\n\n"
        "- one new pivot\n- two bushings, still to be turned\n\nSource: the harbour office"
    )
    page.set_input_files("[data-upload]", files=[_drawing("pier.jpg"), _drawing("bench.jpg")])
    page.locator("li.upload[data-picture] img").nth(1).wait_for()
    page.locator("[data-alt]").nth(0).fill("The pier at dusk, the clock above the shed")
    page.locator("[data-caption]").nth(0).fill("Where it hangs")
    page.locator("[data-alt]").nth(1).fill("A plane and shavings on my bench")
    page.locator("[data-source-hints] p").first.wait_for()  # the question about the source comes while one writes
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")


def _drawing(name: str) -> Any:
    from threadkeep.cli.demo_board.pictures import draw

    return {"name": name, "mimeType": "image/jpeg", "buffer": draw(name)}


def _to(selector: str) -> Callable[[Page], None]:
    def scroll(page: Page) -> None:
        page.locator(selector).first.evaluate("(one) => scrollTo(0, scrollY + one.getBoundingClientRect().top - 70)")
        page.wait_for_timeout(600)

    return scroll


PHONE = (390, 844)
TELEPHONE = {"device_scale_factor": 2, "is_mobile": True, "has_touch": True}
SHOTS = [
    Shot("index", "index", "marta"),
    Shot("board", "board", "marta"),
    Shot("topic", "topic", "marta"),
    Shot("topic-dark", "topic", "marta", options={"color_scheme": "dark"}),
    Shot("topic-phone", "topic", None, PHONE, TELEPHONE),
    Shot("index-phone", "index", None, PHONE, TELEPHONE),
    Shot("composer", "start", "marta", (1280, 1230), prepare=_write),
    Shot("placeholder", "topic", "ines", (1000, 860), {"device_scale_factor": 2}, only=".post-item:has(.gone-removed)"),
    Shot("permissions", "/panel/permissions/1", "ada"),
    Shot("topic-arabic", "topic", None, options={"locale": "ar"}),
]


def take(browser: Browser, url: str, town: dict[str, Any], shot: Shot) -> None:
    """Take one picture and keep it in docs/pictures."""
    width, height = shot.size
    context = browser.new_context(
        **{
            "base_url": url,
            # The browser hides its scroll bar but keeps its place; the picture is cut beside it.
            "viewport": {"width": width if shot.options.get("is_mobile") else width + SCROLL_BAR, "height": height},
            "reduced_motion": "reduce",
            "locale": "en-GB",
            "timezone_id": "UTC",
            **shot.options,
        }
    )
    if shot.who:
        name, value = town["sessions"][shot.who]
        context.add_cookies([{"name": name, "value": value, "url": url}])
    page = context.new_page()
    page.goto(town["places"].get(shot.place, shot.place), wait_until="networkidle")
    # Pictures below the fold come when one gets there; for these, one is there at once.
    page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach((one) => { one.loading = 'eager' })")
    page.wait_for_load_state("networkidle")
    if shot.prepare:
        shot.prepare(page)
    keep(shot.name, page.screenshot(clip=_clip(page, shot), full_page=shot.only is not None))
    context.close()


def _clip(page: Page, shot: Shot) -> Any:
    if shot.only is None:
        return {"x": 0, "y": 0, "width": shot.size[0], "height": shot.size[1]}
    boxes = page.locator(shot.only).evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect())"
        ".map((box) => [box.x, box.y + scrollY, box.right, box.bottom + scrollY])"
    )
    left, top = (min(box[at] for box in boxes) for at in (0, 1))
    right, bottom = (max(box[at] for box in boxes) for at in (2, 3))
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def keep(name: str, png: bytes) -> None:
    """Write the picture, with fewer colours only if it would be too large."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    path = PICTURES / f"{name}.png"
    picture.save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        picture.quantize(256, method=Image.Quantize.MEDIANCUT).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}  {picture.width} x {picture.height}, {path.stat().st_size // 1024} KB")


def main(wanted: list[str]) -> int:
    """Take all pictures, or those whose names contain one of the words."""
    shots = [shot for shot in SHOTS if not wanted or any(word in shot.name for word in wanted)]
    if browser_path() is None:
        print("No Chromium was found. Install it (on Debian: apt install chromium) and try again.", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        server = RealServer(Path(folder), board_name="Saltmarsh Harbour")
        made = server.command("demo")
        if made.returncode:
            print(made.stderr, file=sys.stderr)
            return 1
        town = json.loads(run_beside(server, "tests.browser.folk"))
        with server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
            for shot in shots:
                take(browser, server.url, town, shot)
            browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
