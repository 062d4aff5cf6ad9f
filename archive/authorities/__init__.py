"""Who is spoken of: persons, organisations, programmes and labels, each one row (ISAAR(CPF))."""
