"""Logging in and out, where the ledger has accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.errors import AccountError
from onrecord.web.asked import Ask
from onrecord.web.guard import COOKIE, Door
from onrecord.web.pages import render, router


@dataclass(frozen=True, slots=True)
class LoginPage:
    """The form: where to go after it, what went wrong before it."""

    to: str
    wrong: str | None = None


@router.get("/login", name="login", include_in_schema=False)
def show_login(request: Request, ask: Ask, to: str = "/") -> Response:
    """The login form; who is in already goes on."""
    if ask.person.name:
        return RedirectResponse(ask.settings.prefix + _local(to), 303)
    return render(request, ask, "login.html", LoginPage(_local(to)))


@router.post("/login", include_in_schema=False)
def log_in(
    request: Request,
    ask: Ask,
    name: Annotated[str, Form()],
    password: Annotated[str, Form()],
    to: Annotated[str, Form()] = "/",
) -> Response:
    """Begin a session, or say what is wrong."""
    door: Door = request.app.state.door
    try:
        token = door.log_in(name, password)
    except AccountError as error:
        return render(request, ask, "login.html", LoginPage(_local(to), str(error)), status=403)
    answer = RedirectResponse(ask.settings.prefix + _local(to), 303)
    answer.set_cookie(
        COOKIE,
        token,
        max_age=ask.settings.session_days * 86400,
        path=ask.settings.prefix or "/",
        secure=ask.settings.secure,
        httponly=True,
        samesite="lax",
    )
    return answer


@router.post("/logout", include_in_schema=False)
def log_out(request: Request, ask: Ask) -> Response:
    """End the session."""
    door: Door = request.app.state.door
    door.log_out(request.cookies.get(COOKIE))
    answer = RedirectResponse(ask.settings.prefix + "/login", 303)
    answer.delete_cookie(COOKIE, path=ask.settings.prefix or "/")
    return answer


def _local(path: str) -> str:
    """A path of this server: never another host's, however it is written.

    >>> _local("/issues?q=a"), _local("//other.example"), _local("https://other.example")
    ('/issues?q=a', '/', '/')
    """
    bad = not path.startswith("/") or path.startswith(("//", "/\\")) or "\n" in path
    return "/" if bad else path
