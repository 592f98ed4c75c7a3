"""The sheet each user is given (manual 2-1-2 and 2-1-3: アカウント情報を各ユーザーにお渡しください)."""

from flows.handouts.document import document
from flows.handouts.printing import Made, SheetDiffers, write_sheets
from flows.handouts.readback import read_back
from flows.handouts.register import Register, SheetRecord
from flows.handouts.sheet import HandoutAccount, Layout, Letterhead, Service

__all__ = [
    "HandoutAccount",
    "Layout",
    "Letterhead",
    "Made",
    "Register",
    "Service",
    "SheetDiffers",
    "SheetRecord",
    "document",
    "read_back",
    "write_sheets",
]
