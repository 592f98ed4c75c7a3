"""The manual rebuilt: chapters, pictures and verdicts bound into HTML, PDF and Markdown."""

from flows.book.binding import Book, bind
from flows.book.contents import Chapter, contents
from flows.book.kept import Kept, edition_before, read_kept

__all__ = ["Book", "Chapter", "Kept", "bind", "contents", "edition_before", "read_kept"]
