"""Who plays: chains, organisations and their people, and the commission's own accounts."""

from app.accounts.models import Organisation, User
from app.accounts.passwords import set_password
from app.extensions import db
from app.workflow.declaration import Role
from forms.validators import code_check_character

PASSWORD = "Jiebang-2026"
LEGAL_PERSON = {"enterprise": "9150", "supplier": "9150", "university": "1250", "institute": "1250"}

# The accounts `make run` prints: login -> the organisation's key in the texts.
STARS = {
    "enterprise": "nev-e2",
    "university": "nev-u1",
    "institute": "drive-i1",
    "supplier": "nev-s1",
}
STAR_DISTRICT = "江北区"


class Cast:
    """Rows by the keys of the texts."""

    def __init__(self):
        self.nodes = {}  # filled by ChainPlay
        self.organisations, self.people, self.districts = {}, {}, {}
        self.password_hash = _hash_once()
        self.commission = self._organisation("市经济和信息化委员会（示例）", "commission", "渝中区")
        self.officer = self.person("officer", "程受理", self.commission, Role.OFFICER)
        self.deputy = self.person("officer2", "苏复核", self.commission, Role.OFFICER)
        self.chain_lead = self.person("chainlead", "贺链长", self.commission, Role.CHAIN_LEAD)
        self.other_lead = self.person("chainlead2", "方链长", self.commission, Role.CHAIN_LEAD)
        self.auditor = self.person("auditor", "审计员", self.commission, Role.AUDITOR)
        self.admin = self.person("admin", "系统管理员", self.commission, Role.ADMIN)
        self.experts = [
            self.person(login, name, None, Role.EXPERT, expertise=fields)
            for login, name, fields in EXPERTS
        ]

    def add_organisation(self, row, posts_needs, bids):
        kept = ("founded_year", "staff", "rd_staff", "honours", "products", "intro", "ownership")
        organisation = self._organisation(
            row["name"],
            row["kind"],
            row["region"],
            contact_name=row["contact"],
            contact_title=row["title"],
            **{k: row[k] for k in kept if row.get(k) is not None},
        )
        roles = set()
        if row["kind"] in ("enterprise", "supplier") or posts_needs:
            roles.add(Role.SUBMITTER)
        if row["kind"] != "enterprise" or bids:
            roles.add(Role.SOLVER)
        stars = {key: login for login, key in STARS.items()}
        login = stars.get(row["key"], row["key"])
        self.organisations[row["key"]] = organisation
        self.people[row["key"]] = self.person(login, row["contact"], organisation, *roles)
        if row["kind"] == "enterprise":
            self._district(row["region"])

    def person(self, login, name, organisation, *roles, **fields):
        user = User(
            login=login,
            name=name,
            organisation=organisation,
            password_hash=self.password_hash,
            session_key="demo",
            **fields,
        )
        user.roles = set(roles)
        db.session.add(user)
        return user

    def newcomer(self, name, kind, region, login):
        """An organisation that has just registered and waits for its verification."""
        organisation = self._organisation(name, kind, region, contact_name="新用户")
        role = Role.SUBMITTER if kind == "enterprise" else Role.SOLVER
        self.person(login, "新用户", organisation, role)

    def reviewer_of(self, organisation):
        """The district officer who recommends this organisation's needs, else the commission."""
        return self.districts.get(organisation.region, self.officer)

    def _district(self, region):
        if region not in self.districts:
            office = self._organisation(f"{region}经济和信息化委员会（示例）", "district", region)
            serial = len(self.districts) + 1
            login = "district" if region == STAR_DISTRICT else f"district{serial}"
            name = f"{region[0]}区办"
            self.districts[region] = self.person(login, name, office, Role.DISTRICT_OFFICER)

    def _organisation(self, name, kind, region, **fields):
        serial = db.session.query(Organisation).count() + 1
        organisation = Organisation(
            name=name, kind=kind, region=region, credit_code=_credit_code(kind, serial), **fields
        )
        db.session.add(organisation)
        db.session.flush()
        return organisation


def _credit_code(kind, serial):
    """A code whose check digit is right and whose number is plainly made up."""
    head = f"{LEGAL_PERSON.get(kind, '1150')}{serial:013d}"
    return head + code_check_character(head)


def _hash_once():
    user = User()
    set_password(user, PASSWORD)
    return user.password_hash


EXPERTS = (
    ("expert", "邬明远", "材料成形、铸造与轻合金"),
    ("expert2", "聂思涵", "机械传动、轴承与精密加工"),
    ("expert3", "滕以恒", "功率半导体、显示与电子封装"),
    ("expert4", "饶静姝", "生物医药、食品工程"),
    ("expert5", "岑继光", "工业软件、储能与环保装备"),
)
