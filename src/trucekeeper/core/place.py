"""Points on the earth and how far apart they are."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

#: Mean radius of the earth (IUGG), kilometres.
EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees north and east (south and west are negative), and how far around it still counts as there."""

    north: float
    east: float
    within_km: float | None = None


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance by the haversine formula; off by at most 0.6 % against the ellipsoid."""
    north_a, north_b = radians(a.north), radians(b.north)
    half = sin((north_b - north_a) / 2) ** 2
    half += cos(north_a) * cos(north_b) * sin(radians(b.east - a.east) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))
