"""Pictures as people bring them."""

from __future__ import annotations

import io
import struct
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image

from facegate.errors import ImageError
from facegate.vision import images
from facegate.vision.images import read_image

# Red, green / blue, white, in blocks that survive JPEG.
CORNERS = np.array([[(255, 0, 0), (0, 255, 0)], [(0, 0, 255), (255, 255, 255)]], np.uint8)


def corners(width=64, height=48):
    return Image.fromarray(CORNERS).resize((width, height), Image.Resampling.NEAREST)


def encoded(picture, form="PNG", **options):
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def colours(image):
    """RGB of the four corners' middles, as rows of the picture."""
    height, width = image.shape[:2]
    rows, columns = (height // 4, 3 * height // 4), (width // 4, 3 * width // 4)
    return [[tuple(int(value) for value in image[row, column, ::-1]) for column in columns] for row in rows]


def close(found, expected, tolerance=25):
    return np.abs(np.array(found, int) - np.array(expected, int)).max() <= tolerance


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "BMP", "TIFF", "PPM"])
def test_usual_formats(form):
    image = read_image(encoded(corners(), form))
    assert image.shape == (48, 64, 3)
    assert image.dtype == np.uint8
    assert image.flags.c_contiguous
    assert image.flags.writeable
    assert close(colours(image), CORNERS, 60 if form in ("JPEG", "WEBP") else 0)


def test_gif_and_first_picture_of_several():
    stream = io.BytesIO()
    corners().save(stream, "GIF", save_all=True, append_images=[Image.new("RGB", (64, 48))])
    assert close(colours(read_image(stream.getvalue())), CORNERS)


def test_from_a_path_with_any_name(tmp_path):
    path = tmp_path / "照片 مرحبا 'ü\" .png"
    path.write_bytes(encoded(corners()))
    assert close(colours(read_image(path)), CORNERS, 0)


# How EXIF's numbers turn an upright picture before it is stored (so that reading must undo it).
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("number", STORED)
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_exif_orientation(number, mode):
    exif = Image.Exif()
    exif[0x0112] = number
    upright = corners().convert(mode)
    stored = upright if STORED[number] is None else upright.transpose(STORED[number])
    image = read_image(encoded(stored, "JPEG", quality=95, exif=exif))
    assert image.shape == (48, 64, 3)
    assert close(colours(image), colours(np.asarray(upright.convert("RGB"))[:, :, ::-1]), 60)


def test_broken_exif_does_not_cost_the_picture():
    data = encoded(corners(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\x01\x12" * 40)
    assert read_image(data).shape == (48, 64, 3)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "CMYK", "YCbCr", "I;16", "I", "F"])
def test_other_modes(mode):
    ramp = np.tile(np.linspace(0, 255, 64).astype(np.uint8), (48, 1))
    picture = Image.fromarray(ramp)
    if mode == "I;16":
        picture = Image.fromarray(ramp.astype(np.uint16) * 257)
    elif mode in ("I", "F"):
        picture = Image.fromarray(ramp.astype(np.int32 if mode == "I" else np.float32))
    elif mode == "P":
        picture = picture.convert("RGB").quantize(64, dither=Image.Dither.NONE)
    else:
        picture = picture.convert("RGB").convert(mode)
    assert picture.mode == mode
    data = encoded(picture, "TIFF" if mode in ("I", "F", "CMYK", "YCbCr") else "PNG")
    image = read_image(data)
    assert image.shape == (48, 64, 3)
    if mode == "1":
        assert set(np.unique(image)) == {0, 255}
    else:
        grey = image.mean(axis=2)
        assert np.abs(grey - ramp).max() < 12


def test_sixteen_bits_are_not_stretched():
    dark = np.full((8, 8), 10 * 257, np.uint16)
    assert np.unique(read_image(encoded(Image.fromarray(dark)))).tolist() == [10]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparent_becomes_white(mode):
    if mode == "P":
        data = encoded(Image.new("RGB", (8, 8), (10, 20, 30)).quantize(4), transparency=0)
    else:
        data = encoded(Image.new(mode, (8, 8), (0, 0, 0, 0) if mode == "RGBA" else (0, 0)))
    assert (read_image(data) == 255).all()


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00", b"this is text", b"%PDF-1.7\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>", bytes(1000)],
)
def test_what_is_no_picture(data):
    with pytest.raises(ImageError) as caught:
        read_image(data)
    assert caught.value.title == "Not a picture"


def test_postscript_is_not_even_tried():
    data = encoded(corners(), "EPS")
    with pytest.raises(ImageError, match="known format"):
        read_image(data)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_cut_off_picture(form, share):
    noise = np.random.default_rng(0).integers(0, 256, (200, 200, 3), np.uint8)
    data = encoded(Image.fromarray(noise), form)
    with pytest.raises(ImageError):
        read_image(data[: int(len(data) * share)])


def test_absent_file_and_folder(tmp_path):
    for path in (tmp_path / "absent.jpg", tmp_path):
        with pytest.raises(ImageError) as caught:
            read_image(path)
        assert caught.value.title == "Picture not readable"


def test_errors_do_not_name_the_file(tmp_path):
    # A photograph's file is often named after the person.
    path = tmp_path / "Jane Roe.jpg"
    for data in (b"", b"text", encoded(corners(), "JPEG")[:300]):
        path.write_bytes(data)
        with pytest.raises(ImageError) as caught:
            read_image(path)
        assert "Roe" not in caught.value.text()
        assert "Roe" not in str(caught.value.fields)


def bomb(width, height):
    """A PNG of a few bytes that says it is huge."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(20_000, 20_000), (12_000, 9_000), (40_000, 10), (10, 40_000)])
def test_too_many_pixels_are_refused_before_decoding(width, height):
    with pytest.raises(ImageError) as caught:
        read_image(bomb(width, height))
    assert caught.value.title == "Picture too large"


def test_largest_side_is_readable():
    assert read_image(encoded(Image.new("RGB", (32_767, 2)))).shape == (2, 32_767, 3)


def test_too_many_bytes_are_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(images, "MAX_BYTES", 1000)
    path = tmp_path / "large.bmp"
    path.write_bytes(encoded(corners(), "BMP"))
    with pytest.raises(ImageError) as caught:
        read_image(path)
    assert caught.value.title == "Picture too large"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF", "PPM"])
def test_damaged_bytes_give_a_picture_or_an_image_error(form):
    random = np.random.default_rng(1)
    exif = Image.Exif()
    exif[0x0112] = 6
    options = {"exif": exif} if form in ("JPEG", "PNG", "WEBP", "TIFF") else {}
    good = np.frombuffer(encoded(corners(), form, **options), np.uint8)
    read = 0
    for _ in range(150):
        data = good.copy()
        places = random.integers(0, min(len(data), 400), random.integers(1, 6))
        data[places] = random.integers(0, 256, len(places))
        try:
            image = read_image(data.tobytes())
        except ImageError:
            continue
        read += 1
        assert image.ndim == 3
        assert image.shape[2] == 3
    assert read < 150


def test_large_pictures_are_decoded_one_at_a_time_and_small_ones_meanwhile(monkeypatch):
    monkeypatch.setattr(images, "LARGE_PIXELS", 64 * 48)
    large, small = encoded(corners(128, 96)), encoded(corners())
    decoded, at_once, most = images._decoded, [0], []

    def slow(picture, *, shrink):
        if picture.width > 64:
            at_once[0] += 1
            most.append(at_once[0])
            assert read_image(small).shape == (48, 64, 3)
            threading.Event().wait(0.02)
            at_once[0] -= 1
        return decoded(picture, shrink=shrink)

    monkeypatch.setattr(images, "_decoded", slow)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(read_image, [large] * 4))
    assert most == [1] * 4


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "I;16", "RGBA"])
def test_large_pictures_are_made_smaller_where_that_is_wanted(monkeypatch, mode):
    monkeypatch.setattr(images, "LARGE_PIXELS", 64 * 48)
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = Image.new("I;16", (130, 90), 40_000) if mode == "I;16" else corners(130, 90).convert(mode)
    data = encoded(picture, exif=exif)
    assert read_image(data).shape == (130, 90, 3)
    shape = read_image(data, shrink=True).shape
    assert shape == (65, 45, 3)
    assert read_image(encoded(corners()), shrink=True).shape == (48, 64, 3)


def test_a_picture_in_colour_is_not_copied_within_pillow(monkeypatch):
    """Of the largest picture each copy is 400 MB."""
    copies = []
    monkeypatch.setattr(Image.Image, "copy", lambda picture: copies.append("copy") or picture)
    monkeypatch.setattr(Image.Image, "convert", lambda picture, mode: copies.append("convert") or picture)
    read_image(encoded(corners()))
    assert copies == []
