"""What people do in more than one story."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from typing import Any

from PIL import Image
from playwright.sync_api import Page, expect

PASSWORD = "a long sentence nobody guesses"


def picture(name: str, colour: str) -> Any:
    """A small PNG, as a file that is chosen."""
    file = BytesIO()
    Image.new("RGB", (320, 200), colour).save(file, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": file.getvalue()}


def drop(page: Page, selector: str, file: Any) -> None:
    """Drop a file from the desktop onto an element."""
    page.locator(selector).evaluate(
        """(one, [name, type, text]) => {
          const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
          const carried = new DataTransfer()
          carried.items.add(new File([bytes], name, { type }))
          const event = { bubbles: true, cancelable: true, dataTransfer: carried }
          one.dispatchEvent(new DragEvent('dragover', event))
          one.dispatchEvent(new DragEvent('drop', event))
        }""",
        [file["name"], file["mimeType"], base64.b64encode(file["buffer"]).decode()],
    )


def sign_up(page: Page, name: str) -> None:
    """Make an account; one is signed in then."""
    page.get_by_role("link", name="Sign up").click()
    page.get_by_label("Login name").fill(name.lower())
    page.get_by_label("Name others see").fill(name)
    page.get_by_label("E-mail address").fill(f"{name.lower()}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    # A form that comes back within a second is taken for a program's (members/signup_form.py); no person is that quick.
    page.wait_for_timeout(1_500)
    page.get_by_role("button", name="Make the account").click()
    signed_in, once_more = page.locator(".menu-name"), page.get_by_text("press the button once more")
    expect(signed_in.or_(once_more)).to_be_visible()
    if once_more.is_visible():
        # A clock that was set back meanwhile makes anybody look quick; a person does what the page asks.
        page.get_by_label("Password").fill(PASSWORD)
        page.wait_for_timeout(1_500)
        page.get_by_role("button", name="Make the account").click()
    expect(signed_in).to_have_text(name)


def reply_with(page: Page, text: str) -> None:
    """Write into the reply form and send it."""
    page.locator("#reply-text").fill(text)
    page.get_by_role("button", name="Post reply").click()
    expect(page.locator(".post-body").get_by_text(text).last).to_be_visible()


def remove_first_picture(page: Page, reason: str) -> None:
    """As a moderator: take the first picture of the page away, and say why."""
    page.locator(".picture .file-remove").first.click()
    page.get_by_label("Why?").fill(reason)
    page.get_by_role("button", name="Remove the file").click()


def viewers_here(page: Page, members: int) -> None:
    """The line of who is viewing counts so many members."""
    words = "1 member" if members == 1 else f"{members} members"
    expect(page.locator(".viewing")).to_contain_text(re.compile(rf"^\s*{words} and \d+ guests? (is|are) viewing"))
