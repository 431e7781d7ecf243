"""The settings of what members write: files, posts, newcomers, reactions, who is viewing, and how often per minute."""

from dataclasses import dataclass

from threadkeep.site.config_setting import GIB, KIB, MIB, setting
from threadkeep.site.config_values import Flag, Integer, Size

_PER_MINUTE = Integer(1, 100_000)


@dataclass(frozen=True, kw_only=True)
class Files:
    """[files] What members may attach to posts."""

    max_bytes: int = setting(20 * MIB, Size(1 * KIB, 4 * GIB), "The largest single file a member may attach.")
    max_per_post: int = setting(20, Integer(0, 1000), "How many files one post may have.")
    grace_days: int = setting(
        30, Integer(1, 3650), "How many days the bytes of a removed file are kept, so that removing can be undone."
    )
    keep_metadata: bool = setting(
        False,
        Flag(),
        "Whether pictures are served with their metadata. False: place and camera data are taken out first.",
    )


@dataclass(frozen=True, kw_only=True)
class Posts:
    """[posts] Length and editing."""

    max_bytes: int = setting(
        MIB,
        Size(1 * KIB, 16 * MIB),
        "The longest text of one post, in bytes of UTF-8. Longer is refused, and given back.",
    )
    edit_minutes: int = setting(
        0,
        Integer(0, 525_600),
        "For how many minutes authors may edit their posts, if no group of theirs says. 0: always.",
    )
    silent_minutes: int = setting(
        3,
        Integer(0, 1440),
        "For how many minutes authors may edit a post that nobody has answered without an edited mark. "
        "0: every edit is marked.",
    )
    undo_seconds: int = setting(
        10, Integer(0, 120), "For how many seconds a post that was just sent can be taken back. 0: not at all."
    )
    old_topic_days: int = setting(
        180,
        Integer(0, 36_500),
        "Whoever replies after so many days of silence is told kindly that the topic is old. 0: never.",
    )
    embed_videos: bool = setting(
        True,
        Flag(),
        "Whether a film at YouTube, Vimeo or Dailymotion plays in the page once a reader clicks it. "
        "Otherwise, and until then, it is a link.",
    )


@dataclass(frozen=True, kw_only=True)
class Members:
    """[members] How newcomers become members."""

    newcomer_posts: int = setting(
        5, Integer(0, 1000), "A member leaves the newcomers group after this many posts. 0: at once."
    )


@dataclass(frozen=True, kw_only=True)
class Reactions:
    """[reactions] The signs members give to posts. Which ones there are is chosen in the panel."""

    per_post: int = setting(1, Integer(1, 12), "How many different reactions a member may give to one post.")


@dataclass(frozen=True, kw_only=True)
class Presence:
    """[presence] Who is viewing."""

    window_seconds: int = setting(
        300, Integer(10, 3600), "Who loaded a page within this many seconds counts as viewing it."
    )


@dataclass(frozen=True, kw_only=True)
class Limits:
    """[limits] How often per minute, by member and by network address. The answer to more is 429 with Retry-After."""

    sign_in: int = setting(10, _PER_MINUTE, "Tries to sign in, per minute.")
    sign_up: int = setting(5, _PER_MINUTE, "Accounts made from one network address, per minute.")
    post: int = setting(20, _PER_MINUTE, "Posts and topics written, per minute.")
    upload: int = setting(60, _PER_MINUTE, "Files uploaded, per minute.")
    vote: int = setting(20, _PER_MINUTE, "Votes in polls given, changed or taken back, per minute.")
    react: int = setting(60, _PER_MINUTE, "Reactions given or taken back, per minute.")
    reset: int = setting(5, _PER_MINUTE, "Password resets asked for, per minute.")
