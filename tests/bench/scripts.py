"""The obvious scripts: sign in and walk the manual once for each account, one browser, nothing written down.

They know the practice site's markup, look at no other property and believe that the page which comes is the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from flows.browser import launched
from flows.browser_driver import driver
from flows.settings import Settings
from tests.bench.site import Running

USERS = "ユーザー管理"
SAVED = "Your changes have been saved."
NEW, AGAIN = "ctl00$MainContent$txtNewPassword", "ctl00$MainContent$txtConfirmPassword"
SAVE = "ctl00$MainContent$btnSave"


@contextmanager
def browser() -> Iterator[Browser]:
    """Found and started as the suite does it, without the suite's eye in every page."""
    with driver() as playwright, launched(playwright, Settings()) as opened:
        yield opened


def sign_in(page: Page, site: Running) -> None:
    page.goto(site.admin_url)
    page.fill('[name="txtUserName"]', site.user)
    page.fill('[name="txtPassword"]', site.password)
    page.click('[name="btnLogin"]')
    page.get_by_role("link", name=USERS, exact=True).wait_for()


def save(page: Page, password: str) -> None:
    for name in (NEW, AGAIN):
        page.fill(f'[name="{name}"]', password)
    page.click(f'[name="{SAVE}"]')
    page.get_by_text(SAVED).wait_for()


def playwright(site: Running, addresses: Sequence[str]) -> None:
    with browser() as opened:
        for number, address in enumerate(addresses):
            page = opened.new_page(locale="ja-JP")
            sign_in(page, site)
            page.get_by_role("link", name=USERS, exact=True).click()
            page.get_by_role("link", name=address, exact=True).click()
            save(page, f"Obvious-{number}-pass")
            page.close()


def selenium(site: Running, addresses: Sequence[str]) -> None:
    import shutil

    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    options = webdriver.ChromeOptions()
    for argument in ("--headless", "--no-sandbox", "--lang=ja-JP", "--window-size=1280,800"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"intl.accept_languages": "ja-JP,ja"})
    options.binary_location = shutil.which("chromium-headless-shell") or shutil.which("chromium") or ""
    driver = webdriver.Chrome(options, Service(shutil.which("chromedriver")))
    wait = WebDriverWait(driver, 30, poll_frequency=0.05)
    try:
        for number, address in enumerate(addresses):
            driver.delete_all_cookies()
            driver.get(site.admin_url)
            driver.find_element(By.NAME, "txtUserName").send_keys(site.user)
            driver.find_element(By.NAME, "txtPassword").send_keys(site.password)
            driver.find_element(By.NAME, "btnLogin").click()
            wait.until(lambda d: d.find_elements(By.LINK_TEXT, USERS))
            driver.find_element(By.LINK_TEXT, USERS).click()
            wait.until(lambda d, a=address: d.find_elements(By.LINK_TEXT, a))
            driver.find_element(By.LINK_TEXT, address).click()
            wait.until(lambda d: d.find_elements(By.NAME, NEW))
            for name in (NEW, AGAIN):
                driver.find_element(By.NAME, name).send_keys(f"Selenium-{number}-pass")
            driver.find_element(By.NAME, SAVE).click()
            wait.until(lambda d: SAVED in d.page_source)
    finally:
        driver.quit()
