"""The manual rebuilt: chapters, pictures and verdicts bound into HTML, PDF and Markdown."""

from flows.book.binding import Book, bind
from flows.book.contents import contents
from flows.book.kept import edition_before, read_kept

__all__ = ["Book", "bind", "contents", "edition_before", "read_kept"]
