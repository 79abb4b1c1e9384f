from django.urls import path

from offerings.course_feed import course_feed
from offerings.views import all_dates_calendar, date_calendar

app_name = "offerings"
urlpatterns = [
    path("feed.json", course_feed, name="course_feed"),
    path("agenda.ics", all_dates_calendar, name="all_dates_calendar"),
    path("agenda/startmoment-<int:number>.ics", date_calendar, name="date_calendar"),
]
