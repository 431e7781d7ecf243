"""The event stream to browsers (its bones: one stream per topic; a later issue makes it whole). No tables of its own."""
