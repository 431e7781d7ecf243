"""Ten writers and a killer."""

from __future__ import annotations

import hashlib
import random
import threading
import time
import uuid
from pathlib import Path

from tests.crash.journal import Intent, Journal
from tests.crash.requests import Refused, Sender, file_bytes
from tests.real_server import RealServer

# What the ten do: three reply, one opens topics, two upload and post the file, two edit, one deletes and restores, one
# writes long posts.
ROLES = ("reply", "reply", "reply", "topic", "upload", "upload", "edit", "edit", "moderate", "long")


class Driver:
    """Writes through the real door, keeps a journal, and knows what must be there after a crash."""

    def __init__(self, server: RealServer, stage: dict[str, object], folder: Path, seed: int) -> None:
        self.server = server
        self.board = stage["board"]
        self.cookies: list[str] = stage["cookies"]  # type: ignore[assignment]
        self.journal = Journal(folder / "journal.jsonl")
        self.rng = random.Random(seed)
        self.refusals: list[str] = []
        self._stop = threading.Event()
        self._first_yes = threading.Event()

    def sender(self, writer: int) -> Sender:
        """The browser of one writer."""
        return Sender(self.server.port, self.cookies[writer])

    def write_until_killed(self, after: float | None) -> None:
        """One round: all ten write; the process group is killed `after` seconds after the first yes.

        With None the server is expected to kill itself at a crash point.
        """
        self._stop.clear()
        self._first_yes.clear()
        threads = [threading.Thread(target=self._writer, args=(number,)) for number in range(len(ROLES))]
        for thread in threads:
            thread.start()
        if after is None:
            self._wait_for_death(threads)
        else:
            self._first_yes.wait(10)
            time.sleep(after)
        self.server.kill()
        self._stop.set()
        for thread in threads:
            thread.join()

    def _wait_for_death(self, threads: list[threading.Thread]) -> None:
        """Until no writer gets an answer any more: a worker that died is what they meet."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and any(thread.is_alive() for thread in threads):
            time.sleep(0.02)

    def repeat_what_was_not_answered(self) -> None:
        """Send every write of unknown fate again, with its key: what was done is answered, what was not is done."""
        for intent in self.journal.unanswered():
            try:
                self.journal.acknowledged(intent, self.sender(intent.writer).send(intent))
            except Refused as refusal:
                # A restore of what is not deleted, say: it was done before the crash and its receipt tells so, or the
                # thing changed since. Only writes that make something must always come through.
                if intent.kind in {"topic", "reply", "upload"}:
                    self.refusals.append(str(refusal))
                intent.answer = {"refused": str(refusal)[:200]}

    def _writer(self, number: int) -> None:
        rng = random.Random(self.rng.random())
        while not self._stop.is_set():
            intent = self._next(ROLES[number], number, rng)
            self.journal.intend(intent)
            try:
                answer = self.sender(number).send(intent)
            except OSError:
                return
            except Refused as refusal:
                intent.answer = {"refused": str(refusal)[:200]}
                self.refusals.append(str(refusal))
                continue
            self.journal.acknowledged(intent, answer)
            self._first_yes.set()

    def _next(self, role: str, writer: int, rng: random.Random) -> Intent:
        """What this writer does next. Without a topic to write in, one is opened first."""
        key = uuid.uuid4().hex
        topics = [intent.answer["id"] for intent in self.journal.of("topic") if (intent.answer or {}).get("id")]
        own = [i.answer["id"] for i in self.journal.of("reply") if i.writer == writer and (i.answer or {}).get("id")]
        if role == "topic" or not topics:
            return self._text("topic", key, writer, rng, board=self.board, title=f"Topic {key}")
        if role == "upload":
            return self._upload_or_post(key, writer, rng, topics)
        if role == "edit" and own and rng.random() < 0.7:
            return self._text("edit", key, writer, rng, post=rng.choice(own))
        if role == "moderate" and own and rng.random() < 0.8:
            return self._delete_or_restore(key, writer, rng, own)
        return self._text("reply", key, writer, rng, topic=rng.choice(topics), words=4000 if role == "long" else 40)

    def _text(self, kind: str, key: str, writer: int, rng: random.Random, words: int = 40, **fields: object) -> Intent:
        """A text that carries its key as a nonce."""
        text = f"nonce {key}\n\n" + " ".join(rng.choice(("spool", "bobbin", "weft", "warp")) for _ in range(words))
        return Intent(key, kind, writer, hashlib.sha256(text.encode()).hexdigest(), {**fields, "text": text})

    def _upload_or_post(self, key: str, writer: int, rng: random.Random, topics: list[int]) -> Intent:
        posted = {file for intent in self.journal.of("reply") for file in intent.fields.get("files", ())}
        mine = [
            intent.answer["id"]
            for intent in self.journal.of("upload")
            if intent.writer == writer and (intent.answer or {}).get("id") and intent.answer["id"] not in posted
        ]
        if mine:
            return self._text("reply", key, writer, rng, topic=rng.choice(topics), files=mine[:3])
        size = int(2 ** rng.uniform(10, 21))
        sha256 = hashlib.sha256(file_bytes(key, size)).hexdigest()
        fields = {"board": self.board, "size": size, "slow": rng.random() < 0.3}
        return Intent(key, "upload", writer, sha256, fields)

    def _delete_or_restore(self, key: str, writer: int, rng: random.Random, own: list[int]) -> Intent:
        post = rng.choice(own)
        acts = [*self.journal.of("delete", acknowledged=True), *self.journal.of("restore", acknowledged=True)]
        order = list(self.journal.intents)
        done = [act for act in acts if act.fields["post"] == post and "refused" not in (act.answer or {})]
        done.sort(key=lambda act: order.index(act.key))
        kind = "restore" if done and done[-1].kind == "delete" else "delete"
        return Intent(key, kind, writer, "", {"post": post})
