"""What learning may change of the ranking: weights of the text scores and of the parts, calibration."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .calibration import Calibration
from .fusion import TEXT_WEIGHTS
from .ranking import PART_WEIGHTS

INITIAL = "initial"


@dataclass(frozen=True)
class Parameters:
    """Without a calibration no confidence is given; `version` is kept with every match."""

    version: str = INITIAL
    text_weights: Mapping[str, float] = field(default_factory=lambda: dict(TEXT_WEIGHTS))
    part_weights: Mapping[str, float] = field(default_factory=lambda: dict(PART_WEIGHTS))
    calibration: Calibration | None = None

    def stored(self) -> dict:
        """As JSON; the opposite of `read_parameters`."""
        calibration = self.calibration.stored() if self.calibration else None
        return {
            "text_weights": dict(self.text_weights),
            "part_weights": dict(self.part_weights),
            "calibration": calibration,
        }


def read_parameters(stored: Mapping, version: str) -> Parameters:
    """Raises ValueError where they are for other scores than the ranking has now."""
    for name, present in (("text_weights", TEXT_WEIGHTS), ("part_weights", PART_WEIGHTS)):
        if set(stored[name]) != set(present):
            raise ValueError(f"{version} has {name} for {', '.join(sorted(stored[name]))}")
    calibration = stored.get("calibration")
    return Parameters(
        version,
        dict(stored["text_weights"]),
        dict(stored["part_weights"]),
        Calibration.read(calibration) if calibration else None,
    )
