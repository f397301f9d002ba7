"""The form of a call: what it is called, its rules and until when one may bid."""

from wtforms import SelectField, StringField, TextAreaField

from forms.base import BaseForm
from forms.fields import LocalDateTimeField
from forms.validators import Chosen, MaxLength, Required


class CallForm(BaseForm):
    title = StringField("榜单名称", [Required(), MaxLength(60)])
    list_kind = SelectField("榜单类型", [Chosen()])
    intro = TextAreaField("发榜说明", [MaxLength(2000)])
    rules = TextAreaField("对揭榜方的共同要求", [MaxLength(2000)])
    contact = StringField("联系处室和电话", [MaxLength(120)])
    closes_at = LocalDateTimeField("揭榜截止时间", [Required()])

    def __init__(self, *args, kinds=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.list_kind.choices = list(kinds)

    @property
    def content(self):
        """{column: value}; instants are kept as naive UTC."""
        found = {field.name: field.data for field in self if field.name != "csrf_token"}
        found["closes_at"] = self.closes_at.data.replace(tzinfo=None)
        return found
