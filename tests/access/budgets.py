"""SQL statements each page may need, everything counted: session, transaction, rows, frame. They may only shrink."""

BUDGETS = {
    "testing:samples": 6,
    "testing:sample": 5,
    "desk:home": 10,
    "desk:palette": 7,
    "desk:search": 17,
    "accounts:people": 11,
    "accounts:person": 14,
    "accounts:me": 8,
    "accounts:roles": 2,
    "places:list": 8,
    "places:tree": 8,
    "places:unit": 13,
    "places:splits": 6,
    "statutes:documents": 7,
    "statutes:definitions": 7,
    "oversight:book": 13,
    "oversight:readers": 8,
    "oversight:alerts": 7,
    "oversight:reviews": 10,
    "oversight:unconfirmed": 7,
}
