"""What each kind of file is made of, for jobs.py. Whoever asked must still be a manager when it is made."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from peerpwa.clock import now_ms
from peerpwa.exports.everything import to_json_lines
from peerpwa.exports.jobs import NOT_THERE, Job, Maker
from peerpwa.exports.sheets import Wish, make_sheets, to_csv, to_xlsx
from peerpwa.measures.period import local
from peerpwa.records.names import get_names
from peerpwa.records.viewer import Viewer

CSV, XLSX, EVERYTHING = "csv", "xlsx", "everything"
Progress = Callable[[int, int], None]


def make(viewer: Viewer, job: Job, progress: Progress) -> tuple[str, bytes]:
    """The file's name and the file. Raises TooMuch; Refusal for who is no manager any more."""
    if "manager" not in viewer.roles:
        raise NOT_THERE
    return MAKERS[job.kind](viewer, job, progress)


def _csv(viewer: Viewer, job: Job, progress: Progress) -> tuple[str, bytes]:
    wish = _wish(job)
    [sheet] = make_sheets(viewer, wish, now_ms(), progress)
    return _name(job, sheet.kind, "csv"), to_csv(sheet)


def _xlsx(viewer: Viewer, job: Job, progress: Progress) -> tuple[str, bytes]:
    wish = _wish(job)
    sheets = make_sheets(viewer, wish, now_ms(), progress)
    return _name(job, "records", "xlsx"), to_xlsx(sheets, _about(viewer, job, wish))


def _everything(viewer: Viewer, job: Job, progress: Progress) -> tuple[str, bytes]:
    names = get_names(viewer.centre)
    about = {
        "by": names.get(job.account, ""),
        "approved_by": names.get(job.approved or "", ""),
        "reason": job.reason,
    }
    return _name(job, "everything", "jsonl"), to_json_lines(viewer, about, now_ms(), progress)


MAKERS: dict[str, Maker] = {CSV: _csv, XLSX: _xlsx, EVERYTHING: _everything}


def _wish(job: Job) -> Wish:
    given: dict[str, Any] = job.wish
    return Wish(
        tuple(given["kinds"]),
        given["since"],
        given["until"],
        given["names"],
        given["french"],
        ZoneInfo(given["zone"]),
    )


def _about(viewer: Viewer, job: Job, wish: Wish) -> list[str]:
    by, at = get_names(viewer.centre).get(viewer.account, ""), f"{local(job.made, wish.zone):%Y-%m-%d %H:%M}"
    if wish.french:
        plain = (
            "Sans noms ni mots. Rien de ce qui demande du soin. Pour l'équipe\u00a0: pas pour les bailleurs."
        )
        named = "Avec noms et mots. Gardez-le en lieu sûr et effacez-le après usage."
        return [f"Common Ground · {by} · {at}", named if wish.names else plain, *filter(None, [job.reason])]
    plain = "Without names and words, and without what needs care. For the team, not for those who fund you."
    named = "With names and words. Keep it safe, and delete it when you are done."
    return [f"Common Ground · {by} · {at}", named if wish.names else plain, *filter(None, [job.reason])]


def _name(job: Job, what: str, ending: str) -> str:
    """A table has no place for a sentence, so its name says whom it is for."""
    day = f"{local(job.made, ZoneInfo(job.wish['zone'])):%Y-%m-%d}"
    whose = "" if job.kind == EVERYTHING else "-with-names" if job.wish["names"] else "-for-the-team"
    return f"common-ground-{what}{whose}-{day}.{ending}"
