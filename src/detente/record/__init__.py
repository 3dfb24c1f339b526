"""The record: for now the forms in which events leave detente (exports)."""
