"""Starting a topic."""

from threadkeep.topics.models import Topic


def test_a_topic_has_its_first_post_with_number_one(cast):
    topic = Topic.objects.get(pk=cast.topic("marta", "Where do the swifts sleep?", "In the air, I read."))

    assert (topic.title, topic.starter_name, topic.last_number) == ("Where do the swifts sleep?", "Marta", 1)
    assert topic.posts.get().source == "In the air, I read."
