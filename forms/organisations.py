"""What an organisation says of itself, at registration and afterwards."""

from wtforms import HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from forms.base import BaseForm
from forms.fields import CreditCodeField, MoneyField, TagsField
from forms.validators import Between, Chosen, MaxLength, Required, credit_code, is_blank, phone

ELSEWHERE = "市外"
PRIVATE_KINDS = ("enterprise", "supplier")


class IdentityFields:
    """Who an organisation is; `find_other` tells which one already has this name or code."""

    kind = RadioField("单位类型", [Chosen()])
    name = StringField("单位名称", [Required(), MaxLength(120)])
    credit_code = CreditCodeField("统一社会信用代码", [Required(), credit_code])
    region = SelectField("所在区县", [Chosen()])
    province = StringField("省市", [MaxLength(40)])
    address = StringField("详细地址", [Required(), MaxLength(200)])
    ownership = SelectField("企业性质")

    def offer(self, regions, kinds, ownerships, find_other):
        self.region.choices = [("", "请选择"), *regions]
        self.kind.choices = kinds
        self.ownership.choices = [("", "请选择"), *((name, name) for name in ownerships)]
        self.find_other = find_other

    def validate_name(self, field):
        if other := self.find_other(name=field.data):
            raise ValidationError(_already("这个单位名称", other))

    def validate_credit_code(self, field):
        if not field.errors and (other := self.find_other(credit_code=field.data)):
            raise ValidationError(_already("这个统一社会信用代码", other))

    def validate_province(self, field):
        if self.region.data == ELSEWHERE and is_blank(field.data):
            raise ValidationError("市外单位请写省市，例如：四川省成都市")

    def validate_ownership(self, field):
        if self.kind.data in PRIVATE_KINDS and is_blank(field.data):
            raise ValidationError("请选择企业性质")


class OrganisationForm(IdentityFields, BaseForm):
    """Everything an organisation may say of itself; where verified, not who it is."""

    version = HiddenField()
    founded_year = IntegerField("成立年份", [Optional(), Between(1800, 2100)])
    registered_capital = MoneyField("注册资本")
    staff = IntegerField("职工人数", [Optional(), Between(0, 1_000_000, " 人")])
    rd_staff = IntegerField("研发人员", [Optional(), Between(0, 1_000_000, " 人")])
    industry = StringField("所属行业", [MaxLength(40)])
    products = TextAreaField("主要产品", [MaxLength(300)])
    revenue = MoneyField("上年度营业收入")
    rd_spending = MoneyField("上年度研发投入")
    honours = TagsField("资质荣誉", limit=15, longest=40)
    intro = TextAreaField("单位简介", [MaxLength(2000)])
    contact_name = StringField("联系人", [Required(), MaxLength(40)])
    contact_title = StringField("职务", [MaxLength(40)])
    contact_phone = StringField("联系电话", [Required(), MaxLength(40), phone])

    def __init__(self, *, regions, kinds, ownerships, find_other, is_identity_fixed, **kwargs):
        super().__init__(**kwargs)
        self.offer(regions, kinds, ownerships, find_other)
        if is_identity_fixed:
            del self.kind, self.name, self.credit_code
            self.kind_is_private = kwargs["obj"].kind in PRIVATE_KINDS

    def validate_ownership(self, field):
        kind = self.kind.data if "kind" in self else None
        asked = kind in PRIVATE_KINDS if kind else self.kind_is_private
        if asked and is_blank(field.data):
            raise ValidationError("请选择企业性质")

    def validate_rd_staff(self, field):
        if field.data and self.staff.data is not None and field.data > self.staff.data:
            raise ValidationError("研发人员不能多于职工人数")


def _already(what, other):
    return f"{what}已经注册过，不能再注册一次。请{other}"
