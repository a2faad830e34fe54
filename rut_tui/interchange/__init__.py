"""Files in and out: formats that the journal can leave with and come back from."""
