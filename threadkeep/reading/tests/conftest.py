import pytest

from threadkeep.reading.models import Floor
from threadkeep.reading.queries import unread_topics
from threadkeep.topics.models import Topic


@pytest.fixture
def beginner(cast):
    """Marta's viewer, with a floor below everything: every topic is unread until she reads it."""
    Floor.objects.create(member=cast.marta, post_id=0)
    return cast.viewer("marta")


@pytest.fixture
def unread_ids():
    """The topics (of all there are) that are unread by a viewer."""

    def ask(viewer):
        found = unread_topics(viewer, Topic.objects.all())
        return {topic_id for topic_id, unread in found.items() if unread}

    return ask
