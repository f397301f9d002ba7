"""The written forms of each unit symbol; the first word of a row is the canonical symbol."""

# Measures: what follows a figure of a physical property.
MEASURES = """
nm 纳米
μm um μM 微米 micron
mm 毫米 MM ㎜ 公厘
cm 厘米 公分 CM ㎝
dm 分米
m 米
km 公里 千米 KM ㎞
Å 埃
m² ㎡ 平方米 平米
mm² 平方毫米
cm² 平方厘米
km² 平方公里 平方千米
m³ 立方米 立方
cm³ 立方厘米 cc
hm² 公顷
亩 亩
L 升 l 公升
mL 毫升 ml ML
dL dl
μL uL μl ul 微升
Nm³ 标方 标准立方米
ng 纳克
pg
μg ug 微克
mg 毫克 MG
g 克 公克
kg 千克 公斤 KG Kg ㎏
t 吨
ns 纳秒
ps 皮秒
fs 飞秒
μs us 微秒
ms 毫秒
s 秒 秒钟 sec
min 分钟 mins Min
h 小时 个小时 hr hrs 钟头
d 天 日 工作日
周 周 星期 个星期
月 个月
年 年 a
℃ °C 摄氏度 °c ℃C oC
°F 华氏度
K 开尔文
° 度 角度
°Brix 白利度
′ 弧分 角分 arcmin
″ 弧秒 角秒 arcsec
rad 弧度
mrad 毫弧度
μrad 微弧度
Pa 帕 帕斯卡
kPa 千帕 KPa Kpa kpa KPA
MPa 兆帕 Mpa mpa MPA mPA
mPa 毫帕
GPa 吉帕 Gpa GPA
hPa 百帕
bar 巴
mbar mbar
psi psi
atm 大气压 个大气压
mmHg 毫米汞柱
mmH2O
Torr torr 托
kgf 公斤力
N 牛顿 牛
N·m Nm N.m 牛米 牛·米 牛顿米
kN·m kNm kN.m
mN·m mNm
kN 千牛 KN
MN 兆牛
mN 毫牛
cN
W 瓦 瓦特
kW 千瓦 KW Kw kw
MW 兆瓦 Mw
GW 吉瓦
mW 毫瓦
μW uW 微瓦
nW
pW
Mvar MVar
kvar kVar
kVA KVA kva
MVA MVA
VA 伏安
hp 马力
J 焦耳 焦
kJ 千焦 KJ kj
MJ 兆焦
GJ 吉焦
mJ 毫焦
μJ uJ
nJ
pJ
eV 电子伏
keV keV
kWh 千瓦时 度电 kW·h KWh kwh KWH kW.h
Wh 瓦时 W·h wh
MWh 兆瓦时
GWh 吉瓦时
cal 卡路里
kcal 千卡 大卡
kgce 千克标煤 公斤标煤 千克标准煤 公斤标准煤
tce 吨标煤 吨标准煤
V 伏 伏特 VDC VAC Vdc Vac DCV ACV Vpp
kV 千伏 KV kv
MV 兆伏
mV 毫伏
μV uV 微伏
A 安 安培
mA 毫安
μA uA 微安
nA 纳安
pA 皮安
kA 千安 KA
Ah 安时 A·h
mAh 毫安时 mA·h mah
Ω 欧姆 欧 ohm
mΩ 毫欧
kΩ 千欧 KΩ
MΩ 兆欧
GΩ 吉欧
TΩ
μF uF 微法
nF 纳法
pF 皮法
mF 毫法
H 亨
mH 毫亨
μH uH 微亨
nH
T 特斯拉
mT 毫特
Gs 高斯
Oe 奥斯特
kOe
MGOe
S 西门子
MS
kS
mS 毫西门子
μS uS 微西门子
Hz 赫兹 赫 HZ hz
kHz 千赫兹 千赫 KHz KHZ khz
MHz 兆赫兹 兆赫 MHZ Mhz
GHz 吉赫兹 吉赫 GHZ Ghz
THz 太赫兹
dB 分贝 db dB(A) dBA dB(a)
dBm dBm
dBi dBi
dBc dBc
bit 比特
bps bit/s b/s
kbps Kbps kb/s
Mbps mbps Mb/s Mbit/s 兆比特每秒
Gbps gbps Gb/s Gbit/s
Tbps Tb/s
KB KB
MB 兆字节
GB GB
TB TB
PB
FLOPS FLOPS
TFLOPS TFLOPS
TOPS TOPS
lm 流明
lx 勒克斯 lux Lux
klx kLx
cd 坎德拉
mcd
nit 尼特 nits
mol 摩尔
mmol 毫摩尔
μmol umol 微摩尔
nmol nmol
pmol
kmol kmol
M M
mM mM
μM uM
nM nM
cP cP
cSt cSt
D D
Da 道尔顿
kDa KDa KD kD
Bq Bq
kBq kBq
Gy Gy
kGy KGy
Sv
mSv
μSv
IU 国际单位
U U
CFU cfu
rpm rpm
目 目
HV 维氏硬度
HRC 洛氏硬度
HB HBW 布氏硬度
HRB HRB
HRA HRA
NTU NTU
dpi DPI
ppi PPI
sccm
slm
sq □
copies 拷贝 copy
cells 个细胞
Shore_A HA 邵氏A 邵A ShoreA 邵尔A
Shore_D HD 邵氏D 邵D ShoreD 邵尔D
Shore_00 邵氏00 Shore00
道次
tex tex 特克斯
dtex dtex
den 旦尼尔 旦
像素 像素 pixel pixels px
fps FPS
TPS TPS
QPS QPS
% 百分点 个百分点 wt% vol% mol% at% wt.% vol.% at.% mol.% 重量% 质量% 体积% 摩尔% 原子% (wt)% 份%
%FS %F.S. %FS. %F·S %F.S
%RH %R.H.
%IACS
‰ 千分点
ppm PPM
ppb PPB
pptv pptv
bp bp
kb kb
C C
pC
nC
μC uC
英寸 inch 吋
倍 倍
"""

# Counting words: figures only where they are a capacity or a rate (批/年, 支持20种).
COUNTS = """
次 次循环 个循环 周次 循环次 人次 循环周次 周期次 个周期 圈
级 级别
类 类
转 圈数 r
元 人民币 块钱
万元 万元
个 个
件 件
台 台
只 只
根 根
条 条
种 种
路 路
层 层
点 个点
位 位
户 户
帧 帧 幅
粒 粒
片 片
批 批
批次 批次
排 排
套 套
块 块
颗 颗
株 株
尾 尾
头 头
辆 辆
架 架
张 张
通道 通道 个通道
节点 节点 个节点
用户 用户
线 线
轴 轴
自由度 自由度 个自由度
支 支
瓶 瓶
包 包
箱 箱
道 道
阶 阶
孔 孔
格 格
桶 桶
"""


def _rows(table: str) -> dict[str, str]:
    forms = {}
    for line in table.split("\n"):
        words = line.split()
        for word in words:
            forms.setdefault(word.replace("_", " "), words[0].replace("_", " "))
    return forms


MEASURE_FORMS = _rows(MEASURES)
# 3月 and 7日 are dates; a duration is written 个月 and 天.
MEASURE_FORMS = {
    form: unit for form, unit in MEASURE_FORMS.items() if form not in ("月", "日", "工作")
}
COUNT_FORMS = _rows(COUNTS)
COUNT_SYMBOLS = frozenset(COUNT_FORMS.values())
