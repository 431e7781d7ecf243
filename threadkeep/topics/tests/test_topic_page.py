"""The topic page through the front door."""


def test_a_guest_reads_a_topic(cast):
    topic_id = cast.topic("marta", "When does the tide turn?", "At six, they say.")
    cast.reply("yusuf", topic_id, "At half past six.")

    answer = cast.browser().get(f"/t/{topic_id}-when-does-the-tide-turn")

    assert answer.status_code == 200
    page = answer.content.decode()
    assert "At six, they say." in page
    assert "At half past six." in page
