"""A forecast in words: why the risk is what it is, and what each relaxation would bring."""

from app.formats import figure, money, number
from app.matches.forecast import FEW, PRICE, TRL, forecast_of
from app.matches.nearby import READ
from matching.forecast import UNPROVEN

TONES = {"高": "bad", "中": "wait", "低": "ok"}


def risk_of(need):
    """{level, tone, bidders, advice} of one need, for a line in a list."""
    found = forecast_of(need)
    return {
        "level": found.level,
        "tone": TONES[found.level],
        "bidders": found.bidders,
        "advice": advice_on(found.best),
    }


def reasons_of(forecast):
    """Sentences, each one fact or one assumption, so that a reader can doubt it."""
    near, fit = len(forecast.prospects), len(forecast.fit)
    counted = f"{near} 项以上" if forecast.is_cut else f"{near} 项"
    said = [f"能力库里讲同一件事的能力有 {counted}（文字很接近，或较接近并写了同样的指标）。"]
    if forecast.is_cut:
        said[0] += f"（只看最接近的 {READ} 项。）"
    if near:
        said.append(
            f"其中 {fit} 项的硬指标、成熟度和价格没有一条达不到，来自 {forecast.bidders} 家单位。"
            if fit
            else "没有一项能同时达到硬指标、成熟度和价格的要求。"
        )
    silent = fit - len(forecast.proven)
    if silent and forecast.has_hard:
        said.append(f"这 {fit} 项里有 {silent} 项至少一条硬指标没有写数据，只能算可能合格。")
    if forecast.is_unproven:
        why = "没有一项把硬指标写全" if forecast.has_hard else "需求没有写硬指标，只按文字相近估计"
        said.append(f"{why}，所以风险不会算到低；先邀请，问清数据再看。")
    return [*said, _history(forecast), _share(forecast)]


def _history(forecast):
    past = forecast.history
    if past.is_enough:
        told = f"同一产业链已开榜的 {past.needs} 件需求共收到 {past.bids} 份方案"
        return f"{told}，其中 {past.without} 件没有收到。"
    return f"历史依据不足：同一产业链已开榜的需求只有 {past.needs} 件，少于 {FEW} 件不作依据。"


def _share(forecast):
    share, chance, crowd = forecast.share, forecast.chance, forecast.crowd
    basis = "按这条链已往的情况" if forecast.history.is_enough else "假定（没有历史）"
    told = f"{basis}合格单位每家有 {_percent(share)} 的可能来揭榜"
    if crowd.unproven:
        told += f"，可能合格的 {crowd.unproven} 家每家 {_percent(share * UNPROVEN)}"
    told += f"，没有人揭榜的可能约 {_percent(chance)}。"
    if crowd.failing:
        told += f"另有 {crowd.failing} 家有条件达不到，放宽以后才算，这里不计。"
    return told


def _percent(share):
    return f"{share * 100:.0f}%"


def headline(forecast):
    come = "可能来" if forecast.is_unproven else "能来"
    return f"流榜风险{forecast.level}：{come}揭榜的单位约 {forecast.bidders} 家。"


def bound(condition, value):
    """A bound as the page shows it: ≥ 260 MPa, 6 级以上, 不超过 360 万元, 不作要求."""
    if value is None:
        return "不作要求"
    if condition.key == TRL:
        return f"{number(value)} 级以上"
    if condition.key == PRICE:
        return f"{money(value).striptags()} 以内"
    asked = condition.required
    operator = "range" if isinstance(value, tuple) else asked.op
    return f"{figure(operator, value)} {asked.unit}".strip()


def name(condition):
    return {TRL: "成熟度", PRICE: "揭榜方报价（榜额）"}.get(condition.key, condition.required.name)


def advice_on(relaxation):
    """把“孔隙率”由 ≤ 0.8 % 放到 ≤ 1 %，可能来揭榜的单位由 1 家增加到 3 家; "" where nothing helps."""
    if relaxation is None:
        return ""
    condition, step, before = relaxation.condition, relaxation.best, relaxation.steps[0].bidders
    grown = f"可能来揭榜的单位由 {before} 家增加到 {step.bidders} 家"
    now = bound(condition, relaxation.steps[0].value)
    if step.value is None:
        return f"把“{name(condition)}”（现在 {now}）改为不作要求，{grown}"
    verb = "榜额提到" if condition.key == PRICE else f"“{name(condition)}”由 {now} 放到"
    shown = bound(condition, step.value).removesuffix(" 以内")
    return f"把{verb} {shown}，{grown}"


def relaxing(forecast):
    advice = advice_on(forecast.best)
    return f"{advice}。" if advice else "单独放宽哪一条都不会多一家。"


def raising(forecast):
    """Whether more money would bring anybody, as far as capabilities name a price."""
    money_steps = next((r for r in forecast.relaxations if r.condition.key == PRICE), None)
    if money_steps is None:
        return "本需求榜额面议，能不能靠提高榜额多来几家，能力库里没有依据。"
    if money_steps.best is None:
        return "能力库里没有只差报价的能力，提高榜额看不出会多一家。"
    return f"{advice_on(money_steps)}。"


def splitting(team_advice):
    """What could be a need of its own: the rows that no capability covers."""
    count = len(team_advice.open_rows)
    if not count:
        return "需求的每一条都有能力覆盖，可以组队，不必拆分。"
    first = team_advice.open_rows[0].label
    told = f"“{first}”" if count == 1 else f"“{first}”等 {count} 条"
    return f"{told}没有能力覆盖，可以拆成另一件需求，其余的组队揭榜。"


def steps_of(forecast, relaxation):
    """Rows of the step table: {bound, capabilities, bidders, gained: [Capability], is_now}."""
    known, rows = set(), []
    for at, step in enumerate(relaxation.steps):
        fresh = [id for id in step.capabilities if id not in known]
        known.update(step.capabilities)
        rows.append(
            {
                "bound": bound(relaxation.condition, step.value),
                "capabilities": len(step.capabilities),
                "bidders": step.bidders,
                "gained": [forecast.capabilities[id] for id in fresh] if at else [],
                "is_now": at == 0,
                "is_best": step is relaxation.best,
            }
        )
    return rows
