"""The tasks that the text of a need lists, one by one."""

import re

MOST = 10  # a need that lists more is a programme
_SHORTEST = 3  # characters: 膜清洗 is a task
_CUTS = re.compile(r"[；;。！？\n]")
_NUMBER = re.compile(
    r"^\s*(?:[(（]?[\d一二三四五六七八九十]{1,2}[)）]|\d{1,2}[.、．]|第?[一二三四五六七八九十]{1,2}[、是])\s*"
)
# What every project ends with is no task of its own.
_CLOSING = re.compile(
    r"(?:组织|完成|通过|开展|进行|提交|编写|编制|整理|申请|发表|项目|成果|技术|人员|最终)*"
    r"(?:验收|鉴定|结题|总结|报告|资料|论文|专利|评审|培训|归档)+"
)
_ACT = re.compile(
    r"(?:研究|开发|建立|优化|完成|研制|形成|设计|提升|提高|制定|掌握|实现|开展|确定|编制|解决|突破|构建)+"
)
_KIND = re.compile(r"(?:的?(?:研究|方法|技术|工艺|装置|系统|模型))+$")


def sub_needs(text: str, most: int = MOST) -> tuple[str, ...]:
    """The tasks, cut at semicolons, full stops and lines, without their numbers.

    What is too short to name work, and what only closes a project, is left out; of more than `most`
    the first are taken.
    """
    parts = (_NUMBER.sub("", part).strip(" ，,、") for part in _CUTS.split(text))
    tasks = (part for part in parts if len(part) >= _SHORTEST and not _CLOSING.fullmatch(part))
    return tuple(dict.fromkeys(tasks))[:most]


def subject(part: str) -> str:
    """What a task is about: 建立机器人手眼标定方法 is about 机器人手眼标定."""
    bare = _ACT.sub("", part, count=1) if _ACT.match(part) else part
    bare = _KIND.sub("", bare)
    return bare if len(bare) >= _SHORTEST else part
