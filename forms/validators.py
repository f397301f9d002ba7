"""Checks on what was typed, each saying in Chinese what to write instead."""

import re
import unicodedata

from wtforms.validators import StopValidation, ValidationError

CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"(0\d{2,3}[- ]?)?[2-9]\d{6,7}([- ]\d{1,6})?|400[- ]?\d{3}[- ]?\d{4}")
EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;.]+(\.[^@\s,;.]+)+")
ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")
# Words that open most guessed passwords, in letters and in keyboard runs.
COMMON = ("password", "passw0rd", "admin", "qwer", "asdf", "1234", "abcd", "1111", "0000", "8888")
CLASSES = (r"[a-z]", r"[A-Z]", r"\d", r"[^a-zA-Z0-9]")


class Required:
    """Something must be written; a draft may leave it open."""

    asks_for_presence = True
    field_flags = {"required": True}

    def __init__(self, message=None):
        self.message = message

    def __call__(self, form, field):
        if field.process_errors:
            # What was typed could not be read: that message says more than "please fill in".
            raise StopValidation()
        if not is_blank(field.data):
            return
        raise StopValidation(self.message or f"请填写{field.label.text}")


class Chosen(Required):
    """One of the choices must be picked."""

    def __call__(self, form, field):
        if is_blank(field.data) or field.data == "None":
            # The field has already said "not a valid choice", which is true but no help.
            field.errors = []
            raise StopValidation(self.message or f"请选择{field.label.text}")


class Agreed(Required):
    """The box must be ticked."""

    def __call__(self, form, field):
        if not field.data:
            raise StopValidation(self.message or f"请先勾选：{field.label.text}")


class AtLeast:
    """At least so many rows, tags or files; a draft may have fewer."""

    asks_for_presence = True

    def __init__(self, count, message=None):
        self.count = count
        self.message = message

    def __call__(self, form, field):
        if len(field.data or ()) < self.count:
            raise ValidationError(self.message or f"{field.label.text}至少写 {self.count} 条")


class MaxLength:
    """At most so many characters; the page counts them as they are typed."""

    def __init__(self, limit):
        self.limit = limit
        self.field_flags = {"max_chars": limit}

    def __call__(self, form, field):
        length = len(field.data or "")
        if length > self.limit:
            raise ValidationError(f"最多写 {self.limit} 字，现在是 {length} 字")


class MinLength:
    """At least so many characters where anything is written; a draft may have fewer."""

    asks_for_presence = True

    def __init__(self, limit, message=None):
        self.limit = limit
        self.message = message

    def __call__(self, form, field):
        length = len(field.data or "")
        if 0 < length < self.limit:
            raise ValidationError(self.message or f"至少写 {self.limit} 字，现在是 {length} 字")


class Between:
    """A number or a date within bounds, either of which may be left out."""

    def __init__(self, low=None, high=None, unit=""):
        self.low = low
        self.high = high
        self.unit = unit

    def __call__(self, form, field):
        if field.data is None:
            return
        if self.low is not None and field.data < self.low:
            raise ValidationError(f"不能小于 {self.low}{self.unit}")
        if self.high is not None and field.data > self.high:
            raise ValidationError(f"不能大于 {self.high}{self.unit}")


class NotBefore:
    """A date no earlier than the one in another field of the same form."""

    def __init__(self, other):
        self.other = other

    def __call__(self, form, field):
        earlier = form[self.other]
        if field.data and earlier.data and field.data < earlier.data:
            raise ValidationError(f"不能早于{earlier.label.text}")


class SameAs:
    """The same text as in another field, as for a password typed twice."""

    def __init__(self, other, message="两次写的不一样"):
        self.other = other
        self.message = message

    def __call__(self, form, field):
        if field.data != form[self.other].data:
            raise ValidationError(self.message)


def is_blank(value):
    """Nothing was written; 0 and False are answers."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def code_check_character(first_seventeen):
    """The 18th character that GB 32100-2015 asks for after these 17."""
    total = sum(
        CODE_CHARACTERS.index(character) * weight
        for character, weight in zip(first_seventeen, CODE_WEIGHTS, strict=True)
    )
    return CODE_CHARACTERS[(31 - total % 31) % 31]


def credit_code(form, field):
    """A unified social credit code whose check character agrees (GB 32100-2015)."""
    code = unicodedata.normalize("NFKC", field.data or "").strip().upper()
    if not code:
        return
    if len(code) != 18:
        raise ValidationError(f"统一社会信用代码是 18 位，现在是 {len(code)} 位")
    strange = sorted(set(code) - set(CODE_CHARACTERS))
    if strange:
        raise ValidationError(
            f"第 {code.index(strange[0]) + 1} 位“{strange[0]}”不会出现在代码里"
            "（不用字母 I、O、S、V、Z），请对照营业执照"
        )
    if code_check_character(code[:17]) != code[17]:
        raise ValidationError("校验位不对，多半是抄错了一位，请对照营业执照逐位核对")


def phone(form, field):
    """A mobile number or a landline with or without its area code."""
    typed = (field.data or "").strip()
    if typed and not MOBILE.fullmatch(typed) and not LANDLINE.fullmatch(typed):
        raise ValidationError("写 11 位手机号，或带区号的座机，例如 023-61234567")


def email(form, field):
    """An address that has a name, an @ and a domain."""
    typed = (field.data or "").strip()
    if typed and not EMAIL.fullmatch(typed):
        raise ValidationError("邮箱的写法不对，例如 zhao@example.com")


def web_address(form, field):
    """An address that starts with http:// or https://."""
    typed = (field.data or "").strip()
    if typed and not ADDRESS.fullmatch(typed):
        raise ValidationError("网址要以 http:// 或 https:// 开头")


def password_faults(password, login=""):
    """What is wrong with a new password, as sentences; empty when it will do."""
    faults = []
    if len(password) < 10:
        faults.append(f"至少 10 位，现在是 {len(password)} 位")
    if sum(bool(re.search(kind, password)) for kind in CLASSES) < 3:
        faults.append("小写字母、大写字母、数字、符号至少用三类")
    lowered = password.lower()
    if any(word in lowered for word in COMMON) or re.search(r"(.)\1{3}", lowered):
        faults.append("含有常见的弱口令片段（如 1234、admin、连续四个相同字符）")
    name = login.split("@")[0].lower()
    if len(name) >= 3 and name in lowered:
        faults.append("不能含有登录名")
    return faults


class StrongPassword:
    """The rules for a new password; `login` names the form's field that holds the login name."""

    def __init__(self, login=None):
        self.login = login

    def __call__(self, form, field):
        login = (form[self.login].data or "") if self.login else ""
        faults = password_faults(field.data or "", login)
        if field.data and faults:
            raise ValidationError("口令" + "；".join(faults))
