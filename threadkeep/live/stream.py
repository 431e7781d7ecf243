"""Live pages, the bones: says plainly that there is no stream yet."""

from __future__ import annotations

from threadkeep.kernel.asgi import Receive, Scope, Send, plain_answer


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request for a live stream."""
    await plain_answer(send, 404, "There is no live stream at this address.")
