import os

STOCK_URL = os.environ.get("STOCK_URL", "http://stock.shop.svc.cluster.local")
PRICING_URL = "http://pricing.shop"
CARRIER_URL = os.environ["CARRIER_URL"]
