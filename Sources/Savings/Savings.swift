// Savings: to come.
