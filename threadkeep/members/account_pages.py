"""Gives allauth's pages the frame that every page of the board has."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

from threadkeep.theme.page import shell


class AccountPages:
    """Our own views make whole pages; allauth's hand over a template and its data, to which the frame is added here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Add what the frame needs; what the view said wins."""
        response.context_data = {**shell(request, "account"), **(response.context_data or {})}
        return response
