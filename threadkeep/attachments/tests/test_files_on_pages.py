"""Files as posts show them: figures, links and the honest placeholders, in the post and in every quote of it."""

import re

import pytest
from django.db.models import F

from threadkeep.attachments.models import Attachment, Blob, RemotePicture
from threadkeep.attachments.queries import PostFiles, files_for_posts
from threadkeep.attachments.remote import hash_of
from threadkeep.attachments.tests.conftest import Shelf
from threadkeep.attachments.tests.material import picture
from threadkeep.boards.models import Grant, Tree
from threadkeep.kernel.worker import drain
from threadkeep.markup.render import Rendered, render
from threadkeep.topics.models import Post


def _html(shelf: Shelf, text: str | Rendered, who: str = "guest", post_id: int = 0) -> str:
    rendered = render(text, "markdown") if isinstance(text, str) else text
    files = files_for_posts(shelf.cast.viewer(who), {post_id: rendered})[post_id]
    return rendered.html(files.fill)


def _words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def _below(shelf: Shelf, post_id: int, who: str = "guest") -> PostFiles:
    text = Rendered.from_json(Post.objects.get(pk=post_id).rendered)
    return files_for_posts(shelf.cast.viewer(who), {post_id: text})[post_id]


def test_a_picture_alone_in_its_paragraph_is_a_figure_that_does_not_jump(shelf: Shelf) -> None:
    pk = shelf.posted(data=picture(size=(1000, 500)))
    drain()
    html = _html(shelf, f'![Three boats](attachment:{pk} "At dawn")')
    assert html.startswith('<figure class="picture">')
    assert 'width="1000" height="500"' in html
    assert 'alt="Three boats"' in html
    assert '<figcaption dir="auto">At dawn</figcaption>' in html
    assert f'href="/a/{pk}/harbour.png"' in html
    assert f"/a/{pk}/size/480.webp 480w, /a/{pk}/size/960.webp 960w, /a/{pk}/size/1000.webp 1000w" in html
    assert f'<source type="image/avif" srcset="/a/{pk}/size/480.avif 480w' in html
    assert " style=" not in html


def test_until_there_are_sizes_the_picture_itself_is_shown(shelf: Shelf) -> None:
    pk = shelf.posted()
    html = _html(shelf, f"![x](attachment:{pk})")
    assert f'<img src="/a/{pk}/harbour.png"' in html
    assert "srcset" not in html


def test_the_first_picture_of_a_page_loads_at_once_and_the_others_later(shelf: Shelf) -> None:
    one, two = shelf.upload(), shelf.upload(name="second.png")
    shelf.post(one, two)
    html = _html(shelf, f"![x](attachment:{one})\n\n![x](attachment:{two})\n\n![x](attachment:{one})")
    assert [figure.count("loading=") for figure in html.split("</figure>")[:3]] == [0, 1, 1]


def test_the_words_of_the_file_stand_in_where_the_text_says_none(shelf: Shelf) -> None:
    pk = shelf.posted()
    assert 'alt="harbour.png"' in _html(shelf, f"![](attachment:{pk})")
    Attachment.objects.update(alt="Three boats", caption="At dawn")
    html = _html(shelf, f"![harbour.png](attachment:{pk})")
    assert 'alt="Three boats"' in html
    assert "At dawn" in html
    assert 'alt="Two boats"' in _html(shelf, f"![Two boats](attachment:{pk})")


def test_amid_a_line_nothing_is_a_block(shelf: Shelf) -> None:
    pk = shelf.posted()
    shown = _html(shelf, f"Look ![x](attachment:{pk}) here")
    Attachment.objects.update(state=Attachment.AWAITING)
    waiting = _html(shelf, f"Look ![x](attachment:{pk}) here")
    for html in (shown, waiting):
        assert not re.search(r"<(figure|div|p)\b", html.removeprefix('<p dir="auto">'))
    assert 'class="picture-inline"' in shown
    assert 'class="gone-inline"' in waiting


def test_another_file_is_a_link_with_its_size(shelf: Shelf) -> None:
    pk = shelf.posted(data=b"x" * 1500, name="tides <b>.txt")
    html = _html(shelf, f"[the table](attachment:{pk})")
    assert f'href="/a/{pk}/tides%20_b_.txt"' in html
    assert "1.5 kB" in html
    assert "<b>" not in html


def test_words_are_escaped_wherever_they_come_from(shelf: Shelf) -> None:
    pk = shelf.posted()
    Attachment.objects.update(name='"><script>1</script>', alt='"><script>2</script>', caption="<script>3</script>")
    for text in (f"![](attachment:{pk})", f"[x](attachment:{pk})"):
        assert "<script>" not in _html(shelf, text)
    shelf.remove(pk, reason="<script>4</script>")
    assert "<script>" not in _html(shelf, f"![](attachment:{pk})")


def test_missing_says_that_the_bytes_cannot_be_found(shelf: Shelf) -> None:
    pk = shelf.posted()
    Blob.objects.update(missing_since=shelf.cast.now)
    words = _words(_html(shelf, f"![x](attachment:{pk})"))
    assert "harbour.png" in words
    assert "bytes cannot be found" in words
    assert str(shelf.cast.now.year) in words


def test_removed_says_who_when_and_why_and_moderators_may_undo(shelf: Shelf) -> None:
    pk = shelf.posted(data=b"x" * 1500, name="tides.txt")
    shelf.remove(pk, reason="Shows a face.")
    words = _words(_html(shelf, f"[x](attachment:{pk})", "yusuf"))
    for told in ("tides.txt", "1.5 kB", "Moderator", "Shows a face.", str(shelf.cast.now.year)):
        assert told in words
    undo = f'formaction="/a/{pk}/restore"'
    block = f"![x](attachment:{pk})"
    assert undo not in _html(shelf, block, "yusuf")
    assert undo not in _html(shelf, block, "marta")
    assert undo in _html(shelf, block, "moderator")
    Blob.objects.update(deleted_at=shelf.cast.now)
    assert undo not in _html(shelf, block, "moderator")
    assert "Shows a face." in _html(shelf, block, "moderator")


def test_no_right_keeps_name_and_size_and_leads_guests_to_signing_in(shelf: Shelf) -> None:
    pk = shelf.posted(data=b"x" * 1500, name="tides.txt")
    Grant.objects.filter(permission="see_files", group__key="guests").delete()
    Tree.objects.update(version=F("version") + 1)
    html = _html(shelf, f"[x](attachment:{pk})")
    assert "tides.txt" in html
    assert "1.5 kB" in html
    assert "/accounts/login/?next=%2Fp%2F" in html
    assert f'href="/a/{pk}/' not in html
    assert f'href="/a/{pk}/' in _html(shelf, f"[x](attachment:{pk})", "yusuf")


def test_waiting_says_so_and_those_who_check_can_look_and_approve(shelf: Shelf) -> None:
    pk = shelf.posted("marta")
    Attachment.objects.update(state=Attachment.AWAITING)
    text = f"![x](attachment:{pk})"
    for who in ("guest", "yusuf"):
        html = _html(shelf, text, who)
        assert "A moderator looks at this file" in html
        assert "/a/" not in html
    assert "Look at it" in _html(shelf, text, "marta")
    assert "/approve" not in _html(shelf, text, "marta")
    assert f'formaction="/a/{pk}/approve"' in _html(shelf, text, "moderator")


@pytest.mark.parametrize("who", ["guest", "yusuf"])
def test_a_file_one_may_not_know_of_looks_like_one_that_does_not_exist(shelf: Shelf, who: str) -> None:
    hidden = shelf.posted("moderator", name="canary.png", board=shelf.cast.staff_board)
    draft = shelf.upload("marta", name="canary.png")
    Attachment.objects.filter(pk=hidden).update(caption="canary", alt="canary")
    shown = {_html(shelf, f"![Boats](attachment:{pk})", who) for pk in (hidden, draft, 987_654)}
    assert len(shown) == 1
    words = _words(shown.pop())
    assert "canary" not in words
    assert "There is no such file here, or it is not open to you." in words


def test_a_removed_file_of_a_hidden_board_tells_nothing(shelf: Shelf) -> None:
    hidden = shelf.posted("moderator", name="canary.png", board=shelf.cast.staff_board)
    shelf.remove(hidden, "moderator", "canary")
    html = _html(shelf, f"![Boats](attachment:{hidden})", "yusuf")
    assert "canary" not in html
    assert "Moderator" not in html


def test_what_is_true_in_the_post_is_true_in_every_quote_of_it(shelf: Shelf) -> None:
    pk = shelf.posted()
    quote = f"> ![Boats](attachment:{pk})\n\nNice."
    bbcode = render(f"[quote][attach id={pk}]x[/attach][/quote]", "bbcode")
    assert 'class="picture"' in _html(shelf, quote)
    shelf.remove(pk, reason="Shows a face.")
    for text in (quote, bbcode):
        assert "Shows a face." in _html(shelf, text)
    post = Post.objects.get()
    assert shelf.cast.browser().get(f"/p/{post.pk}", follow=True).content.count(b"Shows a face.") == 1


def test_a_picture_elsewhere_is_a_link_until_it_is_gone_from_there(shelf: Shelf) -> None:
    url = "https://www.example.org/pics/boat.jpg?x=1"
    html = _html(shelf, f"![A boat]({url})")
    assert "<img" not in html
    assert 'rel="ugc nofollow noopener"' in html
    assert "example.org" in _words(html)
    RemotePicture.objects.create(url=url, url_hash=hash_of(url), gone_since=shelf.cast.now)
    words = _words(_html(shelf, f"![A boat]({url})"))
    assert "A boat" in words
    assert "is gone from there" in words
    assert "boat.jpg" in _words(_html(shelf, f"![]({url})"))


def test_files_without_a_place_in_the_text_stand_below_in_order(shelf: Shelf) -> None:
    shown, plain, other = shelf.upload(), shelf.upload(data=b"words", name="tides.txt"), shelf.upload(name="b.png")
    post_id = shelf.post(plain, other, shown, text=f"![x](attachment:{shown})")
    below = _below(shelf, post_id).below
    assert [file.name for file in below] == ["tides.txt", "b.png"]
    assert below[0].picture is None
    assert below[1].picture is not None
    shelf.remove(plain)
    first = _below(shelf, post_id).below[0]
    assert first.gone is not None
    assert first.gone.state == "removed"
    page = shelf.cast.browser().get(f"/p/{post_id}", follow=True).content.decode()
    assert page.count("<figure") == 2


def test_those_who_may_remove_a_file_are_offered_it(shelf: Shelf) -> None:
    pk = shelf.posted("marta")
    text = f"![x](attachment:{pk})"
    for who, offered in (("moderator", True), ("marta", True), ("yusuf", False), ("guest", False)):
        assert (f'href="/a/{pk}/remove"' in _html(shelf, text, who)) is offered


def test_three_queries_however_many_posts_and_files(shelf: Shelf, django_assert_num_queries) -> None:
    def count_for(posts: dict[int, Rendered]) -> None:
        viewer = shelf.cast.viewer("moderator")
        # The grid is read once per request, by whoever asks first.
        files_for_posts(viewer, {})
        from threadkeep.boards.access import access_of

        access_of(viewer)
        with django_assert_num_queries(3):
            for pk, files in files_for_posts(viewer, posts).items():
                posts[pk].html(files.fill)
                assert len(files.below) <= 1

    one = shelf.upload()
    kinds = [shelf.posted(data=f"words {number}".encode(), name="a.txt") for number in range(3)]
    shelf.remove(kinds[0])
    Attachment.objects.filter(pk=kinds[1]).update(state=Attachment.AWAITING)
    hidden = shelf.posted("moderator", board=shelf.cast.staff_board)
    shelf.post(one)
    text = "".join(f"![x](attachment:{pk})\n\n" for pk in (one, *kinds, hidden, 987_654))
    rendered = render(text + "![y](https://example.org/y.png)", "markdown")
    posts = list(Post.objects.values_list("pk", flat=True))
    count_for({posts[0]: rendered})
    count_for(dict.fromkeys(posts, rendered))


def test_the_remove_page_asks_why_and_comes_back_with_what_was_typed(shelf: Shelf) -> None:
    pk = shelf.posted("marta")
    browser = shelf.cast.browser("moderator")
    page = browser.get(f"/a/{pk}/remove")
    assert page.status_code == 200
    assert b'name="reason"' in page.content
    refused = browser.post(f"/a/{pk}/remove", {"reason": "x" * 201})
    assert refused.status_code == 422
    assert b"x" * 201 in refused.content
    done = browser.post(f"/a/{pk}/remove", {"reason": "Shows a face."})
    assert (done.status_code, done.url) == (302, f"/p/{shelf.file(pk).post_id}")
    assert browser.post(f"/a/{pk}/restore").status_code == 302
    assert shelf.file(pk).state == Attachment.PRESENT


@pytest.mark.parametrize("verb", ["remove", "restore", "approve", "describe"])
def test_what_is_done_to_a_hidden_file_is_done_to_nothing(shelf: Shelf, verb: str) -> None:
    hidden = shelf.posted("moderator", name="canary.png", board=shelf.cast.staff_board)
    answer = shelf.cast.browser("yusuf").post(f"/a/{hidden}/{verb}", {"reason": "x"})
    assert answer.status_code == 404
    assert b"canary" not in answer.content
