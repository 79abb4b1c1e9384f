"""What the consultancy sells: services, courses, dates, guides, testimonials, people; and what it writes."""

from .articles import ArticleIndexPage, ArticlePage
from .course_index import CourseIndexPage
from .courses import CoursePage, CourseTrainer
from .dates import CourseDate, CourseDay
from .guides import GuidePage
from .lists import Audience, Register
from .people import AdviserPage
from .services import ServiceIndexPage, ServicePage
from .testimonials import Testimonial, TestimonialIndexPage
from .topics import Topic

__all__ = [
    "AdviserPage",
    "ArticleIndexPage",
    "ArticlePage",
    "Audience",
    "CourseDate",
    "CourseDay",
    "CourseIndexPage",
    "CoursePage",
    "CourseTrainer",
    "GuidePage",
    "Register",
    "ServiceIndexPage",
    "ServicePage",
    "Testimonial",
    "TestimonialIndexPage",
    "Topic",
]
