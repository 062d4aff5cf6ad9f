"""Names for kinds of things: controlled vocabularies in the manner of SKOS, in two languages."""
