/// What the first bytes of a picture say, read without decoding it.
struct PictureHeader: Equatable, Sendable {
  /// The formats that are taken.
  enum Format: Sendable {
    case png
    case jpeg
    case webp
  }

  let format: Format
  let width: Int
  let height: Int
  /// How a camera held the picture, 1 to 8 as in Exif; 1 is upright.
  let orientation: Int

  /// Nil for anything but a JPEG, PNG or WebP that says how large it is.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self.init(png: bytes)
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self.init(jpeg: bytes)
    } else if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
      self.init(webp: bytes)
    } else {
      return nil
    }
  }

  /// The format alone, by the first bytes.
  static func format(of bytes: [UInt8]) -> Format? { PictureHeader(bytes)?.format }

  private init?(_ format: Format, _ width: Int, _ height: Int, orientation: Int = 1) {
    guard width > 0, height > 0 else { return nil }
    self.format = format
    self.width = width
    self.height = height
    self.orientation = orientation
  }

  /// The header chunk comes first, as libpng insists.
  private init?(png bytes: [UInt8]) {
    guard bytes.count >= 24, bytes[12..<16].elementsEqual("IHDR".utf8) else { return nil }
    self.init(.png, bytes.number(at: 16, bytes: 4), bytes.number(at: 20, bytes: 4))
  }

  private init?(webp bytes: [UInt8]) {
    guard bytes.count >= 30 else { return nil }
    switch String(decoding: bytes[12..<16], as: UTF8.self) {
    case "VP8X":
      let width = bytes.littleEndian(at: 24, bytes: 3) + 1
      let height = bytes.littleEndian(at: 27, bytes: 3) + 1
      self.init(.webp, width, height)
    case "VP8L":
      let bits = bytes.littleEndian(at: 21, bytes: 4)
      self.init(.webp, bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
    case "VP8 ":
      let width = bytes.littleEndian(at: 26, bytes: 2) & 0x3FFF
      let height = bytes.littleEndian(at: 28, bytes: 2) & 0x3FFF
      self.init(.webp, width, height)
    default: return nil
    }
  }
}

extension PictureHeader {
  /// Walks the markers as libjpeg does, up to the frame header.
  private init?(jpeg bytes: [UInt8]) {
    var orientation = 1
    var place = 2
    while let (marker, start) = Self.marker(in: bytes, from: place) {
      switch marker {
      case 0xC4, 0xC8, 0xCC: break
      case 0xC0...0xCF:
        guard start + 7 <= bytes.count else { return nil }
        let height = bytes.number(at: start + 3, bytes: 2)
        let width = bytes.number(at: start + 5, bytes: 2)
        self.init(.jpeg, width, height, orientation: orientation)
        return
      case 0x01, 0xD0...0xD7:
        place = start
        continue
      case 0xD8, 0xD9, 0xDA: return nil
      default: break
      }
      guard start + 2 <= bytes.count else { return nil }
      let length = bytes.number(at: start, bytes: 2)
      guard length >= 2 else { return nil }
      if marker == 0xE1, start + length <= bytes.count {
        orientation = ExifOrientation.read(bytes[(start + 2)..<(start + length)]) ?? orientation
      }
      place = start + length
    }
    return nil
  }

  /// The next marker and where what follows it begins; other bytes are passed over.
  private static func marker(in bytes: [UInt8], from place: Int) -> (UInt8, Int)? {
    var place = place
    while place < bytes.count {
      guard bytes[place] == 0xFF else {
        place += 1
        continue
      }
      while place < bytes.count, bytes[place] == 0xFF { place += 1 }
      guard place < bytes.count else { return nil }
      if bytes[place] != 0 { return (bytes[place], place + 1) }
      place += 1
    }
    return nil
  }
}

/// The one thing that is kept of a picture's metadata, by turning the picture: which side is up.
enum ExifOrientation {
  /// From the content of an APP1 segment; nil when it says nothing.
  static func read(_ segment: ArraySlice<UInt8>) -> Int? {
    guard segment.starts(with: Array("Exif\0\0".utf8)) else { return nil }
    let tiff = Array(segment.dropFirst(6))
    guard tiff.count >= 8 else { return nil }
    let isLittle = tiff.starts(with: "II".utf8)
    let read = { (place: Int, count: Int) -> Int? in
      guard place >= 0, place + count <= tiff.count else { return nil }
      return isLittle
        ? tiff.littleEndian(at: place, bytes: count) : tiff.number(at: place, bytes: count)
    }
    guard let directory = read(4, 4), let entries = read(directory, 2) else { return nil }
    for entry in 0..<entries {
      let place = directory + 2 + entry * 12
      guard let tag = read(place, 2) else { return nil }
      if tag == 0x0112 { return read(place + 8, 2).flatMap { (1...8).contains($0) ? $0 : nil } }
    }
    return nil
  }
}

extension [UInt8] {
  /// A number in network order.
  func number(at place: Int, bytes count: Int) -> Int {
    self[place..<(place + count)].reduce(0) { $0 << 8 | Int($1) }
  }

  /// A number with its lowest byte first.
  func littleEndian(at place: Int, bytes count: Int) -> Int {
    self[place..<(place + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
