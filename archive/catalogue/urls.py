"""Addresses of the catalogue that Wagtail does not route."""

from django.urls import path, register_converter

from . import views


class MarkConverter:
    regex = r"[Cc][Hh]-[A-Za-z]-[0-9]{4,6}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value


register_converter(MarkConverter, "mark")

app_name = "catalogue"
urlpatterns = [
    path("images/<mark:mark>/<int:page>/<int:width>.webp", views.page_image, name="page_image"),
    path("files/<mark:mark>/text/", views.text, name="text"),
    path("files/<mark:mark>/<int:position>/", views.file, name="file"),
]
