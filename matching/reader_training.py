"""Trains the layers of encoders/reader.py: over rows that stay as they are, towards a transformer's vectors.

A text's goal is its place, and what stands near it there: the order among documents is learnt as
the transformer's own odds (Hinton et al. 2015, arXiv 1503.02531).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .encoders.reader import DOCUMENT, HEADS, QUESTION

_SHARP = 15.0  # of the odds among documents
_COMPARED = 2_000  # documents drawn at each step
_DROPPED = 0.08  # of a text's pieces
_WARMING = 150  # steps until the full rate


@dataclass(frozen=True)
class ReaderRecipe:
    """What the training may vary; the defaults made the layers that ship."""

    layers: int = 2
    inner: int = 1024
    places: int = 192  # pieces read of a text
    together: int = 4096  # pieces a step
    steps: int = 6_000
    rate: float = 1.2e-3
    odds: float = 0.5  # weight of the order among documents beside the place
    seed: int = 0


@dataclass(frozen=True)
class Texts:
    """One side's texts as bags of rows' numbers, and where each shall lie: (n, d), length one."""

    bags: list[np.ndarray]
    goals: np.ndarray


def train_reader(
    rows: np.ndarray,
    questions: Texts,
    documents: Texts,
    recipe: ReaderRecipe,
    tell: Callable[[str], None] = print,
) -> dict[str, np.ndarray]:
    """The layers' weights by name, in half precision, as `Reader` reads them."""
    import torch
    from torch.nn.functional import kl_div, log_softmax, softmax

    torch.manual_seed(recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    network = _network(rows, recipe)
    optimiser = torch.optim.AdamW(network.parameters(), lr=recipe.rate, betas=(0.9, 0.98))
    places = torch.from_numpy(documents.goals)
    sides, step, reached = {QUESTION: questions, DOCUMENT: documents}, 0, []
    while step < recipe.steps:
        for side, chosen in _drawn(sides, recipe, rng):
            texts = sides[side]
            bags = [_thinned(texts.bags[one][: recipe.places], rng) for one in chosen]
            goals = torch.from_numpy(texts.goals[chosen])
            turn = math.cos(math.pi * min(1, step / recipe.steps)) / 2 + 0.5
            optimiser.param_groups[0]["lr"] = recipe.rate * min(1, (step + 1) / _WARMING) * turn
            with torch.autocast("cpu", torch.bfloat16):
                placed = network(*_padded(bags, torch), side)
            near = (placed * goals).sum(dim=1).mean()
            some = places[torch.from_numpy(rng.integers(0, len(places), _COMPARED))]
            ours = log_softmax(placed @ some.T * _SHARP, dim=1)
            theirs = softmax(goals @ some.T * _SHARP, dim=1)
            loss = 1 - near + recipe.odds * kl_div(ours, theirs, reduction="batchmean")
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            reached.append(near.item())
            step += 1
        tell(f"step {step} of {recipe.steps}: cosine {np.mean(reached[-100:]):.3f}")
    return network.weights()


def _drawn(sides, recipe, rng):
    """Batches of one side and of like lengths, in any order: [(side, numbers of texts)]."""
    batches = []
    for side, texts in sides.items():
        chosen = rng.integers(0, len(texts.bags), 512)
        lengths = np.array([min(len(texts.bags[one]), recipe.places) for one in chosen])
        batch = []
        for one in chosen[np.argsort(lengths)]:
            batch.append(one)
            if len(batch) * min(len(texts.bags[one]), recipe.places) >= recipe.together:
                batches.append((side, np.array(batch)))
                batch = []
        if batch:
            batches.append((side, np.array(batch)))
    return [batches[place] for place in rng.permutation(len(batches))]


def _thinned(bag, rng):
    kept = bag[rng.random(len(bag)) > _DROPPED]
    return kept if len(kept) else bag


def _padded(bags, torch):
    longest = max(map(len, bags))
    numbers = torch.zeros((len(bags), longest), dtype=torch.long)
    is_there = torch.zeros((len(bags), longest), dtype=torch.bool)
    for place, bag in enumerate(bags):
        numbers[place, : len(bag)] = torch.from_numpy(bag)
        is_there[place, : len(bag)] = True
    return numbers, is_there


def _network(rows, recipe):
    """Defined here because torch is imported only by who trains."""
    import torch
    from torch import nn
    from torch.nn.functional import gelu, normalize, scaled_dot_product_attention

    width = rows.shape[1]

    class Layer(nn.Module):
        def __init__(self):
            super().__init__()
            self.n1, self.n2 = nn.LayerNorm(width), nn.LayerNorm(width)
            self.qkv, self.o = nn.Linear(width, 3 * width), nn.Linear(width, width)
            self.f1, self.f2 = nn.Linear(width, recipe.inner), nn.Linear(recipe.inner, width)
            for last in (self.o, self.f2):  # at first a layer changes nothing
                nn.init.zeros_(last.weight)
                nn.init.zeros_(last.bias)

        def forward(self, state, mask):
            texts, pieces, _ = state.shape
            asked = self.qkv(self.n1(state)).view(texts, pieces, 3, HEADS, width // HEADS)
            seen = scaled_dot_product_attention(*asked.permute(2, 0, 3, 1, 4), attn_mask=mask)
            state = state + self.o(seen.transpose(1, 2).reshape(texts, pieces, width))
            return state + self.f2(gelu(self.f1(self.n2(state)), approximate="tanh"))

    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.register_buffer("rows", torch.tensor(rows, dtype=torch.float32))
            self.register_buffer("scale", 1 / self.rows.square().mean().sqrt().reshape(1))
            self.places = nn.Parameter(torch.zeros(recipe.places, width))
            self.sides = nn.Parameter(torch.zeros(2, width))
            self.layers = nn.ModuleList(Layer() for _ in range(recipe.layers))

        def forward(self, numbers, is_there, side):
            state = self.rows[numbers] * self.scale
            state = state + self.places[: numbers.shape[1]] + self.sides[side]
            for layer in self.layers:
                state = layer(state, is_there[:, None, None, :])
            kept = is_there[..., None].float()
            return normalize((state.float() * kept).sum(dim=1) / kept.sum(dim=1), dim=1)

        def weights(self):
            named = {name: one.detach().numpy() for name, one in self.state_dict().items()}
            del named["rows"]
            return {
                name: np.ascontiguousarray(
                    one.astype(np.float32 if name == "scale" else np.float16)
                )
                for name, one in named.items()
            }

    return Network()
