"""How many accounts a minute: the obvious script, the same in Selenium, `flows rotate`, and bare HTTP.

.venv/bin/python -m tests.bench
"""
