import Foundation

/// Pictures of 48 by 16 pixels, black in their first half and white in the other.
enum SamplePicture {
  /// As PNG.
  static let png = decoded(
    """
    iVBORw0KGgoAAAANSUhEUgAAADAAAAAQCAIAAADfzGvmAAAALElEQVRIx2NkoBL4//8/VcxhopaDqAVGHTTqoFEH\
    jTpooMGog0YdNOogWgMA00QDHdeX8l8AAAAASUVORK5CYII=
    """)

  /// As JPEG, exactly.
  static let jpeg = decoded(
    """
    /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB\
    AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAALCAAQADABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAAAAv/xAAUEAEA\
    AAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/AJ/4L/AIA4L/AAD/2Q==
    """)

  /// As WebP.
  static let webp = decoded(
    """
    UklGRjYAAABXRUJQVlA4ICoAAACQAgCdASowABAAPi0ShkKhoQ1SAAwBYlpAACcPYAD+/qVtz///cX4AAAA=
    """)

  /// As PNG after a quarter turn clockwise: 16 by 48 pixels, black above.
  static let turned = decoded(
    """
    iVBORw0KGgoAAAANSUhEUgAAABAAAAAwCAIAAACXPW0AAAAABGdBTUEAALGPC/xhBQAAACBjSFJNAAB6JgAAgIQA\
    APoAAACA6AAAdTAAAOpgAAA6mAAAF3CculE8AAAABmJLR0QA/wD/AP+gvaeTAAAAB3RJTUUH6gsYFh4r+SDFeAAA\
    ACdJREFUSMdjYBgFo2AUjILBBRj///9PkgYmUm0Y1TCqYVTDqAbSAAAsgAMtMgQYKwAAACV0RVh0ZGF0ZTpjcmVh\
    dGUAMjAyNi0xMS0yNFQyMjozMDo0MyswMDowMGGXWKwAAAAldEVYdGRhdGU6bW9kaWZ5ADIwMjYtMTEtMjRUMjI6\
    MzA6NDMrMDA6MDAQyuAQAAAAAElFTkSuQmCC
    """)

  /// The JPEG as from a camera that was held some way, and knows where.
  static func fromCamera(_ orientation: UInt8) -> [UInt8] {
    let entry: [UInt8] = [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
    let exif =
      Array("Exif\0\0II".utf8) + [42, 0, 8, 0, 0, 0, 1, 0] + entry + [0, 0, 0, 0]
      + Array("GPS 50.8466 N".utf8)
    return Array(jpeg.prefix(2)) + [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif
      + Array(jpeg.dropFirst(2))
  }

  private static func decoded(_ text: String) -> [UInt8] {
    Array(Data(base64Encoded: text) ?? Data())
  }
}
