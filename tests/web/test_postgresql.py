"""What a PostgreSQL must be like before anything is kept in it."""

from pathlib import Path

import pytest

from peerpwa import create_app
from peerpwa.errors import CannotStart
from tests.databases import Cluster


def test_one_that_sorts_as_a_language_does_is_refused_with_the_way_out(
    cluster: Cluster, tmp_path: Path
) -> None:
    name = cluster.create("TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en'")
    with pytest.raises(CannotStart, match="CREATE DATABASE ground TEMPLATE template0"):
        create_app({"DATA": tmp_path, "DATABASE_URL": cluster.url(name)})
