"""The settings as the settings page shows them: every one with its value, no secret among them."""

import os
import re
from dataclasses import dataclass

from app.config import SETTINGS

HIDDEN = {"SECRET_KEY"}
ADDRESSES = {"DATABASE_URL", "SMTP_URL"}  # a password may stand inside
PASSWORD = re.compile(r"(://[^:/@]*):.*@")


@dataclass(frozen=True)
class ShownSetting:
    name: str
    value: str
    default: str
    meaning: str
    is_set: bool  # by the environment, rather than left at its default


def shown_settings(config, environ=os.environ):
    return [
        ShownSetting(
            name=setting.name,
            value=_shown(setting.name, config[setting.name]),
            default=_plain(setting.default),
            meaning=setting.meaning,
            is_set=setting.name in environ,
        )
        for setting in SETTINGS
    ]


def _shown(name, value):
    if name in HIDDEN:
        return "已设置，不显示"
    if name in ADDRESSES:
        return _plain(PASSWORD.sub(r"\1:******@", str(value)))
    return _plain(value)


def _plain(value):
    if isinstance(value, bool):
        return "是" if value else "否"
    return "（空）" if value == "" else str(value)
