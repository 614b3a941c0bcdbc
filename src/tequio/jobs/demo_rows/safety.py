"""Reports and blocks."""

from community_simulation.community.community import Community
from tequio.jobs.demo_rows.batches import BATCH
from tequio.jobs.demo_rows.people import People
from tequio.jobs.demo_rows.talks import Asks
from tequio.records.safety import Block, Report


def load_incidents(community: Community, rows: People, ask_of: Asks) -> None:
    """Reports, closed ones by the coordinator, and blocks."""
    coordinator = rows[community.personas["coordinator"]]
    Report.objects.bulk_create(
        [
            Report(
                reporter=rows[report.reporter],
                reported=rows[report.reported],
                ask=None if report.ask is None else ask_of[report.ask],
                reason=report.reason,
                text=report.text,
                state=report.state,
                made_at=report.made_at,
                closed_at=report.closed_at,
                closed_by=coordinator if report.closed_at else None,
                outcome=report.outcome,
            )
            for report in community.reports
        ],
        BATCH,
    )
    Block.objects.bulk_create(
        [
            Block(
                blocker=rows[block.blocker],
                blocked=rows[block.blocked],
                blocked_at=block.blocked_at,
            )
            for block in community.blocks
        ],
        BATCH,
    )
