"""The one app of the stock project."""

from django.apps import AppConfig


class StockConfig(AppConfig):
    """Tables without migrations of their own: made by ``migrate --run-syncdb``."""

    name = "bench.stock"
    label = "stock"
