"""The blueprints of the room, in their own file because its pages are written in several."""

from flask import Blueprint

bp = Blueprint("projects", __name__, url_prefix="/projects")
milestones = Blueprint("milestones", __name__, url_prefix="/milestones")
