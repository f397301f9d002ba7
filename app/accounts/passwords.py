"""Passwords: argon2 by its reference parameters, and the key that ends old sessions."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()


def set_password(user, password):
    """Hash and keep the password; every older session of the account ends."""
    user.password_hash = _hasher.hash(password)
    renew_sessions(user)


def renew_sessions(user):
    user.session_key = secrets.token_hex(8)


def is_password(user, password):
    try:
        return _hasher.verify(user.password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
