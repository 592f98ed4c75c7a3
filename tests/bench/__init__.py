"""How many accounts a minute: the obvious script, the same in Selenium, `flows rotate`, bare HTTP and Playwright.

.venv/bin/python -m tests.bench
"""
