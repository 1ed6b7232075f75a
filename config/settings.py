"""Settings of Măng Non. Everything that differs between places is an environment variable (docs/operate)."""

from __future__ import annotations

import secrets
from pathlib import Path

from config import backing, database, messaging
from config.environment import SettingError, flag, number, text, words

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(text("MANGNON_DATA", str(BASE_DIR / ".data"))).resolve()

PRODUCTION = flag("MANGNON_PRODUCTION", default=False)
DEMO = flag("MANGNON_DEMO", default=not PRODUCTION)
TLS = flag("MANGNON_TLS", default=PRODUCTION)
DEVELOPMENT = flag("MANGNON_DEVELOPMENT", default=False)
PROVINCE = text("MANGNON_PROVINCE", "48")
"""Code of the province-level unit this system serves."""

if PRODUCTION and DEMO:
    raise SettingError("MANGNON_PRODUCTION và MANGNON_DEMO không đi cùng nhau: hệ thống thật không có người dùng thử.")
if PRODUCTION and not TLS:
    raise SettingError("MANGNON_PRODUCTION cần MANGNON_TLS=1: hệ thống thật chỉ chạy sau HTTPS.")

DEBUG = False
KEY_DIR = DATA_DIR / "keys"


def _secret() -> str:
    path = KEY_DIR / "django.secret"
    if path.exists():
        return path.read_text(encoding="utf-8").strip()
    return secrets.token_urlsafe(50)  # no data folder yet: nothing signed by it outlives this process


SECRET_KEY = text("MANGNON_SECRET") or _secret()
ALLOWED_HOSTS = words("MANGNON_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
if PRODUCTION and "*" in ALLOWED_HOSTS:
    raise SettingError("MANGNON_HOSTS=* không dùng được: hãy ghi đúng tên miền của hệ thống.")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if TLS else []

ROOMS = [
    "access",
    "audit",
    "ui",
    "files",
    "places",
    "accounts",
    "statutes",
    "papers",
    "notices",
    "operate",
    "registry",
    "directory",
    "intake",
    "cases",
    "oversight",
    "programmes",
    "publishing",
    "desk",
    "portal",
]
if flag("MANGNON_TESTING", default=False):
    ROOMS.append("testing")
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    *[f"mangnon.{room}" for room in ROOMS],
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "config",
]

MIDDLEWARE = [
    "mangnon.operate.health.requests.RequestsMiddleware",
    "mangnon.ui.headers.HeadersMiddleware",
    "mangnon.portal.doorway.DoorwayMiddleware",
    "mangnon.portal.served.SignedPagesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "mangnon.accounts.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
if TLS:
    MIDDLEWARE[2:2] = ["config.proxied.ProxiedMiddleware", "django.middleware.security.SecurityMiddleware"]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "mangnon" / room / "templates" for room in ROOMS],
        "OPTIONS": {
            "environment": "mangnon.ui.jinja.environment",
            "context_processors": ["mangnon.ui.context.shell"],
        },
    },
    # allauth's own pages are never shown (ours come first); its engine must exist for its checks
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
        },
    },
]

DATABASES = database.databases()
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

RAIL_COUNT_SECONDS = 5.0
"""For how long a count beside a line of the rail is kept for a person."""

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_throttle",
        "OPTIONS": {"MAX_ENTRIES": 200_000},  # culling would forget counters of those who still try
    }
}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["mangnon.accounts.backend.PersonBackend"]
PASSWORD_HASHERS = ["mangnon.accounts.hashing.ModestArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "mangnon.accounts.passwords.LongEnough"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "mangnon.accounts.passwords.NotGuessable"},
]
SECOND_FACTOR_REQUIRED = flag("MANGNON_SECOND_FACTOR", default=not DEMO)

SESSION_ENGINE = "mangnon.accounts.sessions"
SESSION_COOKIE_NAME = "__Host-mangnon" if TLS else "mangnon"
SESSION_COOKIE_SECURE = TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600  # absolute length of a working session, trust A-14
SESSION_SAVE_EVERY_REQUEST = False
IDLE_LOCK_SECONDS = number("MANGNON_IDLE_LOCK", 15 * 60, low=60, high=12 * 3600)
CSRF_COOKIE_NAME = "__Host-csrf" if TLS else "csrf"
CSRF_COOKIE_SECURE = TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "mangnon.ui.errors.csrf_failure"

SECURE_HSTS_SECONDS = 2 * 365 * 86400 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
SECURE_HSTS_PRELOAD = False
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]  # asked for on this machine, by plain http
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS else None  # TLS ends at the proxy: docs/operate
SECURE_REFERRER_POLICY = "same-origin"  # with no-referrer browsers send "Origin: null", which CSRF refuses
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_ADAPTER = "mangnon.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "mangnon.accounts.adapter.FactorAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",  # a commune's whole office may stand behind one address
    "login_failed": "20/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "10/m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "Măng Non"
MFA_TOTP_TOLERANCE = 1  # telephones whose clock is half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not TLS

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = flag("MANGNON_TESTING", default=False) or DEVELOPMENT
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}

PUBLIC_URL = text("MANGNON_URL", f"http://localhost:{text('PORT', '8000')}")
"""Where people open the system; letters sent by night jobs link there."""
_MAIL = messaging.email(production=PRODUCTION)
EMAIL_BACKEND = _MAIL.backend
EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = _MAIL.host, _MAIL.port, _MAIL.timeout
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.security == "starttls", _MAIL.security == "tls"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _MAIL.sender
MAIL_READY = _MAIL.ready
SECURITY_CONTACT = text("MANGNON_SECURITY_CONTACT", f"mailto:{_MAIL.sender}")
"""Whom to tell of a weakness, as an address (mailto:, https:, tel:): /.well-known/security.txt says it."""
SMS = messaging.sms(data=DATA_DIR, demo=DEMO, production=PRODUCTION)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = [
    "mangnon.files.receiving.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

FILES_DIR = DATA_DIR / "files"
CLAMAV = text("MANGNON_CLAMAV")
"""Socket of the virus scanner: a path, or tcp:host:port. Without one files are open at once."""
FILES_PER_OWNER = number("MANGNON_FILES_PER_RECORD", 100, low=1, high=10_000)
FILES_OWNER_BYTES = number("MANGNON_FILES_RECORD_MB", 200, low=1, high=100_000) * 2**20
FILES_PLACE_BYTES = number("MANGNON_FILES_PLACE_MB", 20_000, low=1, high=10_000_000) * 2**20

HEADS_FILE = DATA_DIR / "heads" / "heads.jsonl"
PAGES_DIR = DATA_DIR / "pages"
"""Signed copies of public pages: what is served, and what is fallen back to."""
PAGES_COPY_DIR = text("MANGNON_PAGES_DIR")
"""A folder that lies on another machine; each signed manifest and copy goes there too, for comparison."""
ERASURES_FILE = DATA_DIR / "erasures" / "erasures.jsonl"
"""What was destroyed, by type and id: outside the database, so that a restored backup learns of it."""
HEADS_COPY_DIR = text("MANGNON_HEADS_DIR")
"""A folder that lies on another machine; signed heads go there hourly."""

METRICS_TOKEN = text("MANGNON_METRICS_TOKEN")
"""Whoever shows it may read /metrics; without one there is no such page."""
if METRICS_TOKEN and len(METRICS_TOKEN) < 24:
    raise SettingError("MANGNON_METRICS_TOKEN: cần ít nhất 24 ký tự ngẫu nhiên (openssl rand -hex 24).")
TLS_CERT = text("MANGNON_TLS_CERT")
"""The certificate of the web server in front, watched for its end."""
_SHELF = backing.read(data=DATA_DIR, keys=KEY_DIR, demo=DEMO)
BACKUP_DIR, BACKUP_COPY_DIR = _SHELF.folder, _SHELF.copies
BACKUP_HOUR, BACKUP_KEEP = _SHELF.hour, _SHELF.keep
BACKUP_RECIPIENTS, DRILL_IDENTITY, DRILL_DIR = _SHELF.recipients, _SHELF.drill_identity, _SHELF.drills
PG_THROWAWAY = flag("MANGNON_PG_THROWAWAY", default=False)
"""A database without durability, for a copy that is thrown away after a drill."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "mangnon": {"level": "INFO"},
        "django.request": {"level": "CRITICAL"},  # the request's own line and mangnon.errors tell it
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # ui.headers sets X-Frame-Options, on files and errors too
    "security.W021",  # whether browsers preload the name is its owner's decision: it can't be taken back
]
