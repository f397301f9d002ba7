"""揭榜申报书 in the order of the paper form, and what the need's owner says of a bid."""

from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import StopValidation

from forms.base import BaseForm, RowForm
from forms.fields import MoneyField, NumberOrBlank
from forms.indicators import OPERATORS, BidResponseRow
from forms.rows import RowsField
from forms.validators import Agreed, AtLeast, Between, Chosen, MaxLength, Required, is_blank


class PromisedOrExplained:
    """A promise needs a figure; where the figure cannot be reached, a deviation says why."""

    asks_for_presence = True
    field_flags = {"required": True}

    def __init__(self, what):
        self.what = what

    def __call__(self, form, field):
        if field.process_errors:
            raise StopValidation()
        if is_blank(field.data) and is_blank(form.deviation.data):
            raise StopValidation(f"请填写{self.what}；做不到的，在“偏离说明”里写明原因")


class TeamRow(RowForm):
    paste_order = ("name", "organisation", "role", "months")

    name = StringField("姓名", [Required(), MaxLength(40)])
    organisation = StringField("单位", [MaxLength(80)])
    role = StringField("分工", [Required(), MaxLength(80)])
    months = NumberOrBlank("投入人月", [Between(0, 600)])

    @property
    def title(self):
        return self.name.data or ""


class ResponseRow(BidResponseRow):
    promised_operator = SelectField(
        "大于还是小于", choices=[("", "同要求"), *OPERATORS[:3]], default=""
    )
    promised_value = NumberOrBlank("承诺值", [PromisedOrExplained("承诺值")])
    evidence = TextAreaField("依据", [PromisedOrExplained("依据"), MaxLength(500)])
    verification = StringField("验证办法", [PromisedOrExplained("验证办法"), MaxLength(200)])


class MilestoneRow(RowForm):
    paste_order = ("name", "month", "deliverable", "amount")

    name = StringField("节点", [Required(), MaxLength(120)])
    month = NumberOrBlank("第几个月", [Required(), Between(1, 60, " 个月")])
    deliverable = StringField("可核验的成果", [Required(), MaxLength(300)])
    amount = MoneyField("经费")

    @property
    def title(self):
        return self.name.data or ""


class BidForm(BaseForm):
    leader = StringField("项目负责人", [Required(), MaxLength(40)])
    leader_title = StringField("职称、职务与代表成果", [MaxLength(80)])
    team = RowsField(TeamRow, "核心团队", min_entries=2, max_entries=30)
    understanding = TextAreaField(
        "对需求的理解", [Required(), MaxLength(1500)], render_kw={"rows": 5}
    )
    route = TextAreaField("技术路线与创新点", [Required(), MaxLength(4000)], render_kw={"rows": 12})
    responses = RowsField(ResponseRow, "指标响应", min_entries=0, drop_blank=False)
    foundation = TextAreaField("前期基础", [Required(), MaxLength(3000)], render_kw={"rows": 6})
    risks = TextAreaField("风险与替代方案", [Required(), MaxLength(1500)], render_kw={"rows": 4})
    milestones = RowsField(
        MilestoneRow,
        "里程碑计划",
        [AtLeast(1, "至少写一个里程碑")],
        min_entries=2,
        max_entries=20,
    )
    price = MoneyField("报价", [Required()])
    duration_months = NumberOrBlank("完成周期", [Required(), Between(1, 60, " 个月")])
    budget_note = TextAreaField("预算说明", [MaxLength(1500)], render_kw={"rows": 4})
    ip_terms = TextAreaField(
        "知识产权与成果分配", [Required(), MaxLength(800)], render_kw={"rows": 3}
    )
    relations_note = TextAreaField(
        "关联关系声明", [Required(), MaxLength(500)], render_kw={"rows": 2}
    )
    is_declared_true = BooleanField(
        "本单位承诺：以上内容真实，遵守科研诚信要求，除已声明外与需求方无关联，材料不含涉密内容",
        [Agreed("请先勾选承诺")],
    )


class OwnerOpinionForm(BaseForm):
    owner_opinion = RadioField("表态", [Chosen("请选择表态")])
    owner_note = TextAreaField("理由或条件", [MaxLength(300)])

    def __init__(self, *args, opinions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.owner_opinion.choices = list(opinions)

    def validate_owner_note(self, field):
        if self.owner_opinion.data in ("conditional", "refuse") and is_blank(field.data):
            raise StopValidation("有条件接受或不接受时，要写明条件或理由")
