// Discovery tests
