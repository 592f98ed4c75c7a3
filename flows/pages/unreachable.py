"""Why an address could not be opened, in words, from the browser's own code for it."""

from __future__ import annotations

from flows.browser_trust import can_be_told
from flows.errors import Unreachable
from flows.settings import Settings

CAUSES = {
    "ERR_PROXY_CONNECTION_FAILED": "it belongs to a server that no setting names, and was not sent for",
    "ERR_NAME_NOT_RESOLVED": "its name is not known to the name server",
    "ERR_CONNECTION_REFUSED": "nothing listens there",
    "ERR_CONNECTION_TIMED_OUT": "it did not answer in time",
    "ERR_TIMED_OUT": "it did not answer in time",
    "ERR_ADDRESS_UNREACHABLE": "there is no way to its address",
    "ERR_INTERNET_DISCONNECTED": "this machine is not on the network",
    "ERR_CERT_DATE_INVALID": "its certificate has expired or is not valid yet",
    "ERR_CERT_COMMON_NAME_INVALID": "its certificate is for another name",
    "ERR_CERT_AUTHORITY_INVALID": "its certificate is signed by nobody whom this browser trusts",
    "ERR_CERT": "its certificate is not valid",
    "ERR_SSL": "it does not speak TLS as it should",
    "ERR_EMPTY_RESPONSE": "it closed the connection without an answer",
    "ERR_CONNECTION_RESET": "it broke the connection off",
    "ERR_TOO_MANY_REDIRECTS": "it redirects in a circle",
    "Timeout": "it did not answer in time",
}
"""The first that is in the browser's message counts."""


def unreachable(address: str, message: str, settings: Settings) -> Unreachable:
    """The error to raise, with the cause and what to do about it."""
    code = next((code for code in CAUSES if code in message), "")
    cause = CAUSES.get(code, message.splitlines()[0])
    return Unreachable(f"{address} could not be opened: {cause}. {_remedy(code, settings)}", code)


def _remedy(code: str, settings: Settings) -> str:
    if code == "ERR_CERT_AUTHORITY_INVALID":
        if settings.ca_file is None:
            return (
                "Where an authority of your own has signed it, name its certificate in FLOWS_CA_FILE; where the server "
                "leaves out the certificate between its own and the authority's, have it send that too."
            )
        if can_be_told(settings):
            return "The authority in FLOWS_CA_FILE has not signed it either."
        return (
            "This browser cannot be given FLOWS_CA_FILE; import that file into the trusted authorities of the "
            "machine on which it runs."
        )
    if code.startswith("ERR_CERT"):
        return (
            "Nothing was sent there. Have the certificate renewed, or use the address that it was made for."
        )
    return (
        "Check the address in FLOWS_WEBMAIL_URL or FLOWS_ADMIN_URL, and the network; where the way there is through a "
        "proxy, name it in HTTPS_PROXY."
    )
