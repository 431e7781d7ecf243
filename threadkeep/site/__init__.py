"""How the parts are wired: configuration, settings, addresses, middleware, pages' environment, the front."""
