internal import CGD
internal import NIOPosix
internal import Synchronization

/// Why a picture is not taken.
public enum PictureFault: Error, Equatable, Sendable {
  /// It is no JPEG, PNG or WebP, or does not say how large it is.
  case unsupported
  /// It has more than ``PictureMaker/mostPixels`` pixels.
  case tooManyPixels
  /// It says what it is, and is broken, or animated.
  case unreadable
  /// Too many pictures wait already.
  case busy
}

/// Makes pictures anew from what people send: decoded, turned upright, resized and encoded as WebP, so that
/// nothing of the file itself is kept, neither metadata nor what may hide in it.
///
/// Width and height are read before anything is decoded. One picture is decoded at a time, so at most about
/// 320 MB are in use for the largest; eight may wait, more are refused.
public final class PictureMaker: Sendable {
  /// Pixels of the largest picture.
  public static let mostPixels = 40_000_000
  private static let mostWaiting = 8
  private static let quality = 82

  private let thread = NIOThreadPool(numberOfThreads: 1)
  private let waiting = Mutex(0)

  /// Starts the thread that pictures are made on.
  public init() {
    clikc_gd_silence()
    thread.start()
  }

  /// Ends the thread; pictures that wait are refused.
  public func stop() async throws { try await thread.shutdownGracefully() }

  /// The middle of a picture, square, in each of the sizes given in pixels. Throws ``PictureFault``.
  public func squares(of bytes: [UInt8], sizes: [Int]) async throws -> [[UInt8]] {
    try await making(bytes) { image, header in
      let side = min(image.width, image.height)
      return try sizes.map { size in
        let square = image.scaled(
          fromX: (image.width - side) / 2, y: (image.height - side) / 2, width: side, height: side,
          to: size, size)
        return try Self.encoded(square?.upright(header.orientation))
      }
    }
  }

  /// The whole picture, made smaller when width or height is more than `longest` pixels. Throws
  /// ``PictureFault``.
  public func fitted(_ bytes: [UInt8], longest: Int) async throws -> [UInt8] {
    try await making(bytes) { image, header in
      let scale = min(1, Double(longest) / Double(max(image.width, image.height)))
      let whole = image.scaled(
        fromX: 0, y: 0, width: image.width, height: image.height,
        to: max(1, Int(Double(image.width) * scale)), max(1, Int(Double(image.height) * scale)),
        transparent: true)
      return try Self.encoded(whole?.upright(header.orientation))
    }
  }

  private func making<Made: Sendable>(
    _ bytes: [UInt8], _ make: @escaping @Sendable (GDImage, PictureHeader) throws -> Made
  ) async throws -> Made {
    guard let header = PictureHeader(bytes) else { throw PictureFault.unsupported }
    let (pixels, overflow) = header.width.multipliedReportingOverflow(by: header.height)
    guard !overflow, pixels <= Self.mostPixels else { throw PictureFault.tooManyPixels }
    let admitted = waiting.withLock { waiting in
      guard waiting < Self.mostWaiting else { return false }
      waiting += 1
      return true
    }
    guard admitted else { throw PictureFault.busy }
    defer { waiting.withLock { $0 -= 1 } }
    return try await thread.runIfActive {
      defer { clikc_gd_release_memory() }
      guard let image = GDImage(bytes, header.format), image.width > 0, image.height > 0 else {
        throw PictureFault.unreadable
      }
      return try make(image, header)
    }
  }

  private static func encoded(_ image: GDImage?) throws -> [UInt8] {
    guard let bytes = image?.webp(quality: quality) else { throw PictureFault.unreadable }
    return bytes
  }
}
