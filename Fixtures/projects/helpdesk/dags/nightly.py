"""What runs on a schedule."""

import pendulum
from airflow import DAG
from airflow.operators.python import PythonOperator

from desk.training import rebuild_index, retrain

with DAG(
    dag_id="retrain_router",
    schedule="0 18 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
):
    PythonOperator(task_id="retrain", python_callable=retrain)

with DAG(
    dag_id="rebuild_search_index",
    schedule="*/5 * * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
):
    PythonOperator(task_id="rebuild_index", python_callable=rebuild_index)
