"""A run's report: for people in one HTML page, for machines as JSON lines and JUnit XML. No passwords anywhere."""

from flows.rotation.report.account import AccountReport, account_reports
from flows.rotation.report.machine import json_lines, junit, plan_lines
from flows.rotation.report.page import html

__all__ = ["AccountReport", "account_reports", "html", "json_lines", "junit", "plan_lines"]
