"""The application: guard, headers, pages, static files, and errors that a person can read."""

from __future__ import annotations

from importlib import import_module, resources
from importlib.metadata import version
from pathlib import Path

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from onrecord.errors import AccountError, JudgementError, LedgerError, OnrecordError
from onrecord.store.ledger import Ledger
from onrecord.web.asked import asked
from onrecord.web.guard import Door, NotLoggedIn, identify
from onrecord.web.headers import SafeHeaders
from onrecord.web.limits import Limited
from onrecord.web.pages import render, router
from onrecord.web.prefix import Prefixed
from onrecord.web.settings import Settings

PAGES = (
    *("start", "lists", "search", "issue", "network", "actor"),
    *("document", "add", "review", "codebook", "people", "api", "help", "login"),
)
"""The modules that register pages, each under its own path."""


def make_app(ledger: Ledger, settings: Settings | None = None) -> FastAPI:
    """The pages and the JSON of a ledger, as an ASGI application."""
    settings = settings or Settings()
    for name in PAGES:
        import_module(f"onrecord.web.{name}")
    app = FastAPI(
        title="onrecord",
        version=version("onrecord"),
        summary="Who stands where on what, in whose words.",
        docs_url=None,  # theirs load from another host; ours is at /api
        redoc_url=None,
        openapi_url="/api/openapi.json",
        dependencies=[Depends(identify)],
    )
    app.state.ledger = ledger
    app.state.settings = settings
    app.state.door = Door(ledger, settings)
    app.include_router(router)
    static = Path(str(resources.files("onrecord.web").joinpath("static")))
    app.mount("/static", StaticFiles(directory=static), name="static")
    _answer_errors(app)
    app.add_middleware(Limited, largest=settings.largest)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts))
    app.add_middleware(SafeHeaders)
    app.add_middleware(Prefixed, prefix=settings.prefix)
    return app


def _answer_errors(app: FastAPI) -> None:
    @app.exception_handler(NotLoggedIn)
    async def not_logged_in(request: Request, _: Exception) -> Response:
        if _wants_json(request):
            return JSONResponse({"detail": "log in first"}, 401)
        path = request.url.path.removeprefix(request.app.state.settings.prefix)
        asked_for = path + (f"?{request.url.query}" if request.url.query else "")
        where = request.app.url_path_for("login").make_absolute_url(request.base_url)
        return RedirectResponse(where.include_query_params(to=asked_for), 303)

    @app.exception_handler(OnrecordError)
    async def told(request: Request, error: OnrecordError) -> Response:
        status = 404 if isinstance(error, LedgerError) else 400
        if isinstance(error, AccountError):
            status = 403
        elif isinstance(error, JudgementError):
            status = 422
        return _told(request, status, error.what, error.hint)

    @app.exception_handler(RequestValidationError)
    async def misasked(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        return _told(request, 422, f"“{first['loc'][-1]}”: {first['msg']}", None)

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        return _told(request, error.status_code, str(error.detail), None)

    @app.exception_handler(404)
    async def missing(request: Request, error: HTTPException) -> Response:
        what = "There is no such page." if error.detail == "Not Found" else str(error.detail)
        return _told(request, 404, what, None)


def _told(request: Request, status: int, what: str, hint: str | None) -> Response:
    if _wants_json(request) or not hasattr(request.state, "person"):
        return JSONResponse({"detail": what, "hint": hint}, status)
    found = {"status": status, "what": what, "hint": hint}
    return render(request, asked(request), "error.html", found, status=status)


def _wants_json(request: Request) -> bool:
    path = request.url.path.removeprefix(request.app.state.settings.prefix)
    return path.startswith("/api/") or "json" in request.headers.get("accept", "")
