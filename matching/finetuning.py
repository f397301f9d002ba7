"""Goes on training a model from a city's own pairs, and says on held-out pairs whether that helped.

A static model by `training.train`; any other with sentence-transformers' own loss (in-batch negatives)
in a short loop, because its Trainer needs two more packages than the platform does.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from .encoder import load_encoder
from .static_model import static_module
from .training import Recipe, train

LEAST_PAIRS = 50  # below, the held-out figure says nothing
_EVERY = 5  # one need in five is held out
_STEPS = 100  # of the static model: few pairs are passed through more often
_EPOCHS = (5, 50)  # at least, at most
# Gentler than a training afresh: few pairs must not shake what many have taught.
RECIPE = Recipe(rate=0.001, batch=32)
TRANSFORMER_RECIPE = Recipe(rate=2e-5, batch=16, epochs=2)


class TooFewPairs(ValueError):
    """Said in words for whoever started it."""


def recipe_for(base: str | Path, count: int) -> Recipe:
    """Where to begin with this kind of model and so many pairs."""
    if static_module(Path(base)) is None:
        return TRANSFORMER_RECIPE
    batches = max(1, count * (_EVERY - 1) // _EVERY // RECIPE.batch)
    return replace(RECIPE, epochs=min(max(_STEPS // batches, _EPOCHS[0]), _EPOCHS[1]))


@dataclass(frozen=True)
class Finetuned:
    """Mean reciprocal rank of the right text among the held-out ones, before and after."""

    held_out: int
    before: float
    after: float
    error: float  # standard error of the difference

    @property
    def is_better(self) -> bool:
        return self.after - self.before > 2 * self.error


def finetune(
    pairs: list[tuple[str, str]],
    base: str | Path,
    out: Path,
    recipe: Recipe,
    tell: Callable[[str], None] = print,
) -> Finetuned:
    """Writes the model trained on four fifths of the needs; the last fifth judges it."""
    rest, held = _split(pairs)
    if not held:
        raise TooFewPairs("pairs of two needs at least: one to learn from, one to judge by")
    tell(f"{len(rest)} pairs to learn from, {len(held)} held out")
    if static_module(Path(base)) is not None:
        train(rest, out, recipe, Path(base), tell)
    else:
        _train_transformer(rest, str(base), out, recipe, tell)
    before, after = _ranks(base, held), _ranks(out, held)
    gain = after - before
    error = float(gain.std(ddof=1) / np.sqrt(len(gain))) if len(gain) > 1 else float("inf")
    found = Finetuned(len(held), float(before.mean()), float(after.mean()), error)
    tell(f"held out: MRR {found.before:.3f} -> {found.after:.3f}, difference +- {error:.3f}")
    if len(pairs) < LEAST_PAIRS:
        tell(f"fewer than {LEAST_PAIRS} pairs: too few to tell; go on with the base")
    elif not found.is_better:
        tell("not better than the base beyond noise: go on with the base")
    return found


def _split(pairs):
    """By need, so that no need is on both sides."""
    needs = sorted({need for need, _ in pairs})
    random.Random(0).shuffle(needs)
    held = set(needs[::_EVERY]) if len(needs) > 1 else set()
    return [p for p in pairs if p[0] not in held], [p for p in pairs if p[0] in held]


def _ranks(model, pairs):
    """1 / place of each need's own text among all held-out texts."""
    encoder = load_encoder(model)
    asked = encoder.encode_queries([need for need, _ in pairs])
    likeness = asked @ encoder.encode([text for _, text in pairs]).T
    own = likeness.diagonal()[:, None]
    # A second right answer of the same need is no rival.
    rival = np.array([[need != other for other, _ in pairs] for need, _ in pairs])
    return 1 / (1 + ((likeness > own) & rival).sum(axis=1))


def _train_transformer(pairs, base, out, recipe, tell):
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

    torch.manual_seed(recipe.seed)
    model = SentenceTransformer(base)
    loss = MultipleNegativesRankingLoss(model)
    optimiser = torch.optim.AdamW(model.parameters(), lr=recipe.rate)
    batch = min(recipe.batch, len(pairs))
    shuffle = random.Random(recipe.seed).shuffle
    model.train()
    for epoch in range(recipe.epochs):
        shuffle(pairs)
        losses = []
        for start in range(0, len(pairs) - batch + 1, batch):
            columns = zip(*pairs[start : start + batch], strict=True)
            features = [
                {name: value.to(model.device) for name, value in model.preprocess(list(c)).items()
                 if hasattr(value, "to")}
                for c in columns
            ]  # fmt: skip
            optimiser.zero_grad()
            cost = loss(features, None)
            cost.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            losses.append(cost.item())
        tell(f"epoch {epoch + 1} of {recipe.epochs}: loss {np.mean(losses):.3f}")
    model.eval()
    model.save(str(out))
