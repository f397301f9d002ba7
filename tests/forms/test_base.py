"""Forms explain themselves, let drafts be unfinished, and lose nothing typed."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import PasswordField, RadioField, StringField

from forms.base import BaseForm
from forms.fields import MoneyField
from forms.indicators import BidResponseRow, IndicatorRowsField, NeedIndicatorRow
from forms.rows import RowsField
from forms.validators import Chosen, MaxLength, Required


class Need(BaseForm):
    title = StringField("需求名称", [Required(), MaxLength(10)])
    kind = RadioField("类别", [Chosen()], choices=[("a", "短板"), ("b", "弱项")])
    side = RadioField("附注", choices=[("a", "甲")])
    budget = MoneyField("榜额", [Required()])
    secret = PasswordField("口令")
    indicators = IndicatorRowsField(NeedIndicatorRow)


@pytest.fixture(autouse=True)
def request_context():
    app = Flask(__name__)
    app.config.update(SECRET_KEY="tests", WTF_CSRF_ENABLED=False)
    with app.test_request_context():
        yield


def need(**typed):
    return Need(MultiDict({name.replace("__", "-"): text for name, text in typed.items()}))


ROW = {
    "indicators__0__name": "气孔率",
    "indicators__0__operator": "<=",
    "indicators__0__value": "0.8",
}
WHOLE = {"title": "气孔控制", "kind": "a", "budget": "360"} | ROW


def test_a_whole_form_passes():
    form = need(**WHOLE)
    assert form.validate(), form.errors
    assert [row["name"] for row in form.indicators.data] == ["气孔率"]


def test_text_is_trimmed_and_passwords_are_not():
    form = need(title="  气孔 ", secret=" a b ")
    assert form.title.data == "气孔"
    assert form.secret.data == " a b "


def test_an_empty_form_is_told_field_by_field_in_chinese():
    form = need(title="")
    assert not form.validate()
    told = {label: message for _, label, message in form.summary()}
    assert told == {
        "需求名称": "请填写需求名称",
        "类别": "请选择类别",
        "榜额": "请填写榜额",
        "考核指标": "考核指标至少写 1 条",
    }


def test_a_draft_may_miss_everything():
    assert need(title="", budget="").validate_draft()


def test_a_draft_is_still_checked_for_shape_and_length():
    form = need(title="超过十个字的一个很长的名称", budget="面议", indicators__0__value="明显提升")
    assert not form.validate_draft()
    assert {field for field, _, _ in form.summary()} == {"title", "budget", "indicators-0-value"}


def test_the_summary_names_the_row_by_its_number_and_name():
    form = need(**WHOLE | {"indicators__0__value": "明显提升"})
    assert not form.validate()
    assert form.summary() == [
        (
            "indicators-0-value",
            "考核指标第 1 行“气孔率”的目标值",
            "写一个数，现在写的是“明显提升”",
        )
    ]


def test_a_range_needs_a_higher_end():
    form = need(**WHOLE | {"indicators__0__operator": "range", "indicators__0__value_high": "0.5"})
    assert not form.validate()
    assert "上限要大于下限" in form.summary()[0][2]


def test_blank_rows_are_shown_but_neither_checked_nor_given():
    form = need(
        **WHOLE, indicators__1__name="", indicators__1__operator=">=", indicators__1__is_hard="y"
    )
    assert form.validate(), form.errors
    assert len(form.indicators.entries) == 3
    assert len(form.indicators.data) == 1


def test_a_row_with_something_unreadable_is_not_blank():
    form = need(**WHOLE, indicators__1__value="高")
    assert not form.validate()


def test_adding_a_row_keeps_what_was_typed():
    form = need(**WHOLE, row_add="indicators")
    assert form.rows_changed
    assert len(form.indicators.entries) == 4
    assert form.indicators.entries[0].form.name.data == "气孔率"


def test_removing_a_row_closes_the_gap():
    form = need(**WHOLE, indicators__1__name="强度", row_remove="indicators-0")
    assert form.rows_changed
    assert form.indicators.entries[0].form.name.data == "强度"
    assert form.indicators.entries[0].form["name"].id == "indicators-0-name"


def test_pasted_cells_become_rows_and_unreadable_ones_are_kept():
    form = need(
        title="", row_add="indicators", **{"indicators-paste": "磨损量\t12\t高\tμm\n硬度\t420\t600"}
    )
    first, second = [entry.form for entry in form.indicators.entries]
    assert (first.name.data, first.unit.data) == ("磨损量", "μm")
    assert 'value="高"' in first.value()
    assert second.value.data == 600


def test_no_more_rows_than_the_table_holds():
    form = need(row_add="indicators", **{"indicators-paste": "甲\t1\t2\n" * 100})
    assert len(form.indicators.entries) == 30


def test_every_indicator_of_a_need_wants_an_answer_from_a_bid():
    class Bid(BaseForm):
        responses = RowsField(BidResponseRow, "逐条回应", min_entries=0, drop_blank=False)

    form = Bid(MultiDict({"responses-0-indicator_id": "7", "responses-0-promised_value": ""}))
    assert not form.validate()
    assert [message for _, _, message in form.summary()] == [
        "请填写承诺值",
        "请填写依据",
        "请填写验证办法",
    ]
