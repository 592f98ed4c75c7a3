"""The manual's procedures as plain functions, each announcing the manual's steps."""

from flows.procedures.change_own_password import change_own_password
from flows.procedures.enter import enter_console, enter_webmail
from flows.procedures.list_accounts import list_accounts
from flows.procedures.reset_password import reset_password

__all__ = ["change_own_password", "enter_console", "enter_webmail", "list_accounts", "reset_password"]
