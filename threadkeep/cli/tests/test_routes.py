"""`threadkeep routes` leaves no address out and says what it takes."""

from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods
from django.views.generic import View

from threadkeep.cli.routes import _below, all_routes, methods_of


def plain(request: object) -> None: ...


class Page(View):
    def get(self, request: object) -> None: ...
    def post(self, request: object) -> None: ...


def test_methods_are_read_from_decorators_and_classes() -> None:
    assert methods_of(require_http_methods(["GET", "POST"])(plain)) == ("GET", "POST")
    assert methods_of(csrf_exempt(require_GET(plain))) == ("GET",)
    assert methods_of(Page.as_view()) == ("GET", "POST", "OPTIONS")
    assert methods_of(plain) is None


def test_included_addresses_are_joined_with_their_names() -> None:
    inner = [path("<int:number>/edit", require_GET(plain), name="edit"), re_path(r"^old/(?P<slug>\w+)$", plain)]
    patterns = [path("t/", include((inner, "topics"), namespace="topics")), path("x", csrf_exempt(plain))]
    edit, old, exempt = list(_below(patterns, "", ""))
    assert (edit.path, edit.name, edit.methods) == ("t/<int:number>/edit", "topics:edit", ("GET",))
    assert edit.parameters == ("number",)
    assert old.parameters == ("slug",)
    assert (edit.csrf_exempt, exempt.csrf_exempt) == (False, True)


def test_the_site_has_its_routes_and_no_path_twice() -> None:
    paths = [route.path for route in all_routes()]
    assert {"healthz", "accounts/login/"} <= set(paths)
    assert len(paths) == len(set(paths))


def test_no_address_is_free_of_the_csrf_check() -> None:
    assert [route.path for route in all_routes() if route.csrf_exempt] == []
