"""The second pair of eyes: what Redactie writes is looked at by Eindredactie or Beheer, and then published.

One step, on all pages and on shared invitations. Who approves may also publish without asking: a consultancy
of ten people must be able to take a wrong price off its site when one of them is on holiday.
"""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from home.models import CallToAction
from home.roles import Role

WORKFLOW = "Controle voor publicatie"
TASK = "Nakijken"
APPROVERS = (Role.CHIEF_EDITOR, Role.ADMINISTRATOR)


def install(root) -> None:
    """Put the workflow on the page `root` and on shared invitations, unless Beheer keeps workflows already.

    One that Beheer renamed, changed or switched off stays as it is.
    """
    workflow = Workflow.objects.first() or _make()
    if not WorkflowPage.objects.exists() and workflow.active:
        WorkflowPage.objects.create(workflow=workflow, page=root)
    shared = ContentType.objects.get_for_model(CallToAction)
    WorkflowContentType.objects.get_or_create(content_type=shared, defaults={"workflow": workflow})


def _make() -> Workflow:
    task = GroupApprovalTask.objects.create(name=TASK)
    task.groups.set([role.group for role in APPROVERS])
    workflow = Workflow.objects.create(name=WORKFLOW)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow
