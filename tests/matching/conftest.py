"""The shipped encoder once a run, a filled matcher once a test."""

import pytest

from matching import Matcher, load_encoder
from matching.encoder import STATIC_MODEL
from tests.matching.corpus import capabilities


@pytest.fixture(scope="session")
def encoder():
    return load_encoder(STATIC_MODEL)


@pytest.fixture
def matcher(encoder):
    filled = Matcher(encoder)
    filled.put(capabilities())
    return filled
