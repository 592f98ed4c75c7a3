"""The manual rebuilt: chapters, pictures and verdicts bound into HTML, PDF and Markdown."""

from flows.book.binding import Book, bind
from flows.book.contents import Chapter, contents

__all__ = ["Book", "Chapter", "bind", "contents"]
