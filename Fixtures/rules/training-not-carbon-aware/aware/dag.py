from datetime import datetime

from airflow import DAG
from airflow.operators.python import PythonOperator

from ml.grid import wait_until_clean
from ml.training import retrain

with DAG(
    dag_id="retrain_when_clean",
    schedule="@daily",  # wattlint-ok: training-not-carbon-aware
    start_date=datetime(2024, 1, 1),
):
    PythonOperator(task_id="wait", python_callable=wait_until_clean) >> PythonOperator(task_id="retrain", python_callable=retrain)
