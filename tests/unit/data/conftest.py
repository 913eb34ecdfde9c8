"""The replay server, and a fetcher that asks there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.replay_server import Replay, replaying


@pytest.fixture
def replay(monkeypatch: pytest.MonkeyPatch) -> Iterator[Replay]:
    """Serve the publishers' documented formats on this machine."""
    with replaying() as served:
        monkeypatch.setenv("SANCTIONS_REPLAY", served.origin)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield served
