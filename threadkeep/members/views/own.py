"""The pages where members change what is theirs: preferences, profile, names, sessions."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.actions.change_login_name import change_login_name
from threadkeep.members.actions.change_name import change_name
from threadkeep.members.actions.edit_preferences import edit_preferences
from threadkeep.members.actions.edit_profile import edit_profile
from threadkeep.members.actions.end_session import end_session
from threadkeep.members.actions.remove_avatar import remove_avatar
from threadkeep.members.actions.set_avatar import set_avatar
from threadkeep.members.avatars import picture_of
from threadkeep.members.forms import LoginNameForm, NameForm, PreferencesForm, ProfileForm, signature_html
from threadkeep.members.look import avatar_of
from threadkeep.members.middleware import viewer_of
from threadkeep.members.models import Member
from threadkeep.theme.page import page


def _myself(request: HttpRequest) -> Member:
    member = viewer_of(request).member
    if member is None:
        raise NotThere
    return member


def _say(form: Form, refusal: Refused) -> None:
    """Put the sentence beside its field."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))


@login_required
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """How pages look for this member."""
    member = _myself(request)
    form = PreferencesForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        try:
            edit_preferences(
                actor=viewer_of(request), member_id=member.pk, preferences=form.preferences(), now=timezone.now()
            )
        except Refused as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Your preferences are saved."))
            return redirect(addresses.preferences())
    return page(request, "members/preferences.html", {"form": form, "here": "preferences"}, status=_status(form))


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """What others read about this member."""
    member = _myself(request)
    form = ProfileForm(request.POST or None, initial=ProfileForm.of(member))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            edit_profile(
                actor=viewer_of(request),
                member_id=member.pk,
                about=data["about"],
                website=data["website"],
                signature=data["signature"],
                signature_html=signature_html(data["signature"]),
                now=timezone.now(),
            )
        except Refused as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Your profile is saved."))
            return redirect(addresses.edit_profile())
    return _profile_page(request, member, form)


def _profile_page(
    request: HttpRequest, member: Member, form: Form, picture_error: str = "", status: int | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "here": "profile",
        "picture": avatar_of(member.name, member.avatar),
        "picture_error": picture_error,
    }
    return page(request, "members/edit_profile.html", context, status=status or _status(form))


@login_required
@require_POST
def picture(request: HttpRequest) -> HttpResponse:
    """Take a new picture, or take the picture away."""
    member, viewer, now = _myself(request), viewer_of(request), timezone.now()
    try:
        if request.POST.get("remove"):
            remove_avatar(actor=viewer, member_id=member.pk, now=now)
            messages.success(request, _("Your picture is gone; a letter stands in its place."))
        elif (upload := request.FILES.get("picture")) is not None:
            set_avatar(actor=viewer, member_id=member.pk, picture=picture_of(upload), now=now)
            messages.success(request, _("That is your picture now."))
        else:
            raise Refused(_("Please choose a picture first."), field="picture", status=422)
    except Refused as refusal:
        form = ProfileForm(initial=ProfileForm.of(member))
        return _profile_page(request, member, form, str(refusal.reason), refusal.status)
    return redirect(addresses.edit_profile())


@login_required
@require_http_methods(["GET", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    """The name others see."""
    member = _myself(request)
    form = NameForm(request.POST or None, initial={"name": member.name})
    if request.method == "POST" and form.is_valid():
        try:
            change_name(
                actor=viewer_of(request), member_id=member.pk, name=form.cleaned_data["name"], now=timezone.now()
            )
        except Refused as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("That is your name now. Links with the old one still lead to you."))
            return redirect(addresses.change_name())
    return page(request, "members/name.html", {"form": form, "here": "name"}, status=_status(form))


@login_required
@reauthentication_required(app="allauth.account")  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "POST"])
def login_name(request: HttpRequest) -> HttpResponse:
    """The name typed to sign in; asks for the password first."""
    member = _myself(request)
    form = LoginNameForm(request.POST or None, initial={"username": member.username})
    if request.method == "POST" and form.is_valid():
        try:
            change_login_name(
                actor=viewer_of(request),
                member_id=member.pk,
                username=form.cleaned_data["username"],
                now=timezone.now(),
            )
        except Refused as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Sign in with this name from now on."))
            return redirect(addresses.account("2fa"))
    return page(request, "members/login_name.html", {"form": form, "here": "security"}, status=_status(form))


@login_required
@require_POST
def end_one_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign out one other browser."""
    end_session(actor=viewer_of(request), session_id=session_id, now=timezone.now())
    messages.success(request, _("That browser is signed out."))
    return redirect(addresses.account("sessions"))


def _status(form: Form) -> int:
    return 422 if form.errors else 200
