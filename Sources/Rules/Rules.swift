// Rules: to come.
