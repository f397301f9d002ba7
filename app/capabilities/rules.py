"""What must hold of a capability; each answers with the reason, or None."""


def organisation_is_verified(capability):
    if not capability.organisation.is_verified:
        return "单位还没有通过核验；草稿已经保存，核验通过后再提交"
    return None


def is_complete(capability):
    wanted = {
        "成果名称": capability.title,
        "简介": capability.summary,
        "所处阶段": capability.stage,
        "技术成熟度": capability.trl,
        "合作方式": capability.cooperation,
    }
    missing = [label for label, value in wanted.items() if not value]
    return f"还没有填：{'、'.join(missing)}" if missing else None


def is_declared(capability):
    if not capability.is_declared_true:
        return "请先勾选承诺：内容真实、不涉密、权属清楚"
    return None
