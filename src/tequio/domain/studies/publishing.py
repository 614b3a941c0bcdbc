"""The published folder is written: data, numbers, reports and files for other programs.

Apart from `publication`, because what makes PDF is never loaded by the pages.
"""

from collections.abc import Mapping
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.domain.studies import folder, publication, queries, runs, verify
from tequio.domain.studies.errors import WrongStage
from tequio.domain.studies.report import files
from tequio.survey_records.models import AnalysisRun, Publication, Study


@transaction.atomic
def write_folder(*, study: Study, now: datetime) -> Publication:
    """Writes the folder of a published study once; raises WrongStage, FolderRefused.

    Data that are not those that were locked (`data_changed`) are not published.
    """
    run = runs.latest(study)
    if study.published_at is None or run is None:
        raise WrongStage("not_published")
    whole = contents(study, run)
    if whole.data.sha256 != study.data_hash:
        raise WrongStage("data_changed")
    made = Publication.objects.create(
        study=study,
        run=run,
        files={name: verify.sha256(held) for name, held in folder.contents(whole).items()},
        published_at=study.published_at,
    )
    audit.record(action="studies.write_folder", subject=study, by=None, now=now, run=run.pk)
    folder.write(whole, publication.place_of(study))
    _archive(study, folder.contents(whole))
    return made


def _archive(study: Study, files: Mapping[str, bytes]) -> None:
    """Everything in one file, in a folder named like the study, for who wants to verify it."""
    with ZipFile(publication.archive_of(study), "w", ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(f"{study.public_id}/{name}", content)


def contents(study: Study, run: AnalysisRun) -> folder.PublishedStudy:
    """Everything that a published study holds."""
    data = queries.study_data(study)
    results = runs.document(run)
    return folder.PublishedStudy(data, results, files.others(study, data, results))
