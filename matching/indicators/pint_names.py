"""What pint is told: the units it lacks, and its own name for each of our symbols."""

OWN_DEFINITIONS = """
ppmill = 1e-6
ppbill = 1e-9
times_ = 1
yuan = [money]
use_ = [use]
turn_ = [turn]
pixel_count = [pixels]
hv = [vickers]
hrc = [rockwell_c]
hrb = [rockwell_b]
hra = [rockwell_a]
hbw = [brinell]
mesh_ = [mesh]
decibel_ = [level]
decibel_m = [level_m]
cfu_ = [colonies]
iu_ = [international_unit]
full_scale = [full_scale]
rel_humidity = [relative_humidity]
conductivity_share = [share_of_copper]
shore_a = [shore_a]
shore_d = [shore_d]
shore_00 = [shore_00]
coal_kg = [standard_coal]
reactive_kilo = [reactive_power]
frame_ = [frames]
cell_ = [cells_counted]
copy_ = [copies_counted]
base_pair = [base_pairs]
turbidity_ = [turbidity]
flop_ = [float_operations]
operation_ = [operations]
transaction_ = [transactions]
query_ = [queries]
square_ = 1
decibel_c = [level_c]
maxgoe = 7957.747 * joule / meter ** 3
atom_ = [atoms]
emu_ = 0.001 * ampere * meter ** 2
decade_ = [decades]
sample_ = [samples_taken]
packet_ = [packets]
instruction_ = [instructions]
io_operation = [io_operations]
container_ = [containers]
line_pair = [line_pairs]
strain_ = 1
index_unit = [refractive_units]
failure_ = [failures]
lsb_ = [converter_steps]
decibel_fs = [level_fs]
token_ = [tokens]
peak_watt = [peak_watts]
ftu_ = [turbidity_formazin]
root_metre = meter ** 0.5
root_hertz = hertz ** 0.5
"""
NAMES = {
    "%": "percent", "‰": "permille", "ppm": "ppmill", "ppb": "ppbill", "倍": "times_",
    "元": "yuan", "万元": "(10000*yuan)", "次": "use_", "像素": "pixel_count",
    "HV": "hv", "HRC": "hrc", "HRB": "hrb", "HRA": "hra", "HB": "hbw", "目": "mesh_",
    "dB": "decibel_", "dBm": "decibel_m", "dBi": "decibel_", "CFU": "cfu_", "IU": "iu_",
    "%FS": "full_scale", "%RH": "rel_humidity",
    "℃": "degC", "°F": "degF", "K": "kelvin", "°": "degree", "′": "arcminute", "″": "arcsecond",
    "年": "year", "月": "month", "周": "week", "d": "day", "h": "hour", "min": "minute",
    "Ω": "ohm", "mΩ": "milliohm", "kΩ": "kiloohm", "MΩ": "megaohm", "GΩ": "gigaohm",
    "Å": "angstrom", "hm²": "hectare", "亩": "(10000/15*meter**2)", "Nm³": "meter**3",
    "t": "metric_ton", "hp": "metric_horsepower", "r": "turn_", "bps": "(bit/second)",
    "kbps": "(kilobit/second)", "Mbps": "(megabit/second)", "Gbps": "(gigabit/second)",
    "Tbps": "(terabit/second)", "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte",
    "TB": "terabyte", "kgf": "kilogram_force", "tf": "(1000*kilogram_force)", "cP": "centipoise", "cSt": "centistokes",
    "P": "poise", "Gs": "(1e-4*tesla)", "kGs": "(0.1*tesla)", 
    "Oe": "(79.57747*ampere/meter)", "kOe": "(79577.47*ampere/meter)",
    "nit": "(candela/meter**2)", "C": "coulomb",
    "M": "molar", "mM": "millimolar", "μM": "micromolar", "nM": "nanomolar", "pM": "picomolar", "fM": "femtomolar",
    "a": "year",
    "kWh": "(kilowatt*hour)", "Wh": "(watt*hour)", "MWh": "(megawatt*hour)",
    "GWh": "(gigawatt*hour)", "Ah": "(ampere*hour)", "mAh": "(milliampere*hour)",
    "rpm": "(turn_/minute)",
    "VA": "(volt*ampere)", "kVA": "(kilovolt*ampere)", "MVA": "(megavolt*ampere)", "1": "1",
    "Da": "dalton", "kDa": "kilodalton", "FLOPS": "(flop_/second)", "D": "debye", "den": "denier",
    "mmH2O": "mmH2O", "Osm": "mole", "mOsm": "millimole",
    "mmHg": "mmHg", "bar": "bar", "mbar": "millibar", "Torr": "torr",
    "A": "ampere", "s": "second", "m": "meter", "g": "gram", "英寸": "inch", "in³": "(inch**3)", "pptv": "(1e-12)",
    "%IACS": "conductivity_share", "Shore A": "shore_a", "Shore D": "shore_d",
    "Shore 00": "shore_00", "kgce": "coal_kg", "tce": "(1000*coal_kg)", "kvar": "reactive_kilo",
    "Mvar": "(1000*reactive_kilo)", "帧": "frame_", "fps": "(frame_/second)", "cells": "cell_",
    "copies": "copy_", "bp": "base_pair", "kb": "(1000*base_pair)", "NTU": "turbidity_",
    "TFLOPS": "(1e12*flop_/second)", "TOPS": "(1e12*operation_/second)", "sq": "square_",
    "TPS": "(transaction_/second)", "QPS": "(query_/second)", "dBc": "decibel_c",
    "MGOe": "maxgoe", "sccm": "(centimeter**3/minute)", "slm": "(liter/minute)",
    "emu": "emu_", "dec": "decade_", "bpm": "(1/minute)", "dps": "(degree/second)",
    "√Hz": "root_hertz", "MPa·m½": "(megapascal*root_metre)", "μΩ": "microohm", "F": "farad",
    "GFLOPS": "(1e9*flop_/second)", "PFLOPS": "(1e15*flop_/second)",
    "EFLOPS": "(1e18*flop_/second)", "MIPS": "(1e6*instruction_/second)",
    "DMIPS": "(1e6*instruction_/second)",
    "atoms": "atom_", "kh": "(1000*hour)", "ions": "atom_", "gsm": "(gram/meter**2)", "TU": "iu_", "PFU": "cfu_",
    "vg": "copy_", "FFU": "cfu_", "TCID50": "iu_",
    "mgKOH": "milligram", "gKOH": "gram", "mgCaCO₃": "milligram",
    "IOPS": "(io_operation/second)", "gf": "gram_force", "Mpps": "(1e6*packet_/second)",
    "ksps": "(1e3*sample_/second)", "Msps": "(1e6*sample_/second)",
    "Gsps": "(1e9*sample_/second)", "ppt": "(1e-12)", "LMH": "(liter/meter**2/hour)",
    "TEU": "container_", "lp": "line_pair", "με": "(1e-6*strain_)", "RIU": "index_unit",
    "FIT": "(1e-9*failure_/hour)", "LSB": "lsb_", "dBFS": "decibel_fs", "krad": "(10*gray)",
    "Mrad": "(1e4*gray)", "FTU": "ftu_", "斤": "(0.5*kilogram)", "tokens": "token_",
    "Wp": "peak_watt", "kWp": "(1e3*peak_watt)", "MWp": "(1e6*peak_watt)", "EU": "(iu_)",
}  # fmt: skip
