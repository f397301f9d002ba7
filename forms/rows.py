"""Rows of a form that are added, removed and pasted, with or without JavaScript."""

from wtforms import BooleanField, FieldList, FormField, HiddenField, SelectField

from forms.validators import is_blank

PASTE_LIMIT = 50_000


class RowsField(FieldList):
    """A table of equal rows; rows left wholly blank are shown but neither checked nor given.

    Submit buttons named row_add (value: the field's name) and row_remove (value: the row's name)
    change the table; `was_changed` then tells the view to show the form again instead of saving.
    Text in `<name>-paste`, cells parted by tabs, becomes rows when row_add is pressed.
    """

    def __init__(
        self,
        row_form,
        label=None,
        validators=None,
        min_entries=1,
        max_entries=40,
        drop_blank=True,
        **kwargs,
    ):
        super().__init__(
            FormField(row_form),
            label,
            validators,
            min_entries=min_entries,
            max_entries=max_entries,
            **kwargs,
        )
        self.row_form = row_form
        self.drop_blank = drop_blank
        self.was_changed = False

    def process(self, formdata, data=None, extra_filters=None):
        given = {} if data is None else {"data": data}
        super().process(formdata, **given, extra_filters=extra_filters)
        if not formdata:
            return
        self._remove(formdata.get("row_remove", ""))
        if formdata.get("row_add") == self.name:
            self._add(formdata.get(f"{self.name}-paste", ""))

    def _remove(self, name):
        kept = [entry for entry in self.entries if entry.name != name]
        if len(kept) == len(self.entries):
            return
        self.entries = kept
        self.was_changed = True
        if not self.entries:
            self._add_entry()
        self._compact_indices()

    def _add(self, pasted):
        self.was_changed = True
        rows = [line.split("\t") for line in pasted[:PASTE_LIMIT].splitlines() if line.strip()]
        if rows:
            self.entries = [entry for entry in self.entries if not row_is_blank(entry.form)]
            self._compact_indices()
        for cells in rows or [[]]:
            if self.max_entries and len(self.entries) >= self.max_entries:
                return
            self._add_entry()
            fill_row(self.entries[-1].form, cells)

    @property
    def data(self):
        return [entry.data for entry in self.given_entries]

    @property
    def given_entries(self):
        if not self.drop_blank:
            return self.entries
        return [entry for entry in self.entries if not row_is_blank(entry.form)]

    def validate(self, form, extra_validators=()):
        everything = self.entries
        self.entries = self.given_entries
        try:
            return super().validate(form, extra_validators)
        finally:
            self.entries = everything


def row_is_blank(row):
    """Nothing typed; a chosen sign or a ticked box alone does not make a row."""
    typed = [f for f in row if not isinstance(f, SelectField | BooleanField | HiddenField)]
    return all(
        is_blank(field.data) and not any(str(raw).strip() for raw in field.raw_data or ())
        for field in typed
    )


def fill_row(row, cells):
    """Put pasted cells into a row, in the order its `paste_order` names."""
    for name, cell in zip(row.paste_order, cells, strict=False):
        field = row[name]
        field.raw_data = [cell.strip()]
        try:
            field.process_formdata([cell.strip()])
        except ValueError as reason:
            field.process_errors.append(str(reason))
