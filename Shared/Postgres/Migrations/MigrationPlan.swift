/// Which files are still to be applied, or why none may be. Pure.
struct MigrationPlan {
  struct Applied: Equatable, Sendable {
    let version: Int
    let name: String
    let checksum: String
  }

  /// Compares files with what was applied.
  ///
  /// - Throws: `configuration` when a file that was applied has changed, was renamed or is missing.
  static func pending(
    component: String, files: [(file: MigrationFile, checksum: String)], applied: [Applied]
  ) throws(PostgresError) -> [(file: MigrationFile, checksum: String)] {
    for done in applied {
      guard let known = files.first(where: { $0.file.version == done.version }) else {
        throw PostgresError(
          .configuration,
          "\(component): version \(done.version) (\(done.name)) was applied, but its file is missing"
        )
      }
      guard known.file.name == done.name, known.checksum == done.checksum else {
        throw PostgresError(
          .configuration,
          "\(component): V\(known.file.label).sql was changed after it was applied; add a new file")
      }
    }
    return files.filter { entry in !applied.contains { $0.version == entry.file.version } }
  }
}
