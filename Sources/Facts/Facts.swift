// Facts: to come.
