"""The built files: inside their budgets, complete, and made of what the templates use."""

import gzip
import json
import re
from pathlib import Path

import pytest

from threadkeep.theme import assets
from threadkeep.theme.assets import BUILD, NoSuchAsset, asset_path

ROOT = Path(__file__).parents[3]
TEMPLATES = list((ROOT / "threadkeep").rglob("templates/**/*.html"))


@pytest.fixture(scope="module")
def files() -> dict[str, assets.Built]:
    manifest = BUILD / "manifest.json"
    if not manifest.is_file():
        pytest.fail("The browser code is not built. Run `make frontend`, then the tests again.")
    built: dict[str, assets.Built] = json.loads(manifest.read_text("utf-8"))["files"]
    return built


def first_load(files: dict[str, assets.Built], *names: str) -> int:
    """Bytes after gzip of some files and of all they load at once."""
    by_file = {built["file"]: built for built in files.values()}
    waiting, seen = [files[name]["file"] for name in names], set()
    while waiting:
        file = waiting.pop()
        if file not in seen:
            seen.add(file)
            waiting += by_file[file]["imports"]
    return sum(by_file[file]["gz"] for file in seen)


@pytest.mark.parametrize(
    ("names", "kilobytes"),
    [
        (["style.css"], 12),
        (["first.js", "main.js"], 15),
        (["writing.css"], 6),
        (["composer.js"], 15),
        (["quoting.js"], 6),
        (["complete.js"], 6),
        (["emoji.js", "emoji:en"], 48),
        (["lightbox.js", "lightbox.css"], 3),
        (["webauthn.js"], 3),
        (["icons.svg"], 6),
    ],
)
def test_a_page_stays_light(files: dict[str, assets.Built], names: list[str], kilobytes: int) -> None:
    assert first_load(files, *names) <= kilobytes * 1024


def test_the_manifest_tells_true_sizes_and_each_file_has_its_compressed_forms(files: dict[str, assets.Built]) -> None:
    for built in files.values():
        contents = (BUILD / built["file"]).read_bytes()
        packed = (BUILD / f"{built['file']}.gz").read_bytes()
        assert len(contents) == built["size"]
        assert len(packed) == built["gz"]
        assert gzip.decompress(packed) == contents
        assert (BUILD / f"{built['file']}.br").stat().st_size == built["br"]


def test_a_page_needs_few_requests_and_no_strangers(files: dict[str, assets.Built]) -> None:
    for name in ["style.css", "writing.css", "lightbox.css", "first.js", "main.js", "webauthn.js"]:
        assert files[name]["imports"] == [], name
    # It shares pieces with what it fetches later.
    assert len(files["composer.js"]["imports"]) <= 4
    for name in files:
        if name.endswith((".js", ".css")):
            text = (BUILD / files[name]["file"]).read_text("utf-8")
            assert not re.search(r"""url\(|["'`]https?://(?!["'`])\w""", text), name


def test_an_asset_is_found_by_its_plain_name(files: dict[str, assets.Built]) -> None:
    assert asset_path("main.js") == f"build/{files['main.js']['file']}"
    with pytest.raises(NoSuchAsset, match=r"no 'jquery\.js'"):
        asset_path("jquery.js")


def test_without_a_build_pages_still_have_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "BUILD", tmp_path)
    assert asset_path("main.js") == "build/main.js"


def test_the_sprite_holds_the_icons_the_templates_use_and_no_others(files: dict[str, assets.Built]) -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (BUILD / files["icons.svg"]["file"]).read_text("utf-8")))
    text = "\n".join(path.read_text("utf-8") for path in TEMPLATES)
    asked = set(re.findall(r"""icon(?:_name=|\()\s*["']([\w-]+)["']""", text))
    words = set(re.findall(r"""["']([\w-]+)["']""", text))
    assert asked <= drawn, f"add to frontend/icons.json: {sorted(asked - drawn)}"
    assert drawn <= words, f"take out of frontend/icons.json: {sorted(drawn - words)}"


def test_whose_work_is_sent_is_said(files: dict[str, assets.Built]) -> None:
    assert "lucide-static" in (BUILD / files["licences.txt"]["file"]).read_text("utf-8")
