import torch
from diffusers import FluxPipeline, StableDiffusionPipeline

flux = FluxPipeline.from_pretrained("black-forest-labs/FLUX.1-schnell", torch_dtype=torch.bfloat16).to("cuda")  # wattlint-ok: fp32-inference
drafts = StableDiffusionPipeline.from_pretrained("stable-diffusion-v1-5/stable-diffusion-v1-5").to("cuda", torch.float16)  # wattlint-ok: fp32-inference


def draw(prompt: str):
    with torch.inference_mode():
        return flux(prompt, num_inference_steps=4).images[0]
