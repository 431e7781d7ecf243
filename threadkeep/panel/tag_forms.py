"""The panel's forms about prefixes, tags and templates. What is right is decided by the rules, in the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from threadkeep.boards.models import Board
from threadkeep.tags.models import LONGEST_PREFIX, Prefix
from threadkeep.tags.names import split
from threadkeep.tags.queries import all_prefixes, listed_tags, prefixes_of


class PrefixForm(forms.Form):
    """A prefix."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_PREFIX)
    colour = forms.ChoiceField(label=_("Colour"), choices=Prefix.COLOURS)


class WritingForm(forms.Form):
    """What a topic started on a board carries and begins as."""

    prefixes = forms.MultipleChoiceField(
        label=_("Prefixes it offers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    needs_prefix = forms.BooleanField(label=_("Every new topic needs one of them"), required=False)
    tag_rule = forms.ChoiceField(
        label=_("Tags"),
        widget=forms.RadioSelect,
        choices=[
            (Board.TAGS_OFF, _("Topics carry none")),
            (Board.TAGS_LISTED, _("Only those listed below")),
            (Board.TAGS_FREE, _("Any word; those listed below are offered")),
        ],
    )
    listed_tags = forms.CharField(
        label=_("Listed tags"),
        required=False,
        help_text=_("With commas between them."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    min_tags = forms.IntegerField(label=_("Tags of a topic, at least"), min_value=0, max_value=20)
    max_tags = forms.IntegerField(label=_("Tags of a topic, at most"), min_value=1, max_value=20)
    template_title = forms.CharField(
        label=_("Hint for the title"),
        required=False,
        max_length=200,
        help_text=_("Stands greyed in the empty field, such as “What, where, since when?”"),
    )
    template_text = forms.CharField(
        label=_("Template"),
        required=False,
        max_length=10_000,
        strip=False,
        help_text=_("What a new topic’s first post begins with. It never takes the place of words somebody wrote."),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["prefixes"].choices = [(str(each.pk), each.name) for each in all_prefixes()]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        kept = self.cleaned_data
        names = ("needs_prefix", "tag_rule", "min_tags", "max_tags", "template_title", "template_text")
        return {name: kept[name] for name in names} | {
            "prefix_ids": [int(pk) for pk in kept["prefixes"]],
            "listed_tags": split([kept["listed_tags"]]),
        }


def writing_form_of(board: Board) -> WritingForm:
    """The form as the board has it now."""
    initial = {
        "prefixes": [str(each.id) for each in prefixes_of(board.pk)],
        "needs_prefix": board.needs_prefix,
        "tag_rule": board.tag_rule,
        "listed_tags": ", ".join(tag.name for tag in listed_tags(board.pk)),
        "min_tags": board.min_tags,
        "max_tags": board.max_tags,
        "template_title": board.template_title,
        "template_text": board.template_text,
    }
    return WritingForm(initial=initial)
