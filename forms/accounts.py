"""Forms of signing in and of accounts."""

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired

from forms.base import BaseForm


class LoginForm(BaseForm):
    login = StringField("账号", [DataRequired("请填账号")])
    password = PasswordField("密码", [DataRequired("请填密码")])
    next = HiddenField()
