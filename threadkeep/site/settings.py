"""Django's settings, worked out from the board's configuration (threadkeep/site/config.py). Nothing to edit here."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from threadkeep.site.config import load
from threadkeep.site.databases import database
from threadkeep.site.secret import secret_key
from threadkeep.topics.players import ORIGINS

THREADKEEP = load()
HOUSE = Path(__file__).parent.parent
TESTING = "PYTEST_VERSION" in os.environ

DATA_DIR = THREADKEEP.data_dir
SECRET_KEY = secret_key(DATA_DIR)
DEBUG = THREADKEEP.debug
IS_HTTPS = THREADKEEP.server.public_url.startswith("https://")

ALLOWED_HOSTS = list(THREADKEEP.server.allowed_hosts)
ROOT_URLCONF = "threadkeep.site.urls"
WSGI_APPLICATION = "threadkeep.site.wsgi.application"
APPEND_SLASH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Order: what stands on others comes later. The kernel stands on nothing.
FEATURES = [
    "members",
    "boards",
    "vocabulary",
    "topics",
    "attachments",
    "sources",
    "tags",
    "polls",
    "reactions",
    "reading",
    "alerts",
    "live",
    "panel",
    "theme",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "threadkeep.kernel",
    *(f"threadkeep.{feature}" for feature in FEATURES),
]

MIDDLEWARE = [
    "threadkeep.site.middleware.RequestIds",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "threadkeep.site.middleware.PlainHeaders",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "threadkeep.site.middleware.Refusals",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "threadkeep.members.middleware.Viewers",
    "allauth.account.middleware.AccountMiddleware",
    "threadkeep.members.account_pages.AccountPages",
]

DATABASES: dict[str, Any] = {"default": database(THREADKEEP, testing=TESTING)}

AUTH_USER_MODEL = "members.Member"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:
    # The same algorithm at its lowest cost: a suite that signs in a thousand times must not spend its time hashing.
    PASSWORD_HASHERS = ["threadkeep.site.quick_hasher.QuickArgon2"]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# __Host- binds a cookie to this very host and to https; browsers refuse it over http.
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
CSRF_FAILURE_VIEW = "threadkeep.site.errors.csrf_failed"
CSRF_TRUSTED_ORIGINS = [THREADKEEP.server.public_url] if THREADKEEP.server.public_url else []
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "media-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    # The players of films, loaded when a reader clicks one.
    "frame-src": list(ORIGINS) if THREADKEEP.posts.embed_videos else [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
}

# The front has turned away what is larger; Django's own limits guard the fields inside.
DATA_UPLOAD_MAX_MEMORY_SIZE = THREADKEEP.posts.max_bytes * 4 + 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None

LANGUAGE_CODE = THREADKEEP.board.language
TIME_ZONE = THREADKEEP.board.time_zone
USE_TZ = True
USE_I18N = True
LANGUAGES = [("en", _("English")), ("ar", _("Arabic")), ("de", _("German"))]
LOCALE_PATHS = [HOUSE / "locale"]

TEMPLATES = [
    {
        # First, so that our pages win over allauth's.
        "NAME": "threadkeep",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HOUSE / feature / "templates" for feature in [*FEATURES, "site"]],
        "OPTIONS": {"environment": "threadkeep.theme.environment.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

STATIC_URL = "/static/"
STATIC_ROOT = None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

MAILERS = {"default": {"BACKEND": "threadkeep.alerts.backend.OutboxBackend"}}
DEFAULT_FROM_EMAIL = THREADKEEP.mail.from_address or "board@localhost"

from threadkeep.members.allauth_settings import *  # noqa: E402, F403 - one page of its own, beside what it configures

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "person": {"format": "{asctime} {levelname:<7} {name}: {message}", "style": "{"},
        "machine": {"()": "threadkeep.site.logs.JsonLines"},
    },
    "handlers": {
        "stderr": {
            "class": "threadkeep.site.logs.QuietStream",
            "formatter": "person" if sys.stderr.isatty() else "machine",
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING" if TESTING else "INFO"},
    "loggers": {"django.server": {"level": "WARNING"}, "django.security.DisallowedHost": {"level": "CRITICAL"}},
}
