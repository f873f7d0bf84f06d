// Pipeline: to come.
