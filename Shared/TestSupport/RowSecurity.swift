public import Postgres

/// What in a schema the policies of row-level security do not hold for, as the role of the pool finds it.
public struct OpenRelations: Equatable, Sendable {
  /// Tables whose rows the role sees and changes whatever the scope.
  public let tables: Set<String>
  /// Views that read with their owner's rights.
  public let views: Set<String>
  /// Views of those that the role may write through.
  public let writableViews: Set<String>

  /// Reads them from the catalogs of the database. Pieces of a table that is cut into pieces count with it.
  public init(_ pool: PostgresPool) async throws {
    let rows = try await pool.query(
      """
      select c.relname::text as name, c.relkind = 'v' as is_view,
        has_table_privilege(c.oid, 'insert') or has_table_privilege(c.oid, 'update')
          or has_table_privilege(c.oid, 'delete') as writable
      from pg_class c
      where c.relnamespace = current_schema()::regnamespace and not c.relispartition
        and case c.relkind
          when 'v' then not coalesce('security_invoker=true' = any(c.reloptions), false)
          else c.relkind in ('r', 'p', 'm', 'f') and not (c.relrowsecurity
            and (c.relforcerowsecurity or not pg_has_role(c.relowner, 'usage'))
            and not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user))
        end
      """)
    var (tables, views, writableViews) = (Set<String>(), Set<String>(), Set<String>())
    for row in rows {
      let name = try row.decode(String.self, "name")
      guard try row.decode(Bool.self, "is_view") else {
        tables.insert(name)
        continue
      }
      views.insert(name)
      if try row.decode(Bool.self, "writable") { writableViews.insert(name) }
    }
    self.tables = tables
    self.views = views
    self.writableViews = writableViews
  }
}

extension OpenRelations {
  /// The tables every service has outside of the walls, and why.
  public static let ofEveryService = [
    "outbox": "what is to be told: written in every call's transaction, read by the relay alone",
    "inbox": "which events were heard: ids alone",
    "schema_migrations": "of the schema, not of people",
  ]
}
