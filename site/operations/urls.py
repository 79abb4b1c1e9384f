from django.urls import path

from . import mailbox

app_name = "mailbox"
urlpatterns = [
    path("", mailbox.mail_list, name="list"),
    path("<int:pk>/", mailbox.mail, name="mail"),
    path("<int:pk>/html/", mailbox.mail_html, name="html"),
]
