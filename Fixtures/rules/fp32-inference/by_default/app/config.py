import os

import torch

DEVICE = os.getenv("POSTER_DEVICE", "cuda")
DTYPE = getattr(torch, os.getenv("POSTER_DTYPE", "float32"))
SMALL_DTYPE = getattr(torch, os.getenv("POSTER_SMALL_DTYPE", "bfloat16"))
ANY_DTYPE = getattr(torch, os.environ["POSTER_ANY_DTYPE"])
