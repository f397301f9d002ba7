"""需求征集表: one form for each part, in the order of the paper table; fed with its choices."""

from decimal import Decimal

from wtforms import BooleanField, SelectField, StringField, TextAreaField, ValidationError

from forms.base import BaseForm
from forms.fields import MoneyField, NumberOrBlank, TagsField
from forms.indicators import IndicatorRowsField
from forms.validators import Agreed, Between, Chosen, MaxLength, Required


def number_of(typed):
    """The id behind a choice, or None for 请选择."""
    return int(typed) if str(typed or "").isdigit() else None


class WholeNumber(NumberOrBlank):
    """A count: months, levels."""

    def read(self, typed):
        value = super().read(typed)
        if value != int(value):
            raise ValueError(f"写一个整数，现在写的是“{typed.strip()}”")
        return int(value)


def row_content(row):
    found = {field.name.rsplit("-", 1)[-1]: field.data for field in row}
    for name, value in found.items():
        if row[name].errors and not isinstance(value, str):
            found[name] = None
        elif isinstance(value, Decimal):
            found[name] = float(value)
    if found["operator"] != "range":
        found["value_high"] = None
    return found | {"name": found["name"][:60], "unit": found["unit"][:20]}


class SectionForm(BaseForm):
    """One part of the table; `choices` are {field: options}, `chain_of` the chain of each node."""

    def __init__(self, *args, choices=None, chain_of=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.chain_of = chain_of or {}
        for field in self:
            if isinstance(field, SelectField):
                field.choices = (choices or {}).get(field.name, [])

    @property
    def content(self):
        """{column: value} of what can be read; a field with a fault is left out."""
        return {
            field.name: field.data
            for field in self
            if field.name not in ("csrf_token", "indicators") and not field.errors
        }


class OverviewForm(SectionForm):
    title = StringField("需求名称", [Required(), MaxLength(40)])
    list_kind = SelectField("榜单类型", [Chosen()])
    chain_id = SelectField("产业链", [Chosen()], coerce=number_of)
    node_id = SelectField("环节", coerce=number_of)
    base_category = SelectField("五基类别")
    field = StringField("技术领域", [MaxLength(80)])
    keywords = TagsField("技术关键词", limit=10)
    gap_kind = SelectField("需求类别")
    urgency = SelectField("紧迫程度")
    is_import_substitute = BooleanField("为了替代进口")
    import_source = StringField("现在从哪里进口", [MaxLength(120)])

    def validate_draft(self):
        """Even a draft has a name: it is what the lists show."""
        valid = super().validate_draft()
        if self.title.data:
            return valid
        self.title.errors = [*self.title.errors, "请先写需求名称，别的可以以后再填"]
        return False

    def validate_node_id(self, field):
        """The list offers the nodes of every chain, because without a script it cannot change."""
        if field.data and self.chain_of.get(field.data) != self.chain_id.data:
            raise ValidationError("这个环节不在所选的产业链上")


class ProblemForm(SectionForm):
    problem = TextAreaField("主要技术难点", [Required(), MaxLength(1500)])
    research_content = TextAreaField("主要研究内容", [MaxLength(1500)])


class IndicatorsForm(SectionForm):
    indicators = IndicatorRowsField()
    application = TextAreaField("应用场景与验证条件", [MaxLength(1000)])
    tried = TextAreaField("已经做过、没有走通的", [MaxLength(1000)])
    provided = TextAreaField("可以提供的条件", [MaxLength(1000)])

    @property
    def rows(self):
        """The indicators as columns; what cannot be read is left open, text is cut to its limit."""
        return [row_content(entry.form) for entry in self.indicators.given_entries]


class MoneyForm(SectionForm):
    duration_months = WholeNumber("完成时限（月）", [Required(), Between(1, 36, " 个月")])
    budget_total = MoneyField("拟投入总额")
    reward = MoneyField("其中支付揭榜方（榜额）")
    payment_terms = StringField("支付方式与节点", [MaxLength(300)])

    @property
    def content(self):
        found = super().content
        if "reward" in found:
            found["reward"] = found["reward"] or 0
        return found

    def validate_reward(self, field):
        total = self.budget_total.data
        if field.data and total and field.data > total:
            raise ValidationError("支付揭榜方的钱不能多于拟投入总额")


class TermsForm(SectionForm):
    solver_conditions = TextAreaField("对揭榜方的条件", [MaxLength(1000)])
    min_trl = SelectField("成熟度不低于", coerce=number_of)
    consortium_allowed = BooleanField("可以组联合体揭榜")
    ip_terms = TextAreaField("知识产权归属与收益分配", [Required(), MaxLength(1000)])
    cooperation = StringField("合作方式", [MaxLength(200)])
    allows_race = BooleanField("接受两条不同路线并行（赛马）")


class PledgeForm(SectionForm):
    is_declared_true = BooleanField(
        "内容真实，不涉密，与可能的揭榜方没有关联，本单位有能力保障实施", [Agreed()]
    )


SECTION_FORMS = {
    "overview": OverviewForm,
    "problem": ProblemForm,
    "indicators": IndicatorsForm,
    "money": MoneyForm,
    "terms": TermsForm,
    "pledge": PledgeForm,
}
