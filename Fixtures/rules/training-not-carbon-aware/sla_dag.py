from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.python import PythonOperator

from desk.models import retrain_prices

with DAG(
    dag_id="retrain_before_opening",
    schedule="0 5 * * 1-5",  # wattlint-ok: training-not-carbon-aware
    start_date=datetime(2024, 1, 1),
    default_args={"sla": timedelta(hours=2)},
):
    PythonOperator(task_id="retrain", python_callable=retrain_prices)
