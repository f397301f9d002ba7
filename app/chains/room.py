"""The blueprint that the pages of the chains hang on."""

from flask import Blueprint

bp = Blueprint("chains", __name__, url_prefix="/chains")
