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
