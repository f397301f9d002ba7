"""Beginning a match: a sentence to the other side, or none."""

from wtforms import TextAreaField

from forms.base import BaseForm
from forms.validators import MaxLength


class OfferForm(BaseForm):
    note = TextAreaField("想对对方说的话", [MaxLength(300)])
