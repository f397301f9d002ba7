"""能力/成果登记表: one form in the order of the paper table; fed with its choices."""

from decimal import Decimal

from wtforms import BooleanField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.widgets import TextArea

from forms.base import BaseForm
from forms.fields import CheckboxesField, MoneyField, TagsField, TypedField
from forms.indicators import CapabilityIndicatorRow, IndicatorRowsField
from forms.validators import Agreed, Chosen, MaxLength, Required


def number_of(typed):
    """The id or level behind a choice, or None for 请选择."""
    return int(typed) if str(typed or "").isdigit() else None


class LinesField(TypedField):
    """Several short texts, one a line, kept as a list."""

    widget = TextArea()

    def __init__(self, label=None, validators=None, limit=10, longest=120, **kwargs):
        super().__init__(label, validators, **kwargs)
        self.limit = limit
        self.longest = longest

    def process_formdata(self, valuelist):
        typed = valuelist[0] if valuelist else ""
        self.data = [line.strip() for line in typed.splitlines() if line.strip()]
        if len(self.data) > self.limit:
            raise ValueError(f"最多写 {self.limit} 条，现在是 {len(self.data)} 条")
        too_long = [line for line in self.data if len(line) > self.longest]
        if too_long:
            raise ValueError(f"“{too_long[0][:10]}…”太长，一条最多 {self.longest} 字")

    def write(self, value):
        return "\n".join(value)


class CapabilityForm(BaseForm):
    title = StringField("成果名称", [Required(), MaxLength(60)])
    chain_id = SelectField("产业链", coerce=number_of)
    node_id = SelectField("环节", coerce=number_of)
    field = StringField("技术领域", [MaxLength(80)])
    keywords = TagsField("关键词", limit=10)
    brief = TextAreaField("简介", [Required(), MaxLength(1500)])
    indicators = IndicatorRowsField(CapabilityIndicatorRow, "主要技术指标", validators=[])
    innovations = LinesField("创新点", limit=3, longest=50)
    comparison = TextAreaField("与现有方案的经济对比", [MaxLength(800)])
    advantages_limits = TextAreaField("优势与不足", [MaxLength(800)])
    stage = SelectField("所处阶段", [Chosen()])
    trl = SelectField("技术成熟度", [Chosen()], coerce=number_of)
    level = SelectField("成果水平")
    patents = LinesField("专利清单", limit=30)
    cases = LinesField("成功案例", limit=20, longest=200)
    cooperation = CheckboxesField("合作方式", [Chosen()])
    price_low = MoneyField("预期价格（低）")
    price_high = MoneyField("预期价格（高）")
    available = StringField("可用时间", [MaxLength(120)])
    is_declared_true = BooleanField("内容真实，不涉密，权属清楚", [Agreed()])

    def __init__(self, *args, choices=None, chain_of=None, **kwargs):
        """`choices` are {field: options}, `chain_of` the chain of each node."""
        super().__init__(*args, **kwargs)
        self.chain_of = chain_of or {}
        for name, options in (choices or {}).items():
            self[name].choices = options

    def validate_node_id(self, field):
        """The list offers the nodes of every chain, because without a script it cannot change."""
        if field.data and self.chain_of.get(field.data) != self.chain_id.data:
            raise ValidationError("这个环节不在所选的产业链上")

    def validate_price_high(self, field):
        low = self.price_low.data
        if field.data is not None and low is not None and field.data < low:
            raise ValidationError("不能低于前面的价格")

    @property
    def content(self):
        """{column: value} of what can be read; a field with a fault is left out."""
        return {
            COLUMNS.get(field.name, field.name): field.data
            if field.data is not None
            else BLANKS.get(field.name)
            for field in self
            if field.name not in ("csrf_token", "indicators") and not field.errors
        }

    @property
    def rows(self):
        return [_row(entry.form) for entry in self.indicators.given_entries]


# A form's own word for its faults is summary, so the column has another name here.
COLUMNS = {"brief": "summary"}
# What an unwritten text or list is in the database; the others are kept as unknown.
TEXTS = (
    "title",
    "field",
    "brief",
    "comparison",
    "advantages_limits",
    "stage",
    "level",
    "available",
)
LISTS = ("keywords", "innovations", "patents", "cases", "cooperation")
BLANKS = dict.fromkeys(TEXTS, "") | {name: [] for name in LISTS}


def _row(row):
    """A row as columns; a figure that cannot be read is left open, text is cut to its limit."""
    found = {}
    for field in row:
        name = field.short_name
        value = None if field.errors and not isinstance(field.data, str) else field.data
        found[name] = float(value) if isinstance(value, Decimal) else value
    if found["operator"] != "range":
        found["value_high"] = None
    limits = {"name": 60, "unit": 20, "basis": 200, "tested_by": 100}
    return found | {name: (found[name] or "")[:limit] for name, limit in limits.items()}
