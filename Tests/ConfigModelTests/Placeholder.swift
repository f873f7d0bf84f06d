// ConfigModel tests
