"""Forms of signing in, of one's own account and of other people's accounts."""

import re

from wtforms import BooleanField, HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import ValidationError

from forms.base import BaseForm
from forms.fields import CheckboxesField
from forms.organisations import IdentityFields
from forms.validators import (
    EMAIL,
    MOBILE,
    Agreed,
    AtLeast,
    MaxLength,
    Required,
    SameAs,
    StrongPassword,
    email,
    phone,
)

SHORT_NAME = re.compile(r"[a-z][a-z0-9._-]{2,39}")


def login_name(form, field):
    """An e-mail address, a mobile number or a short name of letters and digits."""
    typed = (field.data or "").lower()
    if not any(kind.fullmatch(typed) for kind in (EMAIL, MOBILE, SHORT_NAME)):
        raise ValidationError("写邮箱、11 位手机号，或 3 位以上、字母开头的英文账号")


class LoginForm(BaseForm):
    login = StringField("账号", [Required("请填账号"), MaxLength(80)])
    password = PasswordField("密码", [Required("请填密码"), MaxLength(200)])
    next = HiddenField()


class PersonFields:
    """Who the person is; the least that is needed to reach him."""

    email = StringField("邮箱", [MaxLength(120), email])
    phone = StringField("手机或座机", [MaxLength(40), phone])


class NewLoginFields:
    """A login nobody has yet; `is_taken` is given by the view."""

    login = StringField("登录账号", [Required(), MaxLength(80), login_name])

    def validate_login(self, field):
        if self.is_taken(field.data or ""):
            raise ValidationError("这个账号已经有人用了，请换一个；如果就是您，请直接登录")


class NewPasswordFields:
    password = PasswordField("新密码", [Required(), MaxLength(200), StrongPassword("login")])
    password_again = PasswordField("再写一遍密码", [Required("请再写一遍"), SameAs("password")])


class RegisterForm(IdentityFields, NewLoginFields, NewPasswordFields, BaseForm):
    """An organisation with its first person."""

    person_name = StringField("您的姓名", [Required(), MaxLength(40)])
    contact_title = StringField("职务", [MaxLength(40)])
    phone = StringField("联系电话", [Required(), MaxLength(40), phone])
    agrees = BooleanField(
        "我已阅读并同意《个人信息处理说明》", [Agreed("请先阅读并勾选同意《个人信息处理说明》")]
    )

    def __init__(self, *, regions, kinds, ownerships, is_taken, find_other, **kwargs):
        super().__init__(**kwargs)
        self.offer(regions, kinds, ownerships, find_other)
        self.is_taken = is_taken


class AccountForm(PersonFields, BaseForm):
    name = StringField("姓名", [Required(), MaxLength(40)])
    expertise = StringField("专业领域", [MaxLength(300)])


class PasswordForm(NewPasswordFields, BaseForm):
    """A new password; `is_current` is given by the view and tells whether the old one is right."""

    current = PasswordField("现在的密码", [Required("请填现在的密码"), MaxLength(200)])
    login = HiddenField()

    def __init__(self, *, is_current, **kwargs):
        super().__init__(**kwargs)
        self.is_current = is_current

    def validate_current(self, field):
        if not self.is_current(field.data):
            raise ValidationError("现在的密码不对")
        if self.password.data == field.data:
            self.password.errors = [*self.password.errors, "新密码不能和现在的一样"]
            raise ValidationError("新旧密码一样，等于没有改")


class ColleagueForm(NewLoginFields, PersonFields, BaseForm):
    name = StringField("姓名", [Required(), MaxLength(40)])

    def __init__(self, *, is_taken, **kwargs):
        super().__init__(**kwargs)
        self.is_taken = is_taken


class RolesForm(BaseForm):
    """Which roles an account holds; `why_not` is the rule on roles, given by the view."""

    roles = CheckboxesField("角色", [AtLeast(1, "至少选一个角色；不再用的账号请停用")])
    chains = CheckboxesField("分管的产业链", coerce=int)

    def __init__(self, *, roles, chains, why_not=lambda form: None, **kwargs):
        super().__init__(**kwargs)
        self.roles.choices = roles
        self.chains.choices = chains
        self.why_not = why_not

    def validate_roles(self, field):
        if why := self.why_not(self):
            raise ValidationError(why)

    def validate_chains(self, field):
        if "chain_lead" in (self.roles.data or ()) and not field.data:
            raise ValidationError("链长要选至少一条分管的产业链")


class StaffForm(NewLoginFields, PersonFields, RolesForm):
    """A new account made by the administrator."""

    name = StringField("姓名", [Required(), MaxLength(40)])
    region = SelectField("区县", default="")
    organisation = StringField("所属单位", [MaxLength(120)])
    expertise = StringField("专业领域", [MaxLength(300)])

    def __init__(self, *, regions, is_taken, **kwargs):
        super().__init__(**kwargs)
        self.region.choices = [("", "不属于区县"), *regions]
        self.is_taken = is_taken

    def validate_region(self, field):
        if "district_officer" in (self.roles.data or ()) and not field.data:
            raise ValidationError("区县经信委的账号要选区县")
