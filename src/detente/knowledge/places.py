"""Places: a name to where it lies, and the places named in a text.

``lookup_place`` knows 60,000 towns of GeoNames, all countries and first-level divisions, and 1,500 seas,
straits, regions, camps, bases, crossings, prisons and quarters that make news (tables/places.tsv).
``find_places`` finds them in tokens, ``places`` in a text; see place_lookup, place_finder and place_index.
"""

from __future__ import annotations

from detente.knowledge.place_finder import PlaceMatch, find_places, places
from detente.knowledge.place_index import PlaceRow
from detente.knowledge.place_lookup import inside, is_ours, lookup_place, within

__all__ = ["PlaceMatch", "PlaceRow", "find_places", "inside", "is_ours", "lookup_place", "places", "within"]
