"""How the parts are wired: configuration, settings, root urls, middleware, health, the front."""
