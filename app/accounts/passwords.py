"""Passwords: argon2 by its reference parameters, and the key that ends old sessions."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()
# No look-alikes: a one-time password is read aloud or copied from a slip of paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_ALPHABET = _LETTERS + _LETTERS.upper() + "23456789"


def set_password(user, password):
    """Hash and keep the password; every older session of the account ends."""
    user.password_hash = _hasher.hash(password)
    user.must_change_password = False
    renew_sessions(user)


def set_one_time_password(user):
    """A random password that must be changed at the first sign-in; returned to be shown once."""
    groups = ["".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4)]
    password = "-".join(groups)
    set_password(user, password)
    user.must_change_password = True
    return password


def renew_sessions(user):
    user.session_key = secrets.token_hex(8)


def is_password(user, password):
    try:
        return _hasher.verify(user.password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def spend_the_same_time(password):
    """Check against a hash nobody's: an unknown or locked account must not answer faster."""
    try:
        _hasher.verify(_decoy(), password)
    except VerificationError:
        return


@cache
def _decoy():
    return _hasher.hash(secrets.token_hex())
