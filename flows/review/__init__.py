"""What changed in the manual's pictures since somebody last looked at them and accepted them."""

from flows.review.accepting import accept
from flows.review.comparing import Compared, Result, compare, read_accepted, worst_first
from flows.review.page import write_pages

__all__ = ["Compared", "Result", "accept", "compare", "read_accepted", "worst_first", "write_pages"]
