"""The panel's forms. They only name what is asked; what is right is decided by the rules, in the actions."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from threadkeep.boards.grid import Grid
from threadkeep.boards.models import Board
from threadkeep.members.groups import LONGEST_EDIT_TIME
from threadkeep.panel.places import places


class CategoryForm(forms.Form):
    """A heading."""

    name = forms.CharField(label=_("Name"), max_length=100)


class BoardForm(forms.Form):
    """A board, or a row of the index that leads elsewhere."""

    name = forms.CharField(label=_("Name"), max_length=100)
    description = forms.CharField(
        label=_("Description"), max_length=500, required=False, help_text=_("One line under the name.")
    )
    permission_set = forms.ChoiceField(label=_("Permission set"), required=False)
    syntax = forms.ChoiceField(
        label=_("Posts are written in"),
        choices=Board.SYNTAXES,
        widget=forms.RadioSelect,
        help_text=_("What the composer begins with. Writers can switch, and posts keep what they were written in."),
    )
    link_url = forms.CharField(
        label=_("Leads to"),
        max_length=500,
        required=False,
        widget=forms.URLInput(attrs={"dir": "ltr"}),
        help_text=_("Only for a row that leads to another site. It holds no topics."),
    )

    def __init__(self, *args: object, grid: Grid, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        default = grid.sets.get(grid.default_set_id or 0)
        self.fields["permission_set"].choices = [  # type: ignore[attr-defined]
            ("", _("As the board above, at the top “%(name)s”") % {"name": default.name if default else "–"}),
            *((str(each.pk), each.name) for each in grid.sets.values()),
        ]

    def values(self) -> dict[str, object]:
        """What the actions on boards take."""
        chosen = self.cleaned_data["permission_set"]
        kept = ("name", "description", "syntax", "link_url")
        return {key: self.cleaned_data[key] for key in kept} | {"permission_set_id": int(chosen) if chosen else None}


class PlaceForm(forms.Form):
    """Where a board stands: directly in a category, or in another board."""

    place = forms.ChoiceField(label=_("Stands in"))

    def __init__(self, *args: object, grid: Grid, board_id: int | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["place"].choices = places(grid, without=board_id)  # type: ignore[attr-defined]

    def where(self) -> dict[str, int | None]:
        """The category and the parent, as the actions take them."""
        kind, _colon, pk = self.cleaned_data["place"].partition(":")
        return {"category_id": int(pk), "parent_id": None} if kind == "c" else {"category_id": 0, "parent_id": int(pk)}


class NameForm(forms.Form):
    """Somebody's name."""

    member = forms.CharField(label=_("Member"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class SetForm(forms.Form):
    """What a permission set is called."""

    name = forms.CharField(label=_("Name"), max_length=60)
    description = forms.CharField(label=_("Description"), max_length=200, required=False)


class NewSetForm(SetForm):
    """A new permission set, begun as a copy."""

    copy_of = forms.ChoiceField(label=_("Begin as a copy of"))

    def __init__(self, *args: object, grid: Grid, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["copy_of"].choices = [(str(each.pk), each.name) for each in grid.sets.values()]  # type: ignore[attr-defined]


class GroupForm(forms.Form):
    """A group."""

    name = forms.CharField(label=_("Name"), max_length=60)
    title = forms.CharField(
        label=_("Title"),
        max_length=60,
        required=False,
        help_text=_("Shown under the names of its members on their posts."),
    )
    edit_minutes = forms.IntegerField(
        label=_("Minutes for editing own posts"),
        required=False,
        min_value=0,
        max_value=LONGEST_EDIT_TIME,
        help_text=_(
            "How long after posting. 0 is always. Empty: what the board's settings say. "
            "Whoever is in several groups has the longest time."
        ),
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=200, help_text=_("The member reads it when they sign in."))


class ExplainForm(forms.Form):
    """Who, what, where. A guest has no name."""

    member = forms.CharField(
        label=_("Member"),
        required=False,
        max_length=60,
        help_text=_("Empty asks for a guest."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    permission = forms.ChoiceField(label=_("Wants to"))
    board = forms.ChoiceField(label=_("In the board"))

    def __init__(self, *args: object, permissions: Iterable[tuple[str, object]], grid: Grid, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["permission"].choices = list(permissions)  # type: ignore[attr-defined]
        boards = [(key[2:], label) for key, label in places(grid) if key.startswith("b:")]
        self.fields["board"].choices = boards  # type: ignore[attr-defined]
