"""任务书, 里程碑报告, 验收材料 and what the owner says of the result, in the official order."""

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import StopValidation

from forms.base import BaseForm, RowForm
from forms.fields import DateField, MoneyField, NumberOrBlank
from forms.rows import RowsField
from forms.validators import AtLeast, Between, Chosen, MaxLength, NotBefore, Required, is_blank

RISKS = [("green", "绿：按计划"), ("amber", "黄：有偏差，能赶上"), ("red", "红：可能完不成")]


class MilestoneRow(RowForm):
    """`id` says which milestone of the task book the row is; a new row has none."""

    paste_order = ("name", "due_on", "deliverable", "amount")

    id = HiddenField()
    name = StringField("节点", [Required(), MaxLength(120)])
    due_on = DateField("完成日期", [Required()])
    deliverable = StringField("可核验的成果", [Required(), MaxLength(300)])
    amount = MoneyField("经费")

    @property
    def title(self):
        return self.name.data or ""


class TaskBookForm(BaseForm):
    goal = TextAreaField("总目标", [Required(), MaxLength(2000)], render_kw={"rows": 5})
    leader = StringField("项目负责人", [Required(), MaxLength(40)])
    starts_on = DateField("开始日期", [Required()])
    ends_on = DateField("结束日期", [Required(), NotBefore("starts_on")])
    amount = MoneyField("合同金额", [Required()])
    payment_terms = StringField("拨付条件", [MaxLength(300)])
    milestones = RowsField(
        MilestoneRow,
        "里程碑",
        [AtLeast(1, "至少写一个里程碑")],
        min_entries=1,
        max_entries=20,
    )
    ip_terms = TextAreaField("知识产权", [Required(), MaxLength(1000)], render_kw={"rows": 3})
    exit_terms = TextAreaField("变更、终止与尽职免责", [MaxLength(1000)], render_kw={"rows": 3})


class ResultRow(RowForm):
    """What was reached for one indicator of the task book; `indicator_id` says which."""

    indicator_id = HiddenField()
    actual = NumberOrBlank("实测值")
    evidence = StringField("依据", [MaxLength(300)])


class ReportForm(BaseForm):
    progress = TextAreaField("本期完成情况", [Required(), MaxLength(3000)], render_kw={"rows": 6})
    results = RowsField(ResultRow, "指标实测", min_entries=0, drop_blank=False)
    deliverables = TextAreaField("成果清单", [MaxLength(1500)], render_kw={"rows": 3})
    spent = MoneyField("本期经费支出")
    problems = TextAreaField("问题与对策", [MaxLength(1500)], render_kw={"rows": 3})
    risk = RadioField("风险", [Chosen()], choices=RISKS, default="green")
    records = TextAreaField("原始记录目录", [MaxLength(1500)], render_kw={"rows": 3})
    next_steps = TextAreaField("下期计划", [MaxLength(1500)], render_kw={"rows": 3})

    def validate_problems(self, field):
        if self.risk.data in ("amber", "red") and is_blank(field.data):
            raise StopValidation("有风险时，写明遇到什么、怎么办")


class AcceptanceForm(BaseForm):
    self_assessment = TextAreaField(
        "自评报告", [Required(), MaxLength(4000)], render_kw={"rows": 8}
    )
    results = RowsField(ResultRow, "指标对照", min_entries=0, drop_blank=False)


class UserReportForm(BaseForm):
    user_verdict = RadioField("使用结论", [Chosen("请选择结论")])
    user_report = TextAreaField("使用情况", [Required(), MaxLength(2000)], render_kw={"rows": 4})

    def __init__(self, *args, verdicts=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.user_verdict.choices = list(verdicts)


class PaymentForm(BaseForm):
    """A payment that was made: not before the milestone passed, not after today."""

    paid_on = DateField("付款日期", [Required()])

    def __init__(self, *args, earliest=None, latest=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.paid_on.validators = [*self.paid_on.validators, Between(earliest, latest)]
