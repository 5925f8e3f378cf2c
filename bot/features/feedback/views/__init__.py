"""Forms, lists and messages of kudos and feedback."""
