"""The panel's forms for the board's own smileys and BBCodes. What is right is decided by the rules, in the actions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from threadkeep.markup.vocabulary import OwnTag
from threadkeep.vocabulary.models import OwnBBCode
from threadkeep.vocabulary.queries import lines, tag_of

VALUES = [
    ("none", _("nothing: [name]…[/name]")),
    ("text", _("a line of words")),
    ("word", _("one word: letters, digits, _ and -")),
    ("number", _("a number")),
    ("colour", _("a colour")),
    ("address", _("a web address")),
    ("choice", _("one of the words below")),
]
CONTENTS = [
    ("markup", _("whatever a post can hold")),
    ("none", _("nothing: the tag has no end")),
    *VALUES[1:],
]
_CODE = {"dir": "ltr", "spellcheck": "false", "autocapitalize": "none"}


class SmileysForm(forms.Form):
    """Which smileys the board shows."""

    has_usual = forms.BooleanField(label=_("Show the usual smileys, such as :) and ;-)"), required=False)
    smileys = forms.CharField(
        label=_("The board’s own"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8, **_CODE}),
        help_text=_("One to a line: what is typed, a space, and the character shown for it. For example :boat! ⛵"),
    )

    @staticmethod
    def shown(has_usual: bool, pairs: list[tuple[str, str]]) -> dict[str, object]:
        """What the form begins with."""
        return {"has_usual": has_usual, "smileys": "\n".join(" ".join(pair) for pair in pairs)}

    def values(self) -> dict[str, object]:
        """What the action takes. A line without a space shows nothing, and is refused there."""
        pairs = [line.partition(" ") for line in lines(self.cleaned_data["smileys"])]
        smileys = [(typed, shown.strip()) for typed, _space, shown in pairs]
        return {"has_usual": self.cleaned_data["has_usual"], "smileys": smileys}


class BBCodeForm(forms.Form):
    """One of the board's own BBCodes."""

    name = forms.CharField(
        label=_("Name"),
        max_length=32,
        widget=forms.TextInput(attrs=_CODE),
        help_text=_("What stands in the brackets: small letters and digits."),
    )
    template = forms.CharField(
        label=_("Stands for"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, **_CODE}),
        help_text=_(
            "BBCode of the tags every board has, with {content} where the words between the tags go and {value} where "
            "what follows the = goes. For example: [quote][b]Careful:[/b] {content}[/quote]"
        ),
    )
    content = forms.ChoiceField(label=_("Between the tags stands"), choices=CONTENTS)
    content_choices = forms.CharField(
        label=_("The words to choose from between the tags"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One to a line; only if it is one of the words."),
    )
    value = forms.ChoiceField(label=_("After the = stands"), choices=VALUES)
    choices = forms.CharField(
        label=_("The words to choose from after the ="),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One to a line; only if it is one of the words."),
    )
    default = forms.CharField(
        label=_("If nothing follows the ="),
        required=False,
        max_length=400,
        help_text=_("What counts then. Empty: it must be there."),
    )
    description = forms.CharField(label=_("What it is for"), required=False, max_length=400)
    example = forms.CharField(
        label=_("An example"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, **_CODE}),
        help_text=_("Writers see it, and “Try it” shows what becomes of it. Empty: one is made up."),
    )

    @staticmethod
    def shown(row: OwnBBCode) -> dict[str, object]:
        """What the form begins with."""
        names = ("name", "template", "content", "content_choices", "value", "choices", "default")
        return {name: getattr(row, name) for name in (*names, "description", "example")}

    def tag(self) -> OwnTag:
        """The BBCode as the text engine takes it."""
        names = ("name", "template", "content", "content_choices", "value", "choices", "default")
        row = OwnBBCode(**{name: self.cleaned_data[name] for name in names})
        row.name = row.name.strip().strip("[]").strip()
        return tag_of(row)

    def values(self) -> dict[str, object]:
        """What the actions take."""
        said = {name: self.cleaned_data[name] for name in ("description", "example")}
        return {"tag": self.tag(), **said}
