"""python -m matching rank: a corpus ranked for one text, with reasons, without any database."""

from pathlib import Path

from .documents import Document
from .encoder import load_encoder
from .evaluation import read_corpus
from .matcher import Matcher


def add_arguments(parser):
    parser.add_argument("--corpus", type=Path, required=True, help="JSON Lines, .gz accepted")
    parser.add_argument("--title", default="", help="the need's title")
    parser.add_argument("text", help="the need in words")
    parser.add_argument("--top", type=int, default=10, help="how many matches (default 10)")


def run(arguments) -> int:
    matcher = Matcher(load_encoder())
    documents = {document.id: document for document in read_corpus(arguments.corpus)}
    matcher.put(documents.values())
    need = Document("", arguments.title, arguments.text)
    for place, match in enumerate(matcher.rank(need, arguments.top), 1):
        print(f"{place:>3} {match.score:5.1f} {match.id} {documents[match.id].title}")
        for part in match.parts:
            print(f"          {part.label} {part.points:.1f}/{part.out_of:.0f} {part.why}")
        for evidence in match.evidence[:2]:
            print(f"          “{evidence.sentence}”")
    return 0
