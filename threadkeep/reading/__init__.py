"""What has been read, who is here now, what is being written, and what is kept.

Words: a topic is unread when it has posts above the last number its reader saw; the *floor* is the post id below which
everything counts as read; *presence* is which browsers looked at what within the stated window; a *draft* is what a
member typed into a form and has not sent; its *place* is that form (a reply to topic 12), its *sheet* one open page;
a *bookmark* is a post a member keeps, with a note and a day to be reminded.
Tables: TopicRead, Floor, Presence (written in batches, never inside a GET), Draft, DraftFile, Bookmark.
"""
