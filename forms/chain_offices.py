"""The office of a chain, its lead enterprises, what they ask for, and one step of the ladder."""

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from forms.base import BaseForm, RowForm
from forms.fields import DateField, NumberOrBlank, TagsField
from forms.rows import RowsField
from forms.validators import LANDLINE, Between, Chosen, MaxLength, NotBefore, Required


def office_phone(form, field):
    """A landline with or without area code; a mobile is a person's, and this one is public."""
    typed = (field.data or "").strip()
    if typed and not LANDLINE.fullmatch(typed):
        raise ValidationError("这里公开的是处室座机，例如 023-61234567；不写个人手机号")


class DistrictRow(RowForm):
    paste_order = ("region", "post")
    region = StringField("区县", [Required(), MaxLength(40)])
    post = StringField("区县链长（职务）", [MaxLength(60)])


class GoalRow(RowForm):
    paste_order = ("what", "due_on", "progress")
    what = StringField("目标", [Required(), MaxLength(200)])
    due_on = DateField("什么时候")
    progress = StringField("进展", [MaxLength(200)])
    is_reached = BooleanField("已达到")


class PolicyRow(RowForm):
    paste_order = ("title", "document_number", "gives", "valid_until")
    title = StringField("政策名称", [Required(), MaxLength(120)])
    document_number = StringField("文号", [MaxLength(60)])
    gives = StringField("给什么", [MaxLength(300)])
    valid_until = DateField("有效期至")


class OfficeForm(BaseForm):
    city_lead = StringField("市级链长（职务）", [MaxLength(60)])
    office_name = StringField("牵头处室", [Required(), MaxLength(60)])
    office_phone = StringField("处室电话", [MaxLength(40), office_phone])
    district_leads = RowsField(DistrictRow, "区县链长", max_entries=41)
    plan_title = StringField("行动方案名称", [MaxLength(80)])
    plan_from = DateField("从哪天起")
    plan_until = DateField("到哪天止", [NotBefore("plan_from")])
    plan_text = TextAreaField("方案要点", [MaxLength(2000)], render_kw={"rows": 6})
    goals = RowsField(GoalRow, "目标", max_entries=20)
    policies = RowsField(PolicyRow, "政策", max_entries=30)

    FIELDS = ("city_lead", "office_name", "office_phone", "plan_title", "plan_text", "plan_from",
              "plan_until")  # fmt: skip
    TABLES = ("district_leads", "goals", "policies")

    def __init__(self, *, regions, **kwargs):
        super().__init__(**kwargs)
        self.regions = set(regions)

    def validate_district_leads(self, field):
        named = [row["region"] for row in field.data]
        for region in named:
            if region not in self.regions:
                raise ValidationError(f"“{region}”不是本市的区县，写全称，例如 璧山区")
        if len(named) != len(set(named)):
            raise ValidationError("同一个区县写了两行")


class LeadEnterpriseForm(BaseForm):
    """`find` gives the registered organisation of a name or None, `refusal` why it may not be."""

    organisation = StringField("企业", [Required(), MaxLength(120)])
    since = DateField("从哪天起", [Required()])

    def __init__(self, *, find, refusal, **kwargs):
        super().__init__(**kwargs)
        self.find, self.refusal, self.found = find, refusal, None

    def validate_organisation(self, field):
        self.found = self.find(field.data or "")
        if field.data and self.found is None:
            raise ValidationError("没有登记过这个单位，请从列表里选")
        if self.found is not None and (why := self.refusal(self.found)):
            raise ValidationError(why)


class DismissLeadForm(BaseForm):
    note = TextAreaField("免去的理由", [Required(), MaxLength(300)])


class ServiceRequestForm(BaseForm):
    """`enterprises`: [(id, name)] a person may ask for; `latest`: no request is from the future."""

    organisation = SelectField("哪家企业", [Chosen()])
    kind = SelectField("哪一类", [Chosen()])
    title = StringField("要办什么", [Required(), MaxLength(60)])
    details = TextAreaField("具体情况", [Required(), MaxLength(1500)], render_kw={"rows": 6})
    asked_on = DateField("哪天提出的", [Required()])

    def __init__(self, *, enterprises, kinds, latest, **kwargs):
        super().__init__(**kwargs)
        self.organisation.choices = list(enterprises)
        self.kind.choices = [("", "请选择"), *kinds]
        self.latest = latest

    def validate_asked_on(self, field):
        if field.data and field.data > self.latest:
            raise ValidationError("不能晚于今天")


class CriterionRow(RowForm):
    fact = SelectField("看什么", [Chosen()])
    sign = SelectField("怎么比", [Chosen()], choices=[(">=", "不少于"), ("<=", "不多于")])
    value = NumberOrBlank("数值", [Required(), Between(0, 10**9)])


class LadderStepForm(BaseForm):
    words = TagsField("哪些荣誉算在这一级", limit=10)
    criteria = RowsField(CriterionRow, "条件", max_entries=12)
    basis = StringField("依据的文件", [MaxLength(200)])
    is_checked = BooleanField("已对照这份文件核对过")

    def __init__(self, *, facts, **kwargs):
        self.facts = list(facts)
        super().__init__(**kwargs)
        for entry in self.criteria.entries:
            entry.form.fact.choices = self.facts

    def validate_is_checked(self, field):
        if field.data and not self.basis.data:
            raise ValidationError("写明对照的是哪份文件，才算核对过")
