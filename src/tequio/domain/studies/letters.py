"""The words of invitations and reminders, in the language of whoever is asked."""

from tequio.delivery.letters import Letter

MINUTES = 6


def invitation(*, kind: str, language: str, study: dict[str, str], link: str) -> Letter:
    """A letter without a name: who asks, who pays, that it is free to say no, and the link."""
    write = _english if language == "en" else _spanish
    return write(is_reminder=kind == "reminder", study=study, link=link)


def _spanish(*, is_reminder: bool, study: dict[str, str], link: str) -> Letter:
    first = (
        f"Hace unos días le escribimos. Si todavía no ha respondido, {study['evaluator']} le "
        f"agradecería unos {MINUTES} minutos."
        if is_reminder
        else f"{study['evaluator']} es un equipo independiente, pagado por {study['funder']}. "
        f"Queremos saber si {study['programme']} sirve, y a usted le tocó por sorteo."
    )
    return Letter(
        subject=f"{'Recordatorio: ' if is_reminder else ''}{MINUTES} minutos sobre "
        f"{study['programme']}",
        paragraphs=(
            first,
            f"Ni el personal ni los mentores de {study['programme']} sabrán si usted participa "
            "ni qué responde. Participar es voluntario y nada cambia en su cuenta.",
            "El enlace es solo para usted y no muestra su nombre.",
        ),
        action_label="Responder o decir que no",
        action_url=link,
        other_label="No me escriban más",
        other_url=f"{link}no",
        footer=f"Preguntas o quejas: {study['contact']}",
    )


def _english(*, is_reminder: bool, study: dict[str, str], link: str) -> Letter:
    first = (
        f"We wrote to you some days ago. If you have not answered yet, {study['evaluator']} "
        f"would be grateful for some {MINUTES} minutes."
        if is_reminder
        else f"{study['evaluator']} is an independent team, paid by {study['funder']}. We want "
        f"to know whether {study['programme']} is of use, and you were drawn by lot."
    )
    return Letter(
        subject=f"{'Reminder: ' if is_reminder else ''}{MINUTES} minutes on {study['programme']}",
        paragraphs=(
            first,
            f"Neither the staff nor the mentors of {study['programme']} will know whether you "
            "take part or what you answer. It is voluntary, and nothing changes in your account.",
            "The link is for you alone and does not show your name.",
        ),
        action_label="Answer, or say no",
        action_url=link,
        other_label="Do not write to me again",
        other_url=f"{link}no",
        footer=f"Questions or complaints: {study['contact']}",
    )
