"""Trains the static encoder from text pairs: what belongs together comes near, the rest apart.

Multiple negatives ranking (Henderson et al. 2017): in a batch every other text is a wrong answer.
"""

import csv
import gzip
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .pieces import build_tokenizer, company_vectors, rarity
from .static_model import read_static_model, write_static_model


@dataclass(frozen=True)
class Recipe:
    """What the training may vary; the defaults made the model that ships."""

    pieces: int = 48_000  # about: characters that are no word of their own come on top
    dimension: int = 256
    epochs: int = 5
    batch: int = 1024
    rate: float = 0.002
    scale: float = 10.0  # of the softmax: 20, the usual value, found less on real needs
    seed: int = 0


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """The last two columns of a tab-separated file, .gz accepted; empty texts are left out."""
    path = Path(path)
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row[-2], row[-1]) for row in rows if len(row) > 1 and row[-2] and row[-1]]


def train(
    pairs: list[tuple[str, str]],
    out: Path,
    recipe: Recipe,
    base: Path | None = None,
    tell: Callable[[str], None] = print,
) -> None:
    """Writes a sentence-transformers folder to `out`; `base` is a static model to go on from."""
    texts = sorted({text for pair in pairs for text in pair})
    if base is None:
        tokenizer = build_tokenizer(texts, recipe.pieces)
    else:
        tokenizer, rows = read_static_model(base)
    bags = dict(zip(texts, bags_of(tokenizer, texts), strict=True))
    size = tokenizer.get_vocab_size()
    tell(f"{len(pairs)} pairs of {len(texts)} texts, {size} pieces")
    if base is None:
        numbers = list(bags.values())
        rows = company_vectors(numbers, size, recipe.dimension) * rarity(numbers, size)[:, None]
        tell("first rows from the company each piece keeps")
    rows = _contrast(rows, [(bags[a], bags[b], a[:10]) for a, b in pairs], recipe, tell)
    write_static_model(out, tokenizer, rows)


def bags_of(tokenizer, texts: list[str]) -> list[np.ndarray]:
    """The numbers of each text's pieces; an empty text is a bag of the unknown piece."""
    encodings = tokenizer.encode_batch(texts, add_special_tokens=False)
    return [np.array(encoding.ids or [0], dtype=np.int64) for encoding in encodings]


def bag_vectors(weight, bags: list[np.ndarray]):
    """A torch tensor: the mean of each bag's rows, brought to length one."""
    import torch
    from torch.nn.functional import embedding_bag, normalize

    starts = np.cumsum([0] + [len(bag) for bag in bags[:-1]])
    flat = torch.from_numpy(np.concatenate(bags))
    return normalize(embedding_bag(flat, weight, torch.from_numpy(starts), mode="mean"), dim=1)


def _contrast(rows, pairs, recipe, tell):
    import torch
    from torch.nn.functional import cross_entropy

    torch.manual_seed(recipe.seed)
    shuffle = random.Random(recipe.seed).shuffle
    weight = torch.nn.Parameter(torch.tensor(rows, dtype=torch.float32))
    optimiser = torch.optim.Adam([weight], lr=recipe.rate, betas=(0.9, 0.99))
    batch = min(recipe.batch, len(pairs))
    steps, step = recipe.epochs * (len(pairs) // batch), 0

    for epoch in range(recipe.epochs):
        shuffle(pairs)
        losses = []
        for start in range(0, len(pairs) - batch + 1, batch):
            chosen = pairs[start : start + batch]
            rate = recipe.rate * min(1, (step + 1) / 20) * (1 - step / steps)
            optimiser.param_groups[0]["lr"] = rate
            asked = bag_vectors(weight, [a for a, _, _ in chosen])
            likeness = asked @ bag_vectors(weight, [b for _, b, _ in chosen]).T
            likeness = likeness * recipe.scale + _same_source([key for _, _, key in chosen], torch)
            right = torch.arange(len(chosen))
            loss = (cross_entropy(likeness, right) + cross_entropy(likeness.T, right)) / 2
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            losses.append(loss.item())
            step += 1
        tell(f"epoch {epoch + 1} of {recipe.epochs}: loss {np.mean(losses):.3f}")
    return weight.detach().numpy()


def _same_source(keys, torch):
    """A penalty that takes out pairs from one paper: its other headings are no wrong answers."""
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    own = torch.tensor([numbers[key] for key in keys])
    same = (own[:, None] == own[None, :]) & ~torch.eye(len(keys), dtype=torch.bool)
    return same * -1e4
