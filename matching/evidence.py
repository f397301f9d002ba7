"""Chooses the sentences of a capability that speak to a need, and marks what corresponds."""

from dataclasses import dataclass, field
from functools import lru_cache

from matching.counterpart import counterpart, requirement
from matching.documents import Comparison, Document, Evidence
from matching.indicators.reading import readings
from matching.read_once import cosines, read, whole_text
from matching.sentence_words import TELLING, merged, spelt, weighted_words, whole, widened

_SPOKEN = ("met", "near", "unmet")
_LEXICAL_SHARE = 0.6  # of a sentence's similarity, where an encoder gives the rest
_FIGURE_BONUS = 0.2  # an answered indicator outranks a likeness of words
_LEAST = 0.02
_WORDS = 9  # characters; longer pieces between 、 are clauses


def evidence_for(
    need: Document,
    capability: Document,
    comparisons: tuple[Comparison, ...],
    encoder=None,
    limit: int = 3,
) -> tuple[Evidence, ...]:
    """Up to `limit` sentences that support and as many that speak against, best first."""
    said = read(capability, encoder)
    if not said.quoted:
        return ()
    question = _question(need.title, whole_text(need))
    similarities = _similarities(question, said, encoder)
    spoken = _spoken(comparisons)
    found = []
    for place, ((_, sentence), similarity) in enumerate(
        zip(said.quoted, similarities, strict=True)
    ):
        positions = tuple(spoken.get(sentence, ()))
        if positions or (
            similarity > _LEAST
            and (encoder is not None or _is_marked(said.vocabulary(place), question.wanted))
        ):
            is_against = bool(positions) and all(
                comparisons[position].status == "unmet" for position in positions
            )
            found.append((place, round(similarity, 4), is_against, positions))
    found.sort(key=lambda one: (-_FIGURE_BONUS * len(one[3]) - one[1], said.quoted[one[0]][1]))
    support = [one for one in found if not one[2]][:limit]
    against = [one for one in found if one[2]][:limit]
    return tuple(_evidence(need, question, said, comparisons, *one) for one in (*support, *against))


def _evidence(need, question, said, comparisons, place, similarity, is_against, positions):
    """With what it answers: the need's indicators, else the sentence most like it."""
    (source, sentence), words = said.quoted[place], said.words(place)
    answers = [comparisons[position] for position in positions]
    marks = _marks(sentence, words, question, answers)
    if answers:
        asked, asked_marks, asked_source = requirement(answers)
    else:
        asked, asked_marks, asked_source = counterpart(need, sentence, words, question.wanted)
    return Evidence(
        whole(sentence),
        marks,
        source,
        similarity,
        is_against,
        positions,
        asked=asked,
        asked_marks=asked_marks,
        asked_source=asked_source,
    )


@dataclass(frozen=True)
class _Question:
    """What of a need is the same for every capability; kept for the last few needs."""

    text: str
    spelt: str
    wanted: dict[str, float]
    heaviest: float
    vectors: dict = field(default_factory=dict)  # by model

    def vector(self, encoder):
        model = getattr(encoder, "model_id", encoder)
        if model not in self.vectors:
            self.vectors[model] = encoder.encode_queries([self.text])[0]
        return self.vectors[model]


@lru_cache(maxsize=256)
def _question(title, text):
    said = f"{title}\n{text}"
    wanted = weighted_words(said)
    heaviest = sum(sorted(wanted.values(), reverse=True)[:8])
    return _Question(said, spelt(said), wanted, heaviest)


def _spoken(comparisons):
    """{sentence: positions of the need's indicators it speaks to}."""
    places = {}
    for position, comparison in enumerate(comparisons):
        if comparison.status in _SPOKEN and comparison.sentence:
            places.setdefault(comparison.sentence, []).append(position)
    return places


def _similarities(question, said, encoder):
    lexical = [
        _overlap(question, said.vocabulary(place), sentence)
        for place, (_, sentence) in enumerate(said.quoted)
    ]
    if encoder is None:
        return lexical
    meanings = cosines(said, encoder, question.vector(encoder)).tolist()
    return [
        _LEXICAL_SHARE * words + (1 - _LEXICAL_SHARE) * max(0.0, meaning)
        for words, meaning in zip(lexical, meanings, strict=True)
    ]


def _overlap(question, words, sentence):
    """Share of the need's weight that a sentence speaks to, damped for long sentences."""
    wanted = question.wanted
    shared = words & wanted.keys()
    if not shared:
        return 0.0
    weight = sum(wanted[word] for word in shared)
    return weight / (question.heaviest + 0.05 * len(sentence) ** 0.5)


def is_list(sentence: str) -> bool:
    """Keywords one after the other, not a sentence."""
    pieces = sentence.split("、")
    return len(pieces) > 2 and max(map(len, pieces)) <= _WORDS


def _is_marked(words, wanted):
    return any(wanted.get(word, 0) >= TELLING for word in words)


def _marks(sentence, words, question, answers):
    """Spans of the words both texts use and of the figures that speak to an indicator."""
    telling = ((word, span) for word, *span in words)
    spans = [span for word, span in telling if question.wanted.get(word, 0) >= TELLING]
    spans = widened(spans, spelt(sentence), question.spelt)
    offered = [answer.offered for answer in answers]
    for reading in readings(sentence) if offered else ():
        if reading.indicator in offered:
            named = sentence.rfind(reading.indicator.name, 0, reading.start)
            spans.append((named if named >= 0 else reading.start, reading.end))
    return merged(spans, sentence)
