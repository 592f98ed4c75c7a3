from __future__ import annotations

from collections.abc import Iterator

import pytest

from flows.practice import PracticeSite
from tests.practice.visitor import Visitor


@pytest.fixture
def site() -> Iterator[PracticeSite]:
    with PracticeSite(20) as running:
        yield running


@pytest.fixture
def visitor(site: PracticeSite) -> Visitor:
    return Visitor(site)


@pytest.fixture
def administrator(site: PracticeSite) -> Visitor:
    return Visitor(site).sign_in_as_administrator()
