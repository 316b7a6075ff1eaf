"""The parts of the city page: header, figures, actions, indicators, lists, history."""
