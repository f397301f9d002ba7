"""Chooses the sentences of a capability that speak to a need, and marks what corresponds."""

from dataclasses import replace

from matching.counterpart import counterpart
from matching.documents import Comparison, Document, Evidence
from matching.indicators.reading import readings
from matching.sentence_words import TELLING, merged, quotable, weighted_words, words_of

_SPOKEN = ("met", "near", "unmet")
_LEXICAL_SHARE = 0.6  # of a sentence's similarity, where an encoder gives the rest
_FIGURE_BONUS = 0.2  # an answered indicator outranks a likeness of words
_LEAST = 0.02


def evidence_for(
    need: Document,
    capability: Document,
    comparisons: tuple[Comparison, ...],
    encoder=None,
    limit: int = 3,
) -> tuple[Evidence, ...]:
    """Up to `limit` sentences that support and as many that speak against, best first."""
    quoted = quotable(capability)
    if not quoted:
        return ()
    wanted = weighted_words(f"{need.title}\n{whole_text(need)}")
    similarities = _similarities(need, wanted, [sentence for _, sentence in quoted], encoder)
    spoken = _spoken(comparisons)
    found = []
    for (source, sentence), similarity in zip(quoted, similarities, strict=True):
        positions = tuple(spoken.get(sentence, ()))
        answers = [comparisons[position] for position in positions]
        marks = _marks(sentence, wanted, answers)
        if positions or (similarity > _LEAST and (marks or encoder is not None)):
            is_against = bool(answers) and all(answer.status == "unmet" for answer in answers)
            found.append(
                Evidence(sentence, marks, source, round(similarity, 4), is_against, positions)
            )
    found.sort(
        key=lambda one: (-_FIGURE_BONUS * len(one.indicators) - one.similarity, one.sentence)
    )
    support = [one for one in found if not one.is_against][:limit]
    against = [one for one in found if one.is_against][:limit]
    return tuple(_with_question(one, need, wanted) for one in (*support, *against))


def _with_question(evidence, need, wanted):
    """The same with the sentence of the need that it answers."""
    asked, marks, source = counterpart(need, evidence.sentence, wanted)
    return replace(evidence, asked=asked, asked_marks=marks, asked_source=source)


def whole_text(document: Document) -> str:
    """What the document says below its title: its text and the passages not in it, each once."""
    passages = [passage for _, passage in document.passages if passage not in document.text]
    return "\n".join([document.text, *passages] if document.text else passages)


def _spoken(comparisons):
    """{sentence: positions of the need's indicators it speaks to}."""
    places = {}
    for position, comparison in enumerate(comparisons):
        if comparison.status in _SPOKEN and comparison.sentence:
            places.setdefault(comparison.sentence, []).append(position)
    return places


def _similarities(need, wanted, quoted, encoder):
    lexical = [_overlap(wanted, sentence) for sentence in quoted]
    if encoder is None:
        return lexical
    asked = encoder.encode_queries([f"{need.title}\n{whole_text(need)}"])[0]
    cosines = [max(0.0, float(cosine)) for cosine in encoder.encode(quoted) @ asked]
    return [
        _LEXICAL_SHARE * words + (1 - _LEXICAL_SHARE) * meaning
        for words, meaning in zip(lexical, cosines, strict=True)
    ]


def _overlap(wanted, sentence):
    """Share of the need's weight that a sentence speaks to, damped for long sentences."""
    shared = {word for word, _, _ in words_of(sentence)} & wanted.keys()
    if not shared:
        return 0.0
    heaviest = sum(sorted(wanted.values(), reverse=True)[:8])
    return sum(wanted[word] for word in shared) / (heaviest + 0.05 * len(sentence) ** 0.5)


def _marks(sentence, wanted, answers):
    """Spans of the words both texts use and of the figures that speak to an indicator."""
    spans = [
        (start, end) for word, start, end in words_of(sentence) if wanted.get(word, 0) >= TELLING
    ]
    offered = [answer.offered for answer in answers]
    for reading in readings(sentence) if offered else ():
        if reading.indicator in offered:
            named = sentence.rfind(reading.indicator.name, 0, reading.start)
            spans.append((named if named >= 0 else reading.start, reading.end))
    return merged(spans, sentence)
