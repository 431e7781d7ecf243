"""Files on their way into a post, through the front door and without a script."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from threadkeep.attachments.models import Attachment
from threadkeep.topics.models import Post


@pytest.fixture
def topic_id(cast):
    return cast.topic("marta")


def picture(name="harbour.png"):
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(kept, "PNG")
    return SimpleUploadedFile(name, kept.getvalue(), content_type="image/png")


def send(cast, topic_id, **fields):
    return cast.browser("yusuf").post(f"/t/{topic_id}/reply", {"text": "Look:", "key": "k", **fields})


def test_a_picture_sent_with_the_form_is_on_the_post(cast, topic_id):
    answer = send(cast, topic_id, files=[picture()])
    file = Attachment.objects.get()

    assert answer.status_code == 302
    assert file.post_id == Post.objects.get(number=2).pk
    assert "harbour.png" in cast.browser("marta").get(answer["Location"]).content.decode()


def test_the_same_form_sent_twice_is_one_post_with_one_file(cast, topic_id):
    for _ in range(2):
        assert send(cast, topic_id, files=[picture()]).status_code == 302

    assert Attachment.objects.count() == 1
    assert Post.objects.filter(topic_id=topic_id).count() == 2


@pytest.mark.parametrize("refused", [{"source_url": "no address at all"}, {"act": "preview"}, {"act": "add-source"}])
def test_a_form_that_comes_back_still_has_its_file(cast, topic_id, refused):
    answer = send(cast, topic_id, files=[picture()], **refused)
    file = Attachment.objects.get()
    html = answer.content.decode()

    assert re.search(rf'<input type="checkbox" name="attachment" value="{file.pk}" checked', html)
    again = {"text": "Look:", "attachment": str(file.pk), f"alt-{file.pk}": "A harbour in teal", "key": "k2"}
    assert cast.browser("yusuf").post(f"/t/{topic_id}/reply", again).status_code == 302
    file.refresh_from_db()
    assert (file.post_id, file.alt) == (Post.objects.get(number=2).pk, "A harbour in teal")


def test_a_file_named_in_the_text_is_shown_there_and_not_below_again(cast, topic_id):
    send(cast, topic_id, files=[picture()], act="preview")
    file = Attachment.objects.get()
    text = f"![Teal](attachment:{file.pk})"
    page = send(cast, topic_id, text=text, attachment=str(file.pk), key="k2", act="preview").content.decode()
    assert "<figure" in page.split('class="preview"')[1]

    answer = send(cast, topic_id, text=text, attachment=str(file.pk), key="k3")
    html = cast.browser("guest").get(answer["Location"]).content.decode()
    assert '<figure class="picture">' in html
    assert 'class="files"' not in html


def test_the_edit_form_has_the_files_of_the_post(cast, topic_id):
    send(cast, topic_id, files=[picture()])
    file = Attachment.objects.get()
    html = cast.browser("yusuf").get(f"/p/{file.post_id}/edit").content.decode()

    assert re.search(rf'name="attachment" value="{file.pk}" checked', html)
