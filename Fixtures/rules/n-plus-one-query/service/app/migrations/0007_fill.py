"""Runs once."""


def forwards(apps, schema_editor):
    Event = apps.get_model("app", "Event")
    for event in Event.objects.all():
        owner = Event.objects.get(pk=event.parent_id)  # wattlint-ok: n-plus-one-query
        event.owner = owner
        event.save()
