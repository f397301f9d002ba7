"""What every form of the site does: trims, explains itself, and lets a draft be unfinished."""

from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField, PasswordField, SelectField, StringField
from wtforms.i18n import get_translations
from wtforms.validators import DataRequired, InputRequired, Optional

from forms.rows import RowsField
from forms.validators import is_blank


def strip(value):
    return value.strip() if isinstance(value, str) else value


class TrimmedMeta(FlaskForm.Meta):
    """Text is trimmed before it is checked, passwords never; built-in messages are Chinese."""

    locales = ("zh",)

    def get_translations(self, form):
        return get_translations(self.locales)

    def bind_field(self, form, unbound_field, options):
        kind = unbound_field.field_class
        if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
            options["filters"] = [strip, *unbound_field.kwargs.get("filters", ())]
        return unbound_field.bind(form=form, **options)


def allow_no_choice(form):
    """Choosing nothing is not an invalid choice; whether it is allowed is for Chosen to say."""
    for field in form:
        if isinstance(field, SelectField) and (is_blank(field.data) or field.data == "None"):
            field.validate_choice = False


class RowForm(Form):
    """One row of a table of equal rows; `paste_order` names the columns of a pasted table."""

    paste_order = ()
    title = ""

    class Meta(TrimmedMeta):
        csrf = False

    def validate(self, extra_validators=None):
        allow_no_choice(self)
        return super().validate(extra_validators)


class BaseForm(FlaskForm):
    class Meta(TrimmedMeta):
        pass

    def validate(self, extra_validators=None):
        allow_no_choice(self)
        return super().validate(extra_validators)

    @property
    def rows_changed(self):
        """A row was added or removed: show the form again, do not save."""
        return any(field.was_changed for field in self if isinstance(field, RowsField))

    def validate_draft(self):
        """Check only what was written: its shape and length, never that something is missing."""
        for field in self:
            relax(field)
        return self.validate()

    def summary(self):
        """[(field_id, label, message)] in the order of the page, rows by number and name."""
        faults = [("", "", message) for message in self.form_errors]
        for field in self:
            faults += field_faults(field)
        return faults

    @property
    def typed(self):
        """Whether anything came with the request; an untouched form shows no faults."""
        return self.is_submitted()


def relax(field):
    """Let a field be blank: drop the validators that ask for presence, skip the rest on blanks."""
    if isinstance(field, FormField):
        for inner in field.form:
            relax(inner)
        return
    kept = [v for v in field.validators if not asks_for_presence(v)]
    if isinstance(field, FieldList):
        for entry in field.entries:
            relax(entry)
        field.validators = kept
        return
    field.validators = [Optional(), *kept] if not field.process_errors else []


def asks_for_presence(validator):
    presence = getattr(validator, "asks_for_presence", False)
    return presence or isinstance(validator, DataRequired | InputRequired)


def field_faults(field):
    if isinstance(field, FieldList):
        return list_faults(field)
    if isinstance(field, FormField):
        return [fault for inner in field.form for fault in field_faults(inner)]
    return [(field.id, field.label.text, str(message)) for message in field.errors]


def list_faults(field):
    """A list's own faults first, then each row's, told as 考核指标第 3 行“镀层结合强度”的目标值."""
    own = [(field.id, field.label.text, str(e)) for e in field.errors if isinstance(e, str)]
    for position, entry in enumerate(field.entries, start=1):
        title = entry.form.title if isinstance(entry, FormField) else ""
        row = f"{field.label.text}第 {position} 行" + (f"“{title}”" if title else "")
        own += [(id_, f"{row}的{label}", said) for id_, label, said in field_faults(entry)]
    return own
