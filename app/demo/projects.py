"""Playing the projects: task books signed, milestones reported and checked, acceptance."""

from datetime import timedelta

from app.clock import local_day, today
from app.projects.operations import (
    record_user_report,
    revise_task_book,
    save_acceptance,
    save_report,
)
from app.workflow.advance import advance

# Days before today of the last milestone report, by the state a project is shown in.
LAST_REPORT = {"running": 5, "acceptance_applied": 9, "accepted": 40, "failed": 60}


class ProjectPlay:
    def __init__(self, cast, schedule, bids):
        self.cast, self.schedule, self.bids = cast, schedule, bids

    def plan(self, row, chosen):
        awarded = chosen.closed - 6
        if row["state"] == "task_book_draft":
            return
        key = row["bid"]
        self.schedule.at(awarded - 8, self._task_book, key)
        self.schedule.at(awarded - 10, self._act, key, "sign_contractor", "contractor")
        self.schedule.at(awarded - 12, self._act, key, "sign_owner", "owner")
        self.schedule.at(
            awarded - 15, self._act, key, "start", "officer", "同意立项，按任务书执行。"
        )
        begun, last = awarded - 15, LAST_REPORT[row["state"]]
        for place, report in enumerate(row["reports"], 1):
            day = begun - (begun - last) * place / len(row["reports"])
            self.schedule.at(day, self._report, key, report)
        self._plan_end(row, key, last - 2)

    def _plan_end(self, row, key, day):
        if row["state"] in ("accepted", "acceptance_applied"):
            self.schedule.at(day, self._apply, key, row["reports"])
        if row["state"] == "accepted":
            self.schedule.at(day - 1, self._user_report, key)
            note = "任务书指标全部完成，第三方检测和用户使用报告齐全，同意通过验收。"
            self.schedule.at(day - 3, self._act, key, "accept", "officer", note)
        if row["state"] == "failed":
            note = (
                "主要指标未达到任务书要求，限期整改后仍未完成，项目终止；原始记录完整，按尽职处理。"
            )
            self.schedule.at(day, self._act, key, "terminate", "officer", note, "objective")

    def _project(self, key):
        return self.bids[key].need.project

    def _person(self, project, who):
        organisation = project.organisation if who == "owner" else project.contractor
        return self.cast.officer if who == "officer" else organisation.users[0]

    def _act(self, key, name, who, note="", reason=""):
        project = self._project(key)
        advance(project, name, self._person(project, who), note=note, reason=reason)

    def _task_book(self, key):
        project, bid = self._project(key), self.bids[key]
        begins = today() + timedelta(days=7)
        milestones = [
            {
                "name": row.title,
                "due_on": begins + timedelta(days=30 * row.month),
                "deliverable": row.deliverable,
                "amount": row.amount,
            }
            for row in bid.milestones
        ]
        fields = {
            "starts_on": begins,
            "ends_on": begins + timedelta(days=30 * (bid.duration_months or 12)),
            "exit_terms": "因客观原因不能完成的，凭完整原始记录按尽职免责处理；弄虚作假的追回经费并记入信用。",
        }
        revise_task_book(project, fields, milestones, project.contractor.users[0])

    def _report(self, key, told):
        project = self._project(key)
        milestone = project.milestones[told["milestone"] - 1]
        rows = {row.name: row.id for row in project.indicators}
        results = {
            str(rows[r["indicator"]]): r["actual"]
            for r in told["results"]
            if r["indicator"] in rows
        }
        contractor, owner = (self._person(project, who) for who in ("contractor", "owner"))
        fields = {
            "progress": told["progress"],
            "results": results,
            "problems": told.get("problems", ""),
            "risk": "amber" if told["outcome"] == "fix" else "green",
        }
        save_report(milestone, fields, contractor)
        advance(milestone, "submit", contractor)
        if told["outcome"] == "submitted":
            return
        advance(milestone, "confirm", owner, note="现场看过，数据属实。")
        if told["outcome"] == "passed":
            advance(milestone, "pass", self.cast.officer, note="达到里程碑要求，考核通过。")
        if told["outcome"] == "fix":
            note = told.get("problems") or "指标未达到里程碑要求，限期整改。"
            advance(milestone, "fix", self.cast.officer, note=note)

    def _apply(self, key, reports):
        project = self._project(key)
        reached = {r["indicator"]: r["actual"] for told in reports for r in told["results"]}
        actuals = {
            row.id: (reached.get(row.name, row.promised_value), "第三方检测报告（示例）")
            for row in project.indicators
        }
        contractor = self._person(project, "contractor")
        told = {"self_assessment": "任务书各项指标均已完成，数据见第三方检测报告与用户现场记录。"}
        save_acceptance(project, told, actuals, contractor)
        advance(project, "apply_for_acceptance", contractor)

    def _user_report(self, key):
        project = self._project(key)
        text = f"{local_day(project.state_since)} 起在生产线连续使用，达到任务书要求，愿意继续采购服务。"
        record_user_report(project, "satisfied", text, self._person(project, "owner"))
