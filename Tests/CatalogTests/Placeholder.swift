// Catalog tests
