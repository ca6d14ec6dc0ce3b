"""Readers: a file becomes grids of cells with an address; no reader knows what a table means."""
