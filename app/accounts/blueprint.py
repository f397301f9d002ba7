"""The two blueprints of this room; their views are split by whom they serve."""

from flask import Blueprint

bp = Blueprint("accounts", __name__, url_prefix="/accounts")
organisations_bp = Blueprint("organisations", __name__, url_prefix="/organisations")
