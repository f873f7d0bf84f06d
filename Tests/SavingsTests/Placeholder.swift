// Savings tests
