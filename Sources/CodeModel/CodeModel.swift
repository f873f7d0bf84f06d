// CodeModel: to come.
