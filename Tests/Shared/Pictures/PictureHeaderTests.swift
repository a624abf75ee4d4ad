import Testing

@testable import Pictures

@Suite("S10: what a picture says of itself")
struct PictureHeaderTests {
  static let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
    + [0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFE, 8, 2, 0, 0, 0]

  @Test("width and height are read before anything is decoded")
  func sizes() throws {
    let png = try #require(PictureHeader(Self.png))
    #expect(png.width == 0xFFFF && png.height == 0xFFFE && png.format == .png)
    let jpeg: [UInt8] = [
      0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC2, 0, 11, 8, 1, 0, 2, 0, 1,
    ]
    let frame = try #require(PictureHeader(jpeg))
    #expect(frame.height == 256 && frame.width == 512 && frame.format == .jpeg)
    let extended: [UInt8] =
      Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBPVP8X".utf8)
      + [10, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0xFE, 0xFF, 0]
    let webp = try #require(PictureHeader(extended))
    #expect(webp.width == 65_536 && webp.height == 65_535)
  }

  @Test(
    "what is no such picture, or ends before it says its size, is none",
    arguments: [
      [], Array("<svg/>".utf8), Array("GIF89a".utf8), [0xFF, 0xD8, 0xFF],
      [0xFF, 0xD8, 0xFF, 0xD9], [0xFF, 0xD8, 0xFF, 0xE0, 0, 1], Array(png.prefix(20)),
      Array("RIFF0000WEBPVP8X".utf8), Array("RIFF0000WEBPALPH00000000000000000000".utf8),
    ])
  func others(_ bytes: [UInt8]) {
    #expect(PictureHeader(bytes) == nil)
  }

  @Test("the side that is up is read in both byte orders", arguments: [true, false])
  func orientation(little: Bool) {
    let entry: [UInt8] =
      little
      ? [0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0] : [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]
    let head: [UInt8] =
      little
      ? Array("II".utf8) + [42, 0, 8, 0, 0, 0, 1, 0] : Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1]
    let segment = Array("Exif\0\0".utf8) + head + entry
    #expect(ExifOrientation.read(segment[...]) == 6)
    #expect(ExifOrientation.read(segment.dropLast(6)) == nil)
  }
}
