"""DAGs of the data team."""
from datetime import datetime, timedelta

import pendulum
from airflow import DAG
from airflow.decorators import dag, task
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator
from airflow.sensors.filesystem import FileSensor

from pipelines.churn import fit_and_publish, load_events

with DAG(
    dag_id="daily_model_training",
    schedule_interval="@daily",  # wattlint-expect: training-not-carbon-aware
    start_date=datetime(2024, 1, 1),
    catchup=False,
):
    load = PythonOperator(task_id="load_events", python_callable=load_events)
    train = BashOperator(task_id="train", bash_command="python scripts/train_model.py --epochs 20")
    load >> train


@dag(schedule="0 18 * * 1", start_date=pendulum.datetime(2024, 1, 1, tz="UTC"), catchup=False)  # wattlint-expect: training-not-carbon-aware
def weekly_churn():
    @task
    def features():
        return load_events(days=90)

    @task
    def retrain(rows):
        return fit_and_publish(rows)

    retrain(features())


weekly_churn()
