"""A mixed model with two crossed random factors, fitted by restricted maximum likelihood."""
