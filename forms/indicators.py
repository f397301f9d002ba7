"""One row of each indicator table: what is asked, what is offered, what a bid promises."""

from wtforms import (
    BooleanField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)

from forms.base import RowForm
from forms.fields import NumberOrBlank
from forms.rows import RowsField
from forms.validators import AtLeast, MaxLength, Required

OPERATORS = [(">=", "≥"), ("<=", "≤"), ("=", "="), ("range", "区间")]


class FigureRow(RowForm):
    """A named figure: name, sign, value, the upper end of a range, unit."""

    name = StringField("指标名称", [Required(), MaxLength(60)])
    operator = SelectField("大于还是小于", choices=OPERATORS, default=">=")
    value = NumberOrBlank("目标值", [Required()])
    value_high = NumberOrBlank("区间上限")
    unit = StringField("单位", [MaxLength(20)])

    @property
    def title(self):
        return self.name.data or ""

    def validate_value_high(self, field):
        if self.operator.data != "range" or field.process_errors:
            return
        if field.data is None:
            raise ValidationError("选了“区间”，还要写上限")
        if self.value.data is not None and field.data <= self.value.data:
            raise ValidationError("区间的上限要大于下限")


class NeedIndicatorRow(FigureRow):
    paste_order = ("name", "current_value", "value", "unit", "best_value", "test_method")

    current_value = NumberOrBlank("现状值")
    best_value = NumberOrBlank("国际先进值")
    test_method = StringField("检测方法或标准", [MaxLength(200)])
    is_hard = BooleanField("是硬指标")


class CapabilityIndicatorRow(FigureRow):
    paste_order = ("name", "value", "unit", "basis", "tested_by")

    value = NumberOrBlank("达到值", [Required()])
    basis = StringField("依据", [MaxLength(200)])
    tested_by = StringField("检测单位", [MaxLength(100)])


class BidResponseRow(RowForm):
    """The answer to one indicator of the need; `indicator_id` says which."""

    indicator_id = HiddenField()
    promised_operator = SelectField(
        "大于还是小于", choices=[("", "同要求"), *OPERATORS[:3]], default=""
    )
    promised_value = NumberOrBlank("承诺值", [Required()])
    evidence = TextAreaField("依据", [Required(), MaxLength(500)])
    verification = StringField("验证办法", [Required(), MaxLength(200)])
    deviation = StringField("偏离说明", [MaxLength(300)])


class IndicatorRowsField(RowsField):
    """The indicator table of a need or a capability."""

    def __init__(
        self,
        row_form=NeedIndicatorRow,
        label="考核指标",
        validators=None,
        min_entries=3,
        max_entries=30,
        **kwargs,
    ):
        rules = [AtLeast(1)] if validators is None else validators
        super().__init__(
            row_form, label, rules, min_entries=min_entries, max_entries=max_entries, **kwargs
        )
