"""python -m matching train: the static encoder from pairs, afresh or on from a model there is."""

from pathlib import Path

from .training import Recipe, read_pairs, train


def add_arguments(parser):
    parser.add_argument("--pairs", type=Path, required=True, help="pairs in the last two columns")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model to write")
    parser.add_argument("--base", type=Path, help="static model to go on from, with its pieces")
    parser.add_argument("--pieces", type=int, default=Recipe.pieces)
    parser.add_argument("--dimension", type=int, default=Recipe.dimension)
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--batch", type=int, default=Recipe.batch)
    parser.add_argument("--rate", type=float, default=Recipe.rate)
    parser.add_argument("--scale", type=float, default=Recipe.scale, help="of the softmax")


def run(arguments) -> int:
    fields = ("pieces", "dimension", "epochs", "batch", "rate", "scale")
    recipe = Recipe(**{name: getattr(arguments, name) for name in fields})
    train(read_pairs(arguments.pairs), arguments.out, recipe, arguments.base)
    print(f"wrote {arguments.out}")
    return 0
