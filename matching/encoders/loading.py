"""Loads what sentence-transformers can load, and says in a sentence what it cannot."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from .choice import ModelProblem, Runtime

BACKENDS = {
    "torch": ("torch",),
    "onnx": ("onnxruntime", "optimum"),
    "openvino": ("openvino", "optimum"),
}
_MARK = {"SentenceTransformer": "modules.json", "CrossEncoder": "config.json"}


def load_model(kind: str, name: str, runtime: Runtime, **options):
    """A SentenceTransformer or a CrossEncoder; raises ModelProblem with the reason in Chinese."""
    _check_backend(runtime)
    _check_folder(kind, name)
    import sentence_transformers
    import torch
    from transformers.utils import logging

    logging.disable_progress_bar()  # of the weights; nobody asked
    device = _device(runtime, torch)
    if runtime.backend == "onnx" and device:
        provider = "CPU" if device == "cpu" else "CUDA"
        options["model_kwargs"] = {"provider": f"{provider}ExecutionProvider"}
    try:
        model = getattr(sentence_transformers, kind)(
            name, device=device, backend=runtime.backend, **options
        )
    except Exception as problem:  # whatever a foreign loader raises, the person gets one sentence
        raise ModelProblem(_sentence(name, problem)) from problem
    if runtime.is_half:
        is_on_processor = str(model.device) == "cpu"
        model.to(dtype=torch.bfloat16 if is_on_processor else torch.float16)
    return model.eval()


def short_name(name: str) -> str:
    """The last part of a name or path; short enough for two ids to stand in one column."""
    return Path(name).name[:36]


def weights_revision(model, name: str) -> str:
    """The commit a downloaded model came from, else a hash of the folder it was read from."""
    config = getattr(getattr(model[0], "auto_model", None), "config", None)
    if commit := getattr(config, "_commit_hash", None):
        return commit[:12]
    digest = hashlib.sha256()
    for file in sorted(file for file in Path(name).rglob("*") if file.is_file()):
        digest.update(f"{file.relative_to(name)} {file.stat().st_size}".encode())
        with file.open("rb") as content:
            digest.update(content.read(1 << 20))  # its beginning tells two models apart
    if not Path(name).is_dir():  # downloaded, and its loader does not say from which commit
        for part, values in model.state_dict().items():
            sample = values.flatten()[:4096].float().cpu().numpy().tobytes()
            digest.update(f"{part} {tuple(values.shape)}".encode() + sample)
    return digest.hexdigest()[:12]


def _check_backend(runtime):
    packages = BACKENDS.get(runtime.backend)
    if packages is None:
        raise ModelProblem(f"MODEL_BACKEND 只能是 {'、'.join(BACKENDS)}，不能是“{runtime.backend}”")
    lacking = [name for name in ("sentence_transformers", *packages) if not find_spec(name)]
    if lacking:
        extra = "" if runtime.backend == "torch" else f"[{runtime.backend}]"
        raise ModelProblem(
            f"没有安装 {'、'.join(lacking)}，这个模型用不了："
            f'请执行 pip install "sentence-transformers{extra}"'
        )
    if runtime.is_half and runtime.backend != "torch":
        raise ModelProblem("MODEL_HALF 只用于 torch 后端；ONNX 和 OpenVINO 请直接给半精度的模型")


def _check_folder(kind, name):
    folder = Path(name)
    if folder.is_dir():
        if not (folder / _MARK[kind]).is_file():
            raise ModelProblem(
                f"{name} 不是 sentence-transformers 保存的模型目录：里面没有 {_MARK[kind]}"
            )
    elif folder.is_absolute() or name.startswith((".", "~")):
        raise ModelProblem(f"没有目录 {name}")


def _device(runtime, torch):
    if runtime.device == "auto":
        return None
    if runtime.device.startswith("cuda") and not torch.cuda.is_available():
        raise ModelProblem("MODEL_DEVICE 是 cuda，可这里没有能用的显卡；请改成 auto 或 cpu")
    return runtime.device


def _sentence(name, problem):
    what = f"“{name}”载入不了" if Path(name).is_dir() else f"找不到模型“{name}”，也下载不到"
    told = next((line.strip() for line in str(problem).splitlines() if line.strip()), "")
    return f"{what}（{type(problem).__name__}：{told[:200]}）"
