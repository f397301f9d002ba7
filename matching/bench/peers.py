"""Other engines, where they are installed: never needed, only measured on the same vectors."""

import importlib.util
import sys
from collections.abc import Callable

import numpy as np

LIMIT = 20


def installed(names: list[str]) -> list[str]:
    """Those of the names that can be run here; what is missing is said."""
    found = []
    for name in names:
        module = _PEERS[name][0] if name in _PEERS else name
        if importlib.util.find_spec(module) is None:
            print(f"{name} is not installed and left out", file=sys.stderr)
        else:
            found.append(name)
    return found


def asked(name: str, rows: np.ndarray) -> Callable[[np.ndarray], np.ndarray] | None:
    """A function from a vector to the rows that the peer finds, as it comes out of its box."""
    try:
        return _PEERS[name][1](rows)
    except Exception as problem:  # whatever another engine dislikes here is told, and we go on
        print(f"{name} cannot be run here: {problem}", file=sys.stderr)
        return None


def _hnswlib(rows):
    import hnswlib

    index = hnswlib.Index(space="ip", dim=rows.shape[1])
    index.init_index(max_elements=len(rows), ef_construction=200, M=32)
    index.add_items(rows, num_threads=1)
    index.set_num_threads(1)
    index.set_ef(100)
    return lambda vector: index.knn_query(vector, k=LIMIT)[0][0].astype(np.int64)


def _chroma(rows):
    import chromadb
    from chromadb.config import Settings

    client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
    table = client.create_collection(f"bench{len(rows)}", metadata={"hnsw:space": "ip"})
    for start in range(0, len(rows), 5_000):
        part = rows[start : start + 5_000]
        ids = [str(number) for number in range(start, start + len(part))]
        table.add(ids=ids, embeddings=part)

    def nearest(vector):
        found = table.query(query_embeddings=vector[None], n_results=LIMIT, include=["distances"])
        return np.array(found["ids"][0], dtype=np.int64)

    return nearest


def _sqlite_vec(rows):
    import sqlite_vec

    try:  # some builds of Python have an sqlite3 that loads no extensions
        import pysqlite3 as sqlite3
    except ImportError:
        import sqlite3

    base = sqlite3.connect(":memory:")
    base.enable_load_extension(True)
    sqlite_vec.load(base)
    base.execute(
        f"create virtual table v using vec0(e float[{rows.shape[1]}] distance_metric=cosine)"
    )
    pairs = ((number, row.tobytes()) for number, row in enumerate(rows))
    base.executemany("insert into v(rowid, e) values (?, ?)", pairs)
    question = f"select rowid from v where e match ? order by distance limit {LIMIT}"

    def nearest(vector):
        return np.array([row for (row,) in base.execute(question, (vector.tobytes(),))])

    return nearest


def _txtai(rows):
    from txtai.ann import ANNFactory

    index = ANNFactory.create({"backend": "faiss", "dimensions": rows.shape[1]})
    index.index(rows.copy())
    return lambda vector: np.array([row for row, _ in index.search(vector[None].copy(), LIMIT)[0]])


_PEERS = {
    "hnswlib": ("hnswlib", _hnswlib),
    "chroma": ("chromadb", _chroma),
    "sqlite-vec": ("sqlite_vec", _sqlite_vec),
    "txtai": ("txtai", _txtai),
}
