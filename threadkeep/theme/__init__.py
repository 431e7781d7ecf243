"""The look: base templates, macros, CSS, icons, the little JavaScript. A page is made by `theme.page.page`."""
