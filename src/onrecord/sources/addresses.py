"""Which addresses of the network are public, and a transport that connects to no others.

A server that fetches what a stranger names must not be led to its own neighbours. A name is
resolved once, every address it has is checked, and the connection goes to a checked address
itself: a name server that answers otherwise the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

from onrecord.errors import InputError

if TYPE_CHECKING:
    import httpx

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")  # RFC 8215
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(address: str) -> bool:
    """Whether an address is one of the public network, also where it wraps another.

    >>> is_public("93.184.215.14"), is_public("10.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    >>> is_public("::ffff:127.0.0.1"), is_public("64:ff9b::7f00:1"), is_public("::1")
    (False, False, False)
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(_is_global(part) for part in (found, *_wrapped(found)))


def _is_global(address: Address) -> bool:
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not address.is_unspecified
    ) or (isinstance(address, ipaddress.IPv6Address) and address in _NAT64)


def _wrapped(address: Address) -> list[Address]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found: list[Address] = [
        inner for inner in (address.ipv4_mapped, address.sixtofour) if inner is not None
    ]
    if address.teredo:
        found += address.teredo
    if address in _NAT64:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    if address in _NAT64_LOCAL:
        found.append(ipaddress.IPv4Address(0))  # a network's own: never public
    return found


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host, in the resolver's order.

    Raises `InputError` where it has none, or where any one of them is not public.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError("no such host", where=host, hint="check the address") from error
    found = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    if not found or not all(is_public(address) for address in found):
        raise InputError(
            "not an address of the public network", where=host, hint="download it and add the file"
        )
    return found


def public_transport() -> httpx.BaseTransport:
    """A transport of httpx that connects to public addresses only.

    Certificates are checked against the name, not the address, as always. It is asked anew for
    each redirect, and keeps no connection, so that none is used for another name.
    """
    import httpx

    class Transport(httpx.HTTPTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            host = request.url.host
            port = request.url.port or (443 if request.url.scheme == "https" else 80)
            wrong: httpx.ConnectError | httpx.ConnectTimeout | None = None
            for address in public_addresses(host, port):
                pinned = httpx.Request(
                    request.method,
                    request.url.copy_with(host=address),
                    headers=request.headers,  # the Host header among them
                    stream=request.stream,
                    extensions={**request.extensions, "sni_hostname": host},
                )
                try:
                    return super().handle_request(pinned)
                except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                    wrong = error
            raise wrong or httpx.ConnectError("no address")

    return Transport(limits=httpx.Limits(max_keepalive_connections=0))
