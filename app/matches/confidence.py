"""把握 in words: what a calibrated confidence says, or why none is given."""

from app.matches.index import index_of
from app.matches.learn_decisions import decided_pairs
from matching.calibration import LEAST_DECISIONS, suffice


def told_confidence(found):
    """{percent, text} of a matching.Match; percent is None where nothing honest can be said."""
    if found.confidence is not None:
        percent = round(100 * found.confidence)
        calibration = index_of("capability").current().parameters.calibration
        rests = f"按 {calibration.count} 条决定校准；" if calibration else ""
        return {
            "percent": percent,
            "text": f"{rests}过去得到这样分数的建议，100 条里约 {percent} 条得到认可",
        }
    right = [row.is_right for row in decided_pairs()[0].values()]
    if not suffice(right):
        return {"percent": None, "text": f"决定不足{_needed(right)}，暂不给出把握"}
    return {"percent": None, "text": "还没有采用从决定中学得的校准，暂不给出把握"}


def _needed(right):
    if len(right) < LEAST_DECISIONS:
        return f" {LEAST_DECISIONS} 条（现有 {len(right)} 条）"
    return f"：认可 {sum(right)} 条，不认可 {len(right) - sum(right)} 条"
