"""What the database holds, as one digest a table: equal before and after means that nothing changed."""

import os
import subprocess

# Who is signed in since when, what is written down about it, and which events have been sent or heard, go on by
# themselves.
MOVING = {
    "identity.sessions", "identity.sign_in_failures", "identity.audit_entries", "identity.audit_waiting",
    "identity.audit_chain", "events.inbox",
}

LIST = """
select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
where schemaname not in ('pg_catalog', 'information_schema') and tablename !~ '^(inbox|outbox)_' order by 1
"""


def digests() -> dict[str, str]:
    tables = [table for table in ask(LIST).splitlines() if table not in MOVING and not table.endswith(".inbox")]
    found = {}
    for table in tables:
        row = "id" if table.endswith(".outbox") else "t"
        found[table] = ask(f"select count(*) || md5(coalesce(string_agg({row}::text, ' ' order by {row}::text), '')) from {table} t")
    return found


def quiet_digests() -> dict[str, str]:
    """The digests once what is under way has come to rest: no event unsent, and nothing new between two looks."""
    before = digests()
    for _ in range(200):
        now = digests()
        if now == before and not unsent():
            return now
        before = now
    raise AssertionError("the database does not come to rest")


def unsent() -> int:
    outboxes = [table for table in ask(LIST).splitlines() if table.endswith(".outbox")]
    return sum(int(ask(f"select count(*) from {table} where published_at is null")) for table in outboxes)


def ask(query: str) -> str:
    command = ["psql", "--no-psqlrc", "--tuples-only", "--no-align", "--command", query, os.environ["CLIKC_TEST_POSTGRES_URL"]]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
