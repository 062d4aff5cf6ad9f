"""Both language trees: homes and archives in French and English; what Wagtail installs goes."""

import uuid

from django.db import migrations

NAMES = {
    "fr": ("Le Camus Haut", "L’archive"),
    "en": ("The Camus Haut", "The archive"),
}


def plant(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    ContentType = apps.get_model("contenttypes", "ContentType")
    HomePage = apps.get_model("home", "HomePage")
    ArchivePage = apps.get_model("catalogue", "ArchivePage")

    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    french, _ = Locale.objects.get_or_create(language_code="fr")
    english, _ = Locale.objects.get_or_create(language_code="en")
    Page.objects.filter(depth=1).update(numchild=2, locale=french)
    Locale.objects.exclude(pk__in=[french.pk, english.pk]).delete()
    types = {
        model: ContentType.objects.get_or_create(app_label=label, model=model)[0]
        for label, model in (("home", "homepage"), ("catalogue", "archivepage"))
    }
    keys = {model: uuid.uuid4() for model in types}
    homes = {}
    for place, locale in enumerate((french, english), start=1):
        home_title, archive_title = NAMES[locale.language_code]
        path = f"0001{place:04d}"
        url_path = f"/{locale.language_code}/"
        homes[locale.language_code] = HomePage.objects.create(
            title=home_title, draft_title=home_title, slug=locale.language_code, path=path, depth=2,
            numchild=1, url_path=url_path, live=True, locale=locale, translation_key=keys["homepage"],
            content_type=types["homepage"],
        )  # fmt: skip
        ArchivePage.objects.create(
            title=archive_title, draft_title=archive_title, slug="archive", path=path + "0001", depth=3,
            numchild=0, url_path=f"{url_path}archive/", live=True, locale=locale,
            translation_key=keys["archivepage"], content_type=types["archivepage"],
        )  # fmt: skip
    Site.objects.create(
        hostname="localhost", port=80, root_page=homes["fr"], is_default_site=True, site_name="Camus Haut"
    )
    apps.get_model("auth", "Group").objects.filter(name__in=["Editors", "Moderators"]).delete()
    apps.get_model("wagtailcore", "WorkflowPage").objects.all().delete()
    apps.get_model("wagtailcore", "Workflow").objects.update(active=False)
    apps.get_model("wagtailcore", "Task").objects.update(active=False)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("catalogue", "0002_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
