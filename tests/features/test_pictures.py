"""A picture from outside: only its pixels are kept, upright; what is no sound picture is refused in words."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ssp_desktop.errors import UserError
from ssp_desktop.services import pictures
from ssp_desktop.services.pictures import LONGEST_SIDE, PREVIEW_SIDE, clean, read_file
from tests.features.picture_files import (
    GPS_CANARY,
    bomb,
    encoded,
    file_with,
    located_jpeg,
    moving_png,
    picture,
)

RED_CORNER = {1: "top left", 3: "bottom right", 6: "top right", 8: "bottom left"}


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def red_corner(data: bytes) -> str:
    seen = opened(data).convert("RGB")
    wide, high = seen.size
    for vertical, y in (("top", high // 8), ("bottom", high * 7 // 8)):
        for across, x in (("left", wide // 8), ("right", wide * 7 // 8)):
            pixel = seen.getpixel((x, y))
            assert isinstance(pixel, tuple)
            if pixel[0] > 150 and pixel[2] < 100:
                return f"{vertical} {across}"
    return "nowhere"


def test_place_camera_and_comment_are_gone_from_the_stored_bytes() -> None:
    data = located_jpeg()
    assert GPS_CANARY.encode() in data
    kept = clean(data)
    for stored in (kept.picture, kept.preview):
        assert b"CANARY" not in stored
        assert b"Exif" not in stored
        seen = opened(stored)
        assert (seen.format, dict(seen.getexif())) == ("JPEG", {})
        assert set(seen.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("orientation", RED_CORNER)
def test_a_picture_is_turned_upright_before_that_is_forgotten(orientation: int) -> None:
    kept = clean(located_jpeg(orientation))
    assert red_corner(kept.picture) == RED_CORNER[orientation]
    assert (kept.width, kept.height) == ((120, 80) if orientation in {1, 3} else (80, 120))


def test_every_way_of_holding_the_camera_is_turned() -> None:
    for orientation in range(1, 9):
        assert red_corner(clean(located_jpeg(orientation)).picture) != "nowhere"
    assert (clean(located_jpeg(99)).width, clean(located_jpeg(0)).width) == (120, 120)


@pytest.mark.parametrize("mode", ["RGB", "L", "1", "P", "RGBA", "LA", "I;16", "CMYK"])
def test_every_kind_of_pixel_is_kept(mode: str) -> None:
    if mode == "I;16":
        data = encoded(Image.new("I;16", (40, 40), 65535), "PNG")
        assert opened(clean(data).picture).convert("L").getpixel((9, 9)) == 255
        return
    data = encoded(picture(mode=mode), "JPEG" if mode == "CMYK" else "PNG")
    kept = clean(data)
    assert opened(kept.picture).mode == "RGB"
    assert (kept.width, kept.height) == (120, 80)


def test_what_is_clear_becomes_white() -> None:
    clear = encoded(Image.new("RGBA", (20, 20), (255, 0, 0, 0)), "PNG")
    assert opened(clean(clear).picture).getpixel((5, 5)) == (255, 255, 255)


def test_a_large_picture_is_kept_smaller_and_has_a_small_copy() -> None:
    kept = clean(encoded(picture((4000, 1000))))
    assert max(kept.width, kept.height) == LONGEST_SIDE
    assert max(opened(kept.preview).size) == PREVIEW_SIDE
    assert red_corner(kept.preview) == "top left"


REFUSED = {
    "text": (b"This is a shopping list, not a picture.", "no picture"),
    "nothing": (b"", "no picture"),
    "a web page called .jpg": (b"<html><script>alert(1)</script></html>", "no picture"),
    "another kind": (encoded(picture(), "GIF"), "no picture"),
    "cut off": (encoded(picture((600, 600)))[:2000], "damaged"),
    "cut off PNG": (encoded(Image.effect_noise((300, 300), 90), "PNG")[:3000], "damaged"),
    "moving": (moving_png(), "moving picture"),
    "a moving GIF": (
        encoded(picture(), "GIF", save_all=True, append_images=[Image.new("RGB", (120, 80))]),
        "no picture",
    ),
    "a bomb": (bomb(), "more than 50 million pixels"),
    "a small bomb": (bomb(8_000), "more than 50 million pixels"),
    "a bomb between": (bomb(10_000), "more than 50 million pixels"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_sound_picture_is_refused_in_words(case: str) -> None:
    data, words = REFUSED[case]
    with pytest.raises(UserError, match=words) as refused:
        clean(data)
    assert refused.value.what_to_do


def test_damage_to_what_a_file_says_about_its_picture_keeps_the_picture() -> None:
    sound, far = (
        b"\x01\x0f\x00\x02\x00\x00\x00\x0e\x00\x00\x00",
        b"\x01\x0f\x00\x02\x00\x00\x00\x0e\x00\x00\xff",
    )
    whole = located_jpeg(6)
    assert sound in whole, "the name of the camera's maker lies elsewhere"
    kept = clean(whole.replace(sound, far))
    assert b"CANARY" not in kept.picture
    assert opened(kept.picture).size == (kept.width, kept.height)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_damaged_is_refused_or_kept_clean(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([located_jpeg(6), encoded(picture((30, 20)), "PNG"), moving_png()]))
    changed = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 12))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        kept = clean(bytes(changed[: data.draw(st.integers(1, len(changed)))]))
    except UserError:
        return
    assert b"CANARY" not in kept.picture
    assert opened(kept.picture).size == (kept.width, kept.height)


def test_a_file_that_is_gone_or_cannot_be_read_is_said_without_its_name(tmp_path: Path) -> None:
    gone = tmp_path / "Bea-Example-Marsh.jpg"
    with pytest.raises(UserError, match="could not be read") as refused:
        read_file(gone)
    assert "Bea" not in str(refused.value)


def test_a_file_that_vanishes_while_it_is_read_is_said() -> None:
    # The system itself fails this read, as it does when a stick is pulled out.
    with pytest.raises(UserError, match=r"moved, or the card or stick taken out.*choose it again"):
        read_file(Path("/proc/self/mem"))


def test_what_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, Path(os.devnull)):
        with pytest.raises(UserError, match="not a file with a picture"):
            read_file(path)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST_FILE", 1_000_000)
    assert len(read_file(file_with(tmp_path, b"x" * 1_000_000))) == 1_000_000
    with pytest.raises(UserError, match="larger than 1 MB"):
        read_file(file_with(tmp_path, b"x" * 1_000_001))
