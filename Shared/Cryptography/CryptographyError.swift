/// Why a cryptographic operation could not be carried out.
public enum CryptographyError: Error, Equatable, Sendable {
  /// The text or bytes hold no key of the wanted kind.
  case malformedKey
  /// The system's source of random numbers refused to give any.
  case noRandomness
  /// OpenSSL refused an operation that has no legitimate reason to fail, named here.
  case operationFailed(String)
}
