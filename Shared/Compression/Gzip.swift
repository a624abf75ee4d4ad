internal import CZlib

/// The gzip coding (RFC 1952), whole messages at a time, by zlib.
///
/// zlib's rule: "a stream must not be used by several threads at a time". Each call here has a stream of its
/// own, which lives as long as the call.
public enum Gzip {
  /// Why bytes could not be read.
  public enum Failure: Error, Equatable {
    /// They are not one whole gzip member.
    case malformed
    /// They hold more than may be read.
    case tooLarge
  }

  /// 15 bits of window, plus 16: zlib writes and expects the gzip wrapper.
  private static let gzipWindow: Int32 = 15 + 16

  /// The bytes, smaller; nil when they would not become smaller. The same bytes always become the same.
  public static func deflated(_ bytes: [UInt8]) -> [UInt8]? {
    guard let output = self.deflated(bytes, room: bytes.count), output.count < bytes.count else {
      return nil
    }
    return output
  }

  /// The bytes as one gzip member, also when that is larger; nil only without memory. The same bytes always become
  /// the same.
  public static func coded(_ bytes: [UInt8]) -> [UInt8]? {
    // zlib adds 5 bytes to each block of 16 383 at most, 6 to the whole and 18 for the wrapper.
    self.deflated(bytes, room: bytes.count + bytes.count / 1_000 + 64)
  }

  /// The bytes in at most `room` bytes; nil when they do not fit.
  private static func deflated(_ bytes: [UInt8], room: Int) -> [UInt8]? {
    var stream = z_stream()
    let status = deflateInit2_(
      &stream, 1, Z_DEFLATED, Self.gzipWindow, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    var input = bytes
    let output = [UInt8](unsafeUninitializedCapacity: room) { output, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
      }
    }
    return output.isEmpty ? nil : output
  }

  /// What was deflated. Never makes more than `limit` bytes, whatever the input claims.
  public static func inflated(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
    var stream = z_stream()
    let status = inflateInit2_(
      &stream, Self.gzipWindow, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw .malformed }
    defer { inflateEnd(&stream) }
    var input = bytes
    var output: [UInt8] = []
    let step = min(max(bytes.count * 4, 4096), 1024 * 1024)
    let result = input.withUnsafeMutableBufferPointer { input -> Result<Void, Failure> in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      while true {
        let before = stream.total_out
        var status = Z_OK
        output += [UInt8](unsafeUninitializedCapacity: step) { room, count in
          stream.next_out = room.baseAddress
          stream.avail_out = UInt32(step)
          status = inflate(&stream, Z_NO_FLUSH)
          count = Int(stream.total_out - before)
        }
        guard output.count <= limit else { return .failure(.tooLarge) }
        if status == Z_STREAM_END {
          return stream.avail_in == 0 ? .success(()) : .failure(.malformed)
        }
        guard status == Z_OK, stream.total_out > before else { return .failure(.malformed) }
      }
    }
    try result.get()
    return output
  }
}
