"""The secret key: made once, at the first start, and kept in the data folder."""

import os
import secrets
from pathlib import Path

FILE_NAME = "secret.key"


def secret_key(data_dir: Path) -> str:
    """The board's secret key, 86 characters (512 bit). Made on the first call; the file has mode 0600.

    The folder is made if need be, readable by its owner alone. Several processes may call this at once: the key
    appears under its name complete or not at all, and the first one wins.
    """
    path = data_dir / FILE_NAME
    try:
        return _read(path)
    except FileNotFoundError:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = data_dir / f"{FILE_NAME}.{os.getpid()}.{secrets.token_hex(8)}"
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64) + "\n")
            file.flush()
            os.fsync(file.fileno())
        # link() refuses an existing name, where rename() would replace the key another process is already using.
        os.link(made, path)
    except FileExistsError:
        pass
    finally:
        made.unlink()
    _flush_folder(data_dir)
    return _read(path)


def _read(path: Path) -> str:
    key = path.read_text(encoding="ascii").strip()
    if len(key) < 50:
        # Never made a new one in its place: that would sign everybody out and break every link in sent mail.
        raise ValueError(f"{path} is damaged: it should hold one line of 86 characters. Put it back from a backup.")
    return key


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
