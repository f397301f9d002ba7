"""Trains a static model that puts a text where a transformer puts it, so that documents cost nothing.

The goals are the transformer's own vectors, centred on each side - those of e5 all lie in a narrow
cone, and without that a static model beside it adds nothing - and turned onto their main directions.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from .encoder import Encoder
from .encoders.static import unit
from .static_model import read_static_model, write_static_model
from .training import Recipe, bag_vectors, bags_of

RECIPE = Recipe(epochs=4, batch=512, rate=0.003)
QUESTIONS = "questions.safetensors"  # what brings a question of the transformer to the same place
_LENGTH = 450  # characters the transformer reads of a text
_RARE = 3e-4  # a piece's row starts the shorter, the more of all pieces it is (Arora et al. 2017)
_DROPPED = 0.1  # of a text's pieces at each step


def imitate(
    pairs: list[tuple[str, str]],
    teacher: Encoder,
    base: Path,
    out: Path,
    recipe: Recipe = RECIPE,
    tell: Callable[[str], None] = print,
) -> float:
    """Writes the model with the pieces of `base`; gives the mean cosine with the transformer.

    The first of a pair is read as a question, the second as a document.
    """
    from safetensors.numpy import save_file

    tokenizer, _ = read_static_model(base)
    sides = [sorted({text[:_LENGTH] for text in side}) for side in zip(*pairs, strict=True)]
    tell(f"{len(sides[0])} questions and {len(sides[1])} documents are read by {teacher.model_id}")
    read = [teacher.encode_queries(sides[0]), teacher.encode(sides[1])]
    means = [vectors.mean(axis=0) for vectors in read]
    centred = np.vstack([vectors - mean for vectors, mean in zip(read, means, strict=True)])
    basis = np.linalg.svd(centred, full_matrices=False)[2][: recipe.dimension].T
    bags = bags_of(tokenizer, sides[0] + sides[1])
    rows = _first_rows(tokenizer, teacher, basis, np.bincount(np.concatenate(bags)))
    recipe = replace(recipe, batch=min(recipe.batch, len(bags)))
    rows, cosine = _follow(rows, bags, unit(centred @ basis).astype(np.float32), recipe, tell)
    write_static_model(out, tokenizer, rows)
    questions = {"mean": means[0], "basis": np.ascontiguousarray(basis)}
    save_file({name: one.astype(np.float32) for name, one in questions.items()}, out / QUESTIONS)
    return cosine


def _first_rows(tokenizer, teacher, basis, counts):
    pieces = [tokenizer.id_to_token(number) for number in range(tokenizer.get_vocab_size())]
    read = teacher.encode_queries(pieces)
    share = np.zeros(len(pieces))
    share[: len(counts)] = counts / counts.sum()
    rows = unit((read - read.mean(axis=0)) @ basis) * (_RARE / (_RARE + share))[:, None]
    rows[0] = 0  # what no piece stands for says nothing
    return rows


def _follow(rows, bags, goals, recipe, tell):
    import torch

    rng = np.random.default_rng(recipe.seed)
    weight = torch.nn.Parameter(torch.tensor(rows, dtype=torch.float32))
    optimiser = torch.optim.Adam([weight], lr=recipe.rate, betas=(0.9, 0.99))
    steps, step, cosine = recipe.epochs * (len(bags) // recipe.batch), 0, 0.0
    for epoch in range(recipe.epochs):
        order, reached = rng.permutation(len(bags)), []
        for start in range(0, len(bags) - recipe.batch + 1, recipe.batch):
            chosen = order[start : start + recipe.batch]
            optimiser.param_groups[0]["lr"] = recipe.rate * min(1, (step + 1) / 20)
            optimiser.param_groups[0]["lr"] *= 1 - step / steps
            vectors = bag_vectors(weight, [_thinned(bags[one], rng) for one in chosen])
            near = (vectors * torch.from_numpy(goals[chosen])).sum(dim=1).mean()
            optimiser.zero_grad()
            (1 - near).backward()
            optimiser.step()
            reached.append(near.item())
            step += 1
        cosine = float(np.mean(reached))
        tell(f"epoch {epoch + 1} of {recipe.epochs}: cosine {cosine:.3f}")
    return weight.detach().numpy(), cosine


def _thinned(bag, rng):
    kept = bag[rng.random(len(bag)) > _DROPPED]
    return kept if len(kept) else bag
