"""HTTP of reading. `count_view` is offered here too: whoever shows a topic counts the view."""

from threadkeep.reading.view_counts import count_view

__all__ = ["count_view"]
