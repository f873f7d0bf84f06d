// Facts tests
