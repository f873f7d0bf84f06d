// Parsing tests
