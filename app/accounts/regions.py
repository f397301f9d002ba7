"""Where an organisation is: the districts and counties of the city, or elsewhere in the country."""

DISTRICTS = (
    "万州区", "涪陵区", "渝中区", "大渡口区", "江北区", "沙坪坝区", "九龙坡区", "南岸区", "北碚区",
    "綦江区", "大足区", "渝北区", "巴南区", "黔江区", "长寿区", "江津区", "合川区", "永川区", "南川区",
    "璧山区", "铜梁区", "潼南区", "荣昌区", "开州区", "梁平区", "武隆区", "城口县", "丰都县", "垫江县",
    "忠县", "云阳县", "奉节县", "巫山县", "巫溪县", "石柱县", "秀山县", "酉阳县", "彭水县",
)  # fmt: skip
ELSEWHERE = "市外"


def region_choices(known=()):
    """The districts, then whatever else is already in use, then elsewhere."""
    more = [name for name in known if name and name not in DISTRICTS]
    return [(name, name) for name in (*DISTRICTS, *more)] + [(ELSEWHERE, "市外（在下一格写省市）")]


def region_typed(region, province):
    """What is stored: the district, or the province and city typed for elsewhere."""
    return province if region == ELSEWHERE else region


def region_shown(stored):
    """(region, province) for a form: the opposite of region_typed."""
    if not stored or stored in DISTRICTS:
        return stored or "", ""
    return ELSEWHERE, stored
