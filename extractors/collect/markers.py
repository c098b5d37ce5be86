"""What walls, stubs and missing pages say: the words and marks that the verdict rules look for.

Everything is lower case with plain apostrophes, in English, French and Spanish.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import lxml.etree as etree

from extractors.model import Verdict

# Fewer words than this outside menus, and marks of a wall or stub decide.
THIN = 150
# A wall says little else than that it is one.
WALL = 90
HARMLESS_XML = frozenset(
    {
        etree.ErrorTypes.ERR_UNDECLARED_ENTITY,
        etree.ErrorTypes.WAR_UNDECLARED_ENTITY,
        etree.ErrorTypes.ERR_INVALID_CHAR,
        etree.ErrorTypes.ERR_INVALID_CHARREF,
        etree.ErrorTypes.NS_ERR_UNDEFINED_NAMESPACE,
        etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
        etree.ErrorTypes.ERR_INVALID_ENCODING,
    }
)
MACHINE_ROOTS: Mapping[str, frozenset[str]] = {
    "feed": frozenset({"rss", "feed", "rdf"}),
    "sitemap": frozenset({"urlset", "sitemapindex"}),
    "marcxml": frozenset({"searchretrieveresponse", "collection", "record", "explainresponse"}),
}
NOT_PAGES = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "application/zip",
    "application/vnd.",
    "application/msword",
    "application/json",
    "application/octet-stream",
    "application/javascript",
    "text/css",
    "text/javascript",
    "text/csv",
    "application/pdf",
    "text/plain",
)
CHALLENGE_TITLES = frozenset(
    {
        "just a moment...",
        "just a moment",
        "attention required!",
        "access denied",
        "pardon our interruption",
        "403 forbidden",
        "forbidden",
        "request rejected",
        "security check",
        "ddos-guard",
        "un instant...",
        "un momento...",
        "please wait...",
        "are you a robot?",
        "robot check",
        "accès refusé",
        "acceso denegado",
        "error: the request could not be satisfied",
        "bot verification",
        "human verification",
        "request blocked",
    }
)
# Marks in the markup. Cloudflare puts /cdn-cgi/challenge-platform/scripts/ on ordinary pages too: not a mark.
CHALLENGE_MARKUP = (
    "cf-chl-",
    "_cf_chl_opt",
    "cf_chl_",
    "challenge-platform/h/",
    "cf-browser-verification",
    "_incapsula_resource",
    "captcha-delivery",
    "px-captcha",
    "awswafcookie",
    "ddos-guard",
    "/.well-known/sgcaptcha",
)
CHALLENGE_PHRASES = (
    "checking if the site connection is secure",
    "checking your browser",
    "verify you are human",
    "verifying you are human",
    "verify that you are human",
    "confirm you are human",
    "are you a human",
    "not a robot",
    "complete the captcha",
    "solve the captcha",
    "captcha to continue",
    "enter the captcha",
    "incapsula incident",
    "the requested url was rejected",
    "your support id is",
    "you don't have permission to access",
    "access to this page has been denied",
    "access denied",
    "request could not be satisfied",
    "unusual traffic",
    "unusual activity",
    "automated requests",
    "automated access",
    "you have been blocked",
    "your request has been blocked",
    "your ip address has been",
    "pardon our interruption",
    "ddos protection by",
    "website firewall",
    "web application firewall",
    "security service to protect",
    "performing security verification",
    "enable javascript and cookies to continue",
    "vérification de sécurité",
    "vérifiez que vous êtes humain",
    "verificar que usted es humano",
    "verifique que es humano",
    "accès refusé",
    "acceso denegado",
    "bot detection",
)
REDIRECT_PHRASES = (
    "if you have not been redirected",
    "if you are not redirected",
    "if you are not automatically redirected",
    "you will be redirected",
    "you are being redirected",
    "if your browser does not redirect",
    "this page has moved to",
    "the document has moved",
    "si vous n'êtes pas redirigé",
    "vous allez être redirigé",
    "si no ha sido redirigido",
    "si no es redirigido",
    "será redirigido",
    "redirecting to",
    "redirecting you to",
    "object moved",
)
# 404, "page not found", "error 404 - page introuvable", "la página solicitada no se ha encontrado"
NOT_FOUND = re.compile(
    r"^\W*(?:(?:error|erreur)\s*)?(?:"
    r"404\b.{0,60}"
    r"|(?:sorry,? )?(?:the |this |requested )*(?:page|document|file|item|content|resource)"
    r"(?: you (?:are looking for|requested))?(?: was| is| could| can| does)?"
    r" ?(?:not|cannot|can't|couldn't|no)"
    r"(?: be| longer)* (?:found|exist|exists|available)"
    r"|(?:la )?page (?:demandée )?(?:est )?(?:introuvable|non trouvée|n'a pas été trouvée"
    r"|n'existe pas|inexistante)"
    r"|(?:la )?página (?:solicitada )?(?:no )(?:se )?(?:ha sido |ha |puede )?(?:encontrad[ao]|encuentra"
    r"|encontrar|existe)"
    r"|not found|no encontrad[ao]|non trouvée?"
    r")\W*(?:\(?404\)?)?\W*$"
)
MAINTENANCE = (
    "under maintenance",
    "scheduled maintenance",
    "undergoing maintenance",
    "down for maintenance",
    "maintenance mode",
    "we should be back shortly",
    "temporarily unavailable",
    "temporarily offline",
    "be back soon",
    "service unavailable",
    "en maintenance",
    "maintenance en cours",
    "momentanément indisponible",
    "temporairement indisponible",
    "en mantenimiento",
    "tareas de mantenimiento",
    "temporalmente no disponible",
    "site is being updated",
    "planned maintenance",
)
MAINTENANCE_TITLES = frozenset(
    {
        "maintenance",
        "site under maintenance",
        "under maintenance",
        "site en maintenance",
        "en mantenimiento",
        "sitio en mantenimiento",
        "service unavailable",
        "503 service unavailable",
        "scheduled maintenance",
        "site maintenance",
    }
)
CONSENT = (
    "accept all",
    "accept cookies",
    "manage settings",
    "store cookies on your device",
    "cookie consent",
    "tout accepter",
    "accepter les cookies",
    "aceptar todas",
    "aceptar todo",
    "aceptar cookies",
    "we value your privacy",
    "we use cookies",
    "cookie settings",
    "manage preferences",
    "consent to the use of cookies",
)
CONSENT_TITLES = frozenset(
    {
        "before you continue",
        "cookie consent",
        "we value your privacy",
        "avant de continuer",
        "antes de continuar",
        "your privacy choices",
    }
)
LOGIN = (
    "please log in to",
    "please sign in to",
    "you must log in",
    "you must be logged in",
    "log in to continue",
    "sign in to continue",
    "login required",
    "you need to sign in",
    "you need to log in",
    "authentication required",
    "connectez-vous pour",
    "identifiez-vous",
    "inicie sesión para",
    "debe iniciar sesión",
    "you are not authorized to access this page",
    "sign in with your",
    "members only",
)
LOGIN_TITLES = frozenset(
    {
        "log in",
        "login",
        "sign in",
        "sign in to your account",
        "connexion",
        "iniciar sesión",
        "user account",
        "authentication required",
        "se connecter",
    }
)
JAVASCRIPT = (
    "you need to enable javascript",
    "enable javascript to run this app",
    "please enable javascript",
    "javascript is required",
    "javascript is disabled",
    "requires javascript",
    "javascript must be enabled",
    "turn on javascript",
    "without javascript enabled",
    "activer javascript",
    "habilitar javascript",
    "active javascript",
    "activate javascript",
    "doesn't work properly without javascript",
)
MISSING = (
    "the requested page could not be found",
    "the page you requested could not be found",
    "the page you are looking for",
    "the page you were looking for",
    "page you're looking for",
    "could not be found on this server",
    "no longer exists",
    "has been removed or",
    "la page demandée n'a pas",
    "la page que vous cherchez",
    "la page que vous recherchez",
    "la página solicitada no",
    "la página que busca",
    "la página que está buscando",
    "page cannot be found",
    "page not found",
    "page introuvable",
    "página no encontrada",
)
# Verdict, words below which phrases count, titles that are enough, phrases.
THIN_PAGES: tuple[tuple[Verdict, int, frozenset[str], tuple[str, ...]], ...] = (
    (Verdict.MAINTENANCE, WALL, MAINTENANCE_TITLES, MAINTENANCE),
    (Verdict.NEEDS_JAVASCRIPT, 60, frozenset(), JAVASCRIPT),
    (Verdict.LOGIN_WALL, WALL, LOGIN_TITLES, LOGIN),
    (Verdict.CONSENT_WALL, WALL, CONSENT_TITLES, CONSENT),
    (Verdict.SOFT_404, WALL, frozenset(), MISSING),
)
