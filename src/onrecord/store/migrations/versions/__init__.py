"""One module a revision, named `v` and its number. A revision that was released never changes."""
