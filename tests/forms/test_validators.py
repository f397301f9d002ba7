"""Checks that say what to write instead."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form, PasswordField, StringField

from forms.validators import (
    StrongPassword,
    code_check_character,
    credit_code,
    password_faults,
    phone,
)


class Account(Form):
    code = StringField("统一社会信用代码", [credit_code])
    phone = StringField("电话", [phone])
    login = StringField("登录名")
    password = PasswordField("口令", [StrongPassword(login="login")])


def faults(name, text, **others):
    form = Account(MultiDict({name: text} | others))
    form.validate()
    return form[name].errors


def with_check(first_seventeen):
    return first_seventeen + code_check_character(first_seventeen)


def test_the_check_character_follows_the_standard():
    # Worked by hand from GB 32100-2015: only the first place is not 0, so the sum is its value.
    assert code_check_character("9" + "0" * 16) == "N"
    assert code_check_character("0" * 17) == "0"


@pytest.mark.parametrize("first", ["91500000MA5UABCD1", "12500000450400000", "5350000050000000X"])
def test_a_code_with_its_own_check_character_passes_and_with_another_does_not(first):
    code = with_check(first)
    assert not faults("code", code)
    wrong = code[:17] + ("1" if code[17] != "1" else "2")
    assert "校验位不对" in faults("code", wrong)[0]


def test_every_single_slip_of_the_pen_is_caught():
    code = with_check("91500000MA5UABCD1")
    for place in range(17):
        slipped = code[:place] + ("7" if code[place] != "7" else "4") + code[place + 1 :]
        assert faults("code", slipped)


def test_a_code_says_how_many_places_it_has_and_which_letter_is_strange():
    assert "现在是 17 位" in faults("code", "9" * 17)[0]
    assert "“O”" in faults("code", "91500000MAOUABCD1X")[0]


@pytest.mark.parametrize(
    "number", ["13812341234", "023-61234567", "02361234567", "400-123-4567", ""]
)
def test_mobiles_landlines_and_nothing_are_phones(number):
    assert not faults("phone", number)


@pytest.mark.parametrize("number", ["12812341234", "1381234", "电话", "138 1234 123"])
def test_other_things_are_not(number):
    assert faults("phone", number)


def test_a_good_password_passes_and_each_weakness_is_named():
    assert password_faults("Dianqu-Keti-26", "zhao") == []
    assert any("至少 10 位" in fault for fault in password_faults("Ab3$"))
    assert any("三类" in fault for fault in password_faults("abcdefghijklm"))
    assert any("弱口令" in fault for fault in password_faults("Admin-Xk-2026"))


def test_a_password_may_not_hold_the_login_name():
    assert "登录名" in faults("password", "Zhaogong-Keti-26", login="zhaogong")[0]
