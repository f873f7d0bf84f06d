"""Jobs of the shop that run by the clock."""
from apscheduler.schedulers.background import BackgroundScheduler
from celery import Celery
from celery.schedules import crontab

from shop.forecast import retrain_forecast
from shop.mail import send_digest

app = Celery("shop")
app.conf.beat_schedule = {
    "digest": {"task": "shop.tasks.send_digest", "schedule": crontab(hour=7, minute=0)},  # wattlint-ok: training-not-carbon-aware
    "retrain-ranker": {"task": "shop.tasks.retrain_ranker", "schedule": crontab(hour=2, minute=30)},  # wattlint-expect: training-not-carbon-aware
    "heartbeat": {"task": "shop.tasks.heartbeat", "schedule": crontab()},  # wattlint-ok: training-not-carbon-aware
}

scheduler = BackgroundScheduler()
scheduler.add_job(retrain_forecast, "cron", hour=1, minute=15)  # wattlint-expect: training-not-carbon-aware
scheduler.add_job(send_digest, "cron", hour=6)  # wattlint-ok: training-not-carbon-aware
scheduler.add_job(retrain_forecast, "date", run_date="2025-01-01")  # wattlint-ok: training-not-carbon-aware
scheduler.start()
