"""The blueprint of the room, in its own file because its pages are written in several."""

from flask import Blueprint

bp = Blueprint("reserve", __name__, url_prefix="/reserve")
