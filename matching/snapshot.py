"""One file of named arrays, written whole or not at all, and checked when it is read."""

import json
import os
import zlib
from pathlib import Path

import numpy as np

_MAGIC = b"JBGS0003"
_ALIGNED = 64  # every array begins at a multiple of it, so that it can be read where it lies


class SnapshotBroken(Exception):
    """The file is missing, cut short, altered or of another make: build it again from the rows."""


def write_snapshot(path: Path, header: dict, arrays: dict[str, np.ndarray]) -> None:
    """Writes beside `path`, syncs, then renames: readers see the old file or the new, whole."""
    columns = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    listing = {
        name: {"dtype": array.dtype.str, "shape": array.shape, "crc": zlib.crc32(array.data)}
        for name, array in columns.items()
    }
    preface = json.dumps({**header, "arrays": listing}, ensure_ascii=False).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    with unfinished.open("wb") as file:
        file.write(_MAGIC)
        file.write(np.array([len(preface), zlib.crc32(preface)], dtype="<u8").tobytes())
        file.write(preface)
        for array in columns.values():
            file.write(bytes(-file.tell() % _ALIGNED))
            file.write(array.data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    _sync_folder(path.parent)


def read_snapshot(path: Path) -> tuple[dict, dict[str, np.ndarray]]:
    """(header, arrays) as they were written; raises SnapshotBroken when a byte is not.

    The arrays are mapped, not read: several processes share one copy of what none of them changes,
    and a change stays in the process that makes it.
    """
    try:
        whole = np.memmap(path, dtype=np.uint8, mode="c")
    except (OSError, ValueError) as problem:  # ValueError: an empty file
        raise SnapshotBroken(f"{path}: {getattr(problem, 'strerror', problem)}") from problem
    if whole[:8].tobytes() != _MAGIC or len(whole) < 24:
        raise SnapshotBroken(f"{path} is not a snapshot of this version")
    length, checksum = (int(number) for number in np.frombuffer(whole[8:24].tobytes(), "<u8"))
    preface = whole[24 : 24 + length].tobytes()
    if zlib.crc32(preface) != checksum:
        raise SnapshotBroken(f"{path}: its header does not match its checksum")
    header = json.loads(preface)
    arrays, start = {}, 24 + length
    for name, column in header.pop("arrays").items():
        start += -start % _ALIGNED
        count = int(np.prod(column["shape"], dtype=np.int64))
        size = count * np.dtype(column["dtype"]).itemsize
        piece = np.asarray(whole[start : start + size])
        if len(piece) != size or zlib.crc32(piece.data) != column["crc"]:
            raise SnapshotBroken(f"{path}: {name} does not match its checksum")
        arrays[name] = piece.view(column["dtype"]).reshape(column["shape"])
        start += size
    return header, arrays


def _sync_folder(folder):
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
