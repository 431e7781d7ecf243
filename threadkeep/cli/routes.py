"""`threadkeep routes`: every address of the site. The access matrix is compared with this list."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import click

from threadkeep.cli.command import answer_json, declare, json_option
from threadkeep.cli.exit_codes import DONE, NOT_READY
from threadkeep.site.operator_language import _


@dataclass(frozen=True)
class Route:
    """One address. `methods` is None where the view does not say which it takes: then it may be any."""

    path: str
    name: str | None
    methods: tuple[str, ...] | None
    view: str
    parameters: tuple[str, ...]
    csrf_exempt: bool


@declare(
    "routes",
    about=_(
        "List every address of the site with its name, the HTTP methods it takes and the function that answers. The "
        "tests of who may see what are compared with this list, so that no address is forgotten."
    ),
    examples=("threadkeep routes", "threadkeep routes --json"),
    exit_codes=(DONE, NOT_READY),
)
@json_option
def command(as_json: bool) -> None:
    """List the routes."""
    from threadkeep.cli.opening import open_board

    open_board()
    found = all_routes()
    if as_json:
        answer_json([asdict(route) for route in found])
        return
    width = max((len(route.path) for route in found), default=0)
    for route in found:
        click.echo(f"{','.join(route.methods or ('ANY',)):20} {route.path:{width}}  {route.name or '-'}")


def all_routes() -> list[Route]:
    """Every route, in the order in which addresses are looked up. Needs Django set up."""
    from django.urls import get_resolver

    return [*_front_routes(), *_below(get_resolver().url_patterns, "", "")]


def _front_routes() -> Iterator[Route]:
    """What the front answers itself, before Django (threadkeep/site/front.py)."""
    yield Route("healthz", "healthz", ("GET", "HEAD"), "threadkeep.site.front.app", (), False)
    yield Route("live/<path>", "live", ("GET",), "threadkeep.live.stream.stream", ("path",), False)


def _below(patterns: list[Any], path: str, namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        here = path + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _below(pattern.url_patterns, here, inner)
            continue
        view = pattern.callback
        yield Route(
            path=here,
            name=f"{namespace}{pattern.name}" if pattern.name else None,
            methods=methods_of(view),
            view=pattern.lookup_str,
            parameters=tuple(pattern.pattern.converters or pattern.pattern.regex.groupindex),
            csrf_exempt=bool(getattr(view, "csrf_exempt", False)),
        )


def methods_of(view: Callable[..., Any]) -> tuple[str, ...] | None:
    """The HTTP methods a view takes: those of its class, or of its `require_...` decorator; None if it does not say."""
    view_class = getattr(view, "view_class", None)
    if view_class is not None:
        allowed = [name.upper() for name in view_class.http_method_names if hasattr(view_class, name)]
        return tuple(allowed)
    while view is not None:
        # django.views.decorators.http keeps the list only in the closure of the function it returns.
        names = getattr(getattr(view, "__code__", None), "co_freevars", ())
        if "request_method_list" in names:
            cell = (view.__closure__ or ())[names.index("request_method_list")]
            return tuple(cell.cell_contents)
        view = getattr(view, "__wrapped__", None)  # type: ignore[assignment]
    return None
