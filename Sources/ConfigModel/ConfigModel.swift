// ConfigModel: to come.
