"""A chain's table as a file, and one of its nodes as a form."""

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from forms.base import BaseForm
from forms.validators import MaxLength, Required


class TableForm(BaseForm):
    file = FileField("填好的表", [FileRequired("请先选择一个文件")])


class NodeForm(BaseForm):
    """One row of the table; what a cell may say is checked where the table is read."""

    name = StringField("环节名称", [Length(max=60, message="不超过 60 个字")])
    segment = SelectField("段")
    kind = SelectField("类别")
    industry_code = StringField("行业代码")
    demand_wan = StringField("年需求额（万元）")
    import_share = StringField("进口占比（%）")
    stock_days = StringField("库存天数")
    reported_strength = SelectField("填报强弱")
    strength_note = TextAreaField("现状说明", [Length(max=500, message="不超过 500 个字")])
    supplies = TextAreaField("供给到")
    local = TextAreaField("市内供给单位")
    chuanyu = TextAreaField("川渝供给单位")
    national = TextAreaField("国内其他供给单位")
    foreign = TextAreaField("国外供给单位")

    def __init__(self, *, segments, kinds, strengths, **kwargs):
        super().__init__(**kwargs)
        self.segment.choices = [(one, one) for one in segments]
        self.kind.choices = [("", "未分类"), *((one, one) for one in kinds)]
        self.reported_strength.choices = [(one, one) for one in strengths]


class KindForm(BaseForm):
    """One kind of node; `find_other` gives another kind of the same name, or None."""

    name = StringField("类别", [Required(), MaxLength(30)])
    is_base = BooleanField("属于五基")

    def __init__(self, *, find_other, **kwargs):
        super().__init__(**kwargs)
        self.find_other = find_other

    def validate_name(self, field):
        if self.find_other(field.data):
            raise ValidationError(f"已经有“{field.data}”了")
