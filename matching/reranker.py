"""Reads a question and an answer together and says how well they fit: any CrossEncoder, by name or path.

Its judgement takes the place of the text's share of the score for the best few, in their order:
a logit becomes a share of the points by the logistic curve, so a higher logit is never worth less.
Answers it has not read keep their order and their share, but none above the least it has read.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from .documents import Document
from .encoders.choice import ModelProblem, Runtime
from .encoders.loading import load_model, short_name, weights_revision
from .ranking import level_of, text_share
from .text import whole

REMEMBERED = 5_000  # pairs: the pages beside a ranking ask about the same ones again


class Reranker:
    """Slow: tens of milliseconds a pair on one core; what it has read it remembers."""

    def __init__(
        self, name: str, runtime: Runtime | None = None, max_length: int = 0, instruction: str = ""
    ):
        self._runtime = runtime or Runtime()
        self._model = load_model("CrossEncoder", name, self._runtime)
        if self._model.num_labels != 1:
            raise ModelProblem(
                f"“{name}”给出 {self._model.num_labels} 个标签，不是打一个分的重排模型"
            )
        if max_length:
            self._model.max_seq_length = max_length
        self._prompt = {"prompt": instruction} if instruction else {}
        self._lock = threading.Lock()
        self._known = OrderedDict()
        self.model_id = f"{short_name(name)}@{weights_revision(self._model, name)}"

    def shares(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """How well the answer of each (question, answer) fits, 0 to 1."""
        with self._lock:
            unread = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
            self._known.update(zip(unread, self._read(unread), strict=True))
            found = [self._known[pair] for pair in pairs]
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return found

    def _read(self, pairs):
        if not pairs:
            return []
        from torch.nn import Identity

        logits = self._model.predict(
            pairs,
            batch_size=self._runtime.batch,
            show_progress_bar=False,
            activation_fn=Identity(),  # the curve is ours, whatever the model was saved with
            **self._prompt,
        )
        return [float(share) for share in 1 / (1 + np.exp(-np.float64(logits)))]


def load_reranker(name: str, runtime=None, max_length=0, instruction="") -> Reranker | None:
    """None for an empty name. Raises ModelProblem."""
    return Reranker(name, runtime, max_length, instruction) if name else None


def readings_of(
    reranker: Reranker, pairs: Sequence[tuple[Document, Document]], rest: Sequence[float] = ()
) -> list[tuple[float, str]]:
    """(share of the text's points, why) of each (need, capability) that is read, then of the rest,
    given by their text scores, which are not."""
    shares = reranker.shares([(whole(need), whole(capability)) for need, capability in pairs])
    least = min(shares, default=1.0)
    read = [(share, f"重排模型认为{level_of(share)}") for share in shares]
    return read + [_unread(min(float(text_share(text)), least)) for text in rest]


def _unread(share):
    return share, f"用词与含义{level_of(share)}，不在重排模型读过的之内"
