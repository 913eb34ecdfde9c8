import pytest

from sanctions.report.spec_text import spec_text
from sanctions.spec.load import bundled_packages, load_package


@pytest.mark.parametrize("package", bundled_packages(), ids=lambda package: package.id)
def test_every_bundled_package_comes_back(package, tmp_path):
    path = tmp_path / "package.toml"
    path.write_text(spec_text(package), encoding="utf-8")
    assert load_package(path) == package
