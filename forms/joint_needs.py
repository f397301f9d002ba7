"""The form that begins a joint need, or says why there shall be none."""

from wtforms import SelectField, StringField, TextAreaField, ValidationError

from forms.base import BaseForm
from forms.validators import Chosen, MaxLength, Required


def number_of(typed):
    return int(typed) if str(typed or "").isdigit() else None


class JointNeedForm(BaseForm):
    """`leads` are the enterprises one of which takes the lead: [(id, name)]."""

    title = StringField("共性需求名称", [Required(), MaxLength(40)])
    problem = TextAreaField("共同的技术难点", [Required(), MaxLength(1500)])
    lead = SelectField("牵头单位", [Chosen()], coerce=number_of)
    note = TextAreaField("意见", [Required(), MaxLength(300)])

    def __init__(self, *args, leads=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.lead.choices = list(leads)


class DismissalForm(BaseForm):
    reason = SelectField("理由", [Chosen()])
    note = TextAreaField("意见", [Required(), MaxLength(300)])

    def __init__(self, *args, reasons=(), **kwargs):
        super().__init__(*args, prefix="dismiss", **kwargs)
        self.reason.choices = [("", "请选择"), *reasons]

    def validate_reason(self, field):
        if field.data not in dict(field.choices):
            raise ValidationError("请选择理由")


class LeadForm(BaseForm):
    lead = SelectField("牵头单位", [Chosen()], coerce=number_of)

    def __init__(self, *args, leads=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.lead.choices = list(leads)
