"""Asking experts, and the score sheet an expert fills."""

from wtforms import RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import ValidationError

from forms.base import BaseForm
from forms.fields import NumberOrBlank
from forms.validators import Between, Chosen, MaxLength, Required


class AskForm(BaseForm):
    """`subjects` are bids; where a need itself is vetted there is nothing to choose."""

    subjects = SelectMultipleField("评审哪些方案", coerce=int)
    experts = SelectMultipleField("请哪些专家", coerce=int)
    question = TextAreaField("请专家重点看什么", [MaxLength(500)])

    def __init__(self, *args, subjects=(), experts=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.subjects.choices = list(subjects)
        self.experts.choices = list(experts)

    def validate_subjects(self, field):
        if field.choices and not field.data:
            raise ValidationError("至少选一份方案")

    def validate_experts(self, field):
        if not field.data:
            raise ValidationError("至少选一位专家")


class ReviewForm(BaseForm):
    """The fields after the scores; `score_form` adds one number for every head of the sheet."""

    recommendation = RadioField("结论", [Chosen("请选择结论")])
    opinion = TextAreaField("评审意见", [Required(), MaxLength(2000)], render_kw={"rows": 6})

    heads = ()

    @property
    def score_fields(self):
        return [self[name] for name, _head in self.heads]


def score_form(sheet, recommendations, formdata=None, review=None):
    """A ReviewForm for a sheet {head: most points}, filled from a review."""

    class SheetForm(ReviewForm):
        heads = tuple((f"score_{n}", head) for n, head in enumerate(sheet))

    for name, head in SheetForm.heads:
        most = sheet[head]
        rules = [Required(f"请给“{head}”打分"), Between(0, most, " 分")]
        setattr(SheetForm, name, NumberOrBlank(head, rules, description=str(most)))
    stored = {}
    if review is not None:
        stored = {name: review.scores.get(head) for name, head in SheetForm.heads}
        stored |= {"recommendation": review.recommendation, "opinion": review.opinion}
    form = SheetForm(formdata, data=stored)
    form.recommendation.choices = list(recommendations)
    return form


def scores_of(form):
    """{head: points} of the heads that are scored."""
    return {
        head: _points(form[name].data) for name, head in form.heads if form[name].data is not None
    }


def _points(value):
    return int(value) if value == int(value) else float(value)
