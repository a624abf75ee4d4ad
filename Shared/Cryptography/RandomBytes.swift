internal import COpenSSL

/// `count` bytes fit for keys and tokens; `noRandomness` when the system cannot give them.
public func randomBytes(_ count: Int) throws(CryptographyError) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: count)
  guard let size = Int32(exactly: count), RAND_bytes(&bytes, size) == 1 else {
    ERR_clear_error()
    throw .noRandomness
  }
  return bytes
}
