"""python -m matching train: a static encoder from pairs, afresh, on from another, or like another."""

from dataclasses import replace
from pathlib import Path

from .encoder import STATIC_MODEL, load_encoder
from .finetuning import TooFewPairs, finetune, recipe_for
from .imitation import RECIPE as IMITATION
from .imitation import imitate
from .training import Recipe, read_pairs, train


def add_arguments(parser):
    parser.add_argument("--pairs", type=Path, required=True, help="pairs in the last two columns")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model to write")
    parser.add_argument("--base", help="model to go on from: a folder, or a name for others")
    parser.add_argument("--like", help="encoder whose vectors to imitate with the shipped pieces")
    parser.add_argument("--pieces", type=int, default=Recipe.pieces)
    parser.add_argument("--dimension", type=int, default=Recipe.dimension)
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--batch", type=int)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--scale", type=float, default=Recipe.scale, help="of the softmax")


def run(arguments) -> int:
    fields = ("pieces", "dimension", "epochs", "batch", "rate", "scale")
    given = {name: getattr(arguments, name) for name in fields}
    pairs = read_pairs(arguments.pairs)
    start = Recipe()
    if arguments.like:
        start = IMITATION
    elif arguments.base:
        start = recipe_for(arguments.base, len(pairs))
    recipe = replace(start, **{name: value for name, value in given.items() if value is not None})
    if arguments.like:
        imitate(pairs, load_encoder(arguments.like), STATIC_MODEL, arguments.out, recipe)
    elif arguments.base:
        try:
            finetune(pairs, arguments.base, arguments.out, recipe)
        except TooFewPairs as refusal:
            print(refusal)
            return 1
    else:
        train(pairs, arguments.out, recipe)
    print(f"wrote {arguments.out}")
    return 0
