"""Nobody may ask for what costs most faster than people do."""

import pytest
from django.test import Client, RequestFactory

from archive.core.visitors import address_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def slow(settings):
    settings.ARCHIVE_PACE = {"search": 3, "images": 2, "letters": 1}


@pytest.mark.parametrize(
    ("path", "language", "allowed"),
    [
        ("/fr/recherche/?q=a", "fr", 3),
        ("/en/search/?q=a", "en", 3),
        ("/images/CH-D-0001/1/240.webp", "fr", 2),
        ("/en/write/", "en", 1),
    ],
)
def test_after_so_many_requests_a_visitor_waits_and_others_do_not(client, path, language, allowed):
    for _time in range(allowed):
        assert client.get(path, headers={"accept-language": "fr"}).status_code != 429
    answer = client.get(path, headers={"accept-language": "fr"})
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert f'<html lang="{language}"' in answer.content.decode()
    assert not answer.cookies
    assert client.get("/fr/").status_code == 200
    assert Client(REMOTE_ADDR="203.0.113.9").get(path).status_code != 429


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.1", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, proxies, forwarded, address):
    settings.ARCHIVE_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": forwarded})
    assert address_of(request) == address
