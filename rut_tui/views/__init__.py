"""The five screens a person knows, one package each."""
