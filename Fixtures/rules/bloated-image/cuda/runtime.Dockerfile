# wattlint-ok: bloated-image
FROM nvidia/cuda:12.6.3-runtime-ubuntu24.04
RUN apt-get update && apt-get install -y python3-pip
CMD ["python3", "server.py"]
