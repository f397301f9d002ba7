"""The page of one need: its content, how to bid, and its record."""

from dataclasses import replace

from flask import render_template, request, url_for
from flask_login import current_user

from app.access import public, visible_or_404
from app.accounts.roles import may
from app.acting import url_of
from app.audit.queries import timeline
from app.audit.telling import told
from app.files.queries import attachments_of
from app.header import header_of
from app.joint_needs.queries import of_need, partners
from app.needs.coach import GOAL
from app.needs.counsel import counsel_of
from app.needs.models import LIST_KINDS, Need, NeedState
from app.needs.presenting import is_insider, next_of, steps_of
from app.needs.room import bp
from app.workflow.declaration import Role
from app.workflow.registry import workflow_of
from app.workflow.visible import may_edit, may_see

TABS = ("content", "bids", "log")
EXAMINED = (NeedState.SUBMITTED, NeedState.RECOMMENDED, NeedState.VETTED)
SEALED = (NeedState.OPEN, NeedState.BID_CLOSED)


@bp.get("/<int:id>")
@public
def show(id):
    need = visible_or_404(Need, id)
    tab = request.args.get("tab") if request.args.get("tab") in TABS else "content"
    insider = is_insider(need, current_user)
    everything = timeline(need)
    events = everything if insider else [event for event in everything if event.is_public]
    editable = may_edit(need, current_user)
    header = header_of(need, current_user, number=need.public_number)
    joint = of_need(need)
    counsel = counsel_of(need, current_user) if editable or examines(need) else None
    place = place_url(header, need)
    if place:
        # The link does what the bare action lacks: it asks for a call first.
        rest = tuple(pair for pair in header.held_back if pair[0].name != "list")
        header = replace(header, held_back=rest)
    return render_template(
        "needs/show.html",
        need=need,
        header=header,
        tab=tab,
        tabs=tabs_of(need, tab, len(events)),
        steps=steps_of(need, everything),
        next=next_of(need),
        events=told(events, insider),
        insider=insider,
        list_kind=LIST_KINDS[need.list_kind],
        call=need.call if need.call and may_see(need.call, current_user) else None,
        files=files_of(need, insider),
        bidding=bidding_of(need),
        bid_count=bid_count(need),
        is_sealed=need.state in SEALED,
        editable=editable,
        counsel=counsel,
        goal=GOAL,
        joint=_seen(joint),
        joinable=joinable_with(need, counsel),
        drafted=_seen(joint.need) if joint and joint.need is not need else None,
        partners=partners(need),
        place_url=place,
        home=home_of(need, insider),
        act_url=lambda name: url_for("needs.act", id=need.id, name=name),
    )


def joinable_with(need, counsel):
    """Ids of the need and of those near to it that an officer could bring together with it."""
    if counsel is None or Role.OFFICER not in need.roles_of(current_user) or of_need(need):
        return []
    others = [
        one.need.id
        for one in counsel.near
        if one.need.state in EXAMINED
        and one.need.organisation_id != need.organisation_id
        and of_need(one.need) is None
    ]
    return [need.id, *others] if others and need.state in EXAMINED else []


def _seen(thing):
    return thing if thing is not None and may_see(thing, current_user) else None


def examines(need):
    """Whoever recommends or vets it reads the same counsel as whoever wrote it."""
    roles = need.roles_of(current_user)
    return need.state in EXAMINED and not roles.isdisjoint({Role.OFFICER, Role.DISTRICT_OFFICER})


def home_of(need, insider):
    """The list this reader would go back to."""
    if need.published_at or not insider:
        return "榜单", url_for("needs.index")
    if current_user.organisation_id == need.organisation_id:
        return "我的需求", url_for("needs.mine")
    return "需求", url_for("needs.all")


def tabs_of(need, current, event_count):
    """内容, 匹配, 揭榜, 评审, 项目, 记录: those that this reader may open, the rest said when."""
    roles = need.roles_of(current_user)
    decides = not roles.isdisjoint({Role.OWNER, Role.OFFICER})
    opened = need.published_at and need.state not in SEALED
    announced = need.published_at is not None
    is_in = need.state is not NeedState.DRAFT
    count, compare = url_of(need, tab="bids"), url_for("bids.compare", need_id=need.id)
    rows = [
        ("内容", url_of(need), "content", True, ""),
        (
            "匹配",
            url_for("matches.candidates", id=need.id),
            "",
            decides and is_in,
            "提交后" if decides else "",
        ),
        ("揭榜", compare if decides and opened else count, "bids", announced, "发榜后"),
        ("评审", url_for("reviews.of_need", id=need.id), "", Role.OFFICER in roles, ""),
        ("项目", project_url(need), "", True, ""),
        ("记录", url_of(need, tab="log"), "log", True, ""),
    ]
    tabs = [_tab(*row, current) for row in rows if (row[1] and row[3]) or row[4]]
    tabs[-1]["count"] = event_count
    return tabs


def _tab(label, href, key, is_open, later, current):
    return {
        "label": label,
        "href": href,
        "is_current": bool(key) and key == current,
        "is_later": not is_open,
        "note": "" if is_open else later,
    }


def bidding_of(need):
    """{text, label, href}: the one thing this person can do about bidding, or why nothing."""
    ours = current_user.organisation_id
    own = next((bid for bid in need.bids if ours and bid.organisation_id == ours), None)
    if own is not None:
        state = workflow_of(own).state(own.state).label_for(False)
        return {"text": f"本单位的方案：{state}", "label": "看我的方案", "href": url_of(own)}
    if not need.is_accepting_bids:
        return {"text": "揭榜已经截止，不再接收方案。"}
    if not current_user.is_authenticated:
        back = url_for("bids.new", need_id=need.id)
        login = url_for("accounts.login", next=back)
        return {"text": "一般需要 2 到 3 小时，随写随存。", "label": "登录后揭榜", "href": login,
                "register": url_for("accounts.register")}  # fmt: skip
    if ours == need.organisation_id:
        return {"text": "这是本单位提出的需求，不能自己揭榜。"}
    if not may(current_user, "bid.create"):
        return {"text": "您的账号不办揭榜；由高校、院所、企业的揭榜填报人提交。"}
    return {"text": "一般需要 2 到 3 小时，随写随存。", "label": "揭榜",
            "href": url_for("bids.new", need_id=need.id)}  # fmt: skip


def bid_count(need):
    """How many bids came in: before the opening only the commission knows, not even the owner."""
    counts = not need.roles_of(current_user).isdisjoint({Role.OFFICER, Role.AUDITOR})
    if need.state in SEALED and not counts:
        return None
    return sum(bid.submitted_at is not None and bid.state.value != "withdrawn" for bid in need.bids)


def files_of(need, insider):
    """Attachments; who hung them there is not for strangers."""
    files = attachments_of(need)
    return files if insider else [replace(file, uploaded_by="") for file in files]


def project_url(need):
    project = need.project
    return url_of(project) if project and may_see(project, current_user) else None


def place_url(header, need):
    """Where an officer puts a vetted need on a call; the bare action would only say what lacks."""
    names = {action.name for action in header.actions} | {a.name for a, _ in header.held_back}
    return url_for("calls.place", need=need.id) if "list" in names else None
