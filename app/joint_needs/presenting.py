"""What a joint need's page says to whom: a member reads its own part and the names of who has joined."""

from dataclasses import dataclass, replace

from app.accounts.roles import works_for
from app.header import header_of
from app.joint_needs.models import JointNeedState as S

NEXT = {
    S.SUGGESTED: "受理岗看过并排的指标后，征求各家意见，或者记下为什么不合并。",
    S.ASKING: "各家答复后，由受理岗拟成一件共性需求；同意的不到两家就作罢。",
    S.ANSWERED: "受理岗拟成一份需求草稿，由牵头单位核对后提交。",
    S.DRAFTED: "牵头单位补全、承诺后提交；论证通过时，各家的需求并入其中。",
}
ANSWERS = {None: ("等答复", "wait"), True: ("同意合并", "ok"), False: ("不参加", "rest")}


@dataclass(frozen=True)
class MemberRow:
    """`need` and `reward` are None where they are none of the reader's business."""

    name: str
    need: object
    reward: int | None
    word: str
    tone: str
    note: str
    is_lead: bool


def header_for(joint, user, is_staff):
    """It waits for enterprises, not for a kind of account; only staff reads which."""
    header = header_of(joint, user)
    if joint.state is not S.ASKING:
        return header
    names = dict.fromkeys(member.need.organisation.name for member in joint.unanswered)
    return replace(header, waits_for="、".join(names) if is_staff else "没有答复的企业")


def member_rows(joint, user, is_staff):
    """Staff read everything. A member reads its own row, and once it has joined who else has."""
    ours = [m for m in joint.members if works_for(user, m.need.organisation_id)]
    has_joined = any(member.has_joined for member in ours)
    return [
        _row(joint, member, is_staff or member in ours)
        for member in joint.members
        if is_staff or member in ours or (has_joined and member.has_joined)
    ]


def _row(joint, member, in_full):
    word, tone = ANSWERS[member.has_joined]
    return MemberRow(
        member.need.organisation.name,
        member.need if in_full else None,
        member.reward if in_full else None,
        word,
        tone,
        member.note if in_full else "",
        joint.lead_id == member.need.organisation_id,
    )
