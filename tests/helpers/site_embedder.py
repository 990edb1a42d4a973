"""A small network of FaceNet's kind, made here, and the manifest that a site would write for it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIZE = 160
POOL = 20
MODEL = "site-facenet"


def facenet_like(
    dimension: int = 128, batch: str | int = "batch", *, unit: bool = False, broken: bool = False
) -> bytes:
    """An ONNX file: NHWC in, a coarse thumbnail turned at random into ``dimension`` numbers out.

    Two pictures of one scene come out near each other: enough
    to enrol and to find again.

    Args:
        dimension: see above.
        batch: pictures that it takes at once; a name for any number.
        unit: whether it brings its embeddings to length 1 itself.
        broken: whether it returns NaN.
    """
    size = SIZE
    cells = (size // POOL) ** 2 * 3
    turn = (np.random.default_rng(7).normal(size=(cells, dimension)) / np.sqrt(cells)).astype(np.float32)
    nodes = [
        helper.make_node("Transpose", ["image"], ["planes"], perm=[0, 3, 1, 2]),
        helper.make_node("AveragePool", ["planes"], ["small"], kernel_shape=[POOL, POOL], strides=[POOL, POOL]),
        helper.make_node("Flatten", ["small"], ["flat"]),
        helper.make_node("MatMul", ["flat", "turn"], ["raw" if unit else "embedding"]),
        # A second output that is no embedding: the manifest says which one to read.
        helper.make_node("ReduceMean", ["planes"], ["brightness"], keepdims=0, axes=[1, 2, 3]),
    ]
    if unit:
        nodes.append(helper.make_node("LpNormalization", ["raw"], ["embedding"], axis=1, p=2))
    if broken:
        turn[0, 0] = np.nan
    graph = helper.make_graph(
        nodes,
        "facenet-like",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, [batch, size, size, 3])],
        [
            helper.make_tensor_value_info("brightness", TensorProto.FLOAT, [batch]),
            helper.make_tensor_value_info("embedding", TensorProto.FLOAT, [batch, dimension]),
        ],
        [numpy_helper.from_array(turn, "turn")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString()


MEASURED = """
[[operating_points]]
threshold = 0.05
source = "made up for a test"
date = "2026-01-01"
"""


def embedder_manifest(data: bytes, *, name: str = MODEL, point: str = MEASURED, **changes: str) -> str:
    """A manifest; ``changes`` replace the values of its keys, as TOML, ``""`` takes a key out."""
    facts = {
        "shape": f'["batch", {SIZE}, {SIZE}, 3]',
        "dimension": "128",
        "size": str(SIZE),
        "alignment": '"box"',
        "margin": "0.25",
        "colour": '"rgb"',
        "standardise": '"image"',
        "layout": '"nhwc"',
        "output": '"embedding"',
        "sha256": f'"{hashlib.sha256(data).hexdigest()}"',
        "input": '"image"',
        **changes,
    }
    tables = {
        "[prepare]": ("input", "shape"),
        "[[variants]]": ("sha256",),
    }
    lines = [
        f'id = "{name}"',
        'title = "FaceNet, made small"',
        'task = "embedder"',
        'licence = "MIT"',
        'notes = "Made for a test."',
        "" if point else "unmeasured = true",
    ]
    of_tables = {key for keys in tables.values() for key in keys}
    for table, keys in {"[prepare]": tables["[prepare]"], "[embedder]": tuple(facts.keys() - of_tables)}.items():
        lines += [table, *(f"{key} = {facts[key]}" for key in keys if facts[key])]
    lines += [point, "[[variants]]", 'name = "fp32"', f'file = "{name}.onnx"', f"sha256 = {facts['sha256']}"]
    return "\n".join(lines) + "\n"


def write_site_model(folder: Path, data: bytes, manifest: str, name: str = MODEL) -> None:
    """Put a manifest and its file beside the installed models, as a site does."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(manifest, "utf-8")
    (folder / f"{name}.onnx").write_bytes(data)
