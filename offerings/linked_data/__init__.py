"""The offering in the words of schema.org: services, courses with their dates, people and what others tell.

Pure builders: what they need of the database was fetched by whoever asks.
"""

from .articles import article
from .courses import course
from .people import person, reviews
from .services import service

__all__ = ["article", "course", "person", "reviews", "service"]
