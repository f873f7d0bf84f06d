// CodeModel tests
