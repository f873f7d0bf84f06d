"""Draws pictures of furniture."""
import torch
from diffusers import AutoPipelineForText2Image, FluxPipeline, StableDiffusionPipeline

sketch = StableDiffusionPipeline.from_pretrained("stable-diffusion-v1-5/stable-diffusion-v1-5").to("cuda")  # wattlint-expect: fp32-inference
on_cpu = StableDiffusionPipeline.from_pretrained("stable-diffusion-v1-5/stable-diffusion-v1-5").to("cpu")  # wattlint-ok: fp32-inference
unplaced = AutoPipelineForText2Image.from_pretrained("stabilityai/sdxl-turbo")  # wattlint-ok: fp32-inference


@torch.inference_mode()
def draw(prompt: str):
    return sketch(prompt, num_inference_steps=25).images[0]
