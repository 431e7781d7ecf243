"""The laws themselves work: each finds what it forbids and leaves alone what it allows."""

from collections.abc import Callable, Iterator

import pytest

from tests.architecture import exceptions, imports, pages, shape, writing
from tests.architecture.exceptions import Broken
from tests.architecture.sources import Source, python

VIEW = "threadkeep/topics/views.py"
ACTION = "threadkeep/topics/actions/post_reply.py"
GOOD_ACTION = '@action\ndef post_reply(*, now: int) -> int:\n    """Post it."""\n    return 1\n'


@pytest.mark.parametrize(
    ("law", "path", "text"),
    [
        (imports.upward_imports, "threadkeep/topics/rules.py", "from threadkeep.boards.queries import board_page"),
        (imports.upward_imports, "threadkeep/topics/queries.py", "from threadkeep.topics.actions.x import x"),
        (imports.upward_imports, "threadkeep/topics/queries.py", "from .actions.x import x"),
        (imports.upward_imports, "threadkeep/topics/models.py", "def f():\n    import threadkeep.topics.rules"),
        (imports.effects_imports, VIEW, "from threadkeep.boards.effects import count"),
        (imports.action_calls, ACTION, "from threadkeep.topics.actions.lock_topic import lock_topic"),
        (imports.steps_imports, VIEW, "from threadkeep.topics.steps import write_post"),
        (imports.signals, VIEW, "from django.db.models.signals import post_save"),
        (imports.signals, VIEW, "from django.dispatch import receiver"),
        (imports.django_in_markup, "threadkeep/markup/tree.py", "from django.utils.html import escape"),
        (imports.django_in_markup, "threadkeep/markup/tree.py", "from threadkeep.topics.models import Post"),
        (writing.stray_writes, VIEW, "Topic.objects.create(title='x')"),
        (writing.stray_writes, VIEW, "Topic.objects.filter(pk=1).update(title='x')"),
        (writing.stray_writes, VIEW, "rows.update(title='x')"),
        (writing.stray_writes, VIEW, "topic.posts.create(number=1)"),
        (writing.stray_writes, VIEW, "topic.save()"),
        (writing.stray_writes, VIEW, "topic.save(update_fields=['title'])"),
        (writing.stray_writes, VIEW, "Topic.objects.filter(pk=1).delete()"),
        (writing.stray_writes, VIEW, "Topic.objects.bulk_create(rows)"),
        (writing.joined_sql, VIEW, "cursor.execute(f'SELECT {name}')"),
        (writing.joined_sql, VIEW, "cursor.execute('SELECT ' + name)"),
        (writing.joined_sql, VIEW, "Topic.objects.raw('SELECT %s' % name)"),
        (writing.joined_sql, VIEW, "RawSQL(name, [])"),
        (writing.verbs_on_models, "threadkeep/topics/models.py", "class T(Model):\n    def save(self):\n        pass"),
    ],
)
def test_a_breach_is_found(law: Callable[[Source], Iterator[Broken]], path: str, text: str) -> None:
    broken = list(law(python(text, path)))
    assert len(broken) == 1
    assert broken[0].path == path


@pytest.mark.parametrize(
    ("law", "path", "text"),
    [
        (
            imports.upward_imports,
            VIEW,
            "from threadkeep.topics.actions.x import x\nfrom threadkeep.topics.rules import y",
        ),
        (imports.upward_imports, ACTION, "from threadkeep.kernel.action import action"),
        (imports.effects_imports, "threadkeep/topics/apps.py", "from threadkeep.topics import effects"),
        (imports.action_calls, VIEW, "from threadkeep.topics.actions.lock_topic import lock_topic"),
        (imports.action_calls, ACTION, "from threadkeep.kernel.action import action"),
        (imports.steps_imports, ACTION, "from threadkeep.sources.steps import write_sources"),
        (imports.steps_imports, "threadkeep/topics/writing.py", "from threadkeep.sources.steps import SourceNote"),
        (imports.django_in_markup, "threadkeep/markup/tree.py", "from threadkeep.markup.characters import clean"),
        (writing.stray_writes, ACTION, "Topic.objects.create(title='x')"),
        (writing.stray_writes, "threadkeep/topics/tests/test_x.py", "topic.save()"),
        (writing.stray_writes, VIEW, "@effect(ReplyPosted)\ndef count(heard):\n    Board.objects.update(n=1)"),
        (
            writing.stray_writes,
            VIEW,
            "with writer.background(), transaction.atomic():\n    Seen.objects.bulk_update(rows)",
        ),
        (writing.stray_writes, VIEW, "known.update({'a': 1})\nenv.globals.update(asset=asset)\ndigest.update(b'x')"),
        (writing.stray_writes, VIEW, "picture.save(buffer, 'WEBP')\ncache.delete('x')\nkeys.add('x')"),
        (writing.joined_sql, VIEW, "SQL = 'SELECT 1'\ncursor.execute(SQL)\ncursor.execute('SELECT %s', [1])"),
        (writing.verbs_on_models, "threadkeep/topics/forms.py", "class T(Form):\n    def clean(self):\n        pass"),
    ],
)
def test_what_is_allowed_is_left_alone(law: Callable[[Source], Iterator[Broken]], path: str, text: str) -> None:
    assert list(law(python(text, path))) == []


@pytest.mark.parametrize(
    ("law", "text", "bad"),
    [
        (pages.queries_in_templates, "{% for t in board.topics.all() %}", True),
        (pages.queries_in_templates, "{{ Topic.objects }}", True),
        (pages.queries_in_templates, "{# topic.posts.all() #}{{ posts|length }} all() filters", False),
        (pages.inline_code, '<p style="color: red">', True),
        (pages.inline_code, "<style>p { }</style>", True),
        (pages.inline_code, '<a onclick="go()">', True),
        (pages.inline_code, "<script>go()</script>", True),
        (pages.inline_code, '<script type="application/ld+json">{}</script><script src="a.js"></script>', False),
        (pages.inline_code, '<p class="style" data-once="x">on=1</p>', False),
        (pages.unsafe_output, "{{ title|safe }}", True),
        (pages.unsafe_output, "{% autoescape false %}", True),
        (pages.unsafe_output, "{{ title }} is safe", False),
    ],
)
def test_templates_are_read_rightly(law: Callable[[Source], Iterator[Broken]], text: str, bad: bool) -> None:
    assert bool(list(law(Source("threadkeep/theme/templates/theme/x.html", text)))) is bad


def test_mail_in_plain_text_is_not_escaped() -> None:
    mail = Source("threadkeep/members/templates/members/mail.txt", "{% autoescape false %}")
    assert not list(pages.unsafe_output(mail))


def test_length_is_counted_to_the_line() -> None:
    assert not list(shape.long_files(Source("a.py", "x\n" * 300)))
    assert list(shape.long_files(Source("a.py", "x\n" * 301)))
    function = "def f():\n" + "    x = 1\n" * 49
    assert not list(shape.long_functions(python(function)))
    assert list(shape.long_functions(python(function + "    x = 1\n")))


def test_names_that_say_nothing_are_found() -> None:
    assert list(shape.forbidden_names("threadkeep/boards/utils.py"))
    assert list(shape.forbidden_names("frontend/js/helpers.js"))
    assert not list(shape.forbidden_names("threadkeep/boards/access.py"))


@pytest.mark.parametrize(
    "text",
    [
        "def post_reply(): ...",
        GOOD_ACTION.replace("post_reply", "reply"),
        GOOD_ACTION + "def other(): ...\n",
        GOOD_ACTION.replace('    """Post it."""\n', ""),
    ],
)
def test_an_action_file_that_is_not_one_verb_is_found(text: str) -> None:
    assert list(shape.action_files(python(text, ACTION), has_test=True))


def test_an_action_without_a_test_is_found() -> None:
    assert list(shape.action_files(python(GOOD_ACTION, ACTION), has_test=False))
    assert not list(shape.action_files(python(GOOD_ACTION, ACTION), has_test=True))


def test_an_exemption_covers_its_file_and_expires_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exceptions, "EXEMPTIONS", (exceptions.Exemption("writes", "exempt.py", "for this test"),))
    exceptions.hold("writes", [Broken("exempt.py", "x")])
    with pytest.raises(pytest.fail.Exception, match="take its line out"):
        exceptions.hold("writes", [])
    with pytest.raises(pytest.fail.Exception, match=r"other\.py: x"):
        exceptions.hold("writes", [Broken("exempt.py", "x"), Broken("other.py", "x")])
    with pytest.raises(pytest.fail.Exception, match=r"exempt\.py: x"):
        exceptions.hold("another law", [Broken("exempt.py", "x")])
