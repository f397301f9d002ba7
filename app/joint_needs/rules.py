"""What must hold of a joint need; each answers with the reason, or None."""

LEAST = 2


def has_two_enterprises(joint):
    enterprises = {member.need.organisation_id for member in joint.members}
    return None if len(enterprises) >= LEAST else "至少要有两家企业的需求才谈得上合并"


def has_two_joined(joint):
    enterprises = {member.need.organisation_id for member in joint.joined}
    return None if len(enterprises) >= LEAST else "同意合并的还不到两家"


def has_lead_among_joined(joint):
    if joint.lead_id not in {member.need.organisation_id for member in joint.joined}:
        return "牵头单位没有同意合并，请先换一家牵头"
    return None
