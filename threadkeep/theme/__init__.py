"""theme: the look. Base page, macros for each thing a page shows, style sheet, scripts, icons.

Words: *macro* (templates/theme/*.html, one file for each thing), *token* (a colour or size by name,
frontend/css/tokens.css), *asset* (a built file, found by its plain name in the manifest).
No tables. docs/theme.md tells the rest.
"""
