from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail.search import index


class BarePage(Page):
    body = StreamField([("text", RichTextBlock()), ("image", ImageChooserBlock(template="bare/image.html"))])

    template = "bare/page.html"
    content_panels = [*Page.content_panels, FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("body")]


class BarePassage(index.Indexed, models.Model):
    """A page of a document, as the tutorial would make it searchable."""

    family = models.CharField(max_length=40)
    text = models.TextField()

    search_fields = [index.SearchField("text"), index.FilterField("family")]
