"""File names: what a member called a file, made fit to be shown and to be saved under, in any script."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

LONGEST = 120
# What Windows cannot have in a name, and what any system takes for a folder.
_UNFIT = re.compile(r'[\\/:*?"<>|]')
# Names that mean a device on Windows, with any ending (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:\.|$)", re.IGNORECASE)


def clean_name(given: str) -> str:
    """The name as it is kept, shown and offered for saving.

    Kept: letters of every script, spaces, dots within. Taken out: folders before it, control, invisible and
    direction-turning characters ("cod\\u202egpj.exe" poses as "codexe.jpg"), what systems forbid, dots and spaces at
    the ends. At most 120 characters, the ending kept. "file" if nothing is left.
    """
    name = unicodedata.normalize("NFC", given.encode("utf-8", "replace").decode("utf-8"))
    name = re.split(r"[\\/]", name)[-1]
    name = "".join(_visible(char) for char in name)
    name = " ".join(_UNFIT.sub("_", name).split()).strip(" .")
    if _DEVICE.match(name):
        name = f"_{name}"
    return _shortened(name) or "file"


def _visible(char: str) -> str:
    kind = unicodedata.category(char)
    if kind in {"Zs", "Zl", "Zp"} or char in "\t\n\r":
        return " "
    # Joiners stay: Persian and several Indian scripts, and many emoji, cannot be written without them.
    if char in "\u200c\u200d":
        return char
    return "" if kind in {"Cc", "Cf", "Cs", "Co", "Cn"} else char


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST].strip(" .")
    return stem[: LONGEST - len(ending) - 1].strip(" .") + "." + ending


def disposition(name: str, *, inline: bool) -> str:
    """The Content-Disposition header for a clean name: RFC 6266, other scripts by RFC 8187 (once 5987)."""
    kind = "inline" if inline else "attachment"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r'["\\%\x00-\x1f\x7f]', "_", plain).strip(" .") or "file"
    if plain == name:
        return f'{kind}; filename="{plain}"'
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
