"""What a column may be called, in English or as on the form, and how its cells are read."""

from dataclasses import dataclass

from app.imports.cells import (
    NotRight,
    as_bool,
    as_count,
    as_indicators,
    as_list,
    as_money,
    as_number,
    as_text,
)


@dataclass(frozen=True)
class Column:
    """`names` are the headings a table may use, the field's own name among them."""

    field: str
    names: tuple[str, ...]
    read: object = as_text
    limit: int | None = None  # characters
    choices: tuple[str, ...] = ()


KEY = Column("import_key", ("import_key", "key", "_id", "id", "编号"), limit=80)
CHAIN = Column("chain", ("chain", "产业链"))
NODE = Column("node", ("node", "环节", "产业链环节"))
ORGANISATION = Column("organisation", ("organisation", "单位", "完成单位", "企业名称", "单位名称"))
INDICATORS = Column("indicators", ("indicators", "考核指标", "主要技术指标"), as_indicators)
TITLE = ("title", "名称")
TRL = ("初期", "中期", "成熟应用")

CAPABILITY = (
    KEY,
    ORGANISATION,
    CHAIN,
    NODE,
    Column("title", (*TITLE, "成果名称"), limit=300),
    Column("summary", ("summary", "text", "简介")),
    Column("field", ("field", "技术领域"), limit=80),
    Column("keywords", ("keywords", "关键词"), as_list),
    Column("innovations", ("innovations", "创新点"), as_list),
    Column("comparison", ("comparison", "经济对比")),
    Column("stage", ("stage", "所处阶段"), choices=TRL),
    Column("trl", ("trl", "技术成熟度"), as_number),
    Column("patents", ("patents", "专利"), as_list),
    Column("cases", ("cases", "案例", "成功案例"), as_list),
    Column("cooperation", ("cooperation", "合作方式"), as_list),
    Column("price_low", ("price_low", "预期价格下限（万元）"), as_money),
    Column("price_high", ("price_high", "预期价格上限（万元）"), as_money),
    Column("source", ("source", "kind", "来源"), limit=40),
    INDICATORS,
)

NEED = (
    KEY,
    ORGANISATION,
    CHAIN,
    NODE,
    Column("title", (*TITLE, "需求名称"), limit=80),
    Column("problem", ("problem", "主要技术难点", "text")),
    Column("research_content", ("research_content", "主要研究内容", "sub_needs")),
    Column("application", ("application", "应用场景")),
    Column("field", ("field", "技术领域"), limit=80),
    Column("keywords", ("keywords", "关键词"), as_list),
    Column("reward", ("reward", "榜额（万元）"), as_money),
    Column("budget_total", ("budget_total", "拟投入总额（万元）"), as_money),
    Column("duration_months", ("duration_months", "完成时限（月）"), as_count),
    Column("ip_terms", ("ip_terms", "知识产权归属")),
    Column("consortium_allowed", ("consortium_allowed", "可否联合体"), as_bool),
    INDICATORS,
)

KINDS = ("enterprise", "university", "institute", "supplier", "district")

ORGANISATIONS = (
    KEY,
    Column("name", ("name", "单位名称", "企业名称", "title"), limit=120),
    Column("kind", ("kind", "类型", "单位类型"), choices=KINDS),
    Column("credit_code", ("credit_code", "统一社会信用代码"), limit=18),
    Column("region", ("region", "区县"), limit=40),
    Column("address", ("address", "地址"), limit=200),
    Column("ownership", ("ownership", "企业性质"), limit=20),
    Column("products", ("products", "主要产品"), limit=300),
    Column("intro", ("intro", "简介")),
    Column("contact_name", ("contact_name", "联系人"), limit=40),
    Column("contact_phone", ("contact_phone", "联系电话"), limit=40),
)


def fields_of(row, columns):
    """{field: value} of one row, or NotRight with what is wrong; nested `metadata` is read too."""
    cells = {str(k).strip(): v for k, v in _flat(row).items()}
    found = {}
    for column in columns:
        name = next((n for n in column.names if cells.get(n) not in (None, "", [])), None)
        if name is None:
            continue
        try:
            value = column.read(cells[name])
        except NotRight as error:
            raise NotRight(f"“{name}”{error}") from None
        if column.limit and len(value) > column.limit:
            raise NotRight(f"“{name}”有 {len(value)} 字，最多 {column.limit} 字")
        if column.choices and value not in column.choices:
            raise NotRight(f"“{name}”只能是：{'、'.join(column.choices)}")
        found[column.field] = value
    return found


def _flat(row):
    inner = row.get("metadata")
    return {**inner, **row} if isinstance(inner, dict) else row
