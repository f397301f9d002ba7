"""What must hold of an organisation; each answers with the reason, or None."""


def has_credit_code(organisation):
    if not organisation.credit_code:
        return "还没有填统一社会信用代码"
    return None


def has_a_person(organisation):
    if not organisation.users:
        return "这个单位还没有账号，不能核验"
    return None
