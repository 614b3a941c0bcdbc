"""Addresses of field work; they stand in the namespace of the studies."""

from django.urls import path

from tequio.pages.fieldwork import cases, field, imports, ledger, letters, lock, questionnaires

AT = "studies/<str:public_id>"
in_the_field = [
    path(f"{AT}/questionnaires", questionnaires.questionnaires, name="questionnaires"),
    path(
        f"{AT}/questionnaires/<str:form>/<int:number>",
        questionnaires.questionnaire,
        name="questionnaire",
    ),
    path(
        f"{AT}/questionnaires/<str:form>/<int:number>/xlsform",
        questionnaires.xlsform,
        name="xlsform",
    ),
    path(f"{AT}/field", field.field, name="field"),
    path(f"{AT}/field/cases", cases.cases, name="cases"),
    path(f"{AT}/field/cases/own-keys", cases.own_keys, name="own-keys"),
    path(f"{AT}/field/cases/form", cases.other_form, name="other-form"),
    path(f"{AT}/field/letters", letters.letters, name="letters"),
    path(f"{AT}/field/letters/bounces", letters.bounces, name="bounces"),
    path(f"{AT}/field/letters/cancel", letters.cancel, name="cancel-letters"),
    path(f"{AT}/imports", imports.imports, name="imports"),
    path(f"{AT}/imports/aside", imports.set_faulty_aside, name="imports-aside"),
    path(f"{AT}/imports/<int:number>", imports.imported, name="imported"),
    path(f"{AT}/imports/<int:number>/apply", imports.apply, name="import-apply"),
    path(f"{AT}/imports/<int:number>/aside", imports.set_aside, name="import-aside"),
    path(f"{AT}/ledger", ledger.ledger, name="ledger"),
    path(f"{AT}/lock", lock.lock, name="lock"),
    path(f"{AT}/lock/begun", lock.close_begun, name="close-begun"),
    path(f"{AT}/lock/follow-up", lock.follow_up, name="follow-up"),
]
