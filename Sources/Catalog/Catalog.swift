// Catalog: to come.
