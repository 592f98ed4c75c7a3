"""Look at everything and change nothing: settings, browser, fonts, reachability, and every part of every screen."""

from flows.doctor.examine import Seen, examine
from flows.doctor.machine import japanese_is_drawn, reachable

__all__ = ["Seen", "examine", "japanese_is_drawn", "reachable"]
