"""What topics are marked with, so that they can be found.

Words: a *prefix* is a coloured word before a topic's title, one of those its board offers; a *tag* is a word a topic
is filed under, on every board. A *listed* tag is one its board's owner chose; a tag *merged* into another leads there.
Tables: Prefix, BoardPrefix, TopicPrefix, Tag, BoardTag, TopicTag, TagCount (derived: per tag and board).
"""
