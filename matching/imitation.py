"""Trains a model that puts a text where a transformer puts it, a few milliseconds a text.

The goals are the transformer's own vectors, centred on each side - those of e5 all lie in a narrow
cone, and without that a model beside it adds nothing - and turned onto their main directions. First
the rows of a static model go there, then layers over them learn what the order of words adds.
"""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from .encoder import Encoder
from .encoders.reader import WEIGHTS
from .encoders.static import unit
from .reader_training import ReaderRecipe, Texts, train_reader
from .static_model import read_static_model, write_static_model
from .text import sentences
from .training import Recipe, bag_vectors, bags_of

RECIPE = Recipe(epochs=4, batch=512, rate=0.003)
_LENGTH = 450  # characters the transformer reads of a text
_RARE = 3e-4  # a piece's row starts the shorter, the more of all pieces it is (Arora et al. 2017)
_DROPPED = 0.1  # of a text's pieces at each step
_CLAUSE = re.compile(r"[，,；;。]")


def imitate(
    pairs: list[tuple[str, str]],
    teacher: Encoder,
    base: Path,
    out: Path,
    recipe: Recipe = RECIPE,
    reader: ReaderRecipe | None = None,
    tell: Callable[[str], None] = print,
) -> float:
    """Writes the model with the pieces of `base`; gives the rows' mean cosine with the transformer.

    The first of a pair is read as a question, the second as a document, and so are questions put
    together from the documents.
    """
    from safetensors.numpy import save_file

    tokenizer, _ = read_static_model(base)
    kinds = [
        sorted({asked[:_LENGTH] for asked, _ in pairs}),
        asked_of(pairs, random.Random(recipe.seed)),
        sorted({text[:_LENGTH] for _, text in pairs}),
    ]
    texts = [text for kind in kinds for text in kind]
    tell(f"{len(texts)} texts, {len(kinds[2])} of them documents, are read by {teacher.model_id}")
    read = [*map(teacher.encode_queries, kinds[:2]), teacher.encode(kinds[2])]
    centred = np.vstack([vectors - vectors.mean(axis=0) for vectors in read])
    basis = np.linalg.svd(centred, full_matrices=False)[2][: recipe.dimension].T
    goals = unit(centred @ basis).astype(np.float32)
    bags = bags_of(tokenizer, texts)
    rows = _first_rows(tokenizer, teacher, basis, np.bincount(np.concatenate(bags)))
    recipe = replace(recipe, batch=min(recipe.batch, len(bags)))
    rows, cosine = _follow(rows, bags, goals, recipe, tell)
    write_static_model(out, tokenizer, rows)
    first = len(texts) - len(kinds[2])
    asked, kept = Texts(bags[:first], goals[:first]), Texts(bags[first:], goals[first:])
    _, rows = read_static_model(out)  # as they are kept, rounded
    layers = train_reader(rows, asked, kept, reader or ReaderRecipe(), tell)
    save_file(layers, Path(out) / WEIGHTS)
    (Path(out) / WEIGHTS).chmod(0o644)
    return cosine


def asked_of(pairs: list[tuple[str, str]], draw: random.Random) -> list[str]:
    """Texts of a need's length and shape out of each pair: sentences in a row, a title, short clauses."""
    made = []
    for title, text in pairs:
        said = [one for one in sentences(text) if 8 <= len(one) <= 160]
        if not said:
            continue
        first = draw.randrange(len(said))
        asked = "".join(said[first : first + draw.randint(1, 4)])
        if draw.random() < 0.5:
            asked = f"{title} {asked}"
        if draw.random() < 0.4:
            clauses = [one for one in _CLAUSE.split(text) if 4 <= len(one) <= 18]
            asked = " ".join([asked, *draw.sample(clauses, min(len(clauses), 3))])
        made.append(asked[: draw.choice((120, 180, 240, 300))])
    return sorted(set(made))


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
