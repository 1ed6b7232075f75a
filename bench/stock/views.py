"""The list and the page of one sample, as class-based views."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.views.generic import DetailView, ListView

from bench.stock.models import Sample


class Mine(LoginRequiredMixin):
    """Only samples of the communes in which the user works."""

    model = Sample

    def get_queryset(self) -> QuerySet[Any]:
        """Scoped by the profile."""
        return Sample.objects.filter(commune__in=self.request.user.profile.communes.all())


class SampleList(Mine, ListView):
    """Fifty a page."""

    template_name = "registry/sample_list.html"
    paginate_by = 50


class SampleDetail(Mine, DetailView):
    """One sample."""

    template_name = "registry/sample_detail.html"
