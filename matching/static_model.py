"""A static model's folder as sentence-transformers reads it, in a quarter of the usual size."""

import json
from pathlib import Path

import numpy as np

_MODULES = (
    ("", "sentence_transformers.models.StaticEmbedding"),
    ("1_Normalize", "sentence_transformers.models.Normalize"),
)


def write_static_model(folder: Path, tokenizer, rows: np.ndarray) -> None:
    """Rows of whole numbers from -127 to 127 and a float32 scale for each row.

    sentence-transformers multiplies the two when it loads (its format for quantised vocabularies),
    so it and `StaticEncoder` see the same numbers; the rounding moves a cosine by about 0.001.
    """
    from safetensors.numpy import save_file

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    scale = np.maximum(np.abs(rows).max(axis=1), 1e-12).astype(np.float32) / 127
    whole = np.rint(rows / scale[:, None]).clip(-127, 127).astype(np.int8)
    save_file({"embeddings": whole, "weights": scale}, folder / "model.safetensors")
    (folder / "model.safetensors").chmod(0o644)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    modules = [
        {"idx": place, "name": str(place), "path": path, "type": kind}
        for place, (path, kind) in enumerate(_MODULES)
    ]
    (folder / "modules.json").write_text(json.dumps(modules, indent=2) + "\n")
    settings = {"model_type": "SentenceTransformer", "similarity_fn_name": "cosine"}
    settings |= {"prompts": {"query": "", "document": ""}, "default_prompt_name": None}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(settings, indent=2) + "\n")
    (folder / "1_Normalize").mkdir(exist_ok=True)
    (folder / "1_Normalize" / "config.json").write_text("{}\n")


def read_static_model(folder: Path) -> tuple[object, np.ndarray]:
    """(tokenizer, float32 rows) of a saved static model; raises ValueError for any other model."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    listing = Path(folder) / "modules.json"
    module = static_module(folder)
    if module is None:
        raise ValueError(f"{listing} does not describe a StaticEmbedding model")
    inner = Path(folder) / module["path"]
    weights = load_file(inner / "model.safetensors")
    rows = weights.get("embedding.weight")
    if rows is None:
        rows = weights["embeddings"] * weights["weights"][:, None]
    return Tokenizer.from_file(str(inner / "tokenizer.json")), rows.astype(np.float32)


def static_module(folder: Path) -> dict | None:
    """The StaticEmbedding entry of a saved model's modules.json, None when it is another model."""
    listing = Path(folder) / "modules.json"
    if not listing.is_file():
        return None
    first, *rest = json.loads(listing.read_text(encoding="utf-8"))
    only_normalised = all(module["type"].endswith(".Normalize") for module in rest)
    return first if first["type"].endswith(".StaticEmbedding") and only_normalised else None
