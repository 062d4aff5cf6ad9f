"""Description: series and records, their marks, who may see them, and the notice read from each."""
