// Rules tests
