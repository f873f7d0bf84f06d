"""Prints what EcoLogits 0.11.3 says of every model and alias that it knows, one tab-separated line a call:

    model  provider  name  tokens  energy low, high (kWh)  usage low, high  embodied low, high (kgCO2e)
    zone   code  kgCO2e/kWh

Arguments: numbers of output tokens.
"""

import json
import math
import os
import sys

import ecologits
from ecologits.electricity_mix_repository import electricity_mixes
from ecologits.tracers.utils import llm_impacts


def ends(value):
    """Low and high end of a number or a range, with all digits."""
    return [repr(float(getattr(value, "min", value))), repr(float(getattr(value, "max", value)))]


def main():
    with open(os.path.join(os.path.dirname(ecologits.__file__), "data", "models.json")) as file:
        data = json.load(file)
    for entry in data["models"] + data["aliases"]:
        for tokens in map(int, sys.argv[1:]):
            result = llm_impacts(entry["provider"], entry["name"], tokens, math.inf)
            cells = ends(result.energy.value) + ends(result.usage.gwp.value) + ends(result.embodied.gwp.value)
            print("model", entry["provider"], entry["name"], tokens, *cells, sep="\t")
    with open(os.path.join(os.path.dirname(ecologits.__file__), "data", "electricity_mixes.json")) as file:
        for mix in json.load(file)["electricity_mixes"]:
            print("zone", mix["name"], repr(electricity_mixes.find_electricity_mix(mix["name"]).gwp), sep="\t")


main()
