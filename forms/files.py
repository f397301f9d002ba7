"""One more attachment: the file and what it is for."""

from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import Length

from forms.base import BaseForm


class UploadForm(BaseForm):
    file = FileField("附件", [FileRequired("请先选择一个文件")])
    purpose = StringField("这是什么", [Length(max=40, message="不超过 40 个字")])
