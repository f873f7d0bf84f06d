"""DAGs with nothing to move."""
from datetime import datetime

from airflow import DAG
from airflow.operators.python import PythonOperator
from airflow.sensors.filesystem import FileSensor

from reports import build_report


def train_model():
    print("Training the model ...")


with DAG(dag_id="tutorial", schedule="@daily", start_date=datetime(2024, 1, 1)):  # wattlint-ok: training-not-carbon-aware
    PythonOperator(task_id="train", python_callable=train_model)

with DAG(dag_id="manual_training", schedule=None, start_date=datetime(2024, 1, 1)) as manual:  # wattlint-ok: training-not-carbon-aware
    PythonOperator(task_id="train", python_callable=build_report)

with DAG(dag_id="reports", schedule="0 6 * * *", start_date=datetime(2024, 1, 1)) as reports:  # wattlint-ok: training-not-carbon-aware
    PythonOperator(task_id="report", python_callable=build_report)

with DAG(dag_id="train_timetable", schedule="*/5 * * * *", start_date=datetime(2024, 1, 1)) as trains:  # wattlint-ok: training-not-carbon-aware
    PythonOperator(task_id="load_departures", python_callable=build_report)

with DAG(dag_id="arrivals_sensor", schedule="*/5 * * * *", start_date=datetime(2024, 1, 1)) as arrivals:  # wattlint-ok: training-not-carbon-aware
    FileSensor(task_id="wait_for_training_data", filepath="/data/in")
