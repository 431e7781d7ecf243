"""What has been read, and who is here now.

Words: a topic is unread when it has posts above the last number its reader saw; the *floor* is the post id below which
everything counts as read; *presence* is which browsers looked at what within the stated window.
Tables: TopicRead, Floor, Presence. Written in batches, never inside a GET.
"""
