"""The table of 2-1-2 looked at from outside: server names, ports, TLS, certificates, banners. No password is sent."""

from flows.doors.server.report import Reading, server_report

__all__ = ["Reading", "server_report"]
