"""SQL statements each list page may need, everything counted: session, scope, rows, frame. They may only shrink."""

BUDGETS = {
    "testing:samples": 9,
}
