"""What happens in a topic while somebody writes a reply on the page of its own."""


def test_a_preview_shows_what_came_meanwhile_and_the_next_sending_posts(cast):
    topic_id = cast.topic("marta")
    browser = cast.browser("yusuf")
    form = browser.get(f"/t/{topic_id}/reply").content.decode()
    assert f'data-live="/live/topic/{topic_id}?seen=1" data-live-form="reply"' in form
    cast.reply("marta", topic_id, "Never mind, I found it.")
    shown = browser.post(f"/t/{topic_id}/reply", {"text": "Half past.", "act": "preview", "seen_number": 1})

    html = shown.content.decode()
    assert "Never mind, I found it." in html
    assert "1 new reply" in html
    assert 'name="seen_number" value="2"' in html
    assert browser.post(f"/t/{topic_id}/reply", {"text": "Half past.", "seen_number": 2}).status_code == 302
