"""Names that must not be mistaken for others: places of two divisions, addresses of pages."""

import pytest

from build_tools.models import Settings
from build_tools.pipeline import Output
from tests.site_builder import LANGUAGES, SETTINGS


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_regions_have_one_name(language: str, real: Output) -> None:
    """East Kazakhstan before June 2022 was another territory than today's: a table that holds both tells them apart."""
    names = [real.locales[language].label("places", code) for code in real.site.vocabulary.regions]
    assert len(names) == len(set(names)) == 37


@pytest.mark.parametrize("address", ["https://a.test", "https://a.test/", "https://a.test/sub", "https://a.test/sub/"])
def test_an_address_is_quoted_whole(address: str) -> None:
    """Whether or not the address of the site ends in a slash, a page of it is never of another host."""
    settings = Settings.model_validate({**SETTINGS, "address": address})
    assert settings.url("en/a.html") == f"{address.rstrip('/')}/en/a.html"
