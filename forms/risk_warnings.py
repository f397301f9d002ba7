"""A signal somebody reports at a node, and one threshold."""

from wtforms import DateField, DecimalField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from forms.base import BaseForm


class SignalForm(BaseForm):
    kind = SelectField("什么信号")
    value = DecimalField(
        "程度或数值",
        [InputRequired("请写一个数"), NumberRange(0, 1000, "写 0 到 1000 之间的数")],
    )
    observed_on = DateField("哪天看到的", [Optional()])
    source = StringField("消息来源", [Length(max=120, message="不超过 120 个字")])
    note = TextAreaField("具体情况", [Length(max=300, message="不超过 300 个字")])

    def __init__(self, *, kinds, **kwargs):
        super().__init__(**kwargs)
        self.kind.choices = kinds


class RuleForm(BaseForm):
    threshold = DecimalField(
        "预警线", [InputRequired("请写一个数"), NumberRange(0, 1000, "写 0 到 1000 之间的数")]
    )
    level = SelectField("级别")

    def __init__(self, *, levels, **kwargs):
        super().__init__(**kwargs)
        self.level.choices = list(levels)
