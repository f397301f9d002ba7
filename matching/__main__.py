"""python -m matching evaluate | train | rank | indicators: one module a sub-command."""

import argparse
import importlib
import sys

# Imported only when asked for, so that ranking never waits for what training needs.
COMMANDS = {
    "evaluate": ("matching.evaluate_cli", "measure the ranking on judged queries beside baselines"),
    "train": ("matching.train_cli", "train the static encoder from text pairs"),
    "rank": ("matching.rank_cli", "rank a corpus for one text, with reasons"),
    "indicators": ("matching.indicators_cli", "read and compare technical indicators"),
    "bench": ("matching.bench.cli", "measure speed and scale, beside other engines"),
}


def main(arguments: list[str] | None = None) -> int:
    """Runs one sub-command; returns its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="python -m matching", description=__doc__)
    choices = parser.add_subparsers(dest="command", required=True)
    chosen = arguments[0] if arguments else None
    for name, (module, purpose) in COMMANDS.items():
        command = choices.add_parser(name, help=purpose, description=purpose)
        if name == chosen:
            importlib.import_module(module).add_arguments(command)
    parsed = parser.parse_args(arguments)
    return importlib.import_module(COMMANDS[parsed.command][0]).run(parsed)


if __name__ == "__main__":
    sys.exit(main())
