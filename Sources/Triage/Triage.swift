// Triage: to come.
