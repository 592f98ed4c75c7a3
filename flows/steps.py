"""A procedure announces its steps; whoever listens decides what happens at each.

An administrator's run shows progress, QA takes a verdict, the camera takes a picture, the journal
writes down that a Save is about to be pressed. The null observer does nothing, so no procedure asks
whether somebody listens.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from flows.browser import Window


@dataclass(frozen=True)
class Step:
    """One step as the manual tells it: `id` is section and number, as in `2-1-3/admin/STEP2`."""

    id: str
    says: str
    screen: str = ""
    marks: tuple[str, ...] = ()


class Observer(Protocol):
    """Listens to a walk. `page` is the window the step happens in, None before there is one."""

    def before(self, step: Step, page: Window | None) -> None: ...

    def after(self, step: Step, page: Window | None) -> None: ...


class Nobody:
    """The null observer."""

    def before(self, step: Step, page: Window | None) -> None: ...

    def after(self, step: Step, page: Window | None) -> None: ...


@dataclass
class Several:
    """Many observers, told in order."""

    observers: list[Observer] = field(default_factory=list)

    def before(self, step: Step, page: Window | None) -> None:
        for observer in self.observers:
            observer.before(step, page)

    def after(self, step: Step, page: Window | None) -> None:
        for observer in self.observers:
            observer.after(step, page)


@contextmanager
def announced(observer: Observer, step: Step, page: Window | None) -> Iterator[None]:
    """Tell the observer before the step, and after it only when the step came true."""
    observer.before(step, page)
    yield
    observer.after(step, page)
