"""What the consultancy sells: services, courses and their dates, testimonials, people."""

from .courses import CourseIndexPage, CoursePage, CourseTrainer
from .dates import CourseDate, CourseDay
from .people import AdviserPage
from .services import ServiceIndexPage, ServicePage
from .testimonials import Testimonial, TestimonialIndexPage

__all__ = [
    "AdviserPage",
    "CourseDate",
    "CourseDay",
    "CourseIndexPage",
    "CoursePage",
    "CourseTrainer",
    "ServiceIndexPage",
    "ServicePage",
    "Testimonial",
    "TestimonialIndexPage",
]
