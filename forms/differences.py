"""Two fillings of one form, side by side: what is stored and what somebody else just typed."""


def differences(stored, typed):
    """[(label, what is stored, what was typed)] of every field the two forms disagree on."""
    pairs = [(field.label.text, told(field), told(typed[field.name])) for field in stored]
    return [(label, kept, said) for label, kept, said in pairs if kept != said]


def told(field):
    """A field's content as text, rows one to a line; hidden fields say nothing."""
    if field.type in ("HiddenField", "CSRFTokenField"):
        return ""
    if field.type == "BooleanField":
        return "已勾选" if field.data else "未勾选"
    if field.type in ("SelectField", "RadioField"):
        return dict(field.choices).get(field.data, "")
    if field.type != "RowsField":
        return str(field._value() or "").replace("\r\n", "\n").strip()
    rows = ([told(inner) for inner in entry.form] for entry in field.given_entries)
    return "\n".join("；".join(text for text in row if text) for row in rows).strip()
