"""Jobs of the catalogue."""
from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from celery import Celery
from celery.schedules import crontab

from catalogue.index import add_new_products, rebuild_index
from catalogue.watch import check_stock

app = Celery("catalogue")
app.conf.beat_schedule = {
    "rebuild": {"task": "catalogue.tasks.rebuild_search", "schedule": crontab(minute="*/10")},  # wattlint-expect: schedule-too-frequent
    "rebuild-nightly": {"task": "catalogue.tasks.rebuild_search", "schedule": crontab(minute=0, hour=3)},  # wattlint-ok: schedule-too-frequent
    "heartbeat": {"task": "catalogue.tasks.heartbeat", "schedule": crontab()},  # wattlint-ok: schedule-too-frequent
    "check-backups": {"task": "catalogue.tasks.check_backups", "schedule": crontab(minute="*/5")},  # wattlint-ok: schedule-too-frequent
}

scheduler = BlockingScheduler()
scheduler.add_job(rebuild_index, CronTrigger.from_crontab("*/5 * * * *"))  # wattlint-expect: schedule-too-frequent
scheduler.add_job(add_new_products, CronTrigger.from_crontab("*/5 * * * *"))  # wattlint-ok: schedule-too-frequent
scheduler.add_job(check_stock, "cron", minute="*")  # wattlint-ok: schedule-too-frequent

with DAG(
    dag_id="export_catalogue",
    schedule=timedelta(minutes=5),  # wattlint-expect: schedule-too-frequent
    start_date=datetime(2024, 1, 1),
):
    BashOperator(task_id="dump", bash_command="scripts/backup.sh --full catalogue")

with DAG(
    dag_id="export_catalogue_daily",
    schedule=timedelta(days=1),  # wattlint-ok: schedule-too-frequent
    start_date=datetime(2024, 1, 1),
) as daily:
    BashOperator(task_id="dump", bash_command="scripts/backup.sh --full catalogue")
