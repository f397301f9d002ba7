"""A project of the reserve as it is planned, a report of its progress, and who fills the gap."""

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from forms.base import BaseForm
from forms.fields import DateField, MoneyField
from forms.needs import WholeNumber
from forms.validators import Between, Chosen, MaxLength, Required


class ReserveForm(BaseForm):
    """`find` gives the organisation of a name, `find_need` the need of a number, or None."""

    title = StringField("项目名称", [Required(), MaxLength(60)])
    kind = SelectField("怎么补", [Chosen()])
    node = SelectField("补哪个环节", [Chosen()], coerce=str)
    gap = TextAreaField("补什么短板", [Required(), MaxLength(600)])
    organisation = StringField("责任单位", [MaxLength(120)], render_kw={"list": "registered"})
    office = StringField("责任处室或区县", [MaxLength(80)])
    planned_money = MoneyField("计划投入")
    landed_money = MoneyField("已到位")
    starts_on = DateField("计划开始")
    ends_on = DateField("计划完成")
    need = StringField("需求编号", [MaxLength(20)])
    investor = StringField("招商对象", [MaxLength(120)])
    investor_region = StringField("对象所在地", [MaxLength(60)])
    talks = SelectField("洽谈到哪一步")
    evidence = TextAreaField("结果和证明", [MaxLength(1000)])

    def __init__(self, *, kinds, nodes, talks, find, find_need, **kwargs):
        super().__init__(**kwargs)
        self.kind.choices, self.node.choices = list(kinds), list(nodes)
        self.talks.choices = list(talks)
        self.find, self.find_need = find, find_need
        self.found = self.found_need = None

    def validate_organisation(self, field):
        self.found = self.find(field.data) if field.data else None
        if field.data and self.found is None:
            raise ValidationError(
                "没有登记过这个单位，请写登记的全称；没有登记的写在责任处室或区县里"
            )

    def validate_need(self, field):
        if not field.data:
            return
        self.found_need, fault = self.find_need(field.data)
        if fault:
            raise ValidationError(fault)

    def validate_ends_on(self, field):
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("计划完成不能早于计划开始")

    @property
    def content(self):
        """{column: value} of the whole form."""
        plain = ("title", "kind", "gap", "office", "planned_money", "landed_money", "starts_on",
                 "ends_on", "investor", "investor_region", "talks", "evidence")  # fmt: skip
        return {name: self[name].data for name in plain} | {
            "node_id": int(self.node.data), "organisation": self.found, "need": self.found_need,
        }  # fmt: skip


class ProgressForm(BaseForm):
    note = TextAreaField("进展", [Required(), MaxLength(600)])
    landed_money = MoneyField("到现在为止已到位")
    talks = SelectField("洽谈到哪一步")

    def __init__(self, *, talks, **kwargs):
        super().__init__(**kwargs)
        self.talks.choices = list(talks)


class ProviderForm(BaseForm):
    name = StringField("供给单位", [Required(), MaxLength(120)], render_kw={"list": "registered"})
    scope = SelectField("在哪里", [Chosen()])
    share = WholeNumber("占本市用量的份额（%）", [Between(0, 100, "%")])
    evidence = TextAreaField("证明", [Required(), MaxLength(1000)])
    is_producing = BooleanField("已经核实：确实能供货")

    def __init__(self, *, scopes, **kwargs):
        super().__init__(**kwargs)
        self.scope.choices = list(scopes)

    def validate_is_producing(self, field):
        if not field.data:
            raise ValidationError("还不能供货的先不登记；登记以后环节的强弱跟着变")
