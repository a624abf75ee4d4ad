"""S12: what each service's database roles may do, tried on the portal's own database."""

import os
import pathlib
import re
import subprocess

import pytest

SERVICES = ["identity", "catalogue", "progress", "notification"]
DENIED = "42501"
SECRETS = pathlib.Path(os.environ["CLIKC_TEST_SECRETS"])


def run(url: str, statements: list[str]) -> list[str]:
    """Each statement in a transaction of its own that is rolled back; its SQLSTATE, 00000 for success."""
    script = "".join(f"begin; {statement};\n\\echo state :SQLSTATE\nrollback;\n" for statement in statements)
    done = subprocess.run(
        ["psql", "--no-psqlrc", "--quiet", "--no-align", "--tuples-only", url], input=script,
        capture_output=True, text=True, timeout=60)
    states = re.findall(r"^state (\w{5})$", done.stdout, re.MULTILINE)
    assert len(states) == len(statements), done.stderr
    return states


def role(service: str, kind: str) -> str:
    name = f"postgres_url.{service}" if kind == "runtime" else f"postgres_owner_url.{service}"
    return (SECRETS / name).read_text()


@pytest.fixture(scope="module")
def tables() -> dict[str, list[str]]:
    """Every table of every service, as its owner sees them."""
    listed = {}
    for service in SERVICES:
        found = subprocess.run(
            ["psql", "--no-psqlrc", "--no-align", "--tuples-only", role(service, "owner"), "--command",
             f"select tablename from pg_tables where schemaname = '{service}'"],
            capture_output=True, text=True, check=True, timeout=60)
        listed[service] = found.stdout.split()
        assert "outbox" in " ".join(listed[service])
    return listed


# Who owns no table and grants a right is warned and grants nothing: that counts as refused.
GRANT = """do $$ begin
  grant select on {0} to public;
  if not has_table_privilege('public', '{0}', 'select') then raise insufficient_privilege; end if;
end $$"""


def of_tables(service: str, tables: list[str]) -> list[str]:
    return [statement.format(f"{service}.{table}") for table in tables for statement in (
        "select from {} limit 0", "delete from {} where false", "lock table {} in share mode",
        "truncate {}", "alter table {} add column matrix text", "drop table {}", "create index on {} ((1))",
        "create trigger t before insert on {} execute function f()", GRANT,
    )]


DDL = [
    "create table {0}.matrix (x text)", "create table public.matrix (x text)", "create temp table matrix (x text)",
    "create schema matrix", "alter schema {0} rename to matrix", "drop schema {0} cascade",
    "create function {0}.f() returns int language sql as 'select 1'", "create extension pgcrypto",
    "create role matrix", "alter role {0}_runtime superuser", "alter role {0}_owner password 'x'",
    "set role {0}_owner", "set session authorization clikc", "create database matrix", "drop database clikc",
    "copy (select 1) to '/tmp/matrix'", "copy (select 1) to program 'true'", "select pg_read_file('PG_VERSION')",
    "select pg_terminate_backend(pid) from pg_stat_activity where usename ~ '_runtime$' and usename <> user",
    "alter system set work_mem = '1MB'", "select * from pg_authid",
    "create publication matrix", "create event trigger t on ddl_command_start execute function f()",
]


@pytest.mark.parametrize("service", SERVICES)
def test_s12_the_runtime_role_changes_no_table_of_its_own(service: str, tables: dict):
    refused = [s for s in of_tables(service, tables[service]) if not s.startswith(("select", "delete", "lock"))]
    allowed = [s for s in of_tables(service, tables[service]) if s.startswith("select")]
    wrong = [
        f"{statement}: {state}" for statement, state in zip(refused, run(role(service, "runtime"), refused))
        # A trigger's function is looked for first: nobody may have made one.
        if state not in (DENIED, "42883")
    ]
    wrong += [
        f"{statement}: {state}" for statement, state in zip(allowed, run(role(service, "runtime"), allowed))
        if state != "00000"
    ]
    assert not wrong


def test_s12_nobody_changes_the_audit_log():
    """The service's role has no right to; what a trigger says to the owner has the same code."""
    statements = [
        statement.format(f"identity.{table}") for table in ["audit_entries", "audit_chain"] for statement in (
            "delete from {}", "delete from {} where false", "truncate {} cascade")
    ] + ["update identity.audit_entries set event = 'user_created'", "update identity.audit_chain set position = 1"]
    for kind in ["runtime", "owner"]:
        assert set(run(role("identity", kind), statements)) == {DENIED}


def test_s12_nobody_changes_what_was_proposed_and_decided_about_certificates():
    statements = [
        statement.format(f"notification.{table}") for table in ["revocation_proposals", "revocation_decisions", "status_entries"]
        for statement in ("delete from {} where false", "truncate {} cascade", "update {} set certificate_id = null")
    ]
    for kind in ["runtime", "owner"]:
        assert set(run(role("notification", kind), statements)) == {DENIED}


@pytest.mark.parametrize("kind", ["runtime", "owner"])
@pytest.mark.parametrize("service", SERVICES)
def test_s12_no_role_reaches_into_another_schema(service: str, kind: str, tables: dict):
    statements = [
        statement for other in SERVICES if other != service for statement in of_tables(other, tables[other])
    ] + [f"create table {other}.matrix (x text)" for other in SERVICES if other != service]
    states = run(role(service, kind), statements)
    assert [f"{s}: {state}" for s, state in zip(statements, states) if state != DENIED] == []
    assert len(statements) > 100


@pytest.mark.parametrize("service", SERVICES)
def test_s12_the_runtime_role_makes_nothing_and_becomes_nobody_else(service: str):
    statements = [statement.format(service) for statement in DDL]
    states = run(role(service, "runtime"), statements)
    # Some cannot run in a transaction (25001) or name what is missing; none may succeed.
    wrong = [f"{s}: {state}" for s, state in zip(statements, states) if state not in (DENIED, "25001", "42883")]
    assert not wrong
