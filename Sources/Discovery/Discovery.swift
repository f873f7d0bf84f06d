// Discovery: to come.
