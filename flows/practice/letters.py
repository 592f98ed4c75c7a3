"""The letters that lie in everybody's mailbox, so that the main window looks lived in."""

from __future__ import annotations

from dataclasses import dataclass

FOLDERS = ("inbox", "drafts", "sent", "junk", "deleted_items")


@dataclass(frozen=True)
class Letter:
    """One line of the message list."""

    sender: str
    subject: str
    received: str
    size: str
    text: str
    unread: bool = False
    attached: bool = False


_INBOX: tuple[tuple[str, str, str, str, bool, bool], ...] = (
    ("情報システム部|IT Department", "【重要】メールサーバー移行のお知らせ|Important: move to the new mail server",
     "2012/04/13 09:12", "14 KB", True, False),
    ("鈴木 健二|Kenji Suzuki", "4月度 営業会議の議事録|Minutes of the April sales meeting",
     "2012/04/12 18:40", "212 KB", True, True),
    ("高橋 美咲|Misaki Takahashi", "Re: 新製品カタログの校正について|Re: Proofs of the new catalogue",
     "2012/04/12 15:03", "36 KB", False, False),
    ("総務部|General Affairs", "健康診断の日程について|Dates of the medical check-up",
     "2012/04/12 11:27", "9 KB", False, False),
    ("田中 大輔|Daisuke Tanaka", "見積書の件(株式会社みなと様)|Quotation for Minato Co.",
     "2012/04/11 17:55", "88 KB", False, True),
    ("伊藤 陽子|Yoko Ito", "来週の出張の切符を手配しました|Tickets for next week's trip",
     "2012/04/11 10:08", "17 KB", False, False),
    ("渡辺 翔太|Shota Watanabe", "Fwd: 展示会の出展申込書|Fwd: Application for the trade fair",
     "2012/04/10 16:31", "154 KB", False, True),
    ("山本 恵|Megumi Yamamoto", "歓迎会のご案内 4月20日(金)|Welcome party on Friday, 20 April",
     "2012/04/10 12:14", "7 KB", False, False),
    ("Mail Administrator", "パスワード変更のお願い|Please change your password",
     "2012/04/09 08:30", "5 KB", False, False),
)  # fmt: skip
_SENT = (
    ("鈴木 健二|Kenji Suzuki", "Re: 4月度 営業会議の議事録|Re: Minutes of the April sales meeting",
     "2012/04/12 19:02", "4 KB", False, False),
    ("総務部|General Affairs", "住所変更届|Change of address", "2012/04/06 13:20", "22 KB", False, True),
)  # fmt: skip

_TEXT = (
    "お疲れさまです。\n\n標記の件、詳細をお送りしますのでご確認ください。\nご不明な点は返信にてお知らせください。"
    "\n\nよろしくお願いいたします。",
    "Hello,\n\nplease find the details of the above below.\nIf anything is unclear, just reply to this message."
    "\n\nKind regards",
)


def letters(folder: str, language: str) -> list[Letter]:
    """What lies in a folder, in the reader's language."""
    column = 0 if language == "ja" else -1
    lines = {"inbox": _INBOX, "sent": _SENT}.get(folder, ())
    return [
        Letter(
            sender.split("|")[column],
            subject.split("|")[column],
            received,
            size,
            _TEXT[column],
            unread,
            attached,
        )
        for sender, subject, received, size, unread, attached in lines
    ]
