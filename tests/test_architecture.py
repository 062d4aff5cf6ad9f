"""The house: imports and foreign keys go down, and nothing stands where it does not belong."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0][
    "layers"
]
HEIGHT = {name.strip(): height for height, layer in enumerate(reversed(LAYERS)) for name in layer.split("|")}
OURS = [
    config
    for config in apps.get_app_configs()
    if Path(config.path).is_relative_to(ROOT) and ".venv" not in config.path
]


def test_imports_go_down_and_siblings_never_meet():
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml")) == 0


def test_every_app_has_its_layer():
    assert {config.name for config in OURS} == set(HEIGHT)


def test_foreign_keys_go_down():
    rising = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for config in OURS
        for model in config.get_models()
        for field in model._meta.get_fields()
        if field.concrete
        and field.is_relation
        and field.related_model
        and field.related_model._meta.app_config in OURS
        and field.related_model._meta.app_config is not config
        and HEIGHT[field.related_model._meta.app_config.name] >= HEIGHT[config.name]
    ]
    assert not rising


def test_no_module_is_a_drawer():
    drawers = {"utils", "helpers", "common", "services", "managers", "mixins"}
    modules = [path for config in OURS for path in Path(config.path).rglob("*.py")]
    assert len(modules) > 50
    assert not [path for path in modules if path.stem in drawers or path.parent.name in drawers]


def test_templates_take_addresses_from_their_context():
    wrong = [
        path
        for path in (ROOT / "templates").rglob("*.html")
        if re.search(r"\{%\s*(pageurl|slugurl)\b|style=|<script>", path.read_text())
    ]
    assert not wrong


@pytest.mark.parametrize("lock", ["requirements.txt", "package-lock.json"])
def test_no_lock_names_an_address(lock):
    text = (ROOT / lock).read_text()
    assert '"resolved"' not in text
    if lock == "requirements.txt":
        assert "://" not in text
        assert "--hash=sha256:" in text
