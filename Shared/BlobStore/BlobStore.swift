/// Bytes kept under the SHA-256 of themselves (lower-case hexadecimal). What was put once is never
/// changed; putting it again changes nothing.
public protocol BlobStore: Sendable {
  /// Keeps the bytes and returns their digest; when it returns they survive a crash. Throws when they
  /// cannot be kept, and then nothing half-written is ever returned by ``get(_:)``.
  func put(_ bytes: [UInt8]) async throws -> String

  /// The bytes of a digest; nil when there are none. Throws when they cannot be read, or are no longer
  /// what was put.
  func get(_ digest: String) async throws -> [UInt8]?

  /// Deletes the bytes of a digest; deleting what is not there is no error.
  func remove(_ digest: String) async throws

  /// How many bytes a digest has; nil when there are none.
  func size(of digest: String) async throws -> Int?
}

/// Why a blob cannot be kept or given.
public enum BlobError: Error, Equatable, Sendable {
  /// The digest is not 64 lower-case hexadecimal digits.
  case digest(String)
  /// The bytes found are not the ones that were put.
  case damaged(String)
  /// The operating system refused; what was tried, and why.
  case system(String)
}
