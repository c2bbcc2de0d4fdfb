"""One row of the month table on its way: a number for every month, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import repeat

from msgspec import Struct

from quarterdeck.engine.forecast.inputs import Came, Flow


class Track(Struct, frozen=True):
    """Values per month, or a reason (a key of the messages on figures) and what is missing."""

    values: Flow = ()
    reason: str = ""
    missing: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there are values."""
        return not self.reason


def constant(value: float, months: int) -> Track:
    """The same number every month."""
    return Track(tuple(repeat(value, months)))


def lacking(*missing: str, reason: str = "no_data") -> Track:
    """No data, and the fields that would give some."""
    return Track((), reason, tuple(dict.fromkeys(missing)))


def unknown_of(tracks: Sequence[Track]) -> Track | None:
    """The reasons of those that are unknown, gathered in one; None when all are known."""
    unknown = [track for track in tracks if not track.known]
    if not unknown:
        return None
    return lacking(*(path for track in unknown for path in track.missing), reason=unknown[0].reason)


def combine(rule: Callable[..., float], *tracks: Track) -> Track:
    """`rule` applied month by month; unknown as soon as one of the tracks is."""
    return unknown_of(tracks) or Track(tuple(map(rule, *(track.values for track in tracks))))


def added(tracks: Sequence[Track], months: int) -> Track:
    """The sum, month by month; of nothing it is 0."""
    if not tracks:
        return constant(0.0, months)
    columns = (track.values for track in tracks)
    return unknown_of(tracks) or Track(tuple(map(sum, zip(*columns, strict=True))))


def as_it_came(track: Track, came: Came | None) -> Track:
    """Results where there are some, else what was expected."""
    if not came or not track.known:
        return track
    return Track(tuple(map(known_or, came, track.values)))


def known_or(came: float | None, expected: float) -> float:
    """The result, or without one what was expected: not known is not zero."""
    return expected if came is None else came


def required(**inputs: float | None) -> Track | None:
    """What is missing among scalar inputs, named by dotted path with `__` for the dot; None if nothing is."""
    gaps = [name.replace("__", ".") for name, value in inputs.items() if value is None]
    return lacking(*gaps) if gaps else None
