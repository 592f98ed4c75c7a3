"""The sheet each user is given (manual 2-1-2 and 2-1-3: アカウント情報を各ユーザーにお渡しください).

    account = HandoutAccount("taro@example.jp", "山田 太郎", password, "20260401-0001", services)
    write_sheets(browser, [account], Letterhead("https://mail.example.jp/"), Path("out/sheets"))

`write_sheets` is in `flows.handouts.printing`, which takes a while to import.
"""

from flows.handouts.register import Register
from flows.handouts.sheet import HandoutAccount, Layout, Letterhead, Service

__all__ = ["HandoutAccount", "Layout", "Letterhead", "Register", "Service"]
