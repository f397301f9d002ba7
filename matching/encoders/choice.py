"""Which model is wanted and how it is to run, as read from the settings."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass


class ModelProblem(ValueError):
    """The model cannot be used; the sentence says why and what to do, for the person who set it."""


@dataclass(frozen=True)
class EncoderChoice:
    """What decides the vectors; kept with them, so that the same model can be loaded again.

    `name` is a name or a path, empty for the model shipped here. A prompt left empty is the model's
    own, "-" is none at all; 0 leaves length and dimension as the model has them.
    """

    name: str = ""
    query_prompt: str = ""
    document_prompt: str = ""
    max_length: int = 0
    dimension: int = 0

    @classmethod
    def read(cls, settings: Mapping) -> "EncoderChoice":
        return cls(
            str(settings.get("ENCODER") or ""),
            str(settings.get("ENCODER_QUERY_PROMPT") or ""),
            str(settings.get("ENCODER_DOCUMENT_PROMPT") or ""),
            int(settings.get("ENCODER_MAX_LENGTH") or 0),
            int(settings.get("ENCODER_DIMENSION") or 0),
        )

    def changed(self) -> dict:
        """What differs from the model as it was made, without its name."""
        plain = asdict(EncoderChoice(self.name))
        return {field: value for field, value in asdict(self).items() if value != plain[field]}


@dataclass(frozen=True)
class Runtime:
    """What decides the speed: the vectors stay the same to about a hundredth."""

    batch: int = 32
    device: str = "auto"
    is_half: bool = False
    backend: str = "torch"

    @classmethod
    def read(cls, settings: Mapping) -> "Runtime":
        return cls(
            int(settings.get("MODEL_BATCH") or cls.batch),
            str(settings.get("MODEL_DEVICE") or cls.device),
            str(settings.get("MODEL_HALF") or "").strip().lower() in {"1", "true", "yes", "on"},
            str(settings.get("MODEL_BACKEND") or cls.backend),
        )
