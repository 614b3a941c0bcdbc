"""What a monitor watches: queues and open things, read from the database when asked."""

from collections.abc import Iterable

from django.db.models import Count
from procrastinate.contrib.django.models import ProcrastinateJob
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from tequio.records.asks import Ask
from tequio.records.notifications import Mail
from tequio.records.safety import Report


class SiteCollector(Collector):
    """Asks, mails, jobs and reports by state."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        for name, about, records, field in (
            ("tequio_asks", "Asks by state", Ask.objects, "state"),
            ("tequio_mails", "Mails of the ledger by state", Mail.objects, "state"),
            ("tequio_reports", "Reports by state", Report.objects, "state"),
            ("tequio_jobs", "Jobs by status", ProcrastinateJob.objects, "status"),
        ):
            family = GaugeMetricFamily(name, about, labels=[field])
            for value, count in records.values_list(field).annotate(Count("pk")):
                family.add_metric([str(value)], count)
            yield family

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Nothing is read from the database when the collector is registered."""
        return ()
