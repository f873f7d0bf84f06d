from diffusers import FluxPipeline, StableDiffusion3Pipeline, StableDiffusionXLPipeline

from app import config


def painter():
    made = StableDiffusionXLPipeline.from_pretrained("stabilityai/stable-diffusion-xl-base-1.0", torch_dtype=config.DTYPE)  # wattlint-expect: fp32-inference
    made.to(config.DEVICE)
    return made


def second_painter():
    made = StableDiffusion3Pipeline.from_pretrained("stabilityai/stable-diffusion-3.5-medium", torch_dtype=config.SMALL_DTYPE)  # wattlint-ok: fp32-inference
    made.to(config.DEVICE)
    return made


def third_painter():
    made = FluxPipeline.from_pretrained("black-forest-labs/FLUX.1-dev", torch_dtype=config.ANY_DTYPE)  # wattlint-ok: fp32-inference
    made.to(config.DEVICE)
    return made
