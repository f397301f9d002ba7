"""One item of a dispatch order, and how an organisation answers it."""

from wtforms import BooleanField, DateField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from forms.base import BaseForm
from forms.validators import Chosen, MaxLength, Required


class ItemForm(BaseForm):
    kind = SelectField("要办什么", [Chosen()])
    node = SelectField("哪个环节", coerce=str)
    organisation = StringField(
        "由谁来办", [Required(), MaxLength(120)], render_kw={"list": "registered"}
    )
    what = TextAreaField("具体要求", [Required(), MaxLength(600)])
    due_on = DateField("什么时候办完", [Required()])

    def __init__(self, *, kinds, nodes, find, **kwargs):
        super().__init__(**kwargs)
        self.kind.choices = list(kinds)
        self.node.choices = [("", "整条链"), *nodes]
        self.find = find
        self.found = None

    def validate_organisation(self, field):
        """`find` gives the organisation of a name, or None; the name must be a registered one."""
        self.found = self.find(field.data or "")
        if field.data and self.found is None:
            raise ValidationError("没有登记过这个单位，请从列表里选")


class AnswerForm(BaseForm):
    answer = TextAreaField("办得怎样", [Required(), MaxLength(600)])
    is_done = BooleanField("这一条已经办完")
