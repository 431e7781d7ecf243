"""The administrator's pages, one file for each part of the panel."""
