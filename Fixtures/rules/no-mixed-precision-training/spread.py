import lightning as L

from cracks.data import Walls
from cracks.network import Cracks, CracksOfLayers


def on_four() -> None:
    trainer = L.Trainer(accelerator="gpu", devices=4, strategy="ddp", max_epochs=60)  # wattlint-expect: no-mixed-precision-training
    trainer.fit(Cracks(), datamodule=Walls("/data/walls"))


def on_four_in_half() -> None:
    trainer = L.Trainer(accelerator="gpu", devices=4, strategy="ddp", max_epochs=60, precision="16-mixed")  # wattlint-ok: no-mixed-precision-training
    trainer.fit(Cracks(), datamodule=Walls("/data/walls"))


def sharded() -> None:
    # What DeepSpeed computes in, its own configuration says.
    trainer = L.Trainer(accelerator="gpu", devices=4, strategy="deepspeed_stage_2", max_epochs=60)  # wattlint-ok: no-mixed-precision-training
    trainer.fit(CracksOfLayers(), datamodule=Walls("/data/walls"))


def spread_somehow(strategy) -> None:
    trainer = L.Trainer(accelerator="gpu", devices=4, strategy=strategy, max_epochs=60)  # wattlint-ok: no-mixed-precision-training
    trainer.fit(CracksOfLayers(), datamodule=Walls("/data/walls"))
