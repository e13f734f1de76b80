"""A page is one dataclass, one template, and the same data as JSON: registered here in one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.model import kinds
from onrecord.web import shown
from onrecord.web.asked import Ask
from onrecord.web.guard import needs

router = APIRouter()

Make = TypeVar("Make", bound=Callable[..., Any])


def page(
    path: str, template: str, *, role: str = "reader", name: str | None = None
) -> Callable[[Make], Make]:
    """Register a function that makes a page's dataclass: as HTML at `path`, as JSON under `/api`.

    Its parameters are read from path and query by FastAPI; `role` is the least that may ask.
    """

    def register(make: Make) -> Make:
        called = name or make.__name__
        guard = [Depends(needs(role))]
        router.add_api_route(
            "/api" + (path if path != "/" else "/start"),
            make,
            name=f"api_{called}",
            dependencies=guard,
            summary=(make.__doc__ or called).strip().splitlines()[0],
        )

        def html(request: Request, ask: Ask, found: Any) -> Response:
            return render(request, ask, template, found)

        # Set here: annotations are strings in this file, which cannot tell which `make` is meant.
        html.__annotations__["found"] = Annotated[Any, Depends(make)]

        router.add_api_route(
            path,
            html,
            name=called,
            dependencies=guard,
            response_class=HTMLResponse,
            include_in_schema=False,
        )
        return make

    return register


def render(
    request: Request, ask: Ask, template: str, found: Any, *, status: int = 200
) -> HTMLResponse:
    """A template with a page's data; htmx gets the part that it asks for alone."""
    context = {
        "page": found,
        "person": ask.person,
        "root": ask.settings.prefix,
        "here": request.url.path.removeprefix(ask.settings.prefix) or "/",
        "query": dict(request.query_params),
        "part": request.headers.get("HX-Request") == "true",
        "ledger": ask.ledger.where,
    }
    body = environment().get_template(template).render(context)
    return HTMLResponse(body, status_code=status, headers={"Vary": "HX-Request"})


@cache
def environment() -> Environment:
    """The templates: all that is put in is escaped."""
    made = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["kinds"] = kinds
    made.globals["stances"] = tuple(kinds("stance"))
    made.filters |= shown.FILTERS
    return made


def plain(value: Any) -> Any:
    """A dataclass as the dicts, lists and strings that JSON holds."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
