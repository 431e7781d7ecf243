"""A post with everything Markdown has to offer, as people meet it: read, hidden, pointed at, on a small screen."""

from __future__ import annotations

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import People, Town
from tests.browser.test_accessibility import OPTIONS

TEXT = r"""A line ends
where its writer ended it. Hello :) and :thumbsup:, it is ||Al who *dies*, [they say](https://example.org)|| here.
And $E = mc^2$ amid words, with a note[^1] and another[^n].

$$
\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2} \quad \begin{pmatrix} a & b \\ c & d \end{pmatrix}
$$

:::spoiler The end
Al dies.
:::

*[HTML]: HyperText Markup Language

HTML is the [first topic](topic:1).

| a | b |
|---|---|
| 1 | 2 |

```python
def two():
    return 2
```

שלום עולם, טקסט עם הערה[^1] ו־||מוסתר|| כאן.

[^1]: The *note* goes on for a while, so that it takes more than one line on a small screen, as notes do.
[^n]: Second.

    With a second paragraph.
"""


def written(page: Page) -> Locator:
    """Send TEXT as a reply; the post it became."""
    page.locator("[data-text]").fill(TEXT)
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Post reply").click()
    return page.locator(".post", has=page.locator("math")).last


def seen(post: Locator, name: str) -> None:
    """A picture for whoever wants to look, where THREADKEEP_TEST_PICTURES names a folder."""
    if folder := os.environ.get("THREADKEEP_TEST_PICTURES"):
        post.screenshot(path=Path(folder) / f"{name}.png")


def test_a_post_with_everything_is_read_by_everybody(opens: People, town: Town) -> None:
    page = opens("marta", town.places["reply"])
    post = written(page)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        seen(post, f"everything-{width}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    first = post.locator(".prose > p").first
    assert first.inner_text().split("\n")[1].startswith("where its writer ended it")

    # Lines of code stay lines, with the space before them.
    assert post.locator("pre code").inner_text().rstrip() == "def two():\n    return 2"

    hidden = post.locator(".spoiler-words").first
    assert "blur" in hidden.evaluate("one => getComputedStyle(one).filter")
    hidden.focus()
    expect(hidden).to_have_css("filter", "none")
    expect(post.get_by_text("Al dies.")).to_be_hidden()
    post.get_by_text("The end").click()
    expect(post.get_by_text("Al dies.")).to_be_visible()

    post.locator(".note-sign a").first.click()
    note = post.locator(".footnotes li").first
    expect(note).to_be_in_viewport()
    expect(post.locator(".footnotes li:target")).to_have_count(1)
    note.locator(".note-back").first.click()
    expect(post.locator(".note-sign a:target")).to_have_count(1)

    results = Axe().run(page, options=OPTIONS)
    assert results.violations_count == 0, results.generate_report()
