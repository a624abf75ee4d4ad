/// The kinds of pictures that are answered, told by their first bytes; SVG is not among them, as it can run
/// scripts.
enum PictureType: String, CaseIterable, Sendable {
  case png = "image/png"
  case jpeg = "image/jpeg"
  case webp = "image/webp"
  case avif = "image/avif"

  /// Those that can be made anew, and so are taken; the rest was stored before pictures were.
  static let taken: [PictureType] = [.png, .jpeg, .webp]

  /// What the bytes are; nil for anything else.
  init?(_ bytes: [UInt8]) {
    let isRIFF = bytes.starts(with: "RIFF".utf8)
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if isRIFF, bytes.dropFirst(8).starts(with: "WEBP".utf8) {
      self = .webp
    } else if bytes.dropFirst(4).starts(with: "ftypavif".utf8)
      || bytes.dropFirst(4).starts(with: "ftypavis".utf8)
    {
      self = .avif
    } else {
      return nil
    }
  }
}
